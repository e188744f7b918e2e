"""The two commands of the quick start: ``python3 run.py site`` and ``python3 run.py tests``.

Each installs what it needs into ``.venv``, at the versions that the checks of this repository run with or, where
``PIP_CONSTRAINT`` is set, at those that it allows. What is there already is not installed again.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PINS = ROOT / ".ci" / "constraints.txt"
NEEDED = {"site": ".", "tests": ".[dev]"}
STEPS = {"site": [["livingsurvey", "build"], ["livingsurvey", "readme"]], "tests": [["pytest"]]}


def main() -> None:
    """Install, then run each step; what follows the command's name goes to its last step."""
    name, *more = sys.argv[1:] or [""]
    if name not in STEPS:
        sys.exit("python3 run.py site    makes the site and README.md\npython3 run.py tests   runs the tests")
    if sys.version_info < (3, 11):
        sys.exit("run.py: Python {}.{} is too old; run it with 3.11 or newer".format(*sys.version_info))
    os.chdir(str(ROOT))
    install(NEEDED[name])
    *first, last = STEPS[name]
    for module in [*first, last + more]:
        run([str(PYTHON), "-m", *module])


def install(package: str) -> None:
    """Bring ``.venv`` up to date for a package, or for all of them if it was for that."""
    pinned = "PIP_CONSTRAINT" not in os.environ
    done = ENVIRONMENT / "installed.txt"
    if pinned and done.exists() and done.read_text("utf-8") in map(state, {package, NEEDED["tests"]}) and works():
        return
    print(f"Installing into {ENVIRONMENT} …", flush=True)
    if not works():
        run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    versions = ["--constraint", str(PINS)] if pinned else ["--upgrade", "--upgrade-strategy", "eager"]
    done.unlink(missing_ok=True)
    run([str(PYTHON), "-m", "pip", "install", "--quiet", *versions, "--editable", package])
    if pinned:
        done.write_text(state(package), "utf-8")


def works() -> bool:
    """Whether ``.venv`` has a Python that will do, and pip: it may be of another machine, or half made."""
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def state(package: str) -> str:
    """What ``.venv`` is when a package was installed into it here."""
    return "\n".join([package, str(ROOT), (ROOT / "pyproject.toml").read_text("utf-8"), PINS.read_text("utf-8")])


def run(command: "list[str]") -> None:
    """Run a command and, if it fails, end as it did."""
    code = subprocess.call(command)
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main()
