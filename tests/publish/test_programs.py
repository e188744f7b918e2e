"""What docs/programs.md promises to programs is so."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from livingsurvey.publish.repository import permanent
from livingsurvey.publish.site.build import build
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
_PAGE = (ROOT / "docs/programs.md").read_text(encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def address(built_survey: Path) -> Iterator[str]:
    """The built site of the made-up survey on a server of this machine, below a path."""
    handler = functools.partial(_Quiet, directory=str(built_survey))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


def test_the_example_in_javascript_runs(address: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    (script,) = re.findall(r"^```js\n(.*?)^```$", _PAGE, re.MULTILINE | re.DOTALL)
    script = re.sub(r"https://[^\"]+", address, script)
    run = subprocess.run([node, "--input-type=module"], input=script, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    first, *_ = run.stdout.splitlines()
    assert re.search(r" \(.+ \d{4}\): https://", first)
    assert "\n@" in run.stdout


def test_the_configuration_starts_a_command_that_there_is() -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```$", _PAGE, re.MULTILINE | re.DOTALL)
    command = json.loads(block)["mcpServers"]["survey"]
    assert (command["command"], *command["args"][:2]) == ("survey", "mcp", "--site")


def test_every_address_of_the_table_is_there_with_its_version(built_survey: Path) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| .* \| (\d*) *\|$", _PAGE, re.MULTILINE)
    names = {"papers": "frantar2022gptq", "topics": "quantization", "leaderboards": "*"}
    for address, version in rows:
        folder = address.partition("/")[0]
        (file,) = list((built_survey / "site").glob(re.sub("KEY|ID", names.get(folder, ""), address)))[:1]
        if version:
            assert json.loads(file.read_text(encoding="utf-8"))["schema_version"] == int(version), address
    assert len(rows) == 7


def test_what_was_renamed_or_withdrawn_says_so_at_its_old_address(own_built_survey: Path) -> None:
    (own_built_survey / "papers/2023/zhang2023h2o.yaml").unlink()
    with (own_built_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {zhang2023h2o: not on the <subject>}\nretired: {zhang2022heavy: frantar2022gptq}\n")
    with (own_built_survey / "taxonomy.yaml").open("a", encoding="utf-8") as file:
        file.write("\nmoved: {weights-only: weight-only-quantization}\n")
    survey = Survey.load(own_built_survey)
    build(survey)
    said = {
        name: json.loads((own_built_survey / "site" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("papers/zhang2023h2o", "papers/zhang2022heavy", "topics/weights-only")
    }
    assert [(each["moved"], each["withdrawn"]) for each in said.values()] == [
        (None, "not on the <subject>"),
        ("frantar2022gptq", None),
        ("weight-only-quantization", None),
    ]
    assert {f"{name}.json" for name in said} <= permanent.addresses(survey)
