"""The wheel holds all that a survey elsewhere needs."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]

PINS = [
    Requirement(line)
    for line in (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (file,) = folder.glob("livingsurvey-*-py3-none-any.whl")
    return zipfile.ZipFile(file)


def test_templates_schemas_and_settings_are_inside(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for part in ("templates", "schema"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / part).rglob("*") if path.is_file()}
        assert files
        assert {f"livingsurvey/{file}" for file in files} <= names
    assert {"livingsurvey/mkdocs.yml", "livingsurvey/py.typed"} <= names
    assert wheel.read("livingsurvey/templates/readme/list.md.j2") == (ROOT / "templates/readme/list.md.j2").read_bytes()


def test_every_module_is_inside_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    inside = {name for name in wheel.namelist() if name.endswith(".py")}
    assert inside == modules
    tops = {name.split("/")[0].split("-")[0] for name in wheel.namelist()}
    assert tops == {"livingsurvey"}


def test_command_plugin_and_licences_are_declared(wheel: zipfile.ZipFile) -> None:
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    entry_points = wheel.read(f"{info}/entry_points.txt").decode()
    assert "survey = livingsurvey.cli:main" in entry_points
    assert "livingsurvey = livingsurvey.publish.mkdocs_plugin:LivingSurveyPlugin" in entry_points
    metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
    assert metadata["Requires-Python"] == ">=3.11"
    assert set(metadata.get_all("License-File") or ()) == {
        "LICENSE",
        "LICENSE-DATA.md",
        "templates/assets/fonts/OFL.txt",
    }
    assert any(requirement.startswith("pytest") for requirement in metadata.get_all("Requires-Dist") or ())


@pytest.mark.long
def test_an_installed_wheel_builds_a_survey_that_is_not_this_repository(
    wheel: zipfile.ZipFile, small_survey: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed)]
    subprocess.run([*command, str(wheel.filename)], check=True)

    def survey(*arguments: str) -> str:
        code = "import livingsurvey, sys; print(livingsurvey.__file__); from livingsurvey.cli import main; main()"
        environment = {**os.environ, "PYTHONPATH": str(installed)}
        run = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=small_survey,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stderr
        assert run.stdout.startswith(str(installed)), "this is not the installed package"
        return run.stdout

    survey("build")
    survey("readme")
    page = (small_survey / "site" / "papers" / "frantar2022gptq" / "index.html").read_text(encoding="utf-8")
    assert "Elias Frantar" in page
    assert "frantar" in survey("find", "gptq")
    assert "OPTQ" in (small_survey / "README.md").read_text(encoding="utf-8")


def test_whatever_the_project_names_is_pinned_at_a_version_that_it_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [Requirement(each) for each in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    pins = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in PINS}
    for needed in named:
        name = canonicalize_name(needed.name)
        assert name in pins, f"{name} has no line in .ci/constraints.txt; make the file again as its head says"
        assert needed.specifier.contains(pins[name], prereleases=True), needed


def test_pins_are_versions_and_name_no_place() -> None:
    assert PINS
    for pin in PINS:
        assert re.fullmatch(r"==[0-9][0-9a-z.]*", str(pin.specifier)), pin
        assert pin.url is None


def test_the_commands_of_the_quick_start_are_those_there_are() -> None:
    ran = subprocess.run([sys.executable, "run.py"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    commands = [line.split("   ")[0].strip() for line in ran.stderr.splitlines()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands
    assert all(f"```bash\n{command}\n```" in readme for command in commands)


@pytest.mark.parametrize("module", sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")))
def test_a_benchmark_asks_for_nothing_that_is_gone(module: str) -> None:
    importlib.import_module(f"benchmarks.{module}")
