// How well each entry answers a query (insight/search/matching.py); sums are of whole numbers, so both say the same.

const bits = (number) => 32 - Math.clz32(number);
const isAlpha = (text) => /^\p{L}+$/u.test(text);

// Positions of entries, each with how much it counts.
class Found {
  constructor(size) {
    this.counts = new Uint8Array(size);
    this.places = [];
  }
  get size() { return this.places.length; }
  take(at, counts) {
    const before = this.counts[at];
    if (before >= counts) return;
    if (!before) this.places.push(at);
    this.counts[at] = counts;
  }
}

// Which letters a word has, roughly: two words that differ in too many of these need not be compared.
const letters = (word) => {
  let found = 0;
  for (let at = 0; at < word.length; at++) found |= 1 << (word.charCodeAt(at) & 31);
  return found;
};
function ones(number) {
  let count = 0;
  for (let rest = number; rest; rest &= rest - 1) count++;
  return count;
}

// How many letters are more, less, changed or swapped with the next; more than `most` is as good as any.
const rows = [0, 1, 2].map(() => new Uint8Array(64));
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most || other.length > 62) return most + 1;
  let [before, last, next] = rows;
  for (let at = 0; at <= other.length; at++) last[at] = at;
  for (let row = 1; row <= one.length; row++) {
    next[0] = row;
    let least = row;
    for (let at = 1; at <= other.length; at++) {
      const same = one.charCodeAt(row - 1) === other.charCodeAt(at - 1);
      let here = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + !same);
      if (row > 1 && at > 1 && one.charCodeAt(row - 1) === other.charCodeAt(at - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(at - 1)) here = Math.min(here, before[at - 2] + 1);
      next[at] = here;
      if (here < least) least = here;
    }
    if (least > most) return most + 1;
    [before, last, next] = [last, next, before];
  }
  return last[other.length];
}

export function matched(query, index, wording, constants) {
  const { EXACT, SPELLED, SYNONYM, BEGUN_CLOSELY, BEGUN, MISTYPED, MISTYPED_TWICE, BY_NAME, BEGUN_NAME, BEGUN_FROM, CLOSE, SOME,
    ONE_ERROR_FROM, TWO_ERRORS_FROM, MOST_JOINED, MOST_NAMED } = constants;
  const { words, literal } = query;
  const needed = [...query.needed];
  const found = words.map(() => new Found(index.size));
  const isJoined = words.map(() => false);
  const meant = [...words];
  const forgiven = [];
  const isPerson = (at) => index.kind(at) === "author";

  const add = (into, postings, quality) => {
    for (let at = 0; at < postings.length; at += 2) into.take(postings[at], quality * postings[at + 1]);
  };
  const take = (into, term, quality) => {
    const postings = index.postings("words", term);
    if (!postings) return false;
    add(into, postings, quality);
    const counts = quality * index.head.topic_weight;
    for (const at of index.filed(term) ?? []) into.take(at, counts);
    return true;
  };
  const takePerson = (into, term, quality) => {
    const postings = index.postings("people", term);
    add(into, postings ?? [], quality);
    return postings !== null;
  };
  const takeAny = (into, terms, quality) => [...new Set(terms)].filter((term) => take(into, term, quality));
  const takeBegun = (into, word, part, each) => {
    const terms = word.length < BEGUN_FROM ? [] : index.beginning(part, word);
    for (const term of terms) each(into, term, term.length - word.length <= CLOSE ? BEGUN_CLOSELY : BEGUN);
    return terms.length > 0;
  };
  const forgive = (typed, taken, how) => { if (taken.length) forgiven.push({ typed, taken, how }); };

  // The entries that are called so, and less surely people whose family name was typed first.
  function named(joined, some) {
    const names = new Map();
    const turned = index.postings("names", [...some.slice(1), some[0]].join("")) ?? [];
    for (let at = 0; at < turned.length; at += 2) if (isPerson(turned[at])) names.set(turned[at], BY_NAME + turned[at + 1] - 1);
    const straight = index.postings("names", joined) ?? [];
    for (let at = 0; at < straight.length; at += 2) names.set(straight[at], BY_NAME + straight[at + 1]);
    return names;
  }

  function join(start, end) {
    const joined = meant.slice(start, end).join("");
    const matches = new Found(index.size);
    if (end - start <= MOST_JOINED) {
      take(matches, joined, EXACT);
      if (!literal) {
        takeAny(matches, wording.forms(joined), SPELLED);
        takeAny(matches, wording.synonyms(joined), SYNONYM);
        if (end === words.length) takeBegun(matches, joined, "words", take);
      }
    }
    for (const [at, counts] of named(joined, meant.slice(start, end))) {
      if (isPerson(at)) for (const paper of index.papersBy(at)) matches.take(paper, counts - 1);
      matches.take(at, counts);
    }
    for (let place = start; place < end; place++) {
      isJoined[place] ||= matches.size > 0;
      for (const at of matches.places) found[place].take(at, matches.counts[at]);
    }
  }

  function match(place, word) {
    const into = found[place];
    const isLast = place === words.length - 1;
    const asTyped = take(into, word, EXACT);
    let stands = takePerson(into, word, EXACT) || asTyped || isJoined[place];
    if (literal) return;
    for (const [how, others, quality] of [
      ["spelling", wording.forms(word), SPELLED], ["synonym", wording.synonyms(word), SYNONYM],
    ]) {
      const before = into.size;
      const taken = takeAny(into, others, quality);
      stands ||= taken.length > 0;
      if (into.size > 2 * before) forgive(word, taken, how);
    }
    if (isLast || (!stands && index.isWhole)) {
      const begun = takeBegun(into, word, "words", take);
      stands = takeBegun(into, word, "people", takePerson) || begun || stands;
    }
    if (isLast && !stands && /^[\x00-\x7f]*$/.test(word) && word.length < BEGUN_FROM) {
      needed[place] = needed.filter(Boolean).length === 1; // somebody is about to type the rest
    }
    if (!stands && index.isWhole) {
      const taken = takeMistyped(into, word);
      meant[place] = taken[0] ?? word;
      forgive(word, taken, "typing");
    }
  }

  // The words of a part that are as good as this one but for so few errors; their first two letters or last two agree.
  function resembling(part, ending, word, errors) {
    const near = new Map();
    const own = letters(word);
    const starting = index.postings(part, word.slice(0, 2)) ? [word.slice(0, 2)] : [];
    for (const term of [...starting, ...index.beginning(part, word.slice(0, 2)), ...ending]) {
      if (Math.abs(term.length - word.length) > errors || ones(own ^ letters(term)) > 2 * errors || !isAlpha(term)) continue;
      const far = distance(word, term, errors);
      if (far <= errors && index.postings(part, term)) near.set(term, far);
    }
    return near;
  }

  function takeMistyped(into, word) {
    const errors = (word.length >= ONE_ERROR_FROM) + (word.length >= TWO_ERRORS_FROM);
    if (!errors || !isAlpha(word)) return [];
    const ending = index.ending(word.slice(-2));
    const near = resembling("words", ending, word, errors);
    const people = resembling("people", ending, word, errors);
    const least = Math.min(...near.values(), ...people.values());
    const quality = least === 1 ? MISTYPED : MISTYPED_TWICE;
    const closest = (terms) => [...terms].filter(([, far]) => far === least).map(([term]) => term);
    const taken = takeAny(into, closest(near).flatMap((term) => [term, ...wording.forms(term)]), quality);
    const names = closest(people);
    for (const term of names) takePerson(into, term, quality);
    const often = new Map([...names.map((term) => [term, index.postings("people", term).length]),
      ...taken.map((term) => [term, index.postings("words", term).length])]);
    return [...often].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1)).map(([term]) => term);
  }

  // What entries count for a name that begins with all that was typed, more the less is missing.
  function begun() {
    const into = new Map();
    if (query.name.length < 2 || literal) return into;
    for (const name of index.beginning("names", query.name)) {
      const share = Math.floor(BEGUN_NAME * query.name.length / name.length);
      const postings = index.postings("names", name);
      for (let at = 0; at < postings.length; at += 2) {
        into.set(postings[at], Math.max(into.get(postings[at]) ?? 0, share * postings[at + 1]));
      }
    }
    return into;
  }

  const runs = words.flatMap((_, start) => words.slice(start + 1, start + MOST_NAMED).map((_, more) => [start, start + 2 + more]));
  for (const [start, end] of runs) join(start, end);
  words.forEach((word, place) => { if (needed[place]) match(place, word); });
  for (const [start, end] of runs) if (words.slice(start, end).some((word, at) => word !== meant[start + at])) join(start, end);

  const scores = new Int32Array(index.size);
  const rarities = new Int16Array(index.size);
  const had = new Uint8Array(index.size);
  const size = bits(index.size) + 1;
  const places = [];
  let whole = 0;
  let count = 0;
  for (const [place, some] of found.entries()) {
    if (!needed[place]) continue;
    const rarity = size - bits(some.size);
    count += 1;
    if (some.size) whole += rarity;
    for (const at of some.places) {
      if (!had[at]) places.push(at);
      scores[at] += some.counts[at] * rarity;
      rarities[at] += rarity;
      had[at] += 1;
    }
  }
  const matches = new Map();
  const names = begun();
  for (const [at, more] of names) if (!had[at]) matches.set(at, { score: more, hasAll: true });
  for (const at of places) {
    const hasAll = had[at] === count || names.has(at);
    if (hasAll || (at < index.papers && SOME * rarities[at] >= whole)) {
      matches.set(at, { score: scores[at] + (names.get(at) ?? 0), hasAll });
    }
  }
  return { matches, forgiven };
}
