"""The survey in the forms that other programs read: what ``survey export`` writes and the site has under ``data/``."""
