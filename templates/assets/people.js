// Lists of authors as people paste them: with commas, semicolons, "and" or line breaks, those of Chinese, or as BibTeX has them.

const others = /^(?:and\s+)?(?:\w+\s+)?(?:others|et\.?\s*al\.?)$|^(?:\.\.\.|…|等人?)$/iu;

// Pieces of a text between separators that stand in no braces.
function parts(text, separator) {
  const found = [""];
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const match = depth ? null : text.slice(at).match(separator);
    if (match) {
      found.push("");
      at += match[0].length;
    } else {
      depth += text[at] === "{" ? 1 : text[at] === "}" && depth ? -1 : 0;
      found[found.length - 1] += text[at++];
    }
  }
  return found.map((part) => part.trim()).filter(Boolean);
}
const commas = (text) => parts(text, /^,/);
const ands = (text) => parts(text, /^(?:\s+(?:and|&)\s+|\s*,\s+and\s+)/i);
const withoutAnd = (text) => text.replace(/^(?:and|&)\s+/i, "");
const isBraced = (text) => /^\{(?!\\)/.test(text) && text.endsWith("}") && parts(text, /^\}/).length === 1 && wholly(text);
function wholly(text) {
  let depth = 0;
  for (const [at, sign] of Array.from(text).entries()) {
    depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    if (!depth) return at === Array.from(text).length - 1;
  }
  return false;
}

// `names` and `constants` are those of rules/check.js, `decode` makes text of LaTeX.
export function peopleOf({ names, constants: { author: { GROUP_WORD, SUFFIX }, authors: { TRAILING } } }, decode = (text) => text.replace(/[{}]/g, "")) {
  const line = (text) => decode(text).split(/\s+/).filter(Boolean).join(" ");
  const isLatex = (text) => /[{}\\~]/.test(text);

  // The name of one person or group: "Ann Doe", "Doe, Ann", "van der Berg, Jr., Jan", "{Gemini Team, Google}".
  function nameOf(raw) {
    if (isBraced(raw)) return { group: line(raw.slice(1, -1)) };
    const sections = commas(raw);
    if (sections.length < 2) return names.read(line(raw));
    if (!isLatex(raw) && GROUP_WORD.search(raw)) {
      const turned = sections.length === 2 && GROUP_WORD.fullmatch(sections[0]);
      return { group: turned ? `${sections[1]} ${sections[0]}` : line(raw) };
    }
    let [before, suffix, given] = sections.length > 2
      ? [sections[0], sections[1], sections.slice(2).join(" ")] : [sections[0], undefined, sections[1]];
    if (SUFFIX.fullmatch(given)) [given, suffix] = [suffix, given]; // "Brown, P. T., Jr."
    const words = parts(before, /^[\s~]+/);
    if (!suffix && words.length > 1 && SUFFIX.fullmatch(words.at(-1))) suffix = words.pop(); // "Brown Jr., P. T."
    if (given === undefined && words.length > 1) given = words.splice(0, words.length - 1).join(" "); // "P. T. Brown, Jr."
    const small = words.map((word) => /^\p{Ll}/u.test(word));
    const start = small[0] ? Math.min(small.lastIndexOf(true) + 1, words.length - 1) : 0;
    const said = { family: words.slice(start), given: [given ?? ""], particle: words.slice(0, start), suffix: [suffix ?? ""] };
    return Object.fromEntries(Object.entries(said).map(([part, texts]) => [part, line(texts.join(" "))]).filter(([, text]) => text));
  }

  // "A. One, B. Two", with suffixes where they belong; "One, A., Two, B." has a surname in every other place.
  function listed(text) {
    const found = [];
    for (const each of commas(text).map(withoutAnd)) {
      if (SUFFIX.fullmatch(each) && found.length) found.push(`${found.pop()} ${each}`);
      else found.push(each);
    }
    const isInitials = (part) => /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(part);
    if (found.length > 1 && found.length % 2 === 0 && found.every((part, at) => isInitials(part) === (at % 2 === 1))) {
      return found.filter((_, at) => at % 2 === 0).map((surname, at) => `${surname}, ${found[2 * at + 1]}`);
    }
    return found;
  }

  function ofLine(text) {
    if (isBraced(text)) return [text];
    const divided = parts(text, /^;/).map(withoutAnd);
    if (divided.length > 1) return divided.flatMap((piece) => (GROUP_WORD.search(piece) ? [piece] : ands(piece)));
    const pieces = ands(text);
    const counts = pieces.map((piece) => commas(piece).length - 1);
    if (pieces.length > 1 && counts.every((count) => count === 1 || count === 2)) return pieces;
    if (pieces.length === 1) {
      const sections = commas(text);
      const isOne = sections.length === 2 && (isLatex(text) || GROUP_WORD.search(text) || !sections.every((part) => part.includes(" ")));
      if (isOne) return [text];
    }
    return pieces.flatMap((piece) => (isLatex(piece) ? [piece] : listed(piece)));
  }

  // One line for each person as names.written reads it, and a last one where others follow.
  return function people(text, { bibtex = false } = {}) {
    const joined = text.replace(/\s*\n\s*(?=and\s)|(?<=\sand)\s*\n\s*/gi, " ");
    const rows = bibtex ? [joined.replace(/\s+/g, " ")] : joined.split("\n");
    const raw = rows.map((row) => row.replace(/^\s*(?:[-*•]\s+|\d+[.)]\s+)/, "").replace(/[\s,;]+$/, "")).filter((row) => row.trim())
      .flatMap((row) => (bibtex ? parts(row, /^\s+and\s+/i) : parts(row, /^[，、；]/).flatMap(ofLine)));
    let more = false;
    const found = [];
    for (const each of raw) {
      const name = isLatex(each) ? each : TRAILING.sub("", each.replace(/\s+et\.?\s*al\.?$|\s*等人?$/i, () => { more = true; return ""; }));
      if (others.test(each) || others.test(name)) more = true;
      else if (name) found.push(names.line(nameOf(name)));
    }
    return [...found, ...(more && found.length ? ["and others"] : [])];
  };
}
