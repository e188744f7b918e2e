// A record as somebody writes it into a form: as data, and as YAML.

// The record of a form's values, in the order that records have; what is empty is left out.
// `idOf` makes an id of what was pasted into its field, `authorOf` an author of a line; a last line that says "and
// others" stands for people who are not named.
export function recordOf(values, today, { idOf = (_, text) => text, authorOf = (line) => line } = {}) {
  const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const chosen = (names) => Object.fromEntries(
    names.map((name) => [name, (values[name] ?? "").trim()]).filter(([, value]) => value));
  const number = (text = "") => (/^[0-9]+$/.test(text.trim()) ? Number(text) : text.trim());
  const people = lines(values.authors);
  const others = people.length > 1 && /^(?:and others|et al\.?|\.\.\.|…)$/i.test(people.at(-1)) && Boolean(people.pop());
  const ids = Object.entries(chosen(["arxiv", "doi", "acl", "openreview"])).map(([name, text]) => [name, idOf(name, text)]);
  const all = {
    ...chosen(["name", "title"]),
    authors: people.map(authorOf),
    and_others: others || "",
    year: number(values.year),
    month: number(values.month),
    ...chosen(["venue", "volume", "number", "pages", "publisher", "note"]),
    ids: Object.fromEntries(ids),
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
const always = new Set(["title", "volume", "number", "pages", "arxiv", "doi", "acl", "openreview"]);
const scalar = (value, name) => typeof value !== "string" || name === "added" ? String(value)
  : !always.has(name) && isPlain(value) ? value : quoted(value);

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
