"""A page, a language and what a body decided on it in; the decision added to the language's record, if its rules allow it, out."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from build_tools import doubts, editions, release, review, revision, runner
from build_tools.catalogs import files
from build_tools.checks import translations
from build_tools.config import Gate, Project
from build_tools.findings import CouldNotRun, Finding
from build_tools.review import CODE, STATES, Act, Standing


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a body decided: on which pages (such as ``ar/identification``, with commas), to which state (empty: the next), and where that is written."""

    pages: str
    by: str
    minutes: str
    date: str
    state: str = ""


def approve(project: Project, decision: Decision, say: Callable[[str], None]) -> list[Finding]:
    """Record a decision on all its pages, or on none: findings say which messages or rules stand against it."""
    pages = _pages(project, decision.pages)
    date = _date(decision.date)
    for name, value in (("BY", decision.by), ("MINUTES", decision.minutes)):
        if not value.isprintable() or (name == "BY" and not value.strip()):
            raise _refused("", f"{name} is {value!r}", f'write {name}="…" on one line: which body, or the reference of its minutes')
    readings = _read(project, list(dict.fromkeys(language for language, _ in pages)))
    records = {language: review.read(project, language) for language in readings if any(language == own for own, _ in pages)}
    found = [finding for reading in readings.values() for finding in reading.findings]
    said = []
    for language, docname in pages:
        found += _obstacles(project, language, docname, readings)
        if not found:
            acts = records[language].setdefault(docname, [])
            own = review.texts(project, language, docname, readings[language].messages[docname])
            before = review.standing(project, docname, own, acts)
            acts.append(_act(project, language, before, acts, decision, date, readings))
            said += _told(project, language, before, acts[-1])
    if found:
        return found
    for language, record in records.items():
        known = [name for name, messages in readings[language].messages.items() if messages]
        files.write(review.path_of(project, language), review.text_of(project, language, record, known))
    say("\n".join(said))
    return []


def _pages(project: Project, wanted: str) -> list[tuple[str, str]]:
    """(language, docname) pairs. A page is called as in ``make publish`` or by its whole docname; a folder means all of its pages."""
    known = {**editions.parts(project), editions.ROOT: editions.ROOT}
    pages = []
    for name in filter(None, (name.strip().strip("/") for name in wanted.split(","))):
        language, _, page = name.partition("/")
        docnames = [known[page]] if page in known else [docname for docname in known.values() if docname == page or docname.startswith(f"{page}/")]
        if language not in project.languages or not docnames:
            near = [f"{language}/{each}" for each in difflib.get_close_matches(page.rpartition("/")[2], known)] if language in project.languages else []
            raise _refused("", f"there is no page {name!r}", (f"did you mean {' or '.join(near)}? " if near else "")
                           + f"write a language ({', '.join(project.languages)}), a stroke and one of: {', '.join(known)}")
        pages += [(language, docname) for docname in docnames]
    if not pages:
        raise _refused("", "no page is named", "write TO= with a language and a page, such as TO=ar/identification")
    return list(dict.fromkeys(pages))


def _date(text: str) -> datetime.date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise _refused("", f"DATE is {text!r}", "write the day of the decision as year-month-day, such as DATE=2027-03-02")


def _read(project: Project, languages: list[str]) -> dict[str, runner.Reading]:
    with release.staging(project) as folder:
        events = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work",
                            languages=dict.fromkeys([project.document.source_language, *languages]))
        return {event.language: event for event in events if isinstance(event, runner.Reading)}


def _obstacles(project: Project, language: str, docname: str, readings: dict[str, runner.Reading]) -> list[Finding]:
    """Why nobody can approve a page as it is: it is not there, its catalog is stale, or messages are fuzzy or not translated."""
    messages = readings[project.document.source_language].messages.get(docname)
    if not messages:
        raise _refused(f"source/{docname}.md", "has no text to approve", "name it in index.md, or choose another page")
    if language == project.document.source_language:
        return []
    if stale := list(translations.catalog_is_current(project, language, docname, [message.msgid for message in messages])):
        return stale
    strict = replace(project, languages={tag: replace(each, gate=Gate()) for tag, each in project.languages.items()})
    return list(translations.within_the_gate(strict, language, docname, readings[language].messages[docname]))


def _act(project: Project, language: str, before: Standing, acts: list[Act], decision: Decision, date: datetime.date, readings) -> Act:
    """The decision on one page, for the record. Raises CouldNotRun when a rule stands against it."""
    page = f"{language}/{before.docname}"
    state = decision.state or before.next_state
    if state not in STATES[1:]:
        raise _refused("", f"there is no state {state!r}", f"write one of: {', '.join(STATES[1:])}")
    if state != before.next_state:
        changed = f", because its text has changed since it was {before.recorded}" if before.state != before.recorded else ""
        raise _refused("", f"{page} is {before.state}{changed}: it cannot become {state}", f"the next state is {before.next_state}")
    if state in review.NEED_MINUTES and not decision.minutes.strip():
        raise _refused("", f"{page} cannot become {state} without minutes", 'write MINUTES="…", the number of the minutes')
    if acts and date < acts[-1].date:
        raise _refused("", f"DATE is {date}, and {page} became {acts[-1].state} on {acts[-1].date}", "write the day of this decision")
    tally = readings[project.document.source_language].tallies.get(before.docname)
    if state == "issued" and tally and tally.open_points:
        raise _refused("", f"{page} cannot become issued with open points: {', '.join(sorted(tally.open_points))}", "let the committee decide them first")
    return Act(
        state=state, by=decision.by.strip(), minutes=decision.minutes.strip() or None, date=date, text=before.whole,
        messages={text.digest: review.first_words(text.msgid) for text in before.unapproved},
    )


def _told(project: Project, language: str, before: Standing, act: Act) -> list[str]:
    on = f", minutes {act.minutes}" if act.minutes else ""
    lines = [f"{language}/{before.docname}: {before.state} → {act.state}, by {act.by}{on}, {act.date}",
             f"  {len(act.messages)} of {len(before.texts)} messages newly approved"]
    uncertain = doubts.of_language(project, language)
    used = {term.words[language] or term.key: None for text in before.unapproved for term in uncertain.of(text.msgid)}
    if used:
        lines.append(f"  with them these terms of certainty C: {', '.join(used)}")
    return lines


def _refused(path: str, text: str, action: str) -> CouldNotRun:
    return CouldNotRun(Finding(path=path, code=CODE, text=text, action=action))
