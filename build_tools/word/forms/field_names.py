"""The id of an answer in, the names that it has in a Word file out. This is the contract of fillable forms: everything else follows it.

A fillable form is the Word file of one annex that holds ``{form}`` blocks. Each answer in it is a content control with an **id**:

======================================  =======================================================================
``case-code``                           the key of a field: text, long, date, choice; a box alone
``found.time``                          the hour, of a date that asks for it
``means.2``                             the second box to tick of a field of type checkbox; counted from 1
``custodian.name``, ``custodian.date``  of a signature, which itself is written by hand
``movements.3.2``                       third row, second column of a table, named rows first; counted from 1
======================================  =======================================================================

A key is the same in every language, and stands once in an annex. In the file the id has three names; look for them in this order:

1. the control's tag (``w:tag``): ``tag(id)``. LibreOffice drops tags when it saves, and Word copies them into rows that a user adds;
2. a hidden bookmark around the control: ``bookmark(id)``. It survives both programs. LibreOffice moves its start into the control;
3. a hidden bookmark around the label in the same table row: ``bookmark(key, of="asked")``, for a control whose own bookmark is gone.

Rows that a user has added in Word have copied tags and no bookmarks: they are the rows below the last one that has a bookmark.

What an answer is: the text of the control, lines parted by ``w:br`` or paragraphs; of a box ``w14:checked``; of a choice the number (from
1, the ``w:value``) of the item that the text equals. A control with ``w:showingPlcHdr`` is not answered.
"""

from __future__ import annotations

import hashlib

LONGEST_TAG, LONGEST_BOOKMARK = 64, 40  # what Word takes


def tag(own: str) -> str:
    """The id itself; of a longer one its beginning, a tilde and eight hexadecimal digits of its SHA-256."""
    return own if len(own) <= LONGEST_TAG else f"{own[: LONGEST_TAG - 9]}~{_digest(own)}"


def bookmark(own: str, of: str = "field") -> str:
    """``_field_case_code``, ``_field_means__2``: bookmarks know no hyphen and no dot. A long one ends with three strokes and the digits."""
    name = f"_{of}_{own.replace('-', '_').replace('.', '__')}"
    return name if len(name) <= LONGEST_BOOKMARK else f"{name[: LONGEST_BOOKMARK - 11]}___{_digest(own)}"


def _digest(own: str) -> str:
    return hashlib.sha256(own.encode("utf-8")).hexdigest()[:8]
