// Small helps on every page. Without it each of these places still works as a plain link, form or text.
(() => {
  const by = (selector, within = document) => within.querySelector(selector);
  const language = import("./language.js");

  // Buttons that copy a block of text. They are hidden until there is something that can make them work.
  for (const button of document.querySelectorAll("[data-ls-copy]")) {
    const source = document.getElementById(button.dataset.lsCopy);
    const label = button.textContent;
    const select = () => getSelection().selectAllChildren(source);
    const copied = async () => {
      const { _ } = await language;
      button.textContent = _("Copied");
      setTimeout(() => { button.textContent = label; }, 2500);
    };
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => {
      const written = navigator.clipboard ? navigator.clipboard.writeText(source.textContent) : Promise.reject();
      written.then(copied, () => {
        select();
        if (document.execCommand("copy")) copied();
      });
    });
  }

  // Charts can be taken along, and stand alone in the pages that embed them.
  for (const take of document.querySelectorAll(".ls-take")) {
    take.addEventListener("toggle", () => import("./charts.js").then(({ offer }) => offer(take)), { once: true });
  }
  if (new URLSearchParams(location.search).has("embed")) import("./charts.js").then(({ alone }) => alone());

  // Shortcuts of a single key, the theme's and ours, can be switched off: who dictates, or hits keys by accident, sets
  // them off unawares. The key then does what the browser does with it.
  const shortcuts = by("[data-ls-shortcuts]");
  if (shortcuts) {
    const stored = `livingsurvey ${new URL("..", document.currentScript.src).pathname} shortcuts`;
    const announced = [...document.querySelectorAll("[aria-keyshortcuts]")];
    const keys = announced.map((element) => element.getAttribute("aria-keyshortcuts"));
    const follow = () => announced.forEach((element, at) => {
      const working = keys[at].split(" ").filter((key) => shortcuts.checked || key.length > 1);
      if (working.length) element.setAttribute("aria-keyshortcuts", working.join(" "));
      else element.removeAttribute("aria-keyshortcuts");
    });
    try {
      shortcuts.checked = localStorage.getItem(stored) !== "off";
    } catch {
      // Private windows may refuse storage: then the choice lasts as long as the page.
    }
    follow();
    shortcuts.closest("[hidden]").hidden = false;
    shortcuts.addEventListener("change", () => {
      follow();
      try {
        localStorage.setItem(stored, shortcuts.checked ? "on" : "off");
      } catch {
        // As above.
      }
    });
    addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (shortcuts.checked || key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!target.matches?.("input:not([type=checkbox], [type=radio]), select, textarea")) event.stopPropagation();
    }, true);
  }

  // The page in another language is asked the same and stands at the same place.
  for (const link of document.querySelectorAll("[data-ls-language]")) {
    const { href } = link;
    for (const type of ["pointerdown", "click"]) link.addEventListener(type, () => { link.href = href + location.search + location.hash; });
  }

  // What explains a word can be sent away, until another place is pointed at or focused.
  const page = document.documentElement;
  addEventListener("keydown", ({ key }) => { if (key === "Escape") page.dataset.lsTips = "away"; });
  for (const type of ["pointerover", "focusin"]) addEventListener(type, () => { delete page.dataset.lsTips; });

  // What scrolls sideways says so in words too, and takes the focus though the theme made it. Some tables come later.
  const words = Object.assign(document.createElement("span"), { id: "ls-sideways", hidden: true });
  language.then(({ _ }) => { words.textContent = _("Scrolls sideways"); });
  const scrolling = ".ls-scroll, .md-typeset__scrollwrap";
  const measured = new ResizeObserver((entries) => {
    for (const box of new Set(entries.map(({ target }) => target.closest(scrolling)))) {
      const isWide = box.scrollWidth > box.clientWidth;
      box.toggleAttribute("data-ls-sideways", isWide);
      if (isWide) box.setAttribute("aria-describedby", words.id);
      else box.removeAttribute("aria-describedby");
      if (!box.matches(".ls-scroll")) Object.assign(box, { tabIndex: isWide ? 0 : -1, role: isWide ? "region" : null, ariaLabel: isWide ? box.querySelector("tr").textContent.trim() : null });
    }
  });
  const measure = () => {
    for (const box of document.querySelectorAll(scrolling)) {
      measured.observe(box);
      measured.observe(box.firstElementChild);
    }
  };
  document.body.append(words);
  new MutationObserver(measure).observe(by(".md-content"), { childList: true, subtree: true });
  measure();

  // A sheet of paper says where it comes from and when.
  addEventListener("beforeprint", () => {
    const { lang } = document.documentElement;
    const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format();
    page.style.setProperty("--ls-printed", JSON.stringify(`${location.href}, ${day}`));
  });

  // The menu of narrow screens opens by a label, which no keyboard reaches: a button takes its place.
  const label = by(".md-header__button[for=__drawer]");
  const drawer = by("#__drawer");
  if (label && drawer) {
    const menu = document.createElement("button");
    const follow = () => menu.setAttribute("aria-expanded", drawer.checked);
    menu.type = "button";
    menu.className = `${label.className} ls-menu`;
    menu.setAttribute("aria-label", label.title);
    menu.append(...label.childNodes);
    label.replaceWith(menu);
    menu.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", follow);
    follow();
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !drawer.checked) return;
      drawer.click();
      menu.focus();
    });
  }

  // The search boxes, in the header and on some pages. What makes them work is fetched when somebody is about to search.
  const boxes = [...document.querySelectorAll("[data-ls-search]")];
  const made = new Map();
  const use = async (form, does, otherwise = () => {}) => {
    if (made.has(form)) return does(made.get(form));
    try {
      const { boxOf } = await import("./search/box.js");
      made.set(form, boxOf(form));
    } catch {
      return otherwise();
    }
    return does(made.get(form));
  };
  // At once, while the press is fresh: phones show their keyboard for nothing else. What had the focus gets it back.
  const open = (form, before) => {
    form.dataset.lsOpen = "";
    form.elements.text.focus();
    form.elements.text.select();
    use(form, (box) => box.open(before));
  };
  for (const form of boxes) {
    const { elements: { text: field } } = form;
    field.addEventListener("focus", () => use(form, () => {}));
    for (const type of ["compositionstart", "compositionend"]) { // an input method may begin before the box is there
      field.addEventListener(type, () => form.toggleAttribute("data-ls-composing", type === "compositionstart"));
    }
    field.addEventListener("click", () => use(form, (box) => box.open()));
    form.addEventListener("submit", (event) => {
      const typed = field.value;
      const isPressed = event.submitter?.matches(".ls-search__open") && document.activeElement !== field;
      event.preventDefault();
      if (isPressed && !("lsOpen" in form.dataset)) open(form, event.submitter);
      else use(form, (box) => box.enter(typed), () => form.submit());
    });
  }
  if (boxes.length) {
    addEventListener("keydown", (event) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      const isTyping = target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio]), select, textarea");
      const isSlash = key === "/" && !isTyping && !ctrlKey && !metaKey && !altKey;
      const isK = key.toLowerCase() === "k" && (/^(Mac|iP)/.test(navigator.platform) ? metaKey : ctrlKey) && !altKey && !shiftKey;
      if (event.defaultPrevented || !(isSlash || isK) || by("dialog[open]")) return;
      event.preventDefault();
      const inView = ({ elements: { text } }) => { const { top, bottom, height } = text.getBoundingClientRect(); return height && top >= 0 && bottom <= innerHeight; };
      open(boxes.findLast(inView) ?? boxes[0], document.activeElement);
    });
  }
})();
