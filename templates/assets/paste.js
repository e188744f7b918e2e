// What somebody pastes to begin with: BibTeX, or the address or id of a paper. Nothing is asked of other sites.
import { _, listed } from "./language.js";
import { decoder } from "./latex/decode.js";
import { peopleOf } from "./people.js";
import { constantsOf } from "./rules/constants.js";
import { parse } from "./vendor/bibtex.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const venueFields = ["journal", "journaltitle", "booktitle", "school", "institution"];
const imprint = { volume: ["volume"], number: ["number", "issue"], publisher: ["publisher", "organization"], note: ["note"] };
const arxivNumber = /arxiv[:.\s/]*(?:preprint\s+)?(?:arxiv[:.\s]*)?([0-9]{4}\.[0-9]{4,5}|[a-z-]+\/[0-9]{7})/i;
const onlyArxiv = (text) => text.replace(
  /https?:\/\/arxiv\.org\/\S+|arxiv|preprint|corr|abs|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+\/[0-9]{7}|\[[a-z.-]+\]|[^\p{L}\p{N}_]/giu, "") === "";

// What the form's field for one of the survey's own takes of a text: of choices the ids, else nothing (intake/own_fields.py).
function ownValue({ many, options }, said) {
  const each = said.split(said.includes(";") ? ";" : ",").map((item) => item.trim()).filter(Boolean);
  if (!options.length) return many ? each.join("; ") : said;
  const ids = each.map((item) => options.find((id) => id === item.toLowerCase().replace(/[ _-]+/g, "-")));
  return ids.includes(undefined) ? "" : ids.join(" ");
}

const unreadable = _("This BibTeX cannot be read: check for a missing brace or comma.");

// The entries of a file, their values still LaTeX, with names of @string in place. Keys are read beforehand, for the
// parser knows none that are empty or have brackets or spaces in them.
const head = /@(?!\s*(?:string|comment|preamble)\b)\s*(\w+)\s*([{(])\s*([^,{}="]*),/gi;
function entriesOf(said) {
  const keys = [];
  const items = parse(said.replace(head, (_, type, open, key) => `@${type}${open}k${keys.push(key.trim()) - 1},`));
  const strings = new Map(months.map((name) => [name, name]));
  const value = ({ datatype, value: said }) => (datatype === "concatinate" ? said.map(value).join("")
    : datatype === "identifier" ? strings.get(said.toLowerCase()) ?? said : String(said ?? ""));
  const entries = [];
  for (const item of items) {
    if (item.itemtype === "string") strings.set(item.name.toLowerCase(), value(item));
    else if (item.itemtype === "entry") {
      entries.push({ key: keys[item.key?.slice(1)] ?? "", fields: Object.fromEntries(item.fields.map((each) => [each.name.toLowerCase(), value(each)])) });
    }
  }
  return entries;
}

// `judged` is a judge of rules/check.js, `latex` the file data/latex.json. Gives the values of the form's fields that a
// text says, and sentences on the rest. A field that is called like one of the survey's `own` goes there.
export function pasteReader(judged, latex, own = []) {
  const { decode, decodeUrl } = decoder(constantsOf(latex), latex.table);
  const text = (value) => decode(value).text;
  const people = peopleOf(judged, text);
  const { identify, identifierIn } = judged.ids;

  function venueOf(said) {
    const bracketed = said.match(/\(([^()]+)\)\s*$/)?.[1];
    const bare = (name) => judged.constants.filing.YEAR.sub("", name.replace(/^(?:Proceedings of (?:the )?|Proc\. )/i, "")).trim();
    const tried = [said, bare(said), ...(bracketed ? [bracketed, bare(bracketed)] : []), said.split(/[:,(]/)[0].trim()];
    const whole = said.toLowerCase();
    const called = judged.venues.filter(({ full_name: name }) => name && whole.includes(name.toLowerCase()));
    const [longest] = called.sort((one, other) => other.full_name.length - one.full_name.length);
    return (tried.map(judged.venueNamed).find(Boolean) ?? longest)?.name;
  }

  function ofEntry({ key, fields }) {
    const has = (name) => (fields[name] ?? "").trim() !== "";
    const values = {};
    const read = new Set(["title", "author", "collaboration", "year", "date", "url", "code", "month"]);
    const unknown = ["title", "author"].flatMap((name) => decode(fields[name] ?? "").unknown);
    if (has("title")) values.title = text(fields.title);
    const groups = text(fields.collaboration ?? "").split(/,|;|\band\b/).map((name) => name.trim()).filter(Boolean)
      .map((name) => `{${judged.constants.author.GROUP_WORD.search(name) ? name : `${name} Collaboration`}}`);
    const authors = people(fields.author ?? "", { bibtex: true });
    const more = authors.at(-1) === "and others" ? [authors.pop()] : [];
    if (authors.length + groups.length) values.authors = [...authors, ...groups, ...more].join("\n");
    const [url, published] = [decodeUrl(fields.url ?? ""), decodeUrl(fields.howpublished ?? "")];
    const ids = [identify(key), identify(decodeUrl(fields.doi ?? "")), identifierIn(url), identifierIn(published)];
    const archive = (fields.archiveprefix ?? fields.eprinttype ?? "arxiv").toLowerCase();
    if (archive === "arxiv") ids.unshift(identify(fields.eprint ?? ""));
    for (const name of ["journal", "journaltitle", "volume", "note", "howpublished", "booktitle", "doi"]) {
      const match = (fields[name] ?? "").match(arxivNumber);
      if (match) ids.push({ scheme: "arxiv", value: match[1] });
    }
    for (const id of ids.filter(Boolean)) {
      const isArxivDoi = id.scheme === "doi" && /^10\.48550\//i.test(id.value);
      if (!isArxivDoi && !(id.scheme === "doi" && id.value === key)) values[id.scheme] ??= id.value;
    }
    const repository = `${url} ${fields.code ?? ""} ${fields.note ?? ""}`.match(/https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/[^\s{}\\]+/)?.[0];
    if (repository) values.code = repository;
    const address = [url, published].find((each) => /^https?:/.test(each) && each !== repository && !identifierIn(each));
    if (address) values.page = address;
    if (/^https?:/.test(published)) read.add("howpublished");
    const year = text(fields.year ?? fields.date ?? "").match(/[0-9]{4}/)?.[0];
    if (year) values.year = year;
    const venueField = venueFields.find(has);
    const said = text(fields[venueField] ?? "");
    if (values.arxiv && (!said || /arxiv|^corr$/i.test(said))) values.venue = judged.venueNamed("arXiv")?.name ?? "arXiv";
    else if (said) values.venue = venueOf(said) ?? said;
    const month = months.indexOf(text(fields.month ?? "").slice(0, 3).toLowerCase()) + 1 ||
      Number((fields.date ?? "").match(/^[0-9]{4}-(0[1-9]|1[0-2])/)?.[1] ?? fields.month ?? 0);
    if (month >= 1 && month <= 12) values.month = String(month);
    for (const [name, sources] of Object.entries(imprint)) {
      const source = sources.find(has);
      if (source && !(onlyArxiv(text(fields[source])) && values.arxiv) && fields[source] !== repository) values[name] = text(fields[source]);
      if (source) read.add(source);
    }
    if (has("pages")) values.pages = text(fields.pages).replace(/(?<=[\p{L}\p{N}])\s*(?:-{1,3}|[–—])\s*(?=[\p{L}\p{N}])/gu, "–");
    for (const name of ["pages", "doi", venueField, ...(values.arxiv ? ["eprint", "archiveprefix", "eprinttype", "eprintclass", "primaryclass"] : [])]) read.add(name);
    for (const name of Object.keys(fields).filter((each) => has(each) && !read.has(each))) {
      const field = own.find(({ id }) => id === name.replace(/[_ ]/g, "-"));
      const value = field && ownValue(field, text(fields[name]));
      if (!value) continue;
      values[`own.${field.id}`] = value;
      read.add(name);
    }
    const lost = Object.keys(fields).filter((name) => has(name) && !read.has(name) && !onlyArxiv(fields[name]));
    return { values, notes: [
      ...(lost.length ? [_("Left out, because records have no field for it: {fields}.", { fields: listed(lost) })] : []),
      ...unknown.map((piece) => _("{piece} is LaTeX that is not supported here; it is kept as it is.", { piece })),
    ] };
  }

  return function pasted(given) {
    const said = given.trim();
    if (!/@\s*\w+\s*[{(]/.test(said)) {
      const found = said.split(/\s+/).map((word) => identify(word) ?? identifierIn(word)).filter(Boolean);
      const values = Object.fromEntries(found.map(({ scheme, value }) => [scheme, value]));
      return { values, notes: found.length ? [] : [_("This is neither BibTeX nor an id or address that leads to a paper.")] };
    }
    let entries;
    try {
      entries = entriesOf(said);
    } catch (error) {
      const line = error.location?.start.line;
      return { values: {}, notes: [line ? _("This BibTeX cannot be read, at line {line}: check for a missing brace or comma.", { line }) : unreadable] };
    }
    if (!entries.length) return { values: {}, notes: [unreadable] };
    const { values, notes } = ofEntry(entries[0]);
    const rest = entries.length > 1 ? [_("Only the first of {count} entries was read: one record is one paper.", { count: entries.length })] : [];
    return { values, notes: [...rest, ...notes] };
  };
}
