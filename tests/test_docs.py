"""Documentation that cannot lie: every field, command, module and link that it names exists, and no other."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import unquote

import pytest
import typer
import yaml
from pydantic import ValidationError, create_model

from livingsurvey.cli.running import app
from livingsurvey.intake.decisions import COLUMNS
from livingsurvey.intake.mapping import Line, LineRule, Mapped, Then
from livingsurvey.model import (
    Candidate,
    Choosing,
    Claim,
    Claimed,
    Conflict,
    Features,
    Framework,
    Frameworks,
    Ids,
    Links,
    Match,
    Metric,
    Metrics,
    Node,
    Option,
    OwnField,
    OwnFields,
    Paper,
    PublicLists,
    Question,
    Refreshing,
    ResultTable,
    Row,
    Searching,
    Setting,
    Sign,
    SisterSurvey,
    SisterSurveys,
    Statement,
    SurveyInfo,
    SurveyVersion,
    TableSource,
    Taxonomy,
    Topic,
    Traits,
    Venue,
    Venues,
    Work,
    audit,
)
from livingsurvey.model.audit import Kind
from livingsurvey.model.info import Keys, Readme
from livingsurvey.model.look import Colours, Fonts
from livingsurvey.model.record import Record
from livingsurvey.publish.engine.settings import HONOURED, OF_THEME
from livingsurvey.publish.models.slots import MODELS
from livingsurvey.publish.rendering.filters import FILTERS
from livingsurvey.publish.rendering.github_markdown import Anchors, headings
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[1]
DATA_FORMATS = ROOT / "docs/tool/data-formats.md"
SITE = "https://livingsurvey.github.io/livingsurvey/"
PROSE = sorted(ROOT.glob("docs/*.md"))
TOOL = sorted(ROOT.glob("docs/tool/*.md"))
TRANSLATED = sorted(ROOT.glob("docs/zh/*.md"))
WRITTEN = sorted([*ROOT.glob("*.md"), *PROSE, *TOOL, *ROOT.glob(".github/*.md")])


def section(path: Path, heading: str) -> str:
    """The text under a heading, to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    text = path.read_text(encoding="utf-8")
    block = r"^```.*?^```$"
    outside = re.sub(block, lambda match: re.sub(r"[^\n]", " ", match[0]), text, flags=re.MULTILINE | re.DOTALL)
    start = outside.index(f"\n{heading}\n") + len(heading) + 2
    end = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(outside, start)
    return text[start : end.start() if end else None]


def table(text: str) -> list[tuple[str, ...]]:
    """The rows of the first table, without its head."""
    lines = text[text.index("\n| ") :].strip().split("\n")
    rows = takewhile(lambda line: line.startswith("|"), lines)
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows][2:]


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^```[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("heading", "after", "model"),
    [
        ("## survey.yaml", "", SurveyInfo),
        ("## survey.yaml", "Under `features`", Features),
        ("## taxonomy.yaml", "", Topic),
        ("## venues.yaml", "", Venue),
        ("## frameworks.yaml", "", Framework),
        ("## metrics.yaml", "", Metric),
        ("## metrics.yaml", "`settings` are", Setting),
        ("## results/&lt;name&gt;.yaml", "", ResultTable),
        ("## results/&lt;name&gt;.yaml", "Under `source`", TableSource),
        ("## results/&lt;name&gt;.yaml", "Each row has", Row),
        ("## fields.yaml", "", OwnField),
        ("## surveys.yaml", "", SisterSurvey),
        ("## surveys.yaml", "Each node has", Node),
        ("## surveys.yaml", "Each match has", Match),
        ("## surveys.yaml", "Each candidate has", Candidate),
        ("## choose.yaml", "", Question),
        ("## choose.yaml", "Each option has", Option),
        ("## choose.yaml", "A sign is one of", Sign),
        ("## papers/&lt;year&gt;/&lt;key&gt;.yaml", "", Paper),
        ("## papers/&lt;year&gt;/&lt;key&gt;.yaml", "Under `ids`", Ids),
        ("## papers/&lt;year&gt;/&lt;key&gt;.yaml", "Under `links`", Links),
    ],
)
def test_every_field_is_documented_and_no_other(heading: str, after: str, model: type[Record]) -> None:
    rows = table(section(DATA_FORMATS, heading).partition(after)[2] if after else section(DATA_FORMATS, heading))
    fields = [name for name in model.model_fields if (model, name) != (Paper, "key")]
    assert [row[0] for row in rows] == [f"`{name}`" for name in fields]
    if model not in (Ids, Links):
        required = [name for name in fields if model.model_fields[name].is_required()]
        assert [row[0].strip("`") for row in rows if row[1] == "required"] == required


def test_every_slot_is_documented_with_the_module_of_its_model_and_every_filter() -> None:
    text = (ROOT / "docs/tool/templates.md").read_text(encoding="utf-8")
    modules = {row[0].strip("`"): re.findall(r"`(.+?)`", row[1]) for row in table(text.partition("\n## Models\n")[2])}
    for name, make in MODELS.items():
        module = f"{make.__module__.rpartition('.')[2]}.py"
        assert name in modules.get(module, ()), f"docs/tool/templates.md lacks {name} in the row of {module}"
    named = {name for row in table(text.partition("\n## Values\n")[2]) for name in re.findall(r"`(.+?)`", row[0])}
    assert named == {*FILTERS, "script", "html"}


@pytest.mark.parametrize(("page", "heading"), [("start.md", "## Make it yours"), ("data-formats.md", "## survey.yaml")])
def test_what_survey_yaml_may_say_is_shown_as_it_may_be_written(page: str, heading: str) -> None:
    (block,) = code_blocks(section(ROOT / "docs/tool" / page, heading))
    said = yaml.safe_load(block) | {"title": "Nets", "description": "Papers on nets."}
    assert SurveyInfo.model_validate_json(json.dumps(said)).colours == Colours(light="#20639b")


def test_every_setting_of_the_engine_that_is_read_is_documented_and_no_other() -> None:
    rows = table(section(ROOT / "docs/tool/templates.md", "## Settings of MkDocs"))
    assert [row[0].strip("`") for row in rows] == [*HONOURED]
    assert {*re.findall(r"`(\w+)`", rows[0][1])} == {*OF_THEME, "material"}


def test_what_has_no_table_of_its_own_is_documented_in_words() -> None:
    fields = {row[0].strip("`"): row[2] for row in table(section(DATA_FORMATS, "## survey.yaml"))}
    for name, model in {"readme": Readme, "keys": Keys, "fonts": Fonts, "colours": Colours}.items():
        assert all(re.search(rf"`.*\b{field}\b.*`", fields[name]) for field in model.model_fields), name
    after = next(row for row in table(section(DATA_FORMATS, "## survey.yaml")) if row[0] == "`after`")
    assert set(re.findall(r"`(\w+)`", after[2])) == set(Work.model_fields)
    assert "`key`" in section(DATA_FORMATS, "## papers/&lt;year&gt;/&lt;key&gt;.yaml")
    lists = {"taxonomy": Taxonomy, "venues": Venues, "frameworks": Frameworks, "metrics": Metrics}
    for name, model in (lists | {"surveys": SisterSurveys, "choose": Choosing}).items():
        text = section(DATA_FORMATS, f"## {name}.yaml")
        assert all(f"`{field}`" in text for field in model.model_fields)
    assert all(f"`{field}`" in section(DATA_FORMATS, "## surveys.yaml") for field in SurveyVersion.model_fields)
    assert all(f"`{field}`" in section(DATA_FORMATS, "## frameworks.yaml") for field in Statement.model_fields)
    assert all(
        f"`{field}`" in DATA_FORMATS.read_text(encoding="utf-8")
        for field in (*Conflict.model_fields, *Claim.model_fields, *Claimed.model_fields)
    )


def test_files_for_import_are_documented() -> None:
    text = section(DATA_FORMATS, "## Files for import")
    fields = [name for row in table(text) for name in re.findall(r"`(\w+)`", row[0])]
    assert fields == list(Line.model_fields)
    rows = {row[0].strip("`"): row[1] for row in table(text.partition("a mapping in YAML")[2])}
    assert list(rows) == list(Mapped.model_fields)
    assert set(re.findall(r"`(\w+)`", rows["rules"])) == {*LineRule.model_fields, *get_args(Then)}
    assert all(f"`{column}`" in text for column in COLUMNS)
    block = next(block for block in code_blocks(text) if block.startswith("fields:"))
    assert Mapped.load(Path("fields.yaml"), block).rules


def test_every_kind_of_venue_and_answer_is_documented() -> None:
    kind = next(row for row in table(section(DATA_FORMATS, "## venues.yaml")) if row[0] == "`kind`")
    assert set(re.findall(r"`(\w+)`", kind[2])) == set(Venue.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
    for answer in ("yes", "partial", "no", "unknown"):
        assert re.search(rf"`{answer}`", section(DATA_FORMATS, "## frameworks.yaml"))


PROGRAM: Any = typer.main.get_command(app)
COMMANDS = PROGRAM.commands


def in_one_line(text: str) -> str:
    """Text without line breaks and without what only a terminal shows."""
    return " ".join(re.sub(r"\[/?[a-z]+\]", "", text).split())


def test_every_command_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/tool/commands.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^## survey (\w+)$", text, re.MULTILINE)) == sorted(COMMANDS)
    promised = re.findall(r"^\| `survey (\w+)", section(ROOT / "README.md", "## Quick start"), re.MULTILINE)
    assert sorted(promised) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_and_its_options_is_documented_word_for_word(name: str) -> None:
    command = COMMANDS[name]
    text = in_one_line(section(ROOT / "docs/tool/commands.md", f"## survey {name}"))
    assert in_one_line(command.help) in text
    parameters = [parameter for parameter in command.params if parameter.name != "help"]
    for parameter in parameters:
        spelled = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
        assert re.search(
            rf"- `{re.escape(spelled)}[^`]*`: {re.escape(in_one_line(parameter.help))}", text, re.IGNORECASE
        )
    assert len(re.findall(r"- `[^`]+`: ", text)) == len(parameters)


def test_options_of_all_commands_are_documented() -> None:
    text = in_one_line((ROOT / "docs/tool/commands.md").read_text(encoding="utf-8").partition("\n## ")[0])
    common = [parameter for parameter in PROGRAM.params if parameter.name != "help"]
    for parameter in common:
        assert re.search(rf"- `{parameter.opts[0]}[^`]*`: {re.escape(in_one_line(parameter.help))}", text)
    assert len(re.findall(r"- `--", text)) == len(common)


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PROSE, *TOOL], ids=lambda path: path.name
)
def test_commands_in_examples_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in [line for block in code_blocks(text) for line in block.split("\n")]:
        if re.match(r"(?:\.venv/bin/)?survey (?:--root \S+ )?[a-z]", line):
            parsed(line)
    for named in re.findall(r"`survey ([a-z][^`]*)`", text):
        name, *options = re.findall(r"^[a-z]+|(?<= )--[a-z-]+", " ".join(named.split()))
        known = {option for each in COMMANDS[name].params for option in (*each.opts, *each.secondary_opts)}
        assert {*options} <= {*known, "--root", "--debug"}, named


def parsed(line: str) -> None:
    """Take a command line apart as the program does; that fails where the program would."""
    words = list(takewhile(lambda word: word not in ("|", ">", "&&", "#"), shlex.split(line)))[1:]
    words = words[2:] if words[0] == "--root" else words
    command = COMMANDS[words[0]]
    context = command.context_class(command, info_name=words[0])
    given, arguments, _ = command.make_parser(context).parse_args([word for word in words[1:] if word != "--debug"])
    assert arguments == [], line
    needed = [each.name for each in command.params if each.required and each.param_type_name == "argument"]
    assert [name for name in needed if not given.get(name)] == [], line


FILES: tuple[type[Record], ...] = (
    SurveyInfo, Taxonomy, Venues, Frameworks, Metrics, ResultTable, Traits, OwnFields, PublicLists, Searching,
    Refreshing, SisterSurveys, Choosing, Mapped, Paper, Framework,
)  # fmt: skip
"""What a block of YAML may be, or some fields of it."""


def fits(model: type[Record], block: dict[str, Any], own: set[str]) -> bool:
    """Whether a block is a file of a kind, or some of its fields; those of a survey's own have been declared."""
    given = {name: value for name, value in block.items() if model is not Paper or name not in own}
    with contextlib.suppress(ValidationError):
        return bool(model.model_validate_json(json.dumps(given, default=str)))
    if not given.keys() <= model.model_fields.keys():
        return False
    fields = create_model("Some", __base__=Record, **{name: declaration(model, name) for name in given})
    with contextlib.suppress(ValidationError):
        return bool(fields.model_validate_json(json.dumps(given, default=str)))
    return False


def declaration(model: type[Record], name: str) -> Any:
    """A field as its model declares it."""
    field = model.model_fields[name]
    return Annotated[field.annotation, field], ...


@pytest.mark.parametrize(
    "path", [path for path in WRITTEN if "```yaml\n" in path.read_text("utf-8")], ids=lambda path: path.name
)
def test_what_a_page_shows_of_a_file_is_accepted(path: Path) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    shown = [block for text in blocks if "repos" not in (block := yaml.safe_load(text))]
    own = {field["id"] for block in shown if fits(OwnFields, block, set()) for field in block["fields"]}
    for block in shown:
        assert any(fits(model, block, own) for model in FILES), block


def test_python_on_pages_runs(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_survey)
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(block, names)
    assert names["survey"].root == small_survey


def test_what_is_told_of_a_list_is_documented_and_no_other() -> None:
    text = section(DATA_FORMATS, "## What is told of a list")
    named = [name for row in table(text) for name in re.findall("`([a-z_]+)`", row[0])]
    assert sorted(named) == sorted(audit.Audit.model_fields)
    assert [row[0] for row in table(text[text.index("\n| kind |") :])] == [f"`{kind}`" for kind in Kind]
    for model in (audit.Numbers, audit.Found, audit.ReadEntry, audit.Fields, audit.ReadAs, audit.ReadPart):
        assert {name for name in model.model_fields if f"`{name}`" not in text and f"`{name}s`" not in text} == set()


def test_every_family_of_codes_is_documented_and_no_other() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    families = {f"LS{digit}xx" for digit in re.findall(r'"LS([0-9])[0-9]{2}"', source)}
    assert {row[0] for row in table(section(ROOT / "docs/tool/commands.md", "## Messages"))} == families


def page_at(address: str) -> Path | None:
    """The hand-written page that has an address of the site; None where the site makes the page or file itself."""
    name = address.removeprefix(SITE).partition("#")[0].strip("/")
    page = ROOT / "docs" / ("tool/index.md" if name == "tool" else f"{name}.md")
    return page if page.is_file() or name.startswith("tool/") else None


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    survey = Survey.load(ROOT, strict=False)
    repository = f"{survey.info.repository}/blob/{survey.info.branch}/"
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)):
        if target.startswith(repository):
            address, _, anchor = target.removeprefix(repository).partition("#")
            file = ROOT / address
        elif target.startswith(SITE) and (page := page_at(target)):
            file, anchor = page, target.partition("#")[2]
        elif "://" in target:
            continue
        else:
            address, _, anchor = target.partition("#")
            file = path.parent / unquote(address) if address else path
        assert file.exists(), f"{path.name} links {target}"
        if anchor and file.suffix == ".md":
            slug = Anchors()
            assert anchor in [slug(heading) for heading in headings(file.read_text(encoding="utf-8"))], target


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_translated_page_has_the_slots_addresses_code_and_links_of_the_original(path: Path) -> None:
    original, translated = ((ROOT / name / path.name).read_text(encoding="utf-8") for name in ("docs", path.parent))
    slug = Anchors()
    addresses = [slug(heading) for heading in re.findall("^##+ (.*)$", original, re.MULTILINE)]
    assert re.findall(r"^##+ .* \{ #([a-z-]+) \}$", translated, re.MULTILINE) == addresses
    language = path.parent.name
    translated = translated.replace(f".{language}.yml", ".yml").replace(f"/livingsurvey/{language}/", "/livingsurvey/")
    assert code_blocks(translated) == code_blocks(original)
    for same in (r"<!-- (?:slot|survey).* -->", r"`[^`]+`", r"\]\(([^)]+)\)"):
        assert pieces(same, translated) == pieces(same, original)


def pieces(pattern: str, text: str) -> list[str]:
    """What a pattern finds outside of blocks of code, each once and in one line."""
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return sorted({" ".join(found.split()) for found in re.findall(pattern, outside)})


def test_front_matter_says_what_a_page_is_about() -> None:
    for path in [*PROSE, *TOOL, *TRANSLATED]:
        before, *front = path.read_text(encoding="utf-8").split("---\n")[:2]
        assert before or yaml.safe_load(front[0])["description"], path


def test_pages_of_the_site_link_only_pages_of_the_site() -> None:
    for path in [*PROSE, *TOOL]:
        assert not re.search(r"\]\(\.\./", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_column_of_a_table_has_a_head(path: Path) -> None:
    heads = re.findall(r"^(\|.*\|)\n\|[ :|-]+\|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [head for head in heads if "" in [cell.strip() for cell in head.strip("|").split("|")]] == []


def test_quick_start_is_two_commands() -> None:
    blocks = code_blocks(section(ROOT / "README.md", "## Quick start"))
    assert [block.strip() for block in blocks] == ["python3 run.py site", "python3 run.py tests"]


def test_architecture_names_what_is_there() -> None:
    text = (ROOT / "docs/tool/architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src/livingsurvey"
    for folder in package.iterdir():
        if (folder / "__init__.py").exists():
            assert f"`{folder.name}/`" in text, folder
    for name in re.findall(r"\b((?:[a-z_]+/)*[a-z_]+\.py)\b", text):
        assert list(package.rglob(name)), name
    for name in re.findall(r"`((?:[a-z]+/)+)`", text):
        places = (ROOT, package, package / "publish", ROOT / "templates", ROOT / "tests")
        generated = ("site/", "build/")
        assert name in generated or any((place / name).is_dir() for place in places), name


@pytest.mark.parametrize(
    ("contract", "head"),
    [("One direction, no way back", "| layer, top to bottom"), ("Rooms of publish/", "| package, top to bottom")],
)
def test_layers_of_the_architecture_are_those_of_the_contract(contract: str, head: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contracted,) = (each for each in project["tool"]["importlinter"]["contracts"] if each["name"] == contract)
    layers = [
        {name.strip().removeprefix("livingsurvey.") for name in re.split("[|:]", layer)}
        for layer in contracted["layers"]
    ]
    text = (ROOT / "docs/tool/architecture.md").read_text(encoding="utf-8")
    rows = table(text[text.index(head) - 1 :])
    assert [
        {name.removesuffix(".py").rstrip("/") for name in re.findall(r"`([^`]+)`", row[0])} for row in rows
    ] == layers


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == project["version"]
    assert f"\n## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_each_of_the_three_ways_in_takes_less_than_ten_lines() -> None:
    contributing = ROOT / "CONTRIBUTING.md"
    for way in ("with a form", "in the browser", "on the command line"):
        lines = [line for line in section(contributing, f"## A paper, {way}").splitlines() if line.strip()]
        assert len(lines) < 10, way


def test_workflows_ask_for_no_more_than_they_need() -> None:
    check = yaml.load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert "pull_request" in check["on"]
    assert "pull_request_target" not in check["on"]
    assert check["permissions"] == {"contents": "read"}
    publish = yaml.load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert publish["permissions"] == {}
    writers = {name for name, job in publish["jobs"].items() if "write" in job["permissions"].values()}
    assert writers == {"generated", "deploy"}
    for workflow in (check, publish):
        for job in workflow["jobs"].values():
            assert all("${{" not in step.get("run", "") for step in job["steps"]), "values go through env"
