// What papers are to say of a trait (insight/search/criteria.py), and which do: the columns of traits.json.
import { constantsOf } from "../rules/constants.js";
import { positions } from "./index.js";

const yesNo = { true: "yes", false: "no" };

export class Traits {
  #range;

  constructor(file) {
    this.version = file.version;
    this.#range = constantsOf(file).criteria.RANGE;
    this.all = file.traits.map((trait) => {
      const papers = trait.papers.map(positions);
      // How each value is written: its id, yes or no, a number.
      const ids = trait.values.map((value) => yesNo[value] ?? String(value));
      return { ...trait, papers, ids, known: new Set(papers.flat()) };
    });
    this.byId = new Map(this.all.map((trait) => [trait.id, trait]));
  }

  // Which of a trait's values a text asks for, by their places: `self,heads`, `yes`, `..4`; null where it asks for none.
  wanted({ kind, ids, values }, text) {
    const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
    if (kind !== "number") {
      const places = parts.map((part) => ids.indexOf(part)).filter((place) => place >= 0);
      return places.length ? new Set(places) : null;
    }
    const ranges = parts.map((part) => this.range(part)).filter(Boolean);
    const within = (value) => ranges.some(([least, most]) => least <= value && value <= most);
    return ranges.length ? new Set([...values.keys()].filter((place) => within(values[place]))) : null;
  }

  // The ends of a range, a number being both of its own; null where the text is none.
  range(text) {
    const { least, to, most } = this.#range.fullmatch(text)?.groups ?? {};
    if (!(least || most) || (most && !to)) return null;
    return [Number(least ?? -Infinity), to ? Number(most ?? Infinity) : Number(least)];
  }

  // What is asked of traits by their ids, without what no trait can say: each with the papers that say so.
  criteria(texts) {
    return Object.entries(texts).flatMap(([id, text]) => {
      const trait = this.byId.get(id);
      const places = trait && this.wanted(trait, text);
      return places ? [{ trait, fitting: new Set([...places].flatMap((place) => trait.papers[place])) }] : [];
    });
  }
}
