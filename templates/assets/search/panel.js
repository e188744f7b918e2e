// Lines as a list that a reader sees and hears: a listbox with groups. Text is put in as text, whatever it holds.
import { _, number } from "../language.js";
import { fold } from "../rules/text.js";

function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// The text with the beginnings of words marked that somebody looks for; Chinese has no beginnings.
function marked(text, needles) {
  const parts = text.split(/([\p{L}\p{N}]+)/u);
  return parts.flatMap((word, at) => {
    if (at % 2 === 0) return word;
    const folded = fold(word);
    for (const needle of needles) {
      const start = /\p{Script=Han}/u.test(needle) ? folded.indexOf(needle) : folded.startsWith(needle) ? 0 : -1;
      if (start < 0) continue;
      const end = folded.length === word.length ? start + needle.length : word.length;
      return [word.slice(0, start), make("mark", "", {}, word.slice(start, end)), word.slice(end)];
    }
    return word;
  });
}

export class Panel {
  #id; #list; #notes; #said; #count; #hint;
  options = []; // the elements to move through with up and down, each with its `line`

  // `heard` is read aloud when it changes.
  constructor(id) {
    this.#id = id;
    this.#notes = make("div", "ls-panel__notes");
    this.#list = make("div", "ls-panel__list", { role: "listbox", id, "aria-label": _("Suggestions") });
    this.#said = make("p", "ls-panel__said", { hidden: "" });
    this.heard = make("p", "ls-hidden", { role: "status" });
    const keys = [["↑↓", _("choose")], ["→", _("use a paper")], ["Enter", _("open")], ["Esc", _("clear, close")]];
    const hints = keys.map(([key, does]) => make("span", "", {}, make("kbd", "", {}, key), ` ${does}`));
    [, this.#hint] = hints; // of use where there are papers
    this.element = make("div", "ls-panel", { hidden: "" }, this.#list, this.#said, make("p", "ls-panel__keys", { "aria-hidden": "true" }, ...hints));
  }

  // Shows this content, with what was looked for marked in it.
  show({ notes, sections, enter }, words) {
    const needles = words.map(fold).filter(Boolean).sort((one, other) => other.length - one.length);
    this.options = [];
    this.#count = 0;
    const heads = notes.map(({ note, line }) => this.#group(make("p", "ls-panel__note", {}, note), line ? [line] : [], enter, []));
    const groups = sections.map(({ title, count, lines }) => {
      const counted = count === undefined ? [] : [make("span", "ls-panel__count", {}, number(count))];
      return this.#group(title && make("p", "ls-panel__title", {}, title, " ", ...counted), lines, enter, needles);
    });
    this.#list.scrollTop = 0; // before there is something new to lay out
    this.#list.replaceChildren(...heads, ...groups);
    this.#hint.hidden = !this.options.some((option) => option.line.inner);
    this.say("");
  }

  set isBusy(isBusy) {
    this.#list.setAttribute("aria-busy", isBusy);
  }

  // A short message below the lines, which is heard too.
  say(text) {
    this.#said.textContent = text;
    this.#said.hidden = !text;
    if (text) this.heard.textContent = text;
  }

  // Unfolds below a line what can be done with it, or folds it; gives the first of these lines.
  unfold(option, lines) {
    const row = option.parentElement;
    const rows = lines.map((line) => this.#row(line, null, [], " ls-line--inner"));
    const inner = rows.map((each) => each.firstElementChild);
    for (const each of inner) each.outer = option;
    row.after(...rows);
    this.options.splice(this.options.indexOf(option) + 1, 0, ...inner);
    option.inner = inner;
    return inner[0];
  }

  fold(option) {
    for (const each of option.inner) each.parentElement.remove();
    this.options = this.options.filter((each) => !option.inner.includes(each));
    delete option.inner;
  }

  #group(head, lines, enter, needles) {
    const rows = lines.map((line) => this.#row(line, enter, needles));
    const options = rows.map((row) => row.firstElementChild);
    options.forEach((option, at) => {
      option.setAttribute("aria-posinset", at + 1);
      option.setAttribute("aria-setsize", options.length);
    });
    this.options.push(...options);
    if (!head) return make("div", "ls-panel__group", { role: "group", "aria-label": _("All of them") }, ...rows);
    head.id = this.#next();
    head.setAttribute("role", "presentation");
    return make("div", "ls-panel__group", { role: "group", "aria-labelledby": head.id }, head, ...rows);
  }

  #next() {
    return `${this.#id}-${this.#count++}`;
  }

  // A line and, beside it, what unfolds or removes it.
  #row(line, enter, needles, more = "") {
    const { title, note, by, says, href, inner, remove, quiet, called } = line;
    const option = make(href ? "a" : "div", `ls-line${more}${by ? " ls-line--paper" : ""}${quiet ? " ls-line--quiet" : ""}`, { role: "option", id: this.#next(), "aria-selected": "false", href, tabindex: href && "-1" },
      make("span", "ls-line__title", {}, ...marked(title, needles)));
    option.toggleAttribute("data-ls-enter", line === enter);
    if (says) option.append(make("span", "ls-line__says", {}, says));
    const told = note ? [make("span", "ls-line__note", {}, note)] : [];
    if (by) option.append(make("span", "ls-line__below", {}, make("span", "ls-line__by", {}, ...marked(by, needles)), ...told));
    else option.append(...told);
    option.line = line;
    const row = make("div", "ls-panel__row", { role: "presentation" }, option);
    if (inner || remove) {
      const beside = make("div", "ls-line__beside", { role: "option", id: this.#next(), "aria-selected": "false", "aria-posinset": 1, "aria-setsize": 1,
        "aria-label": remove ? remove.title : _("Use {called}: copy, select, topic", { called }) }, remove ? "×" : "⋯");
      beside.line = remove ?? { unfolds: option };
      beside.beside = option;
      option.beside = beside;
      row.append(beside);
    }
    return row;
  }
}
