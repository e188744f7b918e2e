"""Whole catalogues that somebody has on disk, in the forms in which they are given away, behind one index."""
