// The words of a text, and those that say the same (insight/search/words.py).
import { fold } from "../rules/text.js";

export function wording({ WORD, SIGN, HAN, SHORTEST_STEM }, { endings, synonyms, ignored }) {
  const turns = [...endings, ...endings.map(([one, other]) => [other, one])];
  const alike = new Map();
  for (const group of synonyms) {
    for (const member of group) alike.set(member, [...(alike.get(member) ?? []), ...group.filter((other) => other !== member)]);
  }
  const compact = (text) => SIGN.sub("", fold(text));

  function* cut(run) {
    let end = 0;
    for (const { 0: han, index } of HAN.findall(run)) {
      if (index > end) yield run.slice(end, index);
      const signs = Array.from(han);
      if (signs.length === 1) yield han;
      else for (let at = 1; at < signs.length; at++) yield signs[at - 1] + signs[at];
      end = index + han.length;
    }
    if (end < run.length) yield run.slice(end);
  }
  const words = (text) => WORD.findall(fold(text)).flatMap(([run]) => [...cut(run)]);

  // The word in its other spellings, singular and plural; most of them are no words.
  function forms(word) {
    const found = new Set([word]);
    for (let turn = 0; turn < 2; turn++) {
      for (const known of [...found]) {
        for (const [ending, other] of turns) {
          const stem = ending ? known.slice(0, -ending.length) : known;
          if (known.endsWith(ending) && Array.from(stem).length >= SHORTEST_STEM) found.add(stem + other);
        }
      }
    }
    found.delete(word);
    return [...found];
  }
  return { compact, words, forms, synonyms: (word) => alike.get(word) ?? [], ignored: new Set(ignored) };
}
