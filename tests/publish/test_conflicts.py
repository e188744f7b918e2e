from __future__ import annotations

from pathlib import Path

from tests.publish.rendered import paper_page

from livingsurvey.publish.published import Published
from livingsurvey.store.write import edit_file
from livingsurvey.survey import Survey

CLAIMS = [
    {"value": "Zhenyu Zhang, Beidi Chen", "source": "owner/name:README.md@0123456789ab#L7"},
    {"value": "Zhenyu Zhang <b>alone</b>", "source": "the printed volume"},
]


def test_what_is_left_open_is_shown_with_every_claim_and_its_source(small_survey: Path) -> None:
    conflict = {"field": "authors", "claims": CLAIMS, "reason": "The <i>repository</i> is theirs."}
    edit_file(small_survey / "papers/2023/zhang2023h2o.yaml", {("conflicts",): [conflict]})
    survey = Survey.load(small_survey)
    page = paper_page(Published(survey), "zhang2023h2o")
    assert page.index("ls-paper__authors") < page.index("Sources disagree on the authors") < page.index('id="cite"')
    assert "The &lt;i&gt;repository&lt;/i&gt; is theirs." in page
    assert "Sources disagree on the authors. Here as" in page[page.index('id="cite"') :]
    address = "https://github.com/owner/name/blob/0123456789ab/README.md#L7"
    assert f'Zhenyu Zhang, Beidi Chen <span>(<a href="{address}">owner/name</a>, followed here)' in page
    assert "Zhenyu Zhang &lt;b&gt;alone&lt;/b&gt; <span>(the printed volume)" in page
    assert "Sources disagree" not in paper_page(Published(survey), "dettmers2022llmint8")
