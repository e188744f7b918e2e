"""Templates, what they are given, and the digests that tell whether a page must be rendered again."""
