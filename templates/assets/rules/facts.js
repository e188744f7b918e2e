// Ids, years, days, venue and topics of one record fit together: checks/numbers.py, dates.py, appearance.py, filing.py.
import { meant } from "./fixes.js";
import { _, listed, sentences } from "./language.js";
import { nearest, quoted } from "./text.js";

const two = (number) => String(number).padStart(2, "0");
const before = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

// Year and month of the first known version (model/paper.py).
export function firstAppeared({ ids = {}, year }) {
  if (ids.arxiv === undefined) return [year, 0];
  const digits = ids.arxiv.split("/").at(-1);
  return [(digits[0] === "9" ? 1900 : 2000) + Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
}

export function factRules(constants, { identify }, { topics, moved, venues, venueNamed, today }) {
  const { numbers, dates, appearance, filing } = constants;
  const [FIRST_ARCHIVE, FIRST_NUMBERED, FIRST_FIVE] =
    [numbers.FIRST_ARCHIVE_MONTH, numbers.FIRST_NUMBERED_MONTH, numbers.FIRST_FIVE_DIGIT_MONTH];

  function impossible(arxiv, month) {
    const [archive, digits] = arxiv.includes("/") ? arxiv.split("/") : [null, arxiv];
    const sequence = digits.slice(4).replace(/^\./, "");
    if (month[1] < 1 || month[1] > 12) return _("{digits} is not a month", { digits: digits.slice(2, 4) });
    if (!Number(sequence)) return _("numbers start at 1");
    if (archive !== null) {
      if (!numbers.ARCHIVES.has(archive)) {
        const near = nearest(archive, numbers.ARCHIVES);
        return near ? _("there is no archive '{archive}', but there is '{near}'", { archive, near })
          : _("there is no archive '{archive}'", { archive });
      }
      const isKnown = !before(month, FIRST_ARCHIVE) && before(month, FIRST_NUMBERED);
      return isKnown ? null : _("ids with the name of an archive range from August 1991 to March 2007");
    }
    if (before(month, FIRST_NUMBERED) || digits[0] === "9") return _("ids of this form start in April 2007");
    const width = before(month, FIRST_FIVE) ? 4 : 5;
    if (sequence.length !== width) {
      return width === 5 ? _("after the dot, ids of {year} have five digits", { year: month[0] })
        : _("after the dot, ids of {year} have four digits", { year: month[0] });
    }
    const said = `${month[0]}-${two(month[1])}`;
    return `${said}-01` <= today ? null : _("{date} is in the future", { date: said });
  }

  function* ofIds({ record, first }) {
    const { arxiv, doi, acl } = record.ids ?? {};
    const wrong = arxiv !== undefined && impossible(arxiv, first);
    if (wrong) {
      yield { code: "LS211", path: ["ids", "arxiv"], reason: _("there is no arXiv id {id}: {why}", { id: arxiv, why: wrong }),
        fix: _("Copy the id from the paper's page on arXiv.") };
    }
    if (doi === undefined) return;
    const path = ["ids", "doi"];
    const meant = doi.startsWith("10.48550/") ? identify(doi) : null;
    if (meant?.scheme === "arxiv") {
      yield { code: "LS216", path, reason: _("the DOI belongs to arXiv {id}", { id: meant.value }),
        fix: arxiv === undefined ? _('Write  arxiv: "{id}"  instead of this line.', { id: meant.value })
          : arxiv === meant.value ? _("Delete this line.")
            : _("The record's own arXiv id is {id}: one of the two belongs to another paper.", { id: arxiv }) };
    }
    if (doi !== doi.toLowerCase()) {
      yield { code: "LS217", path, reason: _("'{doi}' has capitals", { doi }),
        fix: _("Write  {field}: {text}", { field: "doi", text: quoted(doi.toLowerCase()) }) };
    }
    const held = numbers.ACL_DOI.fullmatch(doi)?.[1];
    const named = held === undefined ? null : identify(held);
    if (named?.scheme !== "acl") return;
    if (acl === undefined) {
      yield { code: "LS219", path, reason: _("the DOI contains the ACL Anthology id {id}", { id: named.value }),
        fix: _('Add  acl: "{id}"  under  ids:', { id: named.value }) };
    } else if (acl !== named.value) {
      yield { code: "LS218", path: ["ids", "acl"],
        reason: _("the DOI belongs to {id}, the ACL Anthology id is {own}", { id: named.value, own: acl }),
        fix: _("Open both, and correct the one that belongs to another paper.") };
    }
  }

  function* ofDates({ record, first, venue }) {
    const [year, month] = first;
    const arxiv = record.ids?.arxiv;
    if (record.year < year && dates.REVIEWED.has(venue?.kind)) {
      yield { code: "LS212", path: ["year"],
        reason: _("{venue} {year} is before arXiv {id}, which is of {other}", { venue: record.venue, year: record.year, id: arxiv, other: year }),
        fix: _("Correct the year or the id; if the preprint really came later, waive this with a reason.") };
    }
    if (arxiv !== undefined && record.year !== year && venue?.kind === "preprint") {
      yield { code: "LS213", path: ["year"],
        reason: _("the year is {year}, arXiv {id} is of {other}", { year: record.year, id: arxiv, other: year }),
        fix: record.year < year ? _("Write  year: {year}.", { year })
          : _("Write  year: {year}, or name the venue that published it in {later}.", { year, later: record.year }) };
    }
    if (record.added > today) {
      yield { code: "LS214", path: ["added"], reason: _("{date} is in the future", { date: record.added }),
        fix: _("Write the day on which the paper was first listed.") };
    }
    for (const [at, { date }] of (record.read ?? []).entries()) {
      if (date > today) {
        yield { code: "LS214", path: ["read", at, "date"], reason: _("{date} is in the future", { date }),
          fix: _("Write the day on which it was read.") };
      }
    }
    const appeared = `${year}-${two(month)}`;
    if (arxiv !== undefined && record.added.slice(0, 7) < appeared) {
      yield { code: "LS215", path: ["added"],
        reason: _("{date} is before {month}, the month of arXiv {id}", { date: record.added, month: appeared, id: arxiv }),
        fix: _("Correct the day or the id; if the paper was known before, waive this and say from where.") };
    }
  }

  function yearOfAcl(acl) {
    const match = appearance.ACL_ID.fullmatch(acl) ?? appearance.OLD_ACL_ID.fullmatch(acl);
    const year = Number(match?.groups.year);
    return !match ? null : year > 99 ? year : year + (year > 60 ? 1900 : 2000);
  }
  function venueOfAcl(acl) {
    const old = appearance.OLD_ACL_ID.fullmatch(acl)?.groups;
    if (old) {
      return (appearance.OLD_MAIN_VOLUMES[old.letter] ?? "").includes(old.volume)
        ? venueNamed(appearance.OLD_COLLECTIONS[old.letter]) : undefined;
    }
    const match = appearance.ACL_ID.fullmatch(acl)?.groups;
    if (!match) return undefined;
    const { year, collection, volume } = match;
    if (collection === "findings") return venueNamed(`Findings of ${volume}`);
    if (Object.hasOwn(appearance.PARTS, volume)) return venueNamed(`${collection} ${appearance.PARTS[volume]}`);
    const held = appearance.JOINT[`${year}.${collection}`] ?? collection;
    return appearance.MAIN_VOLUMES.has(volume) ? venueNamed(held) : undefined;
  }
  const family = (venue) => [venue?.name, venue?.part_of].filter(Boolean);

  function* ofVenue({ record, venue }) {
    const { arxiv, doi, acl } = record.ids ?? {};
    const path = ["venue"];
    const write = (venue) => _("Write  {field}: {text}", { field: "venue", text: venue.name });
    const named = acl === undefined ? undefined : venueOfAcl(acl);
    const published = acl ?? (doi !== undefined && !appearance.UNREVIEWED.has(doi.split("/")[0]) ? doi : undefined);
    if (venue?.kind === "preprint" && published !== undefined) {
      yield { code: "LS231", path,
        reason: _("{id} is the id of a published version, the venue is {venue}", { id: published, venue: record.venue }),
        fix: named ? write(named) : _("Name the venue that published it, and its year.") };
    }
    if (named) {
      const year = yearOfAcl(acl);
      const related = family(named).some((name) => family(venue).includes(name));
      if (record.year !== year && related) {
        yield { code: "LS232", path: ["year"],
          reason: _("the year is {year}, {id} is of {other}", { year: record.year, id: acl, other: year }),
          fix: _("Write  year: {year}, or correct the id.", { year }) };
      }
      if (venue && venue.name !== named.name && related) {
        yield { code: "LS233", path, reason: _("{id} is in {venue}, not in {other}", { id: acl, venue: named.name, other: venue.name }),
          fix: write(named) };
      }
      if (venue && venue.kind !== "preprint" && !related) {
        yield { code: "LS234", path,
          reason: _("{id} is in {venue}, but the venue is {other}", { id: acl, venue: named.name, other: venue.name }),
          fix: _("Write  venue: {venue}, correct the id, or waive this if there are two published versions.", { venue: named.name }) };
      }
    }
    if (arxiv === undefined && record.venue.toLowerCase() === "arxiv") {
      yield { code: "LS235", path, reason: _("the venue is arXiv, but there is no arXiv id"),
        fix: _('Add  arxiv: "…"  under  ids:, or name the venue where it appeared.') };
    }
    const compared = (record.conflicts ?? []).some(({ field }) => field === "authors");
    if (venue?.kind !== "preprint" && !compared && mayDiffer(record.venue, record.sources ?? {})) {
      const [source] = record.sources.authors.split("; ");
      yield { code: "LS236", path: ["sources", "authors"],
        reason: _("the authors come from {source}, which may describe a version other than that of {venue}", { source, venue: record.venue }),
        fix: _("Compare them with the published version, and name its source first:  authors: <source>; <this one>") };
    }
  }

  // Whether a venue comes from a list of its papers, and the authors from sources that tell no version alone.
  function mayDiffer(venue, { venue: listed = "", authors = listed }) {
    const named = authors.split("; ");
    const file = listed.split("/").slice(1).join("/");
    const isList = file && !listed.includes("://") && (file.includes(venue) || !appearance.ANY_VERSION.search(listed));
    return !named.includes(listed) && isList
      && named.every((source) => appearance.ANY_VERSION.search(source) && !source.includes(venue));
  }

  function* ofNames({ record }) {
    const named = [[["venue"], record.venue]];
    if (record.claimed) named.push([["claimed", "venue"], record.claimed.venue]);
    for (const [path, name] of named) {
      const spelled = venueNamed(name);
      if (!spelled) {
        const bare = filing.YEAR.sub("", name);
        const match = venueNamed(bare) ?? venueNamed(nearest(bare || name, venues.keys()) ?? "");
        yield { code: "LS203", path, reason: _("unknown venue '{name}'", { name }),
          fix: sentences([match && meant(match.name), _("Add a new venue to {file} with its kind.", { file: filing.VENUES })]) };
      } else if (spelled.name !== name) {
        yield { code: "LS204", path, reason: _("'{name}' is another spelling of {usual}", { name, usual: spelled.name }),
          fix: _("Write  {field}: {text}", { field: "venue", text: spelled.name }) };
      }
    }
    const children = (name) => [...topics.keys()].filter((other) => topics.get(other).includes(name));
    const above = new Map();
    if (record.topics.length > 1) {
      for (const name of record.topics) for (const topic of topics.get(name) ?? []) above.set(topic, name);
    }
    for (const [at, name] of record.topics.entries()) {
      const path = ["topics", at];
      if (!topics.has(name)) {
        const heir = moved.get(name);
        const match = nearest(name, topics.keys());
        yield { code: "LS202", path, ...(topics.has(heir)
          ? { reason: _("the topic '{name}' moved to '{heir}'", { name, heir }),
            fix: record.topics.includes(heir) ? _("Delete it: '{text}' is listed already.", { text: heir }) : _("Write  {text}", { text: heir }) }
          : { reason: _("unknown topic '{name}'", { name }), fix: match ? meant(match) : _("Write an id from taxonomy.yaml.") }) };
        continue;
      }
      const parts = children(name);
      if (parts.length && !parts.some((part) => record.topics.includes(part))) {
        const leaves = parts.filter((part) => !children(part).length);
        yield { code: "LS207", path, reason: _("'{name}' has subtopics", { name }),
          fix: _("Write the one that fits: {topics}.", { topics: listed(leaves) }) };
      }
      if (above.has(name)) {
        const kept = record.topics.filter((topic) => !above.has(topic));
        yield { code: "LS208", path, reason: _("'{below}' is a subtopic of '{name}'", { below: above.get(name), name }),
          fix: _("Write  {field}: {text}", { field: "topics", text: `[${kept.join(", ")}]` }) };
      }
    }
  }

  return function* (paper) {
    yield* ofIds(paper);
    yield* ofDates(paper);
    yield* ofVenue(paper);
    yield* ofNames(paper);
  };
}
