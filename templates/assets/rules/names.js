// Names of authors: as people read them, and by their parts (model/author.py).

export function namesOf({ author: constants }) {
  const { GROUP_WORD, SUFFIX, UNCERTAIN, JOINS_SURNAMES, EAST_ASIAN } = constants;
  const joined = (words) => words.filter(Boolean).join(" ");
  const person = (family, given = [], particle = [], suffix = []) => Object.fromEntries(
    Object.entries({ family, given, particle, suffix }).map(([part, words]) => [part, joined(words)])
      .filter(([, text]) => text));

  // The parts of a name that is written as people read it.
  function read(text) {
    const words = text.split(/\s+/).filter(Boolean);
    if (GROUP_WORD.search(text)) return { group: text };
    if (words.length === 2 && words.every((word) => EAST_ASIAN.fullmatch(word))) return person([words[0]], [words[1]]);
    if (words.length < 2 || UNCERTAIN.search(text) || EAST_ASIAN.fullmatch(words.join(""))) return person([text]);
    const suffix = words.length > 2 && SUFFIX.fullmatch(words.at(-1)) ? [words.pop()] : [];
    return divided(words, suffix);
  }

  // By the rules of BibTeX.
  function divided(words, suffix) {
    const small = words.map((word) => !/\p{Uppercase}/u.test(word.match(/\p{L}/u)?.[0] ?? "A"));
    const first = words.length > 2 ? small.indexOf(true) : -1;
    const last = Math.min(small.lastIndexOf(true), words.length - 2);
    if (first < 0) return person(words.slice(-1), words.slice(0, -1), [], suffix);
    const start = Math.min(first, words.length - 1);
    let [given, particle, family] = [words.slice(0, start), words.slice(start, last + 1), words.slice(last + 1)];
    if (start > last) [given, particle] = [words.slice(0, last + 1), []];
    if (particle.length === 1 && JOINS_SURNAMES.has(particle[0]) && given.length > 1) {
      [given, particle, family] = [given.slice(0, -1), [], [given.at(-1), ...particle, ...family]];
    }
    return person(family, given, particle, suffix);
  }

  const surname = ({ particle = "", family = "" }) => `${particle}${!particle || /['’-]$/.test(particle) ? "" : " "}${family}`;

  // What people read, of a record's author: a text, or a mapping of parts.
  function spoken(author) {
    if (typeof author === "string") return author;
    if ("group" in author) return author.group;
    const { family, given, suffix } = author;
    if (given && EAST_ASIAN.fullmatch(family + given)) return family + given;
    return joined([given, surname(author), suffix]);
  }

  const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

  // What a record says of an author of these parts: a text where that is enough.
  const recorded = (name) => (same(read(spoken(name)), name) ? spoken(name) : name);

  // The author of a line in which braces hold what belongs together, as in BibTeX: "{Gemini Team, Google}",
  // "{Alvarez de Toledo}, Bruno", "van der {Berg}, Jr., Jan". Any other line is a name as people read it.
  function written(line) {
    const match = line.match(/^(?:([^{},]+) )?\{([^{}]+)\}(?:, ([^{},]+))?(?:, ([^{},]+))?$/u);
    if (!match) return line;
    const [, particle, family, ...rest] = match;
    const [suffix, given] = rest[1] === undefined ? [undefined, rest[0]] : rest;
    if (given === undefined) return particle === undefined ? recorded({ group: family }) : line;
    return recorded(person([family], [given], [particle], [suffix]));
  }

  // A line that gives these parts; of a name that needs no braces, the name.
  function line(name) {
    const said = recorded(name);
    if (typeof said === "string") return said;
    if ("group" in said) return `{${said.group}}`;
    const { particle, family, suffix, given } = said;
    return `${particle ? `${particle} ` : ""}{${family}}${suffix ? `, ${suffix}` : ""}, ${given ?? ""}`;
  }

  const partsOf = (author) => (typeof author === "string" ? read(author) : author);

  return { read, spoken, recorded, written, line, partsOf };
}
