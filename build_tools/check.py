"""A project in; every chapter read in every language, and all findings on chapters and catalogs, out."""

from __future__ import annotations

from collections.abc import Callable

from build_tools import check_letterheads, release, revision, runner
from build_tools.checks import approval, folders, registers, translations
from build_tools.checks import messages as message_checks
from build_tools.config import Project
from build_tools.findings import Finding


def check(project: Project, say: Callable[[str], None]) -> list[Finding]:
    """Read and resolve all languages side by side and apply every rule. Writes nothing."""
    with release.staging(project) as folder:
        readings = {}
        events = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work",
                            languages=project.languages, check=True)
        for reading in events:
            readings[reading.language] = reading
            say(f"read {reading.language}: {sum(map(len, reading.messages.values()))} messages")
    source = readings[project.document.source_language]
    found = [*folders.run(project), *source.findings]
    if "word" in project.document.formats:
        found += check_letterheads.check(project, None, lambda remark: None)
    for language in project.languages:
        found += approval.record(project, language, source.messages)
        found += approval.issuable(project, language, readings[language].messages)
    for language in project.translations:
        found += _of_language(project, language, source, readings[language])
    say(f"{len(set(found))} findings" if found else "no findings")
    return found


def _of_language(project: Project, language: str, source: runner.Reading, reading: runner.Reading) -> list[Finding]:
    found = list(translations.no_stray_catalogs(project, language, set(source.messages)))
    for docname, messages in reading.messages.items():
        if source.messages.get(docname):
            found += translations.catalog_is_current(project, language, docname, [m.msgid for m in source.messages[docname]])
            found += translations.within_the_gate(project, language, docname, messages)
    found += message_checks.of_language(project, language, reading.messages)
    found += registers.names(project, language)
    for finding in set(reading.findings) - set(source.findings):
        docname = finding.path.removeprefix("source/").removesuffix(".md")
        found.append(translations.in_catalog(project, language, docname, reading.messages.get(docname, []), finding))
    html = {(finding.path, finding.line) for finding in found if finding.code == "html"}  # the build refuses its tags one by one
    return [finding for finding in found if finding.code != "refused.html" or (finding.path, finding.line) not in html]
