"""``python -m livingsurvey`` is the command ``survey``, wherever it is installed."""

from __future__ import annotations

import sys

from livingsurvey.cli import main

sys.exit(main())
