"""BibTeX as a way to write entries: a file's entries with their fields, and the names that a field of authors holds."""
