"""A project and a language in; what a worksheet says to its translator (headers, states, instructions) out, in that language and English."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content import glossary

Words = Callable[[str], str]


def words(project: Project, language: str) -> Words:
    """The pipeline's own words in ``language``; what has no translation stays English."""
    known = {entry.msgid: entry.msgstr for entry in files.interface_words(project, language) if entry.msgstr and not entry.fuzzy}
    return lambda msgid: known.get(msgid, msgid)


def headers(word: Words) -> dict[str, str]:
    """The column headers in the translator's language."""
    return {
        "chapter": word("Chapter"),
        "place": word("Place"),
        "source": word("Original text"),
        "translation": word("Translation"),
        "correct": word("Correct"),
        "state": word("State"),
        "terms": word("Terms"),
        "changes": word("What changed"),
        "remark": word("Remark"),
    }


def states(word: Words) -> dict[str, str]:
    return {"untranslated": word("untranslated"), "fuzzy": word("fuzzy"), "translated": word("translated")}


def title(word: Words) -> str:
    return word("How to fill in this sheet")


def lines(word: Words) -> list[str]:
    """The instructions, in the order of the work; with ``str`` for ``word``, in English."""
    return [
        word("Write only in the three white columns: Translation, Correct and Remark. All other columns are locked."),
        word("Translate the words. Leave every mark, name, number and address as it is in the original; the examples below show how."),
        word("The column Terms gives the words to use: (A) is established, (B) is likely, (C) is a proposal that a reviewer must confirm."),
        word("Where the state is “fuzzy”, the original has changed since it was translated: red words are gone, green words are new. Correct the translation."),
        word("If a fuzzy translation is right as it stands, choose ✓ in the column Correct."),
        word("Rows that you leave as they are stay as they are. You can send the sheet before it is finished."),
        word("You can filter rows and change the width of columns. Do not merge cells and do not begin a cell with the sign =."),
        word("Write questions and doubts in the column Remark."),
        word("Save the sheet as an Excel workbook (.xlsx), under any name, and send it back."),
    ]


def examples(project: Project, language: str) -> list[tuple[str, str]]:
    """Pairs of original and translation, with a term of this SOP's own glossary."""
    pairs = [("{numref}`step-arrest`", "{numref}`step-arrest`"), ("[^source]", "[^source]"), ("TBC-10", "TBC-10")]
    if (project.source / glossary.REGISTER).exists() and (register := glossary.read(project)):
        source = project.document.source_language
        term = next((term for term in register if " " not in term.words[source]), register[0])
        english, own = term.words[source], term.words[language]
        pairs = [(f"{{term}}`{english}`", f"{{term}}`{own} <{english}>`"), (f"**{english}**", f"**{own}**"), *pairs]
    return pairs
