// The language of the page: its words for ours, and where its pages are. English is what scripts are written in; the
// words of another language come with its own module, which the build writes from its catalogue.
const root = document.documentElement;
export const code = root.lang || "en";

const { words, form } = code === "en" ? { words: {}, form: (count) => Number(count !== 1) } : await import(`./languages/${code}.js`)
  .catch(() => ({ words: {}, form: (count) => Number(count !== 1) }));

// The words of a part of the scripts, which other pages do not need.
export async function withWordsOf(part) {
  if (code !== "en") Object.assign(words, (await import(`./languages/${code}.${part}.js`).catch(() => ({}))).words);
}

// Where all languages have their files, and where this one has its pages.
export const files = new URL("..", import.meta.url);
export const pages = new URL(document.querySelector("meta[name=ls-pages]")?.content ?? "", files);

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

// A text as it is, for what programs read.
export const inEnglish = (text, values = {}) => filled(text, values);

// A text in this language, with values in its places: _("{n} of {all}", { n, all }).
export const _ = (text, values = {}) => filled(words[text]?.[0] ?? text, values);

// A text on so many things, which its places call {n}: many("{n} paper", "{n} papers", count).
export function many(one, others, count, values = {}) {
  const forms = words[one] ?? [one, others];
  return filled(forms[Math.min(form(count), forms.length - 1)], { n: number(count), ...values });
}

// The pieces of a text with elements in its places: placed(_("{engine}: {said}"), { engine, said }).
export const placed = (text, elements) => text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? elements[piece] : piece));

export const number = (count) => count.toLocaleString("en");

// Sentences one after the other; a full stop of full width has its space within.
export const sentences = (some) => some.filter(Boolean).join(" ").replace(/([。！？]) /g, "$1");

// The authors of a paper as the search has them, of whom there may be more.
export const authors = (by) => by.replace(/ et al\.$/, _(" et al."));

// Words one after the other.
export const listed = (members) => [...members].join(_(", "));
