"""Everything people read, made from a survey: README.md, and the site by prepare, engine and finish."""
