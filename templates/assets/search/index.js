// The index, of which only those files are fetched that a query needs (publish/companions/search.py). What is not here
// yet is as good as empty, and noted: fetch it, and ask again.

export class Stale extends Error {} // the site was built anew meanwhile

// The last of these beginnings, in the order of their characters, that does not come after the text.
function place(starts, text) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
const backwards = (text) => Array.from(text).reverse().join("");

export class Index {
  #base; #files = new Map(); #missing = new Map(); #said = { kinds: [] };

  constructor(base, head) {
    this.#base = base;
    this.head = head;
    this.papers = head.papers;
    this.size = head.entries;
    this.kinds = Object.entries(head.first).sort(([, one], [, other]) => one - other);
  }

  static async open(base, options) {
    return new Index(base, await read(`${base}index.json`, options));
  }

  // Whether nothing was asked for in vain: only then is it known what there is not.
  get isWhole() {
    return this.#missing.size === 0;
  }

  kind(at) {
    return this.kinds.findLast(([, first]) => first <= at)[0];
  }

  // Fetches what was asked for in vain; whether there was anything.
  async fetched() {
    const missing = [...this.#missing.values()];
    this.#missing.clear();
    await Promise.all(missing.map(({ name, prepare, base }) => this.#fetch(name, prepare, base)));
    return missing.length > 0;
  }

  async #fetch(name, prepare, base) {
    const file = await read(`${base}${name}.json?${this.head.version}`);
    if (file.version !== this.head.version) throw new Stale(name);
    this.#files.set(name, prepare(file));
  }

  #file(part, at, prepare = (file) => file, base = this.#base) {
    const name = `${part}-${at}`;
    const known = this.#files.get(name);
    if (!known) this.#missing.set(name, { name, prepare, base });
    return known;
  }

  // What a word finds: positions and weights in turn; null where there is no such word.
  postings(part, term) {
    const file = this.#file(part, place(this.head.files[part], term), terms);
    return file?.found(term) ?? null;
  }

  // The words that begin so, and are longer.
  beginning(part, prefix) {
    const starts = this.head.files[part];
    const found = [];
    for (let at = place(starts, prefix); at < starts.length && (starts[at] <= prefix || starts[at].startsWith(prefix)); at++) {
      found.push(...(this.#file(part, at, terms)?.beginning(prefix) ?? []));
    }
    return found;
  }

  // The words of letters alone that end so.
  ending(suffix) {
    const starts = this.head.files.ends;
    const prefix = backwards(suffix);
    const found = [];
    for (let at = place(starts, prefix); at < starts.length && (starts[at] <= prefix || starts[at].startsWith(prefix)); at++) {
      found.push(...(this.#file("ends", at)?.terms ?? []).filter((term) => term.endsWith(suffix)));
    }
    return found;
  }

  // The papers that a word finds because a topic they are filed under, or one above it, is called so.
  filed(term) {
    const set = this.#file("words", place(this.head.files.words, term), terms)?.topics(term);
    return set === undefined ? null : this.#list("filed", set);
  }

  papersBy(at) {
    return this.#list("by", at) ?? [];
  }

  #list(part, number) {
    const starts = this.head.files[part];
    const file = place(starts, number);
    return this.#file(part, file, lists)?.[number - starts[file]];
  }

  code(at) {
    return this.#file("codes", Math.floor(at / this.head.codes))?.codes[at % this.head.codes];
  }

  // Where another language has its texts: of which kinds, and how many in a file (companions/said.py).
  sayBy(base, { kinds, a_file: some }) {
    this.#said = { base, kinds, some };
  }

  // The title of an entry in that language, of a paper its summary; nothing where it has none of its own.
  said(at) {
    const { base, kinds, some } = this.#said;
    const kind = this.kind(at);
    const number = at - this.head.first[kind];
    return kinds.includes(kind) ? this.#file(`said-${kind}`, Math.floor(number / some), undefined, base)?.said[number % some] : undefined;
  }

  // What is shown of an entry.
  card(at) {
    return this.#file("cards", Math.floor(at / this.head.cards))?.rows[at % this.head.cards];
  }
}

export async function read(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

// A list of positions, written as what lies between each and the one before.
export function positions(steps) {
  let last = -1;
  return steps.map((step) => { last += step + 1; return last; });
}
const lists = (file) => file.lists.map(positions);

function terms({ terms: known, found, topics }) {
  const read = new Map();
  const at = (term) => {
    const first = place(known, term);
    return known[first] === term ? first : -1;
  };
  return {
    found(term) {
      const row = at(term);
      if (row < 0) return null;
      if (!read.has(row)) {
        let last = -1;
        read.set(row, found[row].flatMap((step) => [last += (step >> 4) + 1, step & 15]));
      }
      return read.get(row);
    },
    topics: (term) => topics?.[at(term)],
    beginning(prefix) {
      let first = place(known, prefix);
      while (first < known.length && known[first] <= prefix) first++;
      let end = first;
      while (end < known.length && known[end].startsWith(prefix)) end++;
      return known.slice(first, end);
    },
  };
}
