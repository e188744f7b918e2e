"""survey schema"""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run


def test_schemas_are_written_once(run: Run, survey: Path) -> None:
    said = run("schema").err
    assert said == f"{len(list((survey / 'schema').iterdir()))} schemas written\n"
    assert run("schema").err == "the schemas were up to date\n"
    described = json.loads((survey / "schema/paper.schema.json").read_text(encoding="utf-8"))
    assert "data-selection" in described["properties"]["topics"]["items"]["enum"]


def test_an_outdated_schema_is_named(run: Run, survey: Path) -> None:
    run("schema")
    assert run("schema", "--check") == run("schema", "--check")
    assert run("schema", "--check").code == 0
    path = survey / "schema/venues.schema.json"
    path.write_text("{}", encoding="utf-8")
    ran = run("schema", "--check")
    assert ran.code == 1
    assert ran.out == "schema/venues.schema.json:1:1 error LS602: the schema is out of date. Run  survey schema\n"
    assert path.read_text(encoding="utf-8") == "{}"


def test_records_with_errors_do_not_keep_schemas_from_being_written(run: Run, survey: Path) -> None:
    (survey / "papers/2022/frantar2022gptq.yaml").write_text("title: [\n", encoding="utf-8")
    assert run("schema").code == 0


def test_a_broken_taxonomy_does(run: Run, survey: Path) -> None:
    (survey / "taxonomy.yaml").write_text("topics: []\n", encoding="utf-8")
    ran = run("schema")
    assert ran.code == 1
    assert ran.errors[0].startswith("taxonomy.yaml:1:9 error LS107")
    assert not (survey / "schema").exists()
