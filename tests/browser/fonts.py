"""The fonts that a browser has: those of a bare machine, or those of one that reads Chinese, whatever is installed.

Desktops are tested with the one set and phones with the other, so that nothing on a page has its size from one machine.
A third font, in `FLAT`, is like none that exists: what is high enough in it is so by the style sheet alone.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

Families = tuple[str, ...]
BARE: Families = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
CJK: Families = ("Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Sans Mono CJK SC")
PACKAGES = {BARE: "fonts-dejavu-core", CJK: "fonts-noto-cjk"}
"""What each set is called where Debian's packages are."""

_ONLY = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont>
    <acceptfont>{families}</acceptfont>
    <rejectfont>
      <pattern><patelt name="scalable"><bool>true</bool></patelt></pattern>
      <pattern><patelt name="scalable"><bool>false</bool></patelt></pattern>
    </rejectfont>
  </selectfont>
</fontconfig>
"""
_FAMILY = '<pattern><patelt name="family"><string>{}</string></patelt></pattern>'
_FACE = """@font-face {{
  font-family: "{}"; font-weight: 700; src: local("{}"), local("{}");
  ascent-override: 45%; descent-override: 5%; line-gap-override: 0%; size-adjust: 60%;
}}"""
FLAT = "\n".join(
    _FACE.format(first, bare, cjk)
    for first, bare, cjk in zip(("Inter", "STIX Two Text", "SF Mono"), BARE, CJK, strict=True)
)
"""A style that makes the first family of each of the site's stacks narrow and half as high as letters are."""


def only(families: Families, folder: Path) -> dict[str, str]:
    """What to put into the environment of a browser that shall have these fonts alone: nothing if one is missing."""
    if not installed(families):
        return {}
    settings = folder / "fonts.conf"
    settings.write_text(_ONLY.format(families="".join(map(_FAMILY.format, families))), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(settings)}


def installed(families: Families) -> bool:
    """Whether fontconfig knows all of them; where there is none, a browser has the fonts of its system."""
    command = shutil.which("fc-list")
    if command is None:
        return False
    known = subprocess.run([command, ":", "family"], capture_output=True, encoding="utf-8", check=True).stdout
    return set(families) <= {name for line in known.splitlines() for name in line.split(",")}
