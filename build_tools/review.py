"""What bodies have approved (``locales/<language>/review.toml``) and the text as it stands in; what of it is approved, and each chapter's state, out.

The record is a list of acts. Each says which body took a chapter to which state on which minutes, and has a line for each message that
was approved by it: the message's digest, and its first words for whoever reads the file. A message is approved while its digest is in
any act of its chapter: so a changed one loses its approval, and no other does.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from build_tools import config
from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content.translation.messages import Message

FILE = "review.toml"
CODE = "review"
# Of one chapter in one language, each after the one before it.
STATES = ("draft", "legal-checked", "session-reviewed", "finalized", "language-approved", "issued", "superseded")
NEED_MINUTES = STATES[STATES.index("finalized") :]
# What is left of a state when the text has changed since: what the last body approved it has not seen like this.
# A text that the committee had finalized goes back to its session.
AFTER_A_CHANGE = {"legal-checked": "draft", "session-reviewed": "legal-checked", "superseded": "superseded"}
SHORT = 60  # characters of a message's first words
HEAD = """\
# What was approved of the text in {language}: by which body, on which minutes.
# `make approve` writes this file, and checks the rules. Whoever reviews it reads it; nobody needs to edit it.
"""


@config.frozen
class Act:
    """One approval of one chapter. ``text`` is the digest of the chapter as a whole; ``messages`` has what was newly approved: digest, first words."""

    state: Literal["legal-checked", "session-reviewed", "finalized", "language-approved", "issued", "superseded"]
    by: config.Line
    date: datetime.date
    text: config.Digest
    minutes: config.Line | None = None
    messages: dict[config.Digest, str] = field(default_factory=dict)


Record = dict[str, list[Act]]  # by docname, in the order of the acts


@dataclass(frozen=True, kw_only=True)
class Text:
    """A message as the readers of a language see it; its ``digest`` is empty where they do not see a translation."""

    msgid: str
    msgstr: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far the approval of one chapter in one language has come. ``recorded`` is the state that its last act gave it.

    ``whole`` is the digest of the chapter as it stands; ``unapproved`` are the texts that no body has approved as they are.
    """

    docname: str
    texts: tuple[Text, ...]
    whole: str
    recorded: str
    state: str
    unapproved: tuple[Text, ...]

    @property
    def approved(self) -> int:
        return len(self.texts) - len(self.unapproved)

    @property
    def next_state(self) -> str:
        return STATES[(STATES.index(self.state) + 1) % len(STATES)] if self.state != "superseded" else STATES[1]


def path_of(project: Project, language: str) -> Path:
    return project.locales / language / FILE


def read(project: Project, language: str) -> Record:
    """The record of one language; without a file nothing is approved. Raises CouldNotRun with a finding for each thing wrong with it."""
    return read_with_text(project, language)[0]


def read_with_text(project: Project, language: str) -> tuple[Record, str]:
    """The same, and the file's text, for whoever looks for lines."""
    path = path_of(project, language)
    if not path.exists():
        return {}, ""
    name = path.relative_to(project.root).as_posix()
    return config.read(Record, path, name=name, code=CODE, unreadable="look at the file's permissions, or take it from git again")


def digest(msgid: str, msgstr: str, context: str = "") -> str:
    """128 bits of SHA-256 over a message's context, source and translation. Nobody can find a text that an approval of another one fits."""
    return _hash([context, msgid, msgstr])


def whole(source: str, texts: Iterable[Text]) -> str:
    """The digest of a chapter: its messages in their order, and its Markdown, since a step's actor or law is no message.

    How its lines are broken and its remarks (``%``) do not count. Registers and pictures are not looked at.
    """
    words = " ".join(line for line in source.splitlines() if not line.lstrip().startswith("%")).split()
    return _hash([" ".join(words), *(text.digest for text in texts)])


def _hash(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def texts(project: Project, language: str, docname: str, messages: Iterable[Message]) -> tuple[Text, ...]:
    """A chapter's messages with their translations. Raises CouldNotRun when its catalog is missing or broken."""
    if language == project.document.source_language:
        return tuple(Text(msgid=message.msgid, msgstr="", digest=digest(message.msgid, "")) for message in messages)
    catalog = files.read(files.chapter_catalog(project, language, docname), project)
    shown = {entry.msgid: entry.msgstr for entry in files.entries(catalog) if entry.translated}
    return tuple(
        Text(msgid=message.msgid, msgstr=shown.get(message.msgid, ""),
             digest=digest(message.msgid, shown[message.msgid]) if message.translated and message.msgid in shown else "")
        for message in messages
    )


def standing(project: Project, docname: str, own: tuple[Text, ...], acts: list[Act]) -> Standing:
    """Compare a chapter as it stands with what was approved of it."""
    known = {key for act in acts for key in act.messages}
    unapproved = tuple(text for text in own if text.digest not in known)
    now = whole((project.source / f"{docname}.md").read_text(encoding="utf-8"), own)
    recorded = acts[-1].state if acts else STATES[0]
    is_current = not acts or (not unapproved and acts[-1].text == now)
    state = recorded if is_current else AFTER_A_CHANGE.get(recorded, "session-reviewed")
    return Standing(docname=docname, texts=own, whole=now, recorded=recorded, state=state, unapproved=unapproved)


def of_language(project: Project, language: str, messages: dict[str, list[Message]]) -> dict[str, Standing]:
    """The standing of each chapter that has text, by docname, in alphabetical order."""
    record = read(project, language)
    return {
        docname: standing(project, docname, texts(project, language, docname, messages[docname]), record.get(docname, []))
        for docname in sorted(messages) if messages[docname]
    }


def text_of(project: Project, language: str, record: Record, docnames: Iterable[str]) -> str:
    """The record as its file: a comment for each page of the SOP, and below it the page's acts.

    The comments stand even where nothing is approved. So two approvals of different pages never touch in git.
    """
    blocks = [HEAD.format(language=project.languages[language].name)]
    for docname in sorted({*docnames, *record}):
        blocks.append(f"# {docname}\n")
        blocks += [_act(docname, act) for act in record.get(docname, [])]
    return "\n".join(blocks)


def _act(docname: str, act: Act) -> str:
    name = _string(docname)
    lines = [f"[[{name}]]", f"state = {_string(act.state)}", f"by = {_string(act.by)}"]
    lines += [f"minutes = {_string(act.minutes)}"] if act.minutes else []
    lines += [f"date = {act.date.isoformat()}", f"text = {_string(act.text)}"]
    lines += ["", f"[{name}.messages]", *(f"{key} = {_string(words)}" for key, words in act.messages.items())] if act.messages else []
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False)


def first_words(msgid: str) -> str:
    """The beginning of a message on one line, for whoever reads the record."""
    words = " ".join("".join(char if char.isprintable() else " " for char in msgid).split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"

