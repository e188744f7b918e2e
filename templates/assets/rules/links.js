// Links, as checks/addresses.py and checks/links.py have them: each in its own place, once, whole, over https.
import { written } from "./fixes.js";
import { folded } from "./identify.js";
import { _ } from "./language.js";

const ofPaper = (path) => path[1] === "page" || path[1] === "pdf";
const ofCode = (path) => path[1] === "code" || path[1] === "reimplementations";

export function linkRules({ addresses, links: constants }, { identifierIn, trimmed, host }, known) {
  const { ABOUT, CODE_HOSTS, DEPOSITS, DEPOSIT_DOIS, GIT_HOST, GONE, OTHER_PAGES, PROJECT, SHORT } = constants;

  function untracked(url) {
    if (!url.includes("?")) return url;
    const [address, ...fragments] = url.split("#");
    const [page, ...queries] = address.split("?");
    const parameters = queries.join("?").split("&");
    const kept = parameters.filter((parameter) => !addresses.TRACKING.match(parameter));
    if (kept.length === parameters.length) return url;
    return `${page}${kept.length ? "?" : ""}${kept.join("&")}${fragments.length ? "#" : ""}${fragments.join("#")}`;
  }
  const encrypted = (url) =>
    (url.startsWith("http://") && addresses.HTTPS_HOSTS.fullmatch(host(url)) ? `https${url.slice(4)}` : url);
  function repository(url) {
    const match = addresses.GITHUB.fullmatch(url);
    return match ? `${match.groups.scheme}github.com/${match.groups.owner}/${match.groups.name}` : url;
  }
  const rewritten = (rewrite, reason) => (path, url, { record }) => {
    const better = rewrite(url);
    if (better === url) return false;
    const listed = path.length === 3 && record.links.reimplementations.includes(better);
    return { reason, fix: listed ? _('Delete it: "{text}" is listed already.', { text: better }) : written(path, better) };
  };
  const isOwn = ({ record }, found) =>
    record.ids?.[found.scheme] !== undefined && folded(found.scheme, record.ids[found.scheme]) === folded(found.scheme, found.value);

  const ofLinks = {
    LS406: rewritten(untracked, _("the link contains a tracking parameter")),
    LS407(path, url) {
      const starts = addresses.SCHEME.findall(url).map(({ index }) => index);
      if (starts.length < 2 || url.slice(0, starts[1]).includes("?") || addresses.ARCHIVES.fullmatch(host(url))) return false;
      const parts = new Set(starts.map((start, at) => url.slice(start, starts[at + 1]).replace(/\/+$/, "")));
      const reason = _("'{url}' is {count} addresses", { url, count: starts.length });
      return { reason, fix: parts.size === 1 ? written(path, [...parts][0]) : _("Keep the one that works.") };
    },
    LS408: rewritten(encrypted, _("the host supports https")),
    LS409: rewritten(trimmed, _("the end of the link does not belong to it")),
    LS411: rewritten(repository, _("a repository has a shorter address")),
    LS401(path, url, paper) {
      const found = ofPaper(path) ? identifierIn(url) : null;
      if (!found) return false;
      const reason = _("'{url}' is the address of {catalogue} {id}", { url, catalogue: constants.CATALOGUE[found.scheme], id: found.value });
      const own = paper.record.ids?.[found.scheme];
      if (own !== undefined && !isOwn(paper, found)) {
        return { reason, fix: _("The record's own id is {id}: delete the one that belongs to another paper or version.", { id: own }) };
      }
      if (own !== undefined) return { reason, fix: _("Delete this line: the id is there already.") };
      const place = known.identities.ids[folded(found.scheme, found.value)];
      return { reason, fix: place === undefined
        ? _('Write  {scheme}: "{id}"  under  ids:  and delete this line.', { scheme: found.scheme, id: found.value })
        : _("That id is in {file}: find this paper's own.", { file: `papers/${known.fileOf(known.identities.keys[place])}` }) };
    },
    LS402(path, url, paper) {
      if (ofPaper(path) || url.includes("/attachment")) return false;
      const found = identifierIn(url);
      if (!found && !url.toLowerCase().endsWith(".pdf")) return false;
      if (found?.scheme === "doi" && DEPOSIT_DOIS.some((start) => found.value.startsWith(start))) return false;
      return { reason: path[1] === "project" ? _("'{url}' is a paper, not a project page", { url }) : _("'{url}' is a paper, not code", { url }),
        fix: found && isOwn(paper, found) ? _("Delete this line: the id is there already.")
          : _("Write the address of the repository, or delete this line.") };
    },
    LS403(path, url, { record, venue }) {
      if (!ofPaper(path) || !CODE_HOSTS.has(host(url)) || url.toLowerCase().endsWith(".pdf") || venue?.kind === "web") return false;
      const links = record.links;
      const listed = links.code === url || (links.reimplementations ?? []).includes(url);
      const others = Object.keys(record.ids ?? {}).length > 0 || (links.page !== undefined && links.pdf !== undefined);
      return { reason: _("'{url}' is code, not the paper", { url }),
        fix: listed && others ? _("Delete this line.") : _("Move it to  code:  and give the paper's id or page.") };
    },
    LS404(path, url, { venue }) {
      const site = host(url);
      if (site in GONE) return { reason: _("{site} was shut down in {year}", { site, year: GONE[site] }), fix: _("Give the paper's id, or its current address.") };
      if (!ofPaper(path) || !ABOUT.has(site) || venue?.kind === "web") return false;
      return !identifierIn(url) && { reason: _("{site} is not where the paper appeared", { site }),
        fix: _("Give the paper's id, or its page at the venue that published it.") };
    },
    LS405: (path, url) => SHORT.has(host(url)) &&
      { reason: _("'{url}' hides its target", { url }), fix: _("Open it, and write the address that it leads to.") },
    LS412(path, url) {
      if (!ofCode(path) || !CODE_HOSTS.has(host(url))) return false;
      const parts = url.split(/[?#]/)[0].replace(/\/+$/, "").split("/").slice(3);
      return (parts.length < 2 || OTHER_PAGES.match(`/${parts.join("/")}`)) &&
        { reason: _("'{url}' is not a repository", { url }), fix: _("Write the address of the repository.") };
    },
    LS413(path, url) {
      const site = host(url);
      const isKnown = CODE_HOSTS.has(site) || DEPOSITS.has(site) || SHORT.has(site) || GIT_HOST.search(site);
      if (!ofCode(path) || (isKnown && !/\.git(?:hub|lab)\.io$/.test(site))) return false;
      if (site in GONE || identifierIn(url) || (site === "huggingface.co" && url.includes("/spaces/"))) return false;
      return { reason: _("'{url}' is not a repository", { url }),
        fix: _("Write the address of the repository; a page about the work belongs under  project:") };
    },
    LS416: (path, url, { venue }) => path[1] === "page" && venue?.kind !== "web" && !url.toLowerCase().endsWith(".pdf") &&
      PROJECT.match(url) && { reason: _("'{url}' looks like a project page", { url }),
        fix: _("Move it to  project:  and give the paper's id, or its page at the venue that published it.") },
  };

  const order = ["code", "reimplementations", "pdf", "page", "project"];
  function all({ links = {} }) {
    const one = ["page", "pdf", "code", "project"].filter((name) => links[name] !== undefined)
      .map((name) => [["links", name], links[name]]);
    return [...one, ...(links.reimplementations ?? []).map((url, at) => [["links", "reimplementations", at], url])];
  }

  function* rules(paper) {
    const links = all(paper.record);
    if (!Object.keys(paper.record.ids ?? {}).length && !links.some(([path]) => ofPaper(path))) {
      yield { code: "LS417", path: ["title"], reason: _("nothing leads to the paper: no id, page or PDF"),
        fix: _("Give an id under  ids:  or  page:  or  pdf:  under  links:  or waive this if it was only printed.") };
    }
    for (const [path, url] of links) {
      for (const [code, rule] of Object.entries(ofLinks)) {
        const flaw = rule(path, url, paper);
        if (flaw) yield { code, path, ...flaw };
      }
    }
    const seen = new Map();
    for (const [path, url] of links.toSorted(([one], [other]) => order.indexOf(one[1]) - order.indexOf(other[1]))) {
      const same = trimmed(url).replace(/\/+$/, "").toLowerCase();
      if (seen.has(same)) {
        yield { code: "LS415", path, reason: _("'{url}' stands under  {field}:  too", { url, field: seen.get(same) }),
          fix: _("Delete this line.") };
      } else seen.set(same, path[1]);
    }
  }
  return { rules, repository };
}
