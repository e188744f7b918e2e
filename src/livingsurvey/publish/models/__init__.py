"""What pages show, as plain data: the model of each kind of page that exists once a record.

A model holds dictionaries, lists, text, numbers, true, false and None: all that its templates need. Its digest is that
of the page, so a page is made again when, and only when, something on it changed.
"""
