// Texts as Python compares and writes them: cases, accents, the nearest of several names.

export const caseless = (letter) => {
  if (/[\u13a0-\u13ff\uab70-\uabbf]/.test(letter)) return letter.toUpperCase();
  if (/[ßẞ]/.test(letter)) return "ss";
  if (/[ﬀ-ﬆ]/.test(letter)) return letter.normalize("NFKC");
  return /[\u0345ς\u1c80-\u1c88]/.test(letter) ? letter.toUpperCase().toLowerCase() : letter.toLowerCase();
};
const casefold = (text) => Array.from(text, caseless).join("");

// Letters and digits alone (model/title.py).
export const normalForm = (text) => casefold(text.normalize("NFKD")).replace(/[^\p{L}\p{N}]/gu, "");

// Without case, accents and kinds of quotes and dashes (insight/find.py).
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/gu;
const letters = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i",
  "’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-" };
export const fold = (text) => /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() :
  Array.from(casefold(text.normalize("NFKD").replace(accents, "")), (letter) => letters[letter] ?? letter).join("");

const lower = /\p{Lowercase}/u;
const upper = /[\p{Uppercase}\p{Lt}]/u;
export const isLower = (text) => lower.test(text) && !upper.test(text);
export const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
export const capitalized = (text) => {
  const [first = "", ...rest] = text;
  const [head = "", ...tail] = first.toUpperCase(); // of ß: Ss
  return head + tail.join("").toLowerCase() + rest.join("").toLowerCase();
};
export const alphanumeric = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
export const trimmedOf = (signs, text) => {
  let [start, end] = [0, text.length];
  while (start < end && signs.includes(text[start])) start++;
  while (end > start && signs.includes(text[end - 1])) end--;
  return text.slice(start, end);
};

export const named = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
export const quoted = (value) => JSON.stringify(value);

// Per cent of letters in common, as rapidfuzz counts them: the longest common subsequence.
export function ratio(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (!a.length && !b.length) return 100;
  let row = new Uint16Array(b.length + 1);
  for (const letter of a) {
    const next = new Uint16Array(b.length + 1);
    for (let at = 0; at < b.length; at++) next[at + 1] = letter === b[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]);
    row = next;
  }
  return (200 * row[b.length]) / (a.length + b.length);
}

// The one of these names that a wrong one was probably meant to be (model/nearest.py).
export function nearest(name, known) {
  const wanted = casefold(name);
  let best = null;
  for (const each of known) {
    const folded = casefold(each);
    const score = ratio(wanted, folded);
    if (score >= 60 && (!best || score > best.score || (score === best.score && folded >= best.folded))) {
      best = { score, folded, each };
    }
  }
  return best?.each;
}
