"""How a finding reads and sorts."""

from livingsurvey.model import Finding, Severity


def test_a_finding_is_one_line_with_place_code_reason_and_fix() -> None:
    finding = Finding(
        "papers/2024/x.yaml", 3, 8, "LS102", "arxiv is the number 2401.1234", 'Write  arxiv: "2401.12340"'
    )
    assert str(finding) == (
        'papers/2024/x.yaml:3:8 error LS102: arxiv is the number 2401.1234. Write  arxiv: "2401.12340"'
    )


def test_findings_sort_by_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 10)]
    findings = sorted(Finding(*place, "LS101", "r", "f", Severity.WARNING) for place in places)
    assert [finding.place for finding in findings] == ["a:2:9", "a:2:10", "a:10:1", "b:1:1"]
