// Ids as people write and paste them (model/identifier.py), and what an address leads to (checks/links.py).

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const isAscii = (text) => !/[^\x00-\x7f]/.test(text);

export function identifiers(constants) {
  const { identifier, unseen, addresses, links } = constants;
  const seenInAscii = (text) => (isAscii(text) ? text : unseen.IN_ASCII.sub("", text));

  // The id that a text is or that an address leads to, or null.
  function identify(given) {
    const text = seenInAscii(given).trim();
    for (const candidate of [text, identifier.QUERY.split(text)[0].replace(/\/+$/, "")]) {
      for (const form of identifier.FORMS) {
        const match = form.fullmatch(candidate);
        if (match) return idOf(match, candidate);
      }
    }
    return null;
  }

  function idOf({ groups }, text) {
    let [scheme, value] = Object.entries(groups).find(([, found]) => found);
    if (scheme === "arxiv" && value.includes("/")) {
      const [archive, number] = value.toLowerCase().split("/");
      value = `${archive.split(".")[0]}/${number}`;
    } else if (scheme === "acl") value = /^[a-z]/i.test(value) ? value.toUpperCase() : value.toLowerCase();
    else if (scheme === "doi" && text.slice(0, text.length - value.length).toLowerCase().includes("doi.org/")) {
      value = seenInAscii(decoded(identifier.QUERY.split(value)[0].replace(/\/+$/, "")));
      if (!identifier.WHOLE_DOI.fullmatch(value)) return null;
    }
    return { scheme, value };
  }

  const host = (url) => (addresses.HOST.match(url)?.[1] ?? "").toLowerCase().replace(/^www\./, "");

  // An address without punctuation at its end; a bracket stays when the address opens it.
  function trimmed(url) {
    let end = url.length;
    const count = (sign) => url.split(sign).length - 1;
    const unopened = Object.fromEntries(
      Object.entries(addresses.CLOSING).map(([closing, opening]) => [closing, count(closing) - count(opening)]));
    while (end) {
      const last = url[end - 1];
      if ((unopened[last] ?? 0) > 0) {
        unopened[last] -= 1;
        end -= 1;
      } else if (addresses.GARBAGE.has(last)) {
        if (last in addresses.OPENING) unopened[addresses.OPENING[last]] += 1;
        end -= 1;
      } else if (addresses.ENCODED_GARBAGE.has(url.slice(Math.max(0, end - 3), end).toUpperCase())) end -= 3;
      else break;
    }
    return url.slice(0, end);
  }

  // The id that an address of a paper contains, also in mirrors and publishers' pages.
  function identifierIn(url) {
    if (url.startsWith("https://github.com/")) return null;
    const found = identify(trimmed(url));
    if (found) return found;
    const mirror = links.MIRROR.fullmatch(url);
    if (mirror) return identify(mirror.groups.id);
    const page = links.DOI_PAGE.fullmatch(url);
    return page && !page.groups.doi.startsWith("10.5555/") ? identify(page.groups.doi) : null;
  }

  return { identify, identifierIn, trimmed, host };
}

export const folded = (scheme, value) => `${scheme}:${scheme === "doi" ? value.toLowerCase() : value}`;

// The address of a paper that its record leads to, as somebody reads it; empty where it leads nowhere.
export function homeOf({ ids = {}, links = {} }) {
  if (ids.arxiv) return `https://arxiv.org/abs/${ids.arxiv}`;
  if (ids.openreview) return `https://openreview.net/forum?id=${ids.openreview}`;
  if (ids.acl) return `https://aclanthology.org/${ids.acl}/`;
  return ids.doi ? `https://doi.org/${encodeURI(ids.doi).replaceAll("#", "%23")}` : links.page ?? links.pdf ?? "";
}
