// What papers are to say of a trait or an own field (insight/search/criteria.py), and which do: the columns of traits.json.
import { number } from "../language.js";
import { constantsOf } from "../rules/constants.js";
import { positions } from "./index.js";

const yesNo = { true: "yes", false: "no" };

// How filters name a value: its id, yes or no, a number; a text in lower case, without its commas (model/declared.py).
export const asked = (value) => yesNo[value] ?? String(value).toLowerCase().replaceAll(",", " ").split(/\s+/).filter(Boolean).join(" ");

// What readers see of a value of a trait.
export function nameOf({ names, values, unit }, place) {
  const value = values[place];
  return names[place] ?? (typeof value === "number" ? `${number(value)}${unit ? ` ${unit}` : ""}` : value);
}

export class Traits {
  #range;

  constructor(file) {
    this.version = file.version;
    this.#range = constantsOf(file).criteria.RANGE;
    this.all = file.traits.map((trait) => {
      const papers = trait.papers.map(positions);
      const ids = trait.values.map(asked);
      return { ...trait, papers, ids, known: new Set(papers.flat()) };
    });
    this.byId = new Map(this.all.map((trait) => [trait.id, trait]));
  }

  // What lists show of a paper: the names of its values in own fields that are declared for lists.
  shownOf(at) {
    return this.all.filter(({ listed }) => listed).flatMap((trait) =>
      [...trait.papers.keys()].filter((place) => trait.papers[place].includes(at)).map((place) => ({ name: trait.name, value: nameOf(trait, place) })));
  }

  // Which of a trait's values a text asks for, by their places: `self,heads`, `yes`, `..4`; null where it asks for none.
  wanted({ kind, ids, values }, text) {
    if (kind !== "number") {
      const parts = text.split(",").map(asked).filter(Boolean);
      const places = parts.flatMap((part) => [...ids.keys()].filter((place) => ids[place] === part));
      return places.length ? new Set(places) : null;
    }
    const ranges = text.split(",").map((part) => part.trim()).filter(Boolean).map((part) => this.range(part)).filter(Boolean);
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
