// The constants of the program's rules, as data/rules.json has them (publish/companions/ruleset.py).

// Patterns in the three ways that Python asks them: anywhere, from the start, and as a whole.
class Pattern {
  constructor({ pattern, flags }) {
    this.anywhere = new RegExp(pattern, flags);
    this.everywhere = new RegExp(pattern, `g${flags}`);
    this.start = new RegExp(`^(?:${pattern})`, flags);
    this.all = new RegExp(`^(?:${pattern})$`, flags);
  }
  search(text) { return text.match(this.anywhere); }
  match(text) { return text.match(this.start); }
  fullmatch(text) { return text.match(this.all); }
  sub(replace, text) { return text.replace(this.everywhere, replace); }
  findall(text) { return [...text.matchAll(this.everywhere)]; }
  split(text) { return text.split(this.anywhere); }
}

function read(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(read);
  if ("flags" in value && "pattern" in value) return new Pattern(value);
  if (Array.isArray(value.set)) return new Set(value.set);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
}

export const constantsOf = (rules) => read(rules.constants);
