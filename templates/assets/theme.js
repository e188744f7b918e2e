// What the theme's parts do on this site, in a twentieth of its own script. Without it everything is still in its place;
// colours, which cannot wait for a script, are put on in partials/palette.html.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const by = (selector) => document.querySelector(selector);
  const made = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
  const says = document.currentScript.dataset;
  const header = by(".md-header");

  // Colours follow the system until somebody has chosen.
  const options = all("[name=__palette]");
  const toolbar = made("meta", { name: "theme-color" });
  const tint = () => { toolbar.content = getComputedStyle(header).backgroundColor; };
  const wear = (option) => {
    document.body.dataset.mdColorSwitching = ""; // nothing fades from one to the other
    __md_wear(option);
    tint();
    setTimeout(() => { delete document.body.dataset.mdColorSwitching; });
  };
  if (options.length) {
    document.head.append(toolbar);
    matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => wear());
  }
  for (const [index, option] of options.entries()) {
    option.addEventListener("change", () => {
      const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = option.dataset;
      wear(option);
      __md_set("__palette", { index, color: { media, scheme, primary, accent } });
    });
    option.addEventListener("keydown", ({ key }) => {
      const next = options[(index + 1) % options.length];
      if (key !== "Enter") return;
      next.click();
      next.focus();
    });
  }

  // Tables of prose scroll in a frame.
  for (const table of all(".md-content table:not([class])")) {
    const [frame, inner] = ["md-typeset__scrollwrap", "md-typeset__table"].map((className) => made("div", { className }));
    table.replaceWith(frame);
    frame.append(inner);
    inner.append(table);
  }

  // Code can be copied.
  const dialog = by(".md-dialog");
  let closing;
  const say = (text) => {
    dialog.firstElementChild.textContent = text;
    dialog.classList.add("md-dialog--active");
    clearTimeout(closing);
    closing = setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000);
  };
  if (navigator.clipboard && "copy" in says) {
    dialog.role = "status";
    for (const code of all(".md-content pre > code")) {
      if (code.closest(".no-copy")) continue;
      const button = made("button", { className: "md-code__button", type: "button", title: says.copy });
      const bar = made("nav", { className: "md-code__nav" });
      button.dataset.mdType = "copy";
      button.addEventListener("click", () => navigator.clipboard.writeText(code.innerText.trimEnd()).then(() => say(says.copied)));
      bar.append(button);
      code.before(bar);
    }
  }

  // What is folded opens when an address leads into it, and on paper.
  const reveal = () => {
    let folded;
    while ((folded = by(":target")?.closest("details:not([open])"))) folded.open = true;
  };
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".md-content details:not([open])");
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of opened) each.open = false; });

  // The drawer of narrow screens closes when somebody has gone somewhere by it.
  const drawer = by("#__drawer");
  const leave = () => { if (drawer.checked) drawer.click(); };
  addEventListener("pageshow", leave);
  addEventListener("hashchange", () => {
    leave();
    reveal();
  });

  // What follows the reader down the page: the title in the header, the table of contents, the button that leads up.
  const inView = (item) => {
    const frame = item?.closest(".md-sidebar__scrollwrap");
    if (frame) frame.scrollTop += item.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 2;
  };
  const [main, heading, title, up] = [".md-main", ".md-content h1", ".md-header__title", ".md-top"].map(by);
  const links = all("[data-md-component=toc] .md-nav__link")
    .map((link) => ({ link, part: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ part }) => part);
  let at = -1;
  let before = scrollY;
  const follow = () => {
    const edge = header.offsetHeight;
    const { bottom = edge, height = 0 } = heading?.getBoundingClientRect() ?? {};
    title.classList.toggle("md-header__title--active", height > 0 && bottom < edge);
    if (up) {
      up.hidden = !(scrollY < before && scrollY > Math.max(0, main.offsetTop - edge));
      up.tabIndex = up.hidden ? -1 : 0;
    }
    before = scrollY;
    if (!links.length) return;
    const isEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const now = isEnd ? links.length - 1 : links.findLastIndex(({ part }) => part.getBoundingClientRect().top < edge + 24);
    if (now === at) return;
    for (const [index, { link }] of links.entries()) {
      link.classList.toggle("md-nav__link--passed", index <= now);
      link.classList.toggle("md-nav__link--active", index === now);
    }
    at = now;
    inView(links[at]?.link);
  };
  up?.addEventListener("click", () => scrollTo({ top: 0 }));
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      follow();
    });
  };
  const reach = () => { // code that scrolls is reached by the keyboard, in every browser
    for (const code of all(".md-content pre > code")) {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
      else code.removeAttribute("tabindex");
    }
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", () => {
    reach();
    soon();
  });
  reveal();
  requestAnimationFrame(() => {
    tint();
    reach();
    inView(by(".md-sidebar--primary .ls-tree [aria-current]"));
    follow();
  });
})();
