// What `survey check` says of one record: first whether it can be read, then what the rules hold against it.
import { _ } from "./language.js";
import { Validator } from "../vendor/json-schema.js";
import { authorRules } from "./authors.js";
import { constantsOf } from "./constants.js";
import { factRules, firstAppeared } from "./facts.js";
import { identifiers } from "./identify.js";
import { asciiOf, keysOf } from "./key.js";
import { linkRules } from "./links.js";
import { namesOf } from "./names.js";
import { neighbourRules } from "./neighbours.js";
import { named } from "./text.js";
import { textRules } from "./texts.js";
import { traitRules } from "./traits.js";

const parsed = (location) => location.split("/").slice(1).map((part) =>
  (/^[0-9]+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));

// A judge of records. `rules`, `schema` and `identities` are the site's files of these names, `records` the
// other records where they were read, `letters` the transcription of other scripts; `today` is the day that has begun somewhere.
export function judge({ rules, schema, identities, records = null, letters = null, today }) {
  const constants = constantsOf(rules);
  const names = namesOf(constants);
  const ids = identifiers(constants);
  const ascii = asciiOf(letters);
  const suggest = keysOf(constants, names, ascii, rules.key_words);
  const venues = new Map();
  for (const venue of rules.venues) for (const alias of venue.aliases) venues.set(alias.toLowerCase(), venue);
  for (const venue of rules.venues) venues.set(venue.name.toLowerCase(), venue);
  const byName = new Map(rules.venues.map((venue) => [venue.name, venue]));
  const known = {
    identities, today, venues, abbreviations: rules.abbreviations,
    topics: new Map(Object.entries(rules.topics)), moved: new Map(Object.entries(rules.moved)),
    venueNamed: (name) => venues.get(name.toLowerCase()),
    fileOf: (key) => `${key.match(/[0-9]{4}/)[0]}/${key}.yaml`,
  };
  const links = linkRules(constants, ids, known);
  const neighbours = neighbourRules(constants, { names, repository: links.repository, identities, records });
  const looks = [
    authorRules(constants), textRules(constants, known), links.rules, factRules(constants, ids, known),
    traitRules(constants, rules), neighbours.rules,
  ];

  // The schema without the survey's own words: what is none of them has a rule that names the one which is meant.
  const { title, topics, traits: { properties, ...traits } } = schema.properties;
  const slug = { type: "string", pattern: constants.record.SLUG, maxLength: constants.record.LONGEST };
  const own = { ...schema, properties: { ...schema.properties, venue: title, topics: { ...topics, items: slug }, traits } };
  const validator = new Validator(own, "2020-12", false);

  function* unreadable(record) {
    const found = new Map();
    for (const { instanceLocation, keyword, error } of validator.validate(record).errors) {
      if (["properties", "patternProperties", "$ref", "items", "anyOf", "additionalProperties"].includes(keyword)) continue;
      const path = parsed(instanceLocation);
      if (keyword === "required") path.push(error.match(/"([\w-]+)"/)?.[1]);
      const code = keyword === "required" ? "LS106" : keyword === "false" ? "LS104"
        : keyword === "type" ? "LS105" : "LS108";
      found.set(JSON.stringify(path), { code, path, keyword });
    }
    const lists = ["topics", "also_titled", "aliases", "read"].map((list) => [[list], record[list]]);
    for (const [id, value] of Object.entries(record.traits ?? {})) lists.push([["traits", id], value]);
    for (const [path, list] of lists) {
      const texts = (Array.isArray(list) ? list : []).map((item) => (!item || typeof item !== "object" ? item
        : `${item.source} on ${item.date}`));
      const at = texts.findIndex((text, place) => texts.indexOf(text) < place);
      if (at >= 0) {
        found.set(JSON.stringify([...path, at]), { code: "LS108", path: [...path, at], keyword: "distinct",
          reason: _("'{text}' is listed twice in '{field}'.", { text: texts[at], field: path.at(-1) }) });
      }
    }
    const readings = Array.isArray(record.read) ? record.read.map((each, at) => [["read", at, "date"], each?.date]) : [];
    for (const [path, day] of [[["added"], record.added], ...readings]) {
      if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) && Number.isNaN(Date.parse(day))) {
        found.set(JSON.stringify(path), { code: "LS108", path, keyword: "format" });
      }
    }
    yield* found.values();
  }

  // A character that nobody sees, in any text of the record: hidden in YAML, it could not be read.
  function* unseen(value, path = []) {
    if (typeof value === "string") {
      const match = constants.unseen.UNSEEN.search(value);
      if (match) {
        yield { code: "LS115", path, keyword: "unseen",
          reason: _("It contains {sign}, which is invisible: delete it.", { sign: named(match[0]) }) };
      }
    } else if (value && typeof value === "object") {
      for (const [name, each] of Object.entries(value)) {
        yield* unseen(each, [...path, Array.isArray(value) ? Number(name) : name]);
      }
    }
  }

  function* ofKey({ record, key, first, authors, names: spoken }) {
    const year = record.ids?.arxiv !== undefined ? first[0] : Math.min(record.year, Number(key.match(/[0-9]{4}/)[0]));
    if (!authors.length || key.startsWith(`${spoken[0].split(" ").at(-1).toLowerCase()}${year}`)) return;
    const [usual, untold, found] = [suggest(record.title, authors[0], year), suggest(record.title, undefined, year), key]
      .map((each) => constants.identity.START.match(each)?.[0]);
    if (usual && found && usual !== found && untold !== found) {
      yield { code: "LS224", path: [], reason: _("the key begins with '{found}', the paper with '{usual}'", { found, usual }),
        fix: _("Rename the file if the record is new; if the key has been published, keep it and waive this.") };
    }
  }

  // All that is wrong with a record under a key: code, severity, path, reason and fix. Of one that cannot be read,
  // only where it cannot, with a reason where the field does not say it.
  function findings(record, key) {
    const hidden = [...unseen(record)];
    const broken = [...hidden, ...unreadable(record)];
    if (broken.length) return broken.map((each) => ({ severity: "error", ...each }));
    const authors = (record.authors ?? []).map((each) => (typeof each === "string" ? each : names.recorded(each)));
    const paper = { record, key, authors, names: authors.map(names.spoken), first: firstAppeared(record),
      venue: byName.get(record.venue) };
    const flaws = [...looks.flatMap((look) => [...look(paper)]), ...ofKey(paper)];
    return flaws.map((each) => ({ severity: rules.severities[each.code], ...each }));
  }

  return { findings, twin: neighbours.twin, names, ids, suggest, venueNamed: known.venueNamed, venues: rules.venues, constants };
}
