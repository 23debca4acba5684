"""The record of reviews in; findings on the record itself, and on everything that stands in the way of status ``issued``, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools import config, doubts, review
from build_tools.config import Project
from build_tools.content.translation.messages import Message
from build_tools.findings import CouldNotRun, Finding
from build_tools.review import STATES, Act, Standing

ISSUABLE = ("language-approved", "issued")
SHOWN = 6  # pages named in one finding; the rest is counted


def record(project: Project, language: str, docnames: Iterable[str]) -> Iterator[Finding]:
    """A record's acts follow one another by the committee's rules, on pages that are there.

    Bad:  state = "finalized" without minutes, or right after "legal-checked"; an act dated before the one above it
    Good: what `make approve` writes
    """
    try:
        acts_of, text = review.read_with_text(project, language)
    except CouldNotRun as problem:
        yield from problem.findings
        return
    name = review.path_of(project, language).relative_to(project.root).as_posix()
    for docname, acts in acts_of.items():
        if docname not in set(docnames):
            yield Finding(path=name, line=config.line_of((docname, "0"), text), code=review.CODE, text=f"{docname} is no page of this SOP",
                          action="rename its entries with the page, or delete them")
        for number, act in enumerate(acts):
            for key, wrong in _faults(act, acts[number - 1] if number else None):
                line = config.line_of((docname, str(number), key), text)
                yield Finding(path=name, line=line, code=review.CODE, text=f"{docname}: {wrong}", action="take the file from git again, and use make approve")


def _faults(act: Act, before: Act | None) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) of one act. An earlier state may come again: the text had changed."""
    reached = STATES.index(before.state) % (len(STATES) - 1) if before else 0  # a text that was superseded begins anew
    if STATES.index(act.state) > reached + 1:
        yield "state", f"{act.state} comes right after {STATES[reached]}"
    if act.state in review.NEED_MINUTES and not act.minutes:
        yield "state", f"{act.state} has no minutes"
    if before and act.date < before.date:
        yield "date", f"{act.date} is before the act above it, of {before.date}"


def issuable(project: Project, language: str, messages: dict[str, list[Message]]) -> Iterator[Finding]:
    """What is issued was approved: every message, every term of certainty C by the language's reviewers, every page for its language.

    Bad:  status = "issued" with one changed sentence that no body has seen
    Good: status = "draft" until `make progress` shows every page as language-approved
    """
    if project.document.status != "issued":
        return
    try:
        standings = review.of_language(project, language, messages).values()
    except CouldNotRun as problem:
        yield from problem.findings
        return
    uncertain = doubts.of_language(project, language)
    open_ = {s.docname: len(s.unapproved) for s in standings if s.unapproved}
    risky = {s.docname: found for s in standings if (found := _risky(s, uncertain))}
    early = {s.docname: s.state for s in standings if s.state not in ISSUABLE}
    if open_:
        yield _finding(project, f"{language}: {sum(open_.values())} messages are not approved: {_list(open_)}")
    if risky:
        yield _finding(project, f"{language}: {sum(risky.values())} messages use terms of certainty C that no reviewer of the language has approved: {_list(risky)}")
    if early:
        yield _finding(project, f"{language}: {len(early)} pages are not language-approved: {_list(early)}")


def _risky(standing: Standing, uncertain: doubts.Doubts) -> int:
    """How many messages have an uncertain term. Its word is approved by the language's reviewers, so none is before they have seen the page."""
    return 0 if standing.state in ISSUABLE else sum(bool(uncertain.of(text.msgid)) for text in standing.texts)


def _list(pages: dict[str, object]) -> str:
    named = [f"{docname} ({count})" for docname, count in list(pages.items())[:SHOWN]]
    return ", ".join(named) + (f" and {len(pages) - SHOWN} more pages" if len(pages) > SHOWN else "")


def _finding(project: Project, text: str) -> Finding:
    toml = (project.root / config.FILE).read_text(encoding="utf-8")
    return Finding(path=config.FILE, line=config.line_of(("document", "status"), toml), code="issued", text=text,
                   action='write status = "draft"; make progress shows what is left, and make approve records what a body has approved')
