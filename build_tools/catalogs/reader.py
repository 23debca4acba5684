"""The text of a .po file in, its catalog out, or the first line that is wrong and why.

Strict: whatever ``msgfmt -c`` rejects is rejected here, and so is what Sphinx would silently ignore (contexts, plurals).
Babel and polib take broken files for what they can make of them (unended strings, doubled messages, stray text), and
lose lines or comments on the way; so this is a reader of our own, and tests compare it with GNU gettext's.
Syntax: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re

from build_tools.catalogs import formats, plurals
from build_tools.catalogs.entries import Catalog, Entry

# One keyword and one string a line: what every tool writes.
STRING = re.compile(r'[ \t]*(#~\||#\||#~)?[ \t]*([a-z_]+(?:\[\d*\])?)?[ \t]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t]*')
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")  # no output format can hold them
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
UNUSED = {
    "msgctxt": ("Sphinx ignores msgctxt", "take the line out, and make the two English texts differ"),
    "msgid_plural": ("Sphinx uses no plural forms here", "take the message out"),
    "domain": ("a catalog here has one domain", "take the line out"),
}
CHARSET = re.compile(r"^Content-Type:.*\bcharset=([^\s;]+)", re.IGNORECASE | re.MULTILINE)


class Fault(ValueError):
    """Why a text is no sound catalog. ``line`` counts from 1; ``action`` says what to do, or is empty."""

    def __init__(self, line: int, text: str, action: str = "") -> None:
        super().__init__(text)
        self.line, self.text, self.action = line, text, action


def parse(data: bytes) -> Catalog:
    """Read a whole .po file. Raises Fault at the first line that is wrong."""
    reader = _Reader()
    number = 0
    for number, line in enumerate(_text(data).split("\n"), start=1):  # splitlines() also splits at U+2028
        reader.take(number, line)
    return reader.finish(number)


def _text(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise Fault(1, "it begins with a byte order mark", "save the file as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(data[: error.start].count(b"\n") + 1, "this is not UTF-8 text", "save the file as UTF-8") from None
    text = text.replace("\r\n", "\n")
    if bad := CONTROL.search(text):
        raise Fault(text[: bad.start()].count("\n") + 1, f"there is a control character (U+{ord(bad[0]):04X})", "delete it")
    return text


class _Reader:
    """Takes lines one by one. ``state`` is the part of a message that the last string belonged to, or "" between two."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.lines: dict[str, int] = {}
        self.state = ""
        self.last = 0  # the line of the last string
        self._begin()

    def _begin(self) -> None:
        self.parts: dict[str, list[str]] = {"previous": [], "msgid": [], "msgstr": []}
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.flags: list[str] = []
        self.start, self.obsolete = 0, None

    def take(self, number: int, line: str) -> None:
        if match := STRING.fullmatch(line):
            self._string(number, *match.groups())
        elif not line or line.isspace():
            return
        elif line.lstrip()[0] == "#":
            self._comment(number, line.strip())
        else:
            raise self._stray(number, line.strip())

    def _string(self, number: int, mark: str | None, key: str | None, body: str) -> None:
        mark = mark or ""
        if key:
            self._key(number, mark, key)
        elif not self.state or (mark[-1:] == "|") != (self.state == "previous"):
            raise Fault(number, "a text in quotation marks stands alone", "write msgid or msgstr before it, or delete it")
        obsolete = mark.startswith("#~")
        if self.obsolete not in (None, obsolete):
            raise Fault(number, "only a part of the message is marked with #~", "mark all of its lines, or none")
        self.obsolete, self.last = obsolete, number
        if "\\" in body:
            body = ESCAPE.sub(lambda escape: self._escaped(number, escape[1]), body)
        self.parts[self.state].append(body)

    def _escaped(self, number: int, char: str) -> str:
        if char not in ESCAPES:
            raise Fault(number, f"\\{char} means nothing here", r"write \\ for a backslash, \" for a quotation mark, \n for a new line")
        return ESCAPES[char]

    def _key(self, number: int, mark: str, key: str) -> None:
        """A line begins a new part of a message; parts come in one order."""
        if key.split("[")[0] in UNUSED:
            raise Fault(number, *UNUSED[key.split("[")[0]])
        if key.startswith("msgstr["):
            raise Fault(number, *UNUSED["msgid_plural"])
        if key not in ("msgid", "msgstr"):
            raise Fault(number, f"{key} is no keyword", "write msgid or msgstr")
        part = "previous" if mark[-1:] == "|" else key
        if mark[-1:] == "|" and key == "msgstr":
            raise Fault(number, "#| holds only the previous msgid", "delete the line")
        if part == "msgstr":
            if self.state != "msgid":
                raise Fault(number, "this msgstr has no msgid", "write its msgid before it, or delete it")
        else:
            if self.state == "msgstr":
                self._end()
            if self.state == "msgid" or (self.state == "previous" and part == "previous"):
                raise self._unfinished()
        if part == "msgid":
            self.start = number
        self.state = part

    def _comment(self, number: int, line: str) -> None:
        if line.startswith("#~") and line[2:].lstrip().startswith("#"):
            line = line[2:].lstrip()  # a comment on an old message, as some tools write it
        if line[:2] in ("#~", "#|") and line.strip("#~| \t"):
            raise self._stray(number, line.lstrip("#~| \t"))
        if self.state == "msgstr":
            self._end()
        elif self.state:
            raise self._unfinished()
        if line.startswith("#,"):
            self.flags += filter(None, (flag.strip() for flag in line[2:].split(",")))
        elif line.startswith("#."):
            self.extracted.append(line[2:])
        elif line[:2] not in ("#:", "#~", "#|"):
            self.comments.append(line[1:])

    def _unfinished(self) -> Fault:
        if self.state == "previous":
            return Fault(self.last, "a previous msgid stands before no message", "put it right above its msgid, or delete it")
        return Fault(self.start, "this msgid has no msgstr", 'write msgstr "" right after it')

    def _stray(self, number: int, line: str) -> Fault:
        """Why a line is neither a string nor a comment."""
        word = re.match(r"[A-Za-z_]+", line)
        marks = len(re.findall(r'(?<!\\)"', line))
        if CONFLICT.match(line):
            return Fault(number, "a merge conflict is not resolved", "keep one of the two sides, and delete the lines <<<<<<<, ======= and >>>>>>>")
        if marks == 1 or (marks and line[-1] != '"'):
            return Fault(number, "the text does not end with a quotation mark on its line", r'end it with ", and write \" for a quotation mark inside')
        if marks:
            return Fault(number, "there is a quotation mark inside the text, or something before it", r'write \" for a quotation mark inside, and one text on a line')
        if word and word[0] in ("msgid", "msgstr"):
            return Fault(number, f"{word[0]} has no text in quotation marks", f'write {word[0]} "…"')
        return Fault(number, "this is no msgid, msgstr, comment or text in quotation marks", "delete the line, or begin it with # to make it a comment")

    def _end(self) -> None:
        """The message is whole."""
        entry = Entry(
            msgid="".join(self.parts["msgid"]), msgstr="".join(self.parts["msgstr"]), previous="".join(self.parts["previous"]),
            fuzzy="fuzzy" in self.flags, flags=tuple(dict.fromkeys(flag for flag in self.flags if flag != "fuzzy")),
            comments=tuple(self.comments), extracted=tuple(self.extracted), line=self.start, obsolete=bool(self.obsolete),
        )
        if entry.msgid in self.lines:
            what = f"the message stands in line {self.lines[entry.msgid]} already"
            raise Fault(entry.line, what if entry.msgid else f"an empty msgid: {what}", "keep one of the two")
        self.lines[entry.msgid] = entry.line
        self.entries.append(entry)
        if len(self.entries) == 1:
            _sound_header(entry)
        elif entry.translated and not entry.obsolete:
            fits(entry)
        self.state = ""
        self._begin()

    def finish(self, number: int) -> Catalog:
        if self.state == "msgstr":
            self._end()
        elif self.state:
            raise self._unfinished()
        if not self.entries:
            raise Fault(1, "it holds no message, not even the header", "delete the file and run make catalogs, or take it from git again")
        return Catalog(header=self.entries[0], entries=tuple(self.entries[1:]), end=tuple(self.comments))


def _sound_header(entry: Entry) -> None:
    if entry.msgid or entry.obsolete:
        raise Fault(entry.line, 'the header (msgid "") is not the first message', "take the header from another catalog of the language")
    charset = CHARSET.search(entry.msgstr)
    if not charset or charset[1].lower() != "utf-8":
        said = f"says charset={charset[1]}" if charset else "names no charset"
        raise Fault(entry.line, f"the header {said}", r'write "Content-Type: text/plain; charset=utf-8\n" in it')
    if reason := plurals.fault(entry.msgstr):
        raise Fault(entry.line, f"the header’s Plural-Forms {reason}", "take the line out: no message here has plural forms")


def fits(entry: Entry) -> None:
    """What ``msgfmt -c`` asks of a message that readers will see. Raises Fault."""
    begin = entry.msgid.startswith("\n") == entry.msgstr.startswith("\n")
    end = entry.msgid.endswith("\n") == entry.msgstr.endswith("\n")
    if not (begin and end):
        raise Fault(entry.line, f"msgid and msgstr do not both {'end' if begin else 'begin'} with a new line", r"write \n in the same place of both, or in none")
    for flag in entry.flags:
        if reason := formats.fault(flag, entry.msgid, entry.msgstr):
            raise Fault(entry.line, reason, f"correct the translation, or take the mark {flag} away")
