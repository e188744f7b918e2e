"""The package under docs/examples/ is installed as anybody would, and does what it says."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs/examples/livingsurvey-molecules"


@pytest.mark.slow
@pytest.mark.long
def test_an_installed_extension_checks_exports_and_has_a_page(small_survey: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", str(installed)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(EXAMPLE)], check=True)
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    declared = readme.partition("```yaml\n")[2].partition("```")[0]
    (small_survey / "knowledge/fields.yaml").write_text(declared, encoding="utf-8")
    record = small_survey / "papers/2022/frantar2022gptq.yaml"
    record.write_text(f'{record.read_text(encoding="utf-8")}dataset: "QM9 <b>"\n', encoding="utf-8")

    def survey(*arguments: str) -> str:
        command = [sys.executable, "-m", "livingsurvey", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(installed)}
        ran = subprocess.run(command, cwd=small_survey, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    findings = json.loads(survey("check", "--format", "json"))["findings"]
    assert {finding["code"] for finding in findings} == {"MOL001"}
    assert len(findings) == 7
    assert "papers/2022/frantar2022gptq.yaml" not in {finding["file"] for finding in findings}
    lines = survey("export", "datasets").splitlines()
    assert list(csv.reader(lines)) == [["dataset", "paper"], ["QM9 <b>", "frantar2022gptq"]]
    assert survey("datasets") == "    1 QM9 <b>\n"

    survey("build")
    site = small_survey / "site"
    page = (site / "datasets/index.html").read_text(encoding="utf-8")
    assert "<h2>QM9 &lt;b&gt;</h2>" in page
    assert (site / "datasets/../papers/frantar2022gptq/index.html").is_file()
    assert '<a href="../papers/frantar2022gptq/">' in page
    assert '<a href="../papers/frantar2022gptq/">' in (site / "zh/datasets/index.html").read_text(encoding="utf-8")
    assert 'href="datasets/"' in (site / "index.html").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/small-survey/datasets/" in sitemap
    assert (site / "data/datasets.csv").read_text(encoding="utf-8").splitlines() == lines
    assert "../data/datasets.csv" in (site / "downloads/index.html").read_text(encoding="utf-8")
    package = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))
    assert "datasets.csv" in {resource["path"] for resource in package["resources"]}
