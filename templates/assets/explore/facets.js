// What papers are filtered and sorted by: columns, in which a position is that of a paper, the newest first.
import { Traits } from "../search/criteria.js";
import { positions } from "../search/index.js";

const isVersion = {
  published: (kind) => kind !== "preprint" && kind !== "web",
  preprint: (kind) => kind === "preprint",
  web: (kind) => kind === "web",
};
// Without topics it applies to all.
const appliesTo = ({ topics }, ids) => !topics.length || topics.some((id) => ids.includes(id));
const names = new Intl.Collator("en");

export class Facets {
  #file; #places; #applying; #withCode; #withNumbers; #venueRank;

  // `file` is the search's facets.json, `traits` its traits.json, where the survey has traits.
  constructor(file, traits) {
    this.#file = file;
    this.version = file.version;
    this.venues = file.venues;
    this.count = file.year.length;
    this.topics = file.topics.map(({ id }) => id);
    this.#withCode = new Set(positions(file.with_code));
    this.#withNumbers = new Set(positions(file.with_numbers));
    this.#places = file.topic.map((topics) => [...new Set(topics.flatMap((at) => [...file.topics[at].above, at]))]);
    const order = [...file.venues.keys()].sort((one, other) => names.compare(file.venues[one], file.venues[other]));
    this.traits = traits && new Traits(traits);
    this.#applying = this.traits ? this.#applyingTraits() : [];
    this.#venueRank = new Map(order.map((venue, rank) => [venue, rank]));
  }

  // The places of the traits that apply to each paper; papers of the same topics share one list.
  #applyingTraits() {
    const lists = new Map();
    return this.#places.map((places) => {
      const topics = places.join();
      if (!lists.has(topics)) {
        const ids = places.map((place) => this.topics[place]);
        lists.set(topics, [...this.traits.all.keys()].filter((place) => appliesTo(this.traits.all[place], ids)));
      }
      return lists.get(topics);
    });
  }

  // How near above a topic the one stands that a trait is declared for: 0 where that is the topic; -1 where it does not apply.
  distance(trait, topic) {
    const node = this.#file.topics[this.topics.indexOf(topic)];
    if (!node) return -1;
    return [topic, ...node.above.map((at) => this.topics[at]).reverse()].findIndex((id) => trait.topics.includes(id));
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

  // Which of these papers fit the form, in their order; for each topic, venue, version, value of a trait, "with code" and
  // "with numbers" how many would if that were chosen and all else stayed as it is; and of how many it is not known.
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
    const criteria = this.traits?.criteria(wanted.traits) ?? [];
    const near = new Map([null, ...criteria].map((criterion) => [criterion, []])); // papers that miss it alone, or nothing
    let unknown = 0;
    const hits = near.get(null);
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
      const others = notTopic + notVenue + notVersion + notCode + notNumbers;
      const unmet = others > 1 ? [] : criteria.filter(({ fitting }) => !fitting.has(at));
      const missed = others + unmet.length;
      if (others === 0 && unmet.length && unmet.every(({ trait }) => this.#isUnknown(trait, at))) unknown++;
      if (others === 0 && unmet.length < 2) near.get(unmet[0] ?? null).push(at);
      if (missed > 1) continue;
      if (missed === notTopic) for (const place of this.#places[at]) counts.topic[place]++;
      if (missed === notVenue) counts.venue[venues[at]]++;
      if (missed === notVersion) counts.version[isVersion.published(kind) ? "published" : kind]++;
      if (missed === notCode && hasCode) counts.code++;
      if (missed === notNumbers && hasNumbers) counts.numbers++;
    }
    return { hits, unknown, counts: { ...counts, traits: this.#traitCounts(near) } };
  }

  #isUnknown(trait, at) {
    return !trait.known.has(at) && this.#applying[at].includes(this.traits.all.indexOf(trait));
  }

  // Of each trait, by its id: how many have each value, how many any, and of how many to which it applies it is not known.
  // `near` are papers by the one criterion that they miss; a trait counts those that miss what is asked of itself.
  #traitCounts(near) {
    const missing = new Uint8Array(this.count); // 1 for nothing, else 2 and more for a criterion
    const applying = new Map();
    [...near].forEach(([criterion, papers], place) => {
      for (const at of papers) missing[at] = place + 1;
      applying.set(criterion?.trait.id ?? null, this.#applyingOf(papers));
    });
    const order = [...near.keys()].map((criterion) => criterion?.trait);
    return new Map((this.traits?.all ?? []).map((trait, place) => {
      const own = order.indexOf(trait);
      const counts = (at) => missing[at] === 1 || (own > 0 && missing[at] === own + 1);
      const count = (papers) => papers.reduce((sum, at) => sum + counts(at), 0);
      const known = count([...trait.known]);
      const all = applying.get(null)[place] + (applying.get(trait.id)?.[place] ?? 0);
      return [trait.id, { values: trait.papers.map(count), known, unknown: all - known }];
    }));
  }

  // How many of these papers each trait applies to.
  #applyingOf(papers) {
    const counts = new Array(this.traits?.all.length ?? 0).fill(0);
    for (const at of papers) for (const place of this.#applying[at] ?? []) counts[place]++;
    return counts;
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
