"""All catalogs of one language in; for a message that is new in a chapter, the translation that fits best out.

Alone knows rapidfuzz. A likeness is one of rapidfuzz's ratios, 0 to 100.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from build_tools.catalogs.entries import Catalog, Entry

LIKE = 60  # below it, a suggestion costs a translator more than a new translation (gettext takes the same)
CONTAINED = 90  # of a part that stands in a longer paragraph, or of the same words in another order
SHORTEST_PART = 25  # characters; shorter texts stand in many paragraphs by chance
SURE = 85  # a text that left a chapter and is so like is not looked for any further
# A text that left the chapter has probably become the new one; one that is still in use has a neighbour's words.
GONE_HERE, GONE_ELSEWHERE, IN_USE = 12, 6, 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A translation, the chapter whose catalog has it, and whether its source has left that chapter."""

    entry: Entry
    docname: str
    gone: bool


class Memory:
    """What translators have written in one language so far, in live and obsolete messages of every catalog."""

    def __init__(self, catalogs: dict[str, Catalog], wanted: dict[str, set[str]]) -> None:
        """``wanted`` has the messages of each chapter as it is now."""
        self._by_msgid: dict[str, list[Known]] = {}
        gone: dict[str, list[Known]] = {}
        used: list[Known] = []
        for docname, catalog in sorted(catalogs.items()):
            present = wanted.get(docname, set())
            for entry in catalog.entries:
                if not entry.msgstr:
                    continue
                known = Known(entry=entry, docname=docname, gone=entry.obsolete or entry.msgid not in present)
                self._by_msgid.setdefault(entry.msgid, []).append(known)
                if known.gone:
                    gone.setdefault(docname, []).append(known)
                else:
                    used.append(known)
        self._here = {docname: _Shelf(all_known) for docname, all_known in gone.items()}
        self._gone = _Shelf(known for all_known in gone.values() for known in all_known)
        self._used = _Shelf(used)

    def exact(self, msgid: str, docname: str) -> Entry | None:
        """The same English elsewhere: moved text. Fuzzy only if it was, or if two chapters translate it differently."""
        found = self._by_msgid.get(msgid, [])
        found = sorted(found, key=lambda known: (known.entry.fuzzy, known.docname != docname, not known.gone, known.docname))
        if not found:
            return None
        best = found[0]
        alike = {known.entry.msgstr for known in found if known.entry.translated} <= {best.entry.msgstr}
        certain = best.docname == docname or best.gone or alike
        return replace(best.entry, obsolete=False, fuzzy=best.entry.fuzzy or not certain)

    def similar(self, msgid: str, docname: str) -> Entry | None:
        """A translation of a like text, as a fuzzy message with the source that it was made for; None if nothing is like."""
        best = max(self._candidates(msgid, docname), key=lambda scored: scored[0], default=None)
        if best is None:
            return None
        entry = best[1].entry
        return replace(entry, msgid=msgid, fuzzy=True, obsolete=False, previous=entry.made_for)

    def _candidates(self, msgid: str, docname: str) -> Iterable[tuple[float, Known]]:
        found = []
        if here := self._here.get(docname):
            found += here.like(msgid, GONE_HERE)
        if not found or max(found, key=lambda scored: scored[0])[0] < SURE + GONE_HERE:
            found += self._gone.like(msgid, GONE_ELSEWHERE)
            found += self._used.like(msgid, IN_USE, parts=False)
        return found


class _Shelf:
    """Translations sorted by the length of their source: only texts of like length are compared."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = sorted(known, key=lambda each: (len(each.entry.msgid), each.entry.msgid, each.docname))
        self._texts = [each.entry.msgid for each in self._known]
        self._lengths = [len(text) for text in self._texts]

    def like(self, msgid: str, bonus: float, *, parts: bool = True) -> list[tuple[float, Known]]:
        """The best whole match and, with ``parts``, the best of a part and in another order; each with its score and ``bonus``."""
        found = []
        # ratio is 200·common/(a+b), so a pair whose lengths differ more than this cannot reach LIKE.
        low, high = len(msgid) * LIKE / (200 - LIKE), len(msgid) * (200 - LIKE) / LIKE
        start, stop = bisect_left(self._lengths, low), bisect_right(self._lengths, high)
        if best := process.extractOne(msgid, self._texts[start:stop], scorer=fuzz.ratio, score_cutoff=LIKE):
            found.append((best[1] + bonus, self._known[start + best[2]]))
        if parts and len(msgid) >= SHORTEST_PART:
            start = bisect_left(self._lengths, SHORTEST_PART)
            for scorer in (fuzz.partial_ratio, fuzz.token_sort_ratio):  # a paragraph split; words in another order
                if best := process.extractOne(msgid, self._texts[start:], scorer=scorer, score_cutoff=CONTAINED):
                    # It counts as the least that is like, and a little more the closer: a whole match goes before it.
                    found.append((LIKE + (best[1] - CONTAINED) / 2 + bonus, self._known[start + best[2]]))
        return found
