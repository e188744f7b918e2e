"""The same survey as a site for Hugo: like pages of papers, authors, venues and topics, in the same surroundings.

Hugo is given what our pages are made from, the twins in JSON of a site that was built: it need not find related papers,
write references or know what a venue is called. It has one template a kind, without what few records have, and it
makes no feeds, exports, twins, search or prose.
"""

from __future__ import annotations

import json
from pathlib import Path

from livingsurvey.publish.site.mould import split

_LAYOUTS = {"papers/single": ("papers", "paper.html"), "_default/term": ("venues", "listing.html")}
"""Each layout, with the kind of page whose surroundings it gets and the file that fills its slot."""

_TERMS = {"author": "authors", "venue": "venues", "topic": "topics"}
_NOT_MADE = ["taxonomy", "RSS", "sitemap", "home", "section", "robotsTXT", "404"]


def hugo_site(survey: Path, folder: Path) -> list[str | Path]:
    """Write a survey whose site was built as a site for Hugo, and return the command that builds it."""
    for name, (kind, body) in _LAYOUTS.items():
        path = folder / "layouts" / f"{name}.html"
        path.parent.mkdir(parents=True)
        path.write_text(_layout(survey / ".site/prepared/engine" / kind / "mould/index.html", body), encoding="utf-8")
    settings = {"baseURL": "https://example.org/", "title": "Papers", "taxonomies": _TERMS, "disableKinds": _NOT_MADE}
    settings |= {"ignoreErrors": ["error-disable-taxonomy"]}  # lists of all terms are left out on purpose
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    content = folder / "content" / "papers"
    content.mkdir(parents=True)
    for twin in (survey / "site/papers").glob("*.json"):
        model = json.loads(twin.read_bytes())
        front = {
            "title": model["title"],
            "authors": [author["name"] for author in model["by"] if author["page"]],
            "venues": [version["venue"] for version in model["versions"]],
            "topics": sorted({node["id"] for path in model["topic_paths"] for node in path["nodes"]}),
            "model": model,
        }
        text = json.dumps(front, ensure_ascii=False, indent=1)
        (content / f"{model['key']}.md").write_text(f"{text}\n", encoding="utf-8")
    return ["hugo", "--source", folder, "--quiet"]


def _layout(mould: Path, body: str) -> str:
    here = Path(__file__).parent
    filled = {
        "title": "{{ .Title }}",
        "description": "{{ with .Params.model }}{{ .container }} {{ .year }}{{ end }}",
        "head": (here / "head.html").read_text(encoding="utf-8") if body == "paper.html" else "",
        "mould": "",
    }
    pieces, places = split(mould.read_text(encoding="utf-8").replace("{{", "&#123;&#123;"))
    slot = (here / body).read_text(encoding="utf-8")
    return pieces[0] + "".join(filled.get(place, slot) + piece for place, piece in zip(places, pieces[1:], strict=True))
