// A record as somebody writes it into a form: as data, and as YAML.

// The record of a form's values, in the order that records have; what is empty is left out.
// `idOf` makes an id of what was pasted into its field, `authorOf` an author of a line; a last line that says "and
// others" or 等 stands for people who are not named. `traits` are those that papers of its topics are compared by, `own` the
// survey's own fields.
export function recordOf(values, today, { idOf = (_, text) => text, authorOf = (line) => line, traits = [], own = [] } = {}) {
  const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const chosen = (names) => Object.fromEntries(
    names.map((name) => [name, (values[name] ?? "").trim()]).filter(([, value]) => value));
  const number = (text = "") => (/^[0-9]+$/.test(text.trim()) ? Number(text) : text.trim());
  const people = lines(values.authors);
  const others = people.length > 1 && /^(?:and others|et al\.?|\.\.\.|…|等人?)$/i.test(people.at(-1)) && Boolean(people.pop());
  const said = traits.map((trait) => [trait.id, valueOf(trait, (values[`traits.${trait.id}`] ?? "").trim())]);
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
    summary: Object.fromEntries(Object.entries({ en: lines(values.summary).join(" ") }).filter(([, text]) => text)),
    traits: Object.fromEntries(said.filter(([, value]) => value !== "")),
    ...Object.fromEntries(own.map((field) => [field.id, ownValueOf(field, (values[`own.${field.id}`] ?? "").trim())])),
    read: [],
    added: today,
  };
  const reading = chosen(["source", "date"]);
  if (isSaid(all) && Object.keys(reading).length) all.read.push(reading);
  return Object.fromEntries(Object.entries(all).filter(([, value]) =>
    value !== "" && (typeof value !== "object" || Object.keys(value).length)));
}

// Whether a record tells what a work does, or how it compares: then it tells what was read for that, too.
export const isSaid = ({ summary = {}, traits = {} }) => Object.keys({ ...summary, ...traits }).length > 0;

// What a record has for the text of a trait's field: of several values a list. A comma in a number, as in 1,024, is none
// between two: such a text stays as it is.
function valueOf({ kind }, text) {
  if (kind === "yes-no") return text === "true" || (text === "false" ? false : text);
  if (kind === "choice" || !text) return text;
  const each = text.split(kind === "several" ? " " : /[,;]?\s+|[,;](?![0-9]{3}(?![0-9]))/).filter(Boolean)
    .map((item) => (kind === "number" && /^-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$/.test(item) ? Number(item) : item));
  return each.length === 1 ? each[0] : each;
}

// The same of an own field, where several texts are parted by semicolons.
function ownValueOf({ kind, many }, text) {
  if (["yes-no", "choice", "several"].includes(kind)) return valueOf({ kind }, text);
  const each = (many ? text.split(";") : [text]).map((item) => item.trim()).filter(Boolean)
    .map((item) => (kind === "number" && /^-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$/.test(item) ? Number(item) : item));
  return each.length > 1 ? each : each[0] ?? "";
}

// As the program writes it (store/write.py): titles and ids in double quotes, and what would be read as no text or as
// something else; in single ones what only PyYAML would not take for the same text; all else as it is.
const hidden = /[\x7f-\x9f\u00ad\u2028\u2029\u200b-\u200f\ufeff\ufffe\uffff]/g;
const escape = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
const quoted = (text) => JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd")).replace(hidden, escape);
const always = new Set(["title", "volume", "number", "pages", "arxiv", "doi", "acl", "openreview"]);
const unprinted = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\p{Cs}]/u;
const noText = /^(?:~|null|true|false|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?|[-+]?\.inf|\.nan|)$/i;
const structure = /^[#,[\]{}&*!|>'"%@`]|^[-?:](?:\s|$)|^\.\.\.|:(?:\s|$)/;
const otherText = /^(?:yes|no|on|off|=|<<|[-+]?0b[01_]+|[-+]?[0-9][0-9_]*(?:[.:][0-9_:.]*)?(?:e[-+][0-9]+)?|\.[0-9][0-9_]*|[-+]?0x[0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?|---.*|.*\s#.*|\s.*|.*\s)$/i;
const isDay = (text) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text);

function scalar(value, name) {
  if (typeof value !== "string" || (["added", "date"].includes(name) && isDay(value))) return String(value);
  if (always.has(name) || [noText, unprinted, structure].some((form) => form.test(value))) return quoted(value);
  return otherText.test(value) ? within(value) : value;
}

const within = (text) => `'${text.replaceAll("'", "''")}'`;
const inLine = (value) => (scalar(value) === value && /[,?:[\]{}]/.test(value) ? within(value) : scalar(value));

const pairs = (record) => Object.entries(record).map(([name, value]) => `${scalar(name)}: ${
  Array.isArray(value) ? `[${value.map(inLine).join(", ")}]` : scalar(value, name)}`);

export function yamlOf(record) {
  const lines = ["# yaml-language-server: $schema=../../schema/paper.schema.json"];
  for (const [name, value] of Object.entries(record)) {
    if (Array.isArray(value)) {
      const items = value.map((item) => (typeof item === "object" ? pairs(item).join("\n    ") : scalar(item, name)));
      lines.push(`${name}:`, ...items.map((item) => `  - ${item}`));
    } else if (typeof value === "object") lines.push(`${name}:`, ...pairs(value).map((pair) => `  ${pair}`));
    else lines.push(`${name}: ${scalar(value, name)}`);
  }
  return `${lines.join("\n")}\n`;
}
