// A record as somebody writes it into a form: as data, as YAML, under its key, and compared with those that are there.
import { fold } from "./papers.js";

// Letters and digits alone, as the program compares titles (model/title.py).
const caseless = (letter) => {
  if (/[\u13a0-\u13ff\uab70-\uabbf]/.test(letter)) return letter.toUpperCase();
  if (/[ßẞ]/.test(letter)) return "ss";
  return /[\u0345ς\u1c80-\u1c88]/.test(letter) ? letter.toUpperCase().toLowerCase() : letter.toLowerCase();
};
export const normalForm = (text) =>
  Array.from(text.normalize("NFKD"), caseless).join("").replace(/[^\p{L}\p{N}]/gu, "");

// An id out of what people paste: a bare id, or the address that leads to it.
const shapes = {
  arxiv: /(?:^|\/|:)([0-9]{4}\.[0-9]{4,5}|[a-z-]+\/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?(?:[?#].*)?$/i,
  doi: /(10\.[0-9]{4,9}\/[^\s?#]+)/,
  acl: /(?:^|\/|:)([A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9]+\.[0-9]+)(?:\.pdf|\.bib)?\/?$/,
  openreview: /(?:[?&]id=|^)([A-Za-z0-9_-]{8,12})(?:[&#].*)?$/,
};
export const tidied = (field, text) => text.match(shapes[field])?.[1] ?? text;

// The record of a form's values, in the order that records have; what is empty is left out.
export function recordOf(values, today) {
  const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const chosen = (names) => Object.fromEntries(
    names.map((name) => [name, (values[name] ?? "").trim()]).filter(([, value]) => value));
  const year = (values.year ?? "").trim();
  const all = {
    ...chosen(["name", "title"]),
    authors: lines(values.authors),
    year: /^[0-9]+$/.test(year) ? Number(year) : year,
    ...chosen(["venue"]),
    ids: chosen(["arxiv", "doi", "acl", "openreview"]),
    links: chosen(["page", "pdf", "code", "project"]),
    topics: [...new Set((values.topics ?? []).filter(Boolean))],
    added: today,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) =>
    value !== "" && (typeof value !== "object" || Object.keys(value).length)));
}

// Every text is in double quotes, in which JSON's escapes are YAML's, but what can only be read as text: words of
// letters, addresses and topics.
const hidden = /[\x7f-\x9f\u00ad\u2028\u2029\u200b-\u200f\ufeff\ufffe\uffff]/g;
const escape = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
const quoted = (text) => JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd")).replace(hidden, escape);
const keywords = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"]);
const isPlain = (text) => !keywords.has(text.toLowerCase()) && (/^\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*)*$/u.test(text) ||
  /^https?:\/\/[A-Za-z0-9._~/%+=&?-]+$/.test(text) || /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text));
const always = new Set(["title", "arxiv", "doi", "acl", "openreview"]);
const scalar = (value, name) => typeof value === "number" || name === "added" ? String(value)
  : !always.has(name) && isPlain(value) ? value : quoted(value);

// An author as people read the name.
export const spoken = (author) => typeof author === "string" ? author
  : author.group ?? [author.given, author.particle, author.family, author.suffix].filter(Boolean).join(" ");

// An item of a list: a text, or the parts of an author's name.
const entry = (item, name) => typeof item !== "object" ? scalar(item, name)
  : `{${Object.entries(item).map(([part, value]) => `${part}: ${quoted(value)}`).join(", ")}}`;

export function yamlOf(record) {
  const lines = ["# yaml-language-server: $schema=../../schema/paper.schema.json"];
  for (const [name, value] of Object.entries(record)) {
    if (Array.isArray(value)) lines.push(`${name}:`, ...value.map((item) => `  - ${entry(item, name)}`));
    else if (typeof value === "object") {
      lines.push(`${name}:`, ...Object.entries(value).map(([inner, item]) => `  ${inner}: ${scalar(item, inner)}`));
    } else lines.push(`${name}: ${scalar(value, name)}`);
  }
  return `${lines.join("\n")}\n`;
}

// The first word that tells a group from others, else the last word of the family name that is no initial and no Jr.
function surnameOf(author, identities) {
  const plain = (word) => fold(word).replace(/[^a-z]/g, "");
  const nouns = `(?:${identities.group_words.join("|")})`;
  const name = author?.group ?? author?.family ?? author ?? "";
  const isGroup = author?.group || (!author?.family &&
    (/\b(?:AI|at|for|of|[Tt]he)\b/.test(name) || new RegExp(`\\b${nouns}\\b`, "i").test(name)));
  const parts = name.split(/\s+/).map((word) => word.replace(/^[.,]+|[.,]+$/g, ""));
  if (isGroup) {
    const telling = parts.filter((word) => !/^(?:AI|at|for|of|[Tt]he)$/.test(word) && !new RegExp(`^${nouns}$`, "i").test(word));
    return telling.map(plain).find(Boolean) ?? (plain(name) || "anonymous");
  }
  if (author?.family) return plain(name) || "anonymous";
  const names = parts.map(plain).filter((part) => part.length > 1 && !["jr", "sr", "ii", "iii", "iv"].includes(part));
  return names.pop() ?? (plain(name) || "anonymous");
}

// First author's surname, year of the first version, first telling word of the title (model/key.py).
export function keyOf(record, identities) {
  const small = new Set(identities.small_words);
  const plain = (text) => fold(text).replace(/[^a-z0-9]/g, "");
  const surname = surnameOf(record.authors?.[0], identities);
  const month = record.ids?.arxiv?.match(/^([0-9]{2})[0-9]{2}\./)?.[1];
  const words = (record.title ?? "").split(/[\s:–—]+/).map(plain).filter((word) => word && !/^[0-9]/.test(word));
  const telling = words.filter((word) => !small.has(word));
  const chosen = telling.length ? telling : words.length ? words : ["untitled"];
  let key = `${surname}${month ? `20${month}` : record.year}`;
  for (const word of chosen) {
    key += word;
    if (!identities.keys.includes(key)) break;
  }
  return key;
}

// The key of the record that is of the same paper: by an id, else by the title.
export function duplicateOf(record, identities) {
  const ids = Object.entries(record.ids ?? {}).map(([scheme, id]) => `${scheme}:${scheme === "doi" ? id.toLowerCase() : id}`);
  const place = ids.map((id) => identities.ids[id]).find((found) => found !== undefined) ??
    identities.titles[normalForm(record.title ?? "")];
  return place === undefined ? null : identities.keys[place];
}
