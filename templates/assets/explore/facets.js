// What papers are filtered and sorted by: columns, in which a position is that of a paper, the newest first.
import { positions } from "../search/index.js";

const isVersion = {
  published: (kind) => kind !== "preprint" && kind !== "web",
  preprint: (kind) => kind === "preprint",
  web: (kind) => kind === "web",
};
const names = new Intl.Collator("en");

export class Facets {
  #file; #places; #withCode; #withNumbers; #venueRank;

  // `file` is the search's facets.json.
  constructor(file) {
    this.#file = file;
    this.version = file.version;
    this.venues = file.venues;
    this.count = file.year.length;
    this.topics = file.topics.map(({ id }) => id);
    this.#withCode = new Set(positions(file.with_code));
    this.#withNumbers = new Set(positions(file.with_numbers));
    this.#places = file.topic.map((topics) => [...new Set(topics.flatMap((at) => [...file.topics[at].above, at]))]);
    const order = [...file.venues.keys()].sort((one, other) => names.compare(file.venues[one], file.venues[other]));
    this.#venueRank = new Map(order.map((venue, rank) => [venue, rank]));
  }

  isPublished(at) {
    return isVersion.published(this.kind(at));
  }

  kind(at) {
    return this.#file.venue_kinds[this.#file.venue[at]];
  }

  added(at) {
    return this.#file.days[this.#file.added[at]];
  }

  // Which of these papers fit the form, in their order; and for each topic, venue, version, "with code" and "with
  // numbers" how many would if that were chosen and all else stayed as it is.
  fitting(places, wanted) {
    const { year: years, venue: venues, venue_kinds: kinds } = this.#file;
    const topic = this.topics.indexOf(wanted.topic);
    const venue = this.venues.indexOf(wanted.venue);
    const from = Number(wanted.from) || -Infinity;
    const to = Number(wanted.to) || Infinity;
    const fits = Object.hasOwn(isVersion, wanted.version) ? isVersion[wanted.version] : null;
    const counts = {
      topic: new Array(this.topics.length).fill(0), venue: new Array(this.venues.length).fill(0),
      version: { published: 0, preprint: 0, web: 0 }, code: 0, numbers: 0,
    };
    const hits = [];
    for (const at of places) {
      if (years[at] < from || years[at] > to) continue;
      const kind = kinds[venues[at]];
      const hasCode = this.#withCode.has(at);
      const hasNumbers = this.#withNumbers.has(at);
      const notTopic = Number(topic >= 0 && !this.#places[at].includes(topic));
      const notVenue = Number(venue >= 0 && venues[at] !== venue);
      const notVersion = Number(fits !== null && !fits(kind));
      const notCode = Number(wanted.code !== "" && !hasCode);
      const notNumbers = Number(wanted.numbers !== "" && !hasNumbers);
      const missed = notTopic + notVenue + notVersion + notCode + notNumbers;
      if (missed === 0) hits.push(at);
      if (missed > 1) continue;
      if (missed === notTopic) for (const place of this.#places[at]) counts.topic[place]++;
      if (missed === notVenue) counts.venue[venues[at]]++;
      if (missed === notVersion) counts.version[isVersion.published(kind) ? "published" : kind]++;
      if (missed === notCode && hasCode) counts.code++;
      if (missed === notNumbers && hasNumbers) counts.numbers++;
    }
    return { hits, counts };
  }

  // In the order that was asked for, else as they come; between equals the newest comes first. `ranks` are those of titles.
  sorted(hits, order, ranks) {
    const { added, venue } = this.#file;
    const rank = {
      date: () => 0,
      added: (at) => -added[at],
      title: (at) => ranks[at],
      venue: (at) => this.#venueRank.get(venue[at]),
    };
    return Object.hasOwn(rank, order) ? [...hits].sort((one, other) => rank[order](one) - rank[order](other) || one - other) : hits;
  }
}
