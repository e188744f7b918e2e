// The search box: a field and below it, while it is used, a panel with what is found. It is a combobox whose list is
// gone through with the arrow keys while the focus stays in the field; on narrow screens field and panel fill the screen.
import { _ } from "../language.js";
import { atRest, failed, found } from "./content.js";
import { answered } from "./matcher.js";
import { Panel } from "./panel.js";
import { remember } from "./recents.js";

const sheet = matchMedia("(max-width: 44.984375em)"); // as in survey.css
const boxes = new Map();

const look = new Promise((resolve) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("box.css", import.meta.url).href;
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

class Box {
  #form; #field; #panel; #active = null; #content; #asked; #shown; #turn = 0; #before; #watcher; #isComposing;

  constructor(form, number) {
    this.#form = form;
    this.#field = form.elements.text;
    this.#isComposing = form.hasAttribute("data-ls-composing");
    this.#panel = new Panel(`ls-found-${number}`);
    form.append(this.#panel.element, this.#panel.heard);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `ls-found-${number}` })) {
      this.#field.setAttribute(name, value);
    }
    this.#listen();
    if (document.activeElement === this.#field && (!sheet.matches || this.#field.value)) this.open();
  }

  // Shows the panel. `before` is what had the focus, and gets it back when the box is closed.
  async open(before) {
    this.#before = before ?? this.#before;
    if (this.#field.ariaExpanded === "true") return this.#ask();
    this.#form.dataset.lsOpen = "";
    this.#field.setAttribute("aria-expanded", "true");
    this.#alone(sheet.matches);
    this.#fit();
    if (sheet.matches && window.CloseWatcher && !this.#watcher) {
      this.#watcher = new CloseWatcher(); // what a phone's own way back does
      this.#watcher.onclose = () => { this.#watcher = null; this.close(); };
    }
    await look;
    this.#panel.element.hidden = false;
    return this.#ask();
  }

  // Gives the focus back, or leaves it where it has gone to.
  close(focused = this.#before) {
    if (!this.#isOpen) return;
    delete this.#form.dataset.lsOpen;
    this.#field.setAttribute("aria-expanded", "false");
    this.#activate(null);
    this.#alone(false);
    this.#watcher?.destroy();
    this.#watcher = null;
    const next = focused ?? (sheet.matches ? document.body : null);
    this.#before = undefined;
    if (next === document.body) this.#field.blur();
    else next?.focus();
  }

  // What Enter does when this was typed: the chosen line, else the page that surely was meant, else Explore. It waits for
  // the answer, and is off when somebody types on.
  async enter(typed) {
    if (this.#active) return this.#take(this.#active);
    const text = typed.trim();
    if (!text) {
      this.#field.focus();
      return this.open();
    }
    if (typed === this.#field.value) await this.#ask();
    if (typed !== this.#field.value) return undefined;
    remember(text);
    return this.#do(this.#content.enter);
  }

  get #isOpen() {
    return "lsOpen" in this.#form.dataset;
  }

  #listen() {
    const field = this.#field;
    const composing = (isComposing) => {
      this.#isComposing = isComposing;
      if (!isComposing) this.open();
    };
    field.addEventListener("input", ({ isComposing }) => composing(isComposing));
    field.addEventListener("compositionstart", () => composing(true));
    field.addEventListener("compositionend", () => composing(false));
    field.addEventListener("keydown", (event) => { if (!event.isComposing && event.keyCode !== 229) this.#pressed(event); });
    field.addEventListener("focus", () => { if (!sheet.matches) this.open(); });
    this.#form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!sheet.matches && !this.#form.contains(relatedTarget)) this.close(null);
    });
    this.#form.querySelector(".ls-search__close").addEventListener("click", () => this.close());
    const { element } = this.#panel;
    element.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    element.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      if (option.line.href) remember(field.value.trim()); // and the browser follows the link
      else this.#take(option);
    });
    for (const type of ["resize", "scroll"]) visualViewport.addEventListener(type, () => this.#fit());
    sheet.addEventListener("change", () => { if (this.#isOpen) this.#alone(sheet.matches); });
    addEventListener("pagehide", () => this.close(document.body));
  }

  // On narrow screens nothing but the box can be reached while it is open.
  #alone(alone) {
    for (let each = this.#form; each !== document.body; each = each.parentElement) {
      for (const other of each.parentElement.children) if (other !== each) other.inert = alone;
    }
  }

  // The panel ends where the window does, or where a phone's keyboard begins.
  #fit() {
    if (!this.#isOpen) return;
    const below = this.#field.getBoundingClientRect().bottom;
    this.#form.style.setProperty("--ls-room", `${Math.round(visualViewport.height - below)}px`);
  }

  // Asks for what stands in the field. An answer that comes when something else stands there is thrown away.
  #ask() {
    if (this.#isComposing) return this.#shown; // what an input method shows meanwhile is not what is meant
    const text = this.#field.value;
    if (text.trim() && this.#asked === text) return this.#shown;
    this.#asked = text;
    const turn = ++this.#turn;
    const slow = setTimeout(() => this.#panel.say(_("Searching …")), 400);
    this.#panel.isBusy = true; // what it shows answers what stood in the field before
    this.#shown = (async () => {
      let content;
      let words = text.split(/[^\p{L}\p{N}]+/u);
      try {
        const answer = text.trim() ? await answered(text, () => turn === this.#turn) : null;
        content = answer ? found(answer) : atRest();
        if (answer) words = [...words, ...answer.forgiven.flatMap(({ taken }) => taken)];
      } catch (error) {
        console.error(error);
        content = failed(text.trim());
        this.#asked = undefined;
      }
      clearTimeout(slow);
      if (turn !== this.#turn) return;
      this.#content = content;
      this.#panel.isBusy = false;
      this.#activate(null);
      this.#panel.show(content, words);
      this.#hear(content.said, turn);
    })();
    return this.#shown;
  }

  // The count is told when somebody pauses, not at each letter.
  #hear(said, turn) {
    setTimeout(() => { if (turn === this.#turn && this.#isOpen) this.#panel.heard.textContent = said; }, 400);
  }

  #pressed(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    const active = this.#active;
    const isAtEnd = this.#field.selectionStart === this.#field.value.length;
    const does = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      ArrowRight: isAtEnd && active?.beside && (() => this.#aside(active)),
      ArrowLeft: (active?.outer || active?.line.unfolds || active?.beside?.inner) && (() => this.#back(active)),
      Delete: isAtEnd && active?.line.remove && (() => this.#take(active.beside)),
      Enter: (ctrlKey || metaKey) && active?.line.href && (() => window.open(active.line.href)),
      Escape: () => this.#escape(),
    }[key];
    if (!does || altKey || ((ctrlKey || metaKey) && key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  #escape() {
    if (!this.#field.value || !this.#isOpen) return this.close();
    this.#field.value = "";
    return this.#ask();
  }

  async #move(step) {
    if (!this.#isOpen) await this.open();
    const { options } = this.#panel;
    const here = options.indexOf(this.#active?.line.unfolds ?? this.#active);
    const next = here < 0 && step < 0 ? options.length - 1 : here + step;
    this.#activate(options[next] ?? null);
  }

  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  // To what can be done with a line: unfolded below it, or the cross beside it.
  #aside(option) {
    if (!option.line.inner) return this.#activate(option.beside);
    return this.#activate(option.inner?.[0] ?? this.#panel.unfold(option, option.line.inner()));
  }

  #back(option) {
    const outer = option.outer ?? option;
    if (outer.inner) this.#panel.fold(outer);
    this.#activate(outer);
  }

  async #take(option) {
    const { line } = option;
    if (line.unfolds) {
      if (line.unfolds.inner) this.#back(line.unfolds);
      else this.#aside(line.unfolds);
      return;
    }
    if (line.href) remember(this.#field.value.trim());
    await this.#do(line, option);
  }

  async #do(line, option) {
    const { href, fill, run, leaves } = line;
    if (href) return location.assign(href);
    if (fill) {
      this.#field.value = fill;
      this.#field.focus();
      return this.#ask();
    }
    try {
      if (leaves) this.close(document.body);
      const said = await run();
      if (leaves) return undefined;
      await this.#renew(option?.outer, option);
      this.#panel.say(said ?? "");
    } catch (error) {
      console.error(error);
      if (leaves) await this.open();
      this.#panel.say(_("That did not work. Try again."));
    }
    return undefined;
  }

  // What has been done may have changed what lines say: those below a paper, or all.
  #renew(outer, option) {
    if (!outer) {
      this.#asked = undefined;
      return this.#ask();
    }
    const at = outer.inner.indexOf(option);
    this.#panel.fold(outer);
    this.#panel.unfold(outer, outer.line.inner());
    return this.#activate(outer.inner[at]);
  }
}

// The box of a form.
export function boxOf(form) {
  if (!boxes.has(form)) boxes.set(form, new Box(form, boxes.size));
  return boxes.get(form);
}
