// Explore: all papers from one file of columns, filtered as the form says. The state is in the address.
(() => {
  const form = document.getElementById("ls-filters");
  const list = document.getElementById("ls-results");
  const found = document.getElementById("ls-found");
  const more = document.getElementById("ls-more");
  const toggle = document.getElementById("ls-toggle");
  const shape = document.getElementById("ls-row").content.firstElementChild;
  const names = ["text", "topic", "from", "to", "venue", "version", "code", "sort"];
  const step = 60;
  let data, texts, calls, topicTexts, titles;
  let hits = [];
  let shown = 0;

  const letters = { ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ß: "ss", ı: "i" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[łøđæœßı]/g, (letter) => letters[letter]).replace(/[‐‑–—−]/g, "-");
  const words = (text) => fold(text).split(/\s+/).filter(Boolean).map((word) => {
    const id = word.match(/([0-9]{4}\.[0-9]{4,5})(v[0-9]+)?(\.pdf)?$/);
    return id ? id[1] : word;
  });

  function read(file) {
    data = file.columns;
    data.topics = file.topics;
    data.venues = file.venues;
    data.kinds = file.venue_kinds;
    topicTexts = file.topics.map(({ en, zh, above }) =>
      fold([en, zh, ...above.flatMap((at) => [file.topics[at].en, file.topics[at].zh])].join(" ")));
    calls = data.name.map(fold);
    texts = data.key.map((key, at) => fold([
      data.name[at], data.title[at], data.also[at], data.authors[at], data.ids[at], key,
      data.venues[data.venue[at]], data.year[at],
    ].join("\n")));
  }

  function state() {
    const values = new FormData(form);
    return Object.fromEntries(names.map((name) => [name, (values.get(name) || "").trim()]));
  }

  function filtered(wanted) {
    const needles = words(wanted.text).map((word) => ({ word, topics: topicTexts.map((text) => text.includes(word)) }));
    const topic = wanted.topic ? data.topics.findIndex(({ id }) => id === wanted.topic) : -1;
    const below = data.topics.map(({ above }, at) => at === topic || above.includes(topic));
    const venue = wanted.venue ? data.venues.indexOf(wanted.venue) : -1;
    const from = Number(wanted.from) || -Infinity;
    const to = Number(wanted.to) || Infinity;
    const isVersion = {
      published: (kind) => kind !== "preprint" && kind !== "web",
      preprint: (kind) => kind === "preprint",
    }[wanted.version];
    const matches = [];
    for (let at = 0; at < data.key.length; at++) {
      const year = data.year[at];
      if (year < from || year > to) continue;
      if (venue >= 0 && data.venue[at] !== venue) continue;
      if (wanted.code && !data.code[at]) continue;
      if (isVersion && !isVersion(data.kinds[data.venue[at]])) continue;
      if (topic >= 0 && !data.topic[at].some((place) => below[place])) continue;
      const text = texts[at];
      const says = ({ word, topics }) => text.includes(word) || data.topic[at].some((place) => topics[place]);
      if (needles.every(says)) matches.push(at);
    }
    return sorted(matches, wanted.sort, needles.map(({ word }) => word).join(" "));
  }

  function sorted(matches, sort, called) {
    const { added } = data;
    if (sort === "added") return matches.sort((a, b) => (added[a] < added[b]) - (added[a] > added[b]) || a - b);
    if (sort === "title") {
      titles ??= data.title.map(fold);
      return matches.sort((a, b) => (titles[a] > titles[b]) - (titles[a] < titles[b]));
    }
    const named = called ? matches.filter((at) => calls[at] === called) : [];
    return named.length ? [...new Set([...named, ...matches])] : matches;
  }

  function row(at) {
    const item = shape.cloneNode(true);
    const [title, by, tags] = item.children;
    const [chip, code, topic] = tags.children;
    const venue = data.venues[data.venue[at]];
    const kind = data.kinds[data.venue[at]];
    const authors = data.authors[at].split(", ");
    const place = data.topics[data.topic[at][0]];
    const name = data.name[at];
    title.href = `${form.dataset.papers}${data.key[at]}/`;
    title.textContent = name && !data.title[at].includes(name) ? `${name} · ${data.title[at]}` : data.title[at];
    by.textContent = authors.length > 3 ? `${authors.slice(0, 3).join(", ")} et al.` : data.authors[at];
    chip.textContent = `${venue} ${data.year[at]}`;
    chip.classList.add(`ls-chip--${kind === "preprint" || kind === "web" ? kind : "published"}`);
    if (data.code[at]) code.href = data.code[at];
    else code.remove();
    topic.href = `${form.dataset.topics}${place.id}/`;
    topic.textContent = place.en;
    return item;
  }

  function showMore() {
    list.append(...hits.slice(shown, shown + step).map(row));
    shown = Math.min(shown + step, hits.length);
    more.hidden = shown >= hits.length;
    more.textContent = `Show ${Math.min(step, hits.length - shown)} more of ${hits.length - shown}`;
  }

  function show() {
    hits = filtered(state());
    shown = 0;
    list.replaceChildren();
    showMore();
    const all = data.key.length;
    found.textContent = hits.length === all ? `All ${all} papers` : hits.length
      ? `${hits.length} of ${all} papers`
      : "No paper fits. Take a filter away, or search with fewer words.";
  }

  // A phone shows words and topic first; the rest is a tap away, and open when the address uses it.
  function showAllFilters(all) {
    form.toggleAttribute("data-all", all);
    toggle.setAttribute("aria-expanded", all);
  }

  function fill() {
    const given = new URLSearchParams(location.search);
    if (names.slice(2).some((name) => given.get(name))) showAllFilters(true);
    for (const name of names) {
      const field = form.elements[name];
      const value = given.get(name) || "";
      if (field.type === "checkbox") field.checked = Boolean(value);
      else field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    show();
  }

  // Typing replaces the address, choosing adds to the history, so that "back" undoes one choice at a time.
  function remember(change) {
    const given = new URLSearchParams(Object.entries(state()).filter(([, value]) => value));
    const address = `${location.pathname}${given.size ? `?${given}` : ""}`;
    if (address !== location.pathname + location.search) history[change](null, "", address);
    show();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => { if (target.name === "text") remember("replaceState"); });
  form.addEventListener("change", ({ target }) => { if (target.name !== "text") remember("pushState"); });
  form.addEventListener("reset", () => setTimeout(() => { remember("pushState"); form.elements.text.focus(); }));
  toggle.addEventListener("click", () => showAllFilters(!("all" in form.dataset)));
  more.addEventListener("click", () => {
    const next = shown;
    showMore();
    list.children[next].querySelector("a").focus();
  });
  form.hidden = false;
  found.textContent = "Reading the papers …";
  fetch(form.dataset.source)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((file) => {
      read(file);
      fill();
      addEventListener("popstate", fill);
    })
    .catch(() => { found.textContent = "The papers could not be read. Reload the page to try again."; });
})();
