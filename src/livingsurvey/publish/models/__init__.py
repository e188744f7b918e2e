"""What pages, feeds and guides for programs show, as plain data: the model of each.

A model holds dictionaries, lists, text, numbers, true, false and None: all that its templates need. Its digest is that
of the page, so a page is made again when, and only when, something on it changed.
"""
