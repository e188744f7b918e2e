// Small helps on every page. Without it each of these places still works as a plain link, form or text.
(() => {
  const by = (selector, within = document) => within.querySelector(selector);

  // Buttons that copy a block of text. They are hidden until there is something that can make them work.
  for (const button of document.querySelectorAll("[data-ls-copy]")) {
    const source = document.getElementById(button.dataset.lsCopy);
    const label = button.textContent;
    const select = () => getSelection().selectAllChildren(source);
    const copied = () => {
      button.textContent = "Copied";
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

  // Shortcuts of a single key, the theme's and ours, can be switched off: who dictates, or hits keys by accident, sets
  // them off unawares. The key then does what the browser does with it.
  const shortcuts = by("[data-ls-shortcuts]");
  if (shortcuts) {
    const stored = `livingsurvey ${new URL("..", document.currentScript.src).pathname} shortcuts`;
    const announced = [...document.querySelectorAll("[aria-keyshortcuts]")];
    const keys = announced.map((element) => element.getAttribute("aria-keyshortcuts"));
    const follow = () => announced.forEach((element, at) => {
      if (shortcuts.checked) element.setAttribute("aria-keyshortcuts", keys[at]);
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

  // The theme takes every plain alternate for another language and fetches a sitemap there. It looks when this script has
  // run and before the page has loaded: meanwhile a feed has a second word, later it is again what feed readers look for.
  const feeds = [...document.querySelectorAll('link[rel="alternate"][type="application/atom+xml"]')];
  for (const feed of feeds) feed.rel = "alternate feed";
  addEventListener("load", () => { for (const feed of feeds) feed.rel = "alternate"; });

  // A survey in which nothing has changed for long says so, however long ago its pages were built.
  for (const note of document.querySelectorAll("[data-ls-last-change]")) {
    const days = (Date.now() - Date.parse(note.dataset.lsLastChange)) / 864e5;
    if (days <= Number(note.dataset.lsIdleAfter)) continue;
    note.classList.add("ls-state--idle");
    by(".ls-state__idle", note).hidden = false;
  }

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

  // The search box on the home page hands over to the search in the header, which knows all pages.
  const toggle = by("#__search");
  const query = by("[data-md-component=search-query]");
  const ask = by(".ls-hero .ls-ask__input");
  if (ask && toggle && query) {
    const handOver = () => {
      query.value = ask.value;
      ask.value = "";
      toggle.checked = true;
      toggle.dispatchEvent(new Event("change", { bubbles: true }));
      query.focus();
      query.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    ask.addEventListener("pointerup", handOver);
    ask.addEventListener("input", (event) => { if (!event.isComposing) handOver(); });
    ask.addEventListener("compositionend", handOver);
  }

  if (query) {
    // The theme listens to keys only. Text also comes by paste, dictation and input methods, and ids as addresses.
    query.addEventListener("input", ({ isComposing }) => {
      const address = query.value.match(/arxiv\.org\/\w+\/(\d{4}\.\d{4,5}|[\w.-]+\/\d{7})/i);
      if (address) [, query.value] = address;
      if (!isComposing) query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
  }

  // What is typed into the search can be taken to Explore.
  const all = by(".ls-search-all");
  if (all && query) {
    const address = all.href;
    const follow = () => {
      all.hidden = !query.value.trim();
      all.href = `${address}?${new URLSearchParams({ text: query.value.trim() })}`;
    };
    for (const type of ["keyup", "focus"]) query.addEventListener(type, follow);
    query.form.addEventListener("reset", () => { all.hidden = true; });
  }
})();
