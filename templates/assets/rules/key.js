// The key of a new paper: first author's surname, year of the first version, first telling word (model/key.py).
import { fold } from "./text.js";

// What anyascii makes of characters, as data/letters.json has it; without it, what can be told from their accents.
export function asciiOf(letters) {
  const blocks = new Map(Object.entries(letters ?? {}).map(([block, words]) => [parseInt(block, 16), words.split(" ")]));
  const written = (sign) => blocks.get(sign.codePointAt(0) >> 8)?.[sign.codePointAt(0) & 255];
  return (text) => Array.from(text, (sign) => written(sign) ?? fold(sign)).join("").toLowerCase();
}
export const isForeign = (text) => /[^\x00-\x7f]/.test(fold(text));

export function keysOf({ key: constants, author: { GROUP_WORD } }, { read, spoken }, ascii, least = 1) {
  const lettersOf = (text) => ascii(text).replace(/[^a-z]/g, "");

  function surname(name) {
    if ("group" in name) {
      const words = name.group.split(/\s+/).filter(Boolean).map((word) => word.replace(/^[,.]+|[,.]+$/g, ""));
      const telling = words.find((word) => !GROUP_WORD.fullmatch(word) && lettersOf(word));
      return (telling !== undefined && lettersOf(telling)) || lettersOf(name.group) || "anonymous";
    }
    const { family = "", given = "" } = name;
    const [before, ...after] = family.split(",");
    if (after.length) return surname(read(before));
    const parts = [family, ...given.split(/\s+/).filter(Boolean).reverse()].map(lettersOf);
    return parts.find((part) => part.length > 1) ?? (lettersOf(spoken(name)) || "anonymous");
  }

  function telling(title) {
    const words = constants.BETWEEN_WORDS.split(constants.MARKUP.sub("", title))
      .map((word) => ascii(word).replace(/[^a-z0-9]/g, "")).filter(Boolean)
      .map((word) => word.slice(0, constants.LONGEST_WORD));
    const significant = words.filter((word) => !constants.INSIGNIFICANT.has(word));
    const chosen = significant.length ? significant : words;
    const lettered = chosen.filter((word) => !/^[0-9]/.test(word));
    if (lettered.length) return lettered;
    return chosen.length ? chosen.map((word) => `n${word}`) : ["untitled"];
  }

  // The first key that is not taken.
  return function suggest(title, author, year, taken = new Set()) {
    let words = telling(title);
    const name = author === undefined ? words[0].replace(/[^a-z]/g, "") || "untitled"
      : surname(typeof author === "string" ? read(author) : author);
    const start = `${name.slice(0, constants.LONGEST_WORD)}${year}`;
    if (author === undefined && words.length > 1) words = words.slice(1);
    for (let count = Math.min(least, words.length); count <= words.length; count++) {
      const key = start + words.slice(0, count).join("");
      if (!taken.has(key)) return key;
    }
    let number = 2;
    while (taken.has(`${start}${words.join("")}n${number}`)) number++;
    return `${start}${words.join("")}n${number}`;
  };
}
