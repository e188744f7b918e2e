"""The colours of the light theme, for what no style sheet reaches; ``templates/assets/survey.css`` has the same."""

HUES = ("0b665e", "8f5400", "6445a1", "1b5c96", "9d2f50", "566312")
"""One for each root of the taxonomy, from the first again where there are more."""

PAPER = "fbfaf6"
INK = "1c2326"
SOFT = "556066"
LINE = "dedacf"
