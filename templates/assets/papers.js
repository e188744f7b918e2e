// All papers of the survey, from one file of columns: which match, in what order, and how many more a choice would give.

const letters = { ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ß: "ss", ı: "i" };

// Text as it is compared: without case and accents, with one kind of hyphen.
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[łøđæœßı]/g, (letter) => letters[letter]).replace(/[‐‑–—−]/g, "-");

// The words somebody typed; the address of a paper on arXiv counts as its id.
const words = (text) => fold(text).split(/\s+/).filter(Boolean).map((word) => {
  const id = word.match(/([0-9]{4}\.[0-9]{4,5})(v[0-9]+)?(\.pdf)?$/);
  return id ? id[1] : word;
});

const isVersion = {
  published: (kind) => kind !== "preprint" && kind !== "web",
  preprint: (kind) => kind === "preprint",
  web: (kind) => kind === "web",
};

const compare = (one, other) => (one > other) - (one < other);

export class Papers {
  #texts; #topicTexts; #names; #titles; #authors; #also; #positions; #venueRank; #places; #scores;

  constructor(file) {
    Object.assign(this, file.columns);
    this.count = this.key.length;
    this.topics = file.topics;
    this.venues = file.venues;
    this.kinds = file.venue_kinds;
    this.numbers = new Set(file.with_numbers);
    this.others = new Set(file.and_others);
    this.#positions = new Map(this.key.map((key, at) => [key, at]));
    this.#topicTexts = this.topics.map((topic) =>
      fold([topic, ...topic.above.map((at) => this.topics[at])]
        .flatMap(({ en, zh, aliases }) => [en, zh, ...aliases]).join(" ")));
    this.#names = this.name.map(fold);
    this.#titles = this.title.map(fold);
    this.#also = this.also.map(fold);
    this.#authors = this.authors.map(fold);
    this.#places = this.topic.map((topics) =>
      [...new Set(topics.flatMap((topic) => [...this.topics[topic].above, topic]))]);
    this.#scores = new Int16Array(this.count);
    const venues = this.venues.map(fold);
    this.#texts = this.key.map((key, at) => [
      this.#names[at], this.#titles[at], this.#also[at], this.#authors[at], this.ids[at].toLowerCase(), key,
      venues[this.venue[at]], this.year[at],
    ].join("\n"));
    const order = this.venues.map((_, at) => at).sort((one, other) => compare(venues[one], venues[other]));
    this.#venueRank = new Map(order.map((venue, rank) => [venue, rank]));
  }

  // The position of each of these keys that the survey has, in the order of the keys.
  positions(keys) {
    return keys.map((key) => this.#positions.get(key)).filter((at) => at !== undefined);
  }

  isPublished(at) {
    return isVersion.published(this.kinds[this.venue[at]]);
  }

  // What matches the form, in the order it asks for; and for each topic, venue, version, "with code" and "with numbers"
  // how many papers would match if that were chosen and all else stayed as it is.
  matching(wanted) {
    const needles = words(wanted.text).map((word) => ({
      word, start: ` ${word}`, topics: this.#topicTexts.map((text) => text.includes(word)),
    }));
    const author = fold(wanted.author).trim();
    const topic = this.topics.findIndex(({ id }) => id === wanted.topic);
    const venue = this.venues.indexOf(wanted.venue);
    const from = Number(wanted.from) || -Infinity;
    const to = Number(wanted.to) || Infinity;
    const fits = isVersion[wanted.version];
    const counts = {
      topic: new Array(this.topics.length).fill(0),
      venue: new Array(this.venues.length).fill(0),
      version: { published: 0, preprint: 0, web: 0 },
      code: 0,
      numbers: 0,
    };
    const candidates = wanted.keys ? this.positions(wanted.keys.split(",")) : this.key.keys();
    const hits = [];
    for (const at of candidates) {
      const { [at]: year } = this.year;
      if (year < from || year > to) continue;
      if (author && !this.#authors[at].includes(author)) continue;
      if (needles.length && !this.#says(at, needles)) continue;
      const kind = this.kinds[this.venue[at]];
      const notTopic = topic >= 0 && !this.#places[at].includes(topic) ? 1 : 0;
      const notVenue = venue >= 0 && this.venue[at] !== venue ? 1 : 0;
      const notVersion = fits && !fits(kind) ? 1 : 0;
      const notCode = wanted.code && !this.code[at] ? 1 : 0;
      const notNumbers = wanted.numbers && !this.numbers.has(at) ? 1 : 0;
      const missed = notTopic + notVenue + notVersion + notCode + notNumbers;
      if (missed === 0) hits.push(at);
      if (missed > 1) continue;
      if (missed === notTopic) for (const place of this.#places[at]) counts.topic[place]++;
      if (missed === notVenue) counts.venue[this.venue[at]]++;
      if (missed === notVersion) counts.version[isVersion.published(kind) ? "published" : kind]++;
      if (missed === notCode && this.code[at]) counts.code++;
      if (missed === notNumbers && this.numbers.has(at)) counts.numbers++;
    }
    return { hits: this.#sorted(hits, wanted.sort, needles), counts };
  }

  // Authors whose names hold this text, those with most papers first.
  authorsLike(text, most) {
    const wanted = fold(text).trim();
    const found = new Map();
    for (let at = 0; at < this.count; at++) {
      if (!this.#authors[at].includes(wanted)) continue;
      for (const name of this.authors[at].split("\n")) {
        if (fold(name).includes(wanted)) found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
    return [...found].sort((one, other) => other[1] - one[1] || compare(one[0], other[0])).slice(0, most);
  }

  #says(at, needles) {
    const text = this.#texts[at];
    for (const { word, topics } of needles) {
      if (!text.includes(word) && !this.topic[at].some((place) => topics[place])) return false;
    }
    return true;
  }

  // Papers stand newest first in the file, so positions decide between equals.
  #sorted(hits, order, needles) {
    const { added } = this;
    if (order === "added") return hits.sort((one, other) => compare(added[other], added[one]) || one - other);
    if (order === "title") {
      return hits.sort((one, other) => compare(this.#titles[one], this.#titles[other]) || one - other);
    }
    if (order === "venue") {
      const rank = (at) => this.#venueRank.get(this.venue[at]);
      return hits.sort((one, other) => rank(one) - rank(other) || one - other);
    }
    if (order === "date") return hits.sort((one, other) => one - other);
    if (!needles.length) return hits;
    const scores = this.#scores;
    for (const at of hits) scores[at] = this.#score(at, needles);
    return hits.sort((one, other) => scores[other] - scores[one] || one - other);
  }

  // How well a paper answers the words: by its name best, then its title, then people and other titles.
  #score(at, needles) {
    const name = this.#names[at];
    const title = this.#titles[at];
    let score = 0;
    for (const { word, start } of needles) {
      if (name === word) score += 20;
      else if (name.startsWith(word)) score += 8;
      else if (name.includes(word)) score += 5;
      if (title.startsWith(word) || title.includes(start)) score += 4;
      else if (title.includes(word)) score += 3;
      else if (this.#also[at].includes(word)) score += 2;
      else if (this.#authors[at].includes(word)) score += 2;
    }
    const phrase = needles.map(({ word }) => word).join(" ");
    if (needles.length > 1) score += 20 * (name === phrase) + 6 * title.includes(phrase);
    return score;
  }
}
