// Author lists, as checks/authors.py has them: one person an item, whole names, as people write them.
import { _ } from "./language.js";
import { alphanumeric, capitalized, fold, isLower, isUpper, quoted } from "./text.js";

export function authorRules({ authors: constants, author: { GROUP_WORD, SUFFIX } }) {
  const { AND, BETWEEN, CAPITALS, FOREIGN, INITIAL, LATIN, LOWER_IS_RIGHT, LOWER_PART, OTHERS, PARTICLE } = constants;
  const { STARTS_WITH_INITIAL, TRAILING } = constants;
  const trim = (text) => text.trim();

  // The people that an item names; an organisation is one.
  function people(author) {
    if (!BETWEEN.search(author) || GROUP_WORD.search(author) || OTHERS.search(author)) return [author];
    let names = AND.split(author).map(trim);
    if (names.length > 1 || author.split(",").length > 2) names = names.flatMap((each) => each.split(",").map(trim));
    const found = [];
    for (const name of names.filter(Boolean)) {
      if (found.length && SUFFIX.fullmatch(name)) found.push(`${found.pop()} ${name}`);
      else found.push(name);
    }
    return found;
  }

  const capitalizedWord = (word) => word.split("-").map(capitalized).join("-");
  function shouts(word, isLast) {
    if (!isUpper(word) || word.includes(".") || SUFFIX.fullmatch(word)) return false;
    const letters = word.match(/\p{L}/gu)?.length ?? 0;
    return letters > 2 || (letters === 2 && isLast && /[AEIOUY]/.test(word));
  }
  function usualCapitals(author) {
    if (!(isLower(author) || CAPITALS.search(author)) || !LATIN.search(author)) return author;
    const words = author.split(/\s+/).filter(Boolean);
    if (words.length < 2 || GROUP_WORD.search(author)) return author;
    if (isLower(author)) return words.map(capitalizedWord).join(" ");
    return words.map((word, at) => (shouts(word, at === words.length - 1) ? capitalizedWord(word) : word)).join(" ");
  }

  const replaced = (names, name, reason) => ({ reason, fix: names.includes(name)
    ? _("Delete this line: {text} is listed already.", { text: quoted(name) }) : _("Write  {text}", { text: quoted(name) }) });

  const rules = {
    LS252: (author) => OTHERS.search(author) && {
      reason: _("'{author}' stands for authors who are not named", { author }),
      fix: _("List all authors, or write  and_others: true  instead."),
    },
    LS253(author) {
      const found = people(author);
      return found.length > 1 && { reason: _("'{author}' names {count} people", { author, count: found.length }),
        fix: _("Write one author per item: {names}", { names: found.join("; ") }) };
    },
    LS254(author, names) {
      const at = author.indexOf(",");
      const [family, given] = at < 0 ? [author.trim(), ""] : [author.slice(0, at).trim(), author.slice(at + 1).trim()];
      if (!family || !given || people(author).length > 1) return false;
      if ([GROUP_WORD, OTHERS, FOREIGN].some((pattern) => pattern.search(author))) return false;
      const name = SUFFIX.fullmatch(given) ? `${family} ${given}` : `${given} ${family}`;
      if (family.includes(" ") && given.includes(" ")) {
        return { reason: _("'{author}' contains a comma", { author }),
          fix: _('One person is  "{name}"  here; two authors are two items.', { name }) };
      }
      return replaced(names, name, _("'{author}' is not in spoken order", { author }));
    },
    LS255(author) {
      const usual = usualCapitals(author);
      return usual !== author && { reason: _("'{author}' is not capitalised like a name", { author }),
        fix: _("Write  {text}", { text: usual }) };
    },
    LS256(author, names) {
      if (!author.includes(" ") || !FOREIGN.search(author)) return false;
      const name = TRAILING.sub("", author);
      const reason = _("'{author}' contains more than a name", { author });
      if (FOREIGN.search(name) || !name.includes(" ")) return { reason, fix: _("Write only the name.") };
      return replaced(names, name, reason);
    },
    LS257(author) {
      const given = STARTS_WITH_INITIAL.match(author) ? author.split(/\s+/).filter(Boolean).slice(0, -1) : [];
      return given.length > 0 && given.every((word) => INITIAL.fullmatch(word)) && !GROUP_WORD.search(author) && {
        reason: _("'{author}' has only initials for a given name", { author }),
        fix: _("Write the given name in full, or waive this if the person publishes under the initials."),
      };
    },
    LS258(author) {
      const part = author.includes("-") ? LOWER_PART.search(author) : null;
      let usual = author;
      if (part && !LOWER_IS_RIGHT.has(part.groups.part)) {
        const start = part.index + part[0].length - part.groups.part.length;
        usual = author.slice(0, start) + capitalized(part.groups.part);
      }
      usual = PARTICLE.sub((particle) => particle.toLowerCase(), usual);
      return usual !== author && { reason: _("the capitalisation of '{author}' is unusual", { author }),
        fix: _("Write  {text}, or waive this if the author writes it that way.", { text: usual }) };
    },
    LS259: (author, names) => names.length > 1 && LATIN.match(author) && /^[\p{Lu}\p{Lt}]\p{Ll}*$/u.test(author) && {
      reason: _("'{author}' is one word", { author }),
      fix: _("Write given name and surname, or waive this if it is the whole name."),
    },
  };

  return function* ({ names, authors }) {
    const seen = new Map();
    for (const [at, author] of names.entries()) {
      const bare = alphanumeric(fold(author)) || author;
      if (seen.has(bare)) {
        yield { code: "LS251", path: ["authors", at], reason: _("'{author}' is '{other}' again", { author, other: seen.get(bare) }),
          fix: _("Delete one of the two, or waive this if they are two people.") };
      } else seen.set(bare, author);
      if (typeof authors[at] !== "string") continue; // a name whose parts the record gives stands as it is
      for (const [code, rule] of Object.entries(rules)) {
        const flaw = rule(author, names);
        if (flaw) yield { code, path: ["authors", at], ...flaw };
      }
    }
  };
}
