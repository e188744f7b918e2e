"""LaTeX as a way to write text: what BibTeX brings in becomes text, and text becomes what every LaTeX prints.

:func:`livingsurvey.latex.decode.decode` turns a value of a BibTeX file into text,
:func:`livingsurvey.latex.encode.encode` turns text into LaTeX. Each is the other's inverse:
``decode(encode(text)).text == text`` for every text in the normal form NFC. Both read one table, ``commands.yaml``, so
that whoever decodes in another language can do the same with it.
"""
