// What somebody typed: its words, and whether it is to be taken as it stands (insight/search/query.py).
import { folded } from "../rules/identify.js";

export function queryOf(typed, { wording, identify, fields = [], constants: { KEY, ARXIV, FORUM, MOST_WORDS, LONGEST_QUERY } }) {
  let text = Array.from(typed).slice(0, LONGEST_QUERY).join("").trim();
  const literal = text.length > 2 && "\"“„«".includes(text[0]) && "\"”“»".includes(text.at(-1));
  if (literal) text = text.slice(1, -1).trim();
  // The id of an own field may stand before a word: dataset:QM9 asks for QM9.
  text = text.replace(/(^|\s)([a-z0-9-]+):/g, (whole, before, name) => (fields.includes(name) ? before : whole));
  const words = wording.words(text).slice(0, MOST_WORDS);
  const needed = words.map((word) => !wording.ignored.has(word));
  if (!needed.includes(true)) needed.fill(true);
  const identified = identify(text);
  const forms = [["key", KEY, text.toLowerCase()], ["arxiv", ARXIV, text], ["openreview", FORUM, text]];
  const identifiers = identified ? [folded(identified.scheme, identified.value)]
    : forms.filter(([, form, value]) => form.fullmatch(value)).map(([scheme, , value]) => `${scheme}:${value}`);
  return { words, needed, name: wording.compact(text), identifiers, literal };
}
