// Ids, years, days, venue and topics of one record fit together: checks/numbers.py, dates.py, appearance.py, filing.py.
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
    if (month[1] < 1 || month[1] > 12) return `${digits.slice(2, 4)} is not a month`;
    if (!Number(sequence)) return "numbers start at 1";
    if (archive !== null) {
      if (!numbers.ARCHIVES.has(archive)) {
        const near = nearest(archive, numbers.ARCHIVES);
        return `there is no archive '${archive}'${near ? `, but there is '${near}'` : ""}`;
      }
      const isKnown = !before(month, FIRST_ARCHIVE) && before(month, FIRST_NUMBERED);
      return isKnown ? null : "ids with the name of an archive range from August 1991 to March 2007";
    }
    if (before(month, FIRST_NUMBERED) || digits[0] === "9") return "ids of this form start in April 2007";
    const width = before(month, FIRST_FIVE) ? 4 : 5;
    if (sequence.length !== width) {
      return `after the dot, ids of ${month[0]} have ${width === 5 ? "five" : "four"} digits`;
    }
    return `${month[0]}-${two(month[1])}-01` <= today ? null : `${month[0]}-${two(month[1])} is in the future`;
  }

  function* ofIds({ record, first }) {
    const { arxiv, doi, acl } = record.ids ?? {};
    const wrong = arxiv !== undefined && impossible(arxiv, first);
    if (wrong) {
      yield { code: "LS211", path: ["ids", "arxiv"], reason: `there is no arXiv id ${arxiv}: ${wrong}`,
        fix: "Copy the id from the paper's page on arXiv." };
    }
    if (doi === undefined) return;
    const path = ["ids", "doi"];
    const meant = doi.startsWith("10.48550/") ? identify(doi) : null;
    if (meant?.scheme === "arxiv") {
      yield { code: "LS216", path, reason: `the DOI belongs to arXiv ${meant.value}`,
        fix: arxiv === undefined ? `Write  arxiv: "${meant.value}"  instead of this line.` : arxiv === meant.value
          ? "Delete this line." : `The record's own arXiv id is ${arxiv}: one of the two belongs to another paper.` };
    }
    if (doi !== doi.toLowerCase()) {
      yield { code: "LS217", path, reason: `'${doi}' has capitals`, fix: `Write  doi: ${quoted(doi.toLowerCase())}` };
    }
    const held = numbers.ACL_DOI.fullmatch(doi)?.[1];
    const named = held === undefined ? null : identify(held);
    if (named?.scheme !== "acl") return;
    if (acl === undefined) {
      yield { code: "LS219", path, reason: `the DOI contains the ACL Anthology id ${named.value}`,
        fix: `Add  acl: "${named.value}"  under  ids:` };
    } else if (acl !== named.value) {
      yield { code: "LS218", path: ["ids", "acl"],
        reason: `the DOI belongs to ${named.value}, the ACL Anthology id is ${acl}`,
        fix: "Open both, and correct the one that belongs to another paper." };
    }
  }

  function* ofDates({ record, first, venue }) {
    const [year, month] = first;
    const arxiv = record.ids?.arxiv;
    if (record.year < year && dates.REVIEWED.has(venue?.kind)) {
      yield { code: "LS212", path: ["year"],
        reason: `${record.venue} ${record.year} is before arXiv ${arxiv}, which is of ${year}`,
        fix: "Correct the year or the id; if the preprint really came later, waive this with a reason." };
    }
    if (arxiv !== undefined && record.year !== year && venue?.kind === "preprint") {
      const published = record.year > year ? `, or name the venue that published it in ${record.year}` : "";
      yield { code: "LS213", path: ["year"], reason: `the year is ${record.year}, arXiv ${arxiv} is of ${year}`,
        fix: `Write  year: ${year}${published}.` };
    }
    if (record.added > today) {
      yield { code: "LS214", path: ["added"], reason: `${record.added} is in the future`,
        fix: "Write the day on which the paper was first listed." };
    }
    for (const [at, { date }] of (record.read ?? []).entries()) {
      if (date > today) {
        yield { code: "LS214", path: ["read", at, "date"], reason: `${date} is in the future`,
          fix: "Write the day on which it was read." };
      }
    }
    if (arxiv !== undefined && record.added.slice(0, 7) < `${year}-${two(month)}`) {
      yield { code: "LS215", path: ["added"],
        reason: `${record.added} is before ${year}-${two(month)}, the month of arXiv ${arxiv}`,
        fix: "Correct the day or the id; if the paper was known before, waive this and say from where." };
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
    const named = acl === undefined ? undefined : venueOfAcl(acl);
    const published = acl ?? (doi !== undefined && !appearance.UNREVIEWED.has(doi.split("/")[0]) ? doi : undefined);
    if (venue?.kind === "preprint" && published !== undefined) {
      yield { code: "LS231", path, reason: `${published} is the id of a published version, the venue is ${record.venue}`,
        fix: named ? `Write  venue: ${named.name}` : "Name the venue that published it, and its year." };
    }
    if (named) {
      const year = yearOfAcl(acl);
      const related = family(named).some((name) => family(venue).includes(name));
      if (record.year !== year && related) {
        yield { code: "LS232", path: ["year"], reason: `the year is ${record.year}, ${acl} is of ${year}`,
          fix: `Write  year: ${year}, or correct the id.` };
      }
      if (venue && venue.name !== named.name && related) {
        yield { code: "LS233", path, reason: `${acl} is in ${named.name}, not in ${venue.name}`,
          fix: `Write  venue: ${named.name}` };
      }
      if (venue && venue.kind !== "preprint" && !related) {
        yield { code: "LS234", path, reason: `${acl} is in ${named.name}, but the venue is ${venue.name}`,
          fix: `Write  venue: ${named.name}, correct the id, or waive this if there are two published versions.` };
      }
    }
    if (arxiv === undefined && record.venue.toLowerCase() === "arxiv") {
      yield { code: "LS235", path, reason: "the venue is arXiv, but there is no arXiv id",
        fix: 'Add  arxiv: "…"  under  ids:, or name the venue where it appeared.' };
    }
    const compared = (record.conflicts ?? []).some(({ field }) => field === "authors");
    if (venue?.kind !== "preprint" && !compared && mayDiffer(record.venue, record.sources ?? {})) {
      const [source] = record.sources.authors.split("; ");
      yield { code: "LS236", path: ["sources", "authors"],
        reason: `the authors come from ${source}, which may describe a version other than that of ${record.venue}`,
        fix: "Compare them with the published version, and name its source first:  authors: <source>; <this one>" };
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
        yield { code: "LS203", path, reason: `unknown venue '${name}'`,
          fix: `${match ? `Did you mean '${match.name}'? ` : ""}Add a new venue to ${filing.VENUES} with its kind.` };
      } else if (spelled.name !== name) {
        yield { code: "LS204", path, reason: `'${name}' is another spelling of ${spelled.name}`,
          fix: `Write  venue: ${spelled.name}` };
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
          ? { reason: `the topic '${name}' moved to '${heir}'`,
            fix: record.topics.includes(heir) ? `Delete it: '${heir}' is listed already.` : `Write  ${heir}` }
          : { reason: `unknown topic '${name}'`, fix: match ? `Did you mean '${match}'?` : "Write an id from taxonomy.yaml." }) };
        continue;
      }
      const parts = children(name);
      if (parts.length && !parts.some((part) => record.topics.includes(part))) {
        const leaves = parts.filter((part) => !children(part).length);
        yield { code: "LS207", path, reason: `'${name}' has subtopics`, fix: `Write the one that fits: ${leaves.join(", ")}.` };
      }
      if (above.has(name)) {
        const kept = record.topics.filter((topic) => !above.has(topic));
        yield { code: "LS208", path, reason: `'${above.get(name)}' is a subtopic of '${name}'`, fix: `Write  topics: [${kept.join(", ")}]` };
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
