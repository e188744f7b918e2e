"""Everything people read, made from a survey: its site, its exports, and what is generated into the repository."""
