"""A tiny SOP in; the same SOP with steps, open points and every list of them, and what readers see of them, out."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from build_tools import config, revision, runner
from tests.conftest import amend

FINDING = """\

::::{step} Knock at the {term}`victim <victim>`’s *door*
:name: step-knock
:actor: FR, KP
:deadline: within 2 hours of the notice [proposed TBC-10]
:record: {ref}`annex-words`, Part 1
:law: CONVENTION:3, L28-2012:6(1)
:applies: both
:tbc: TBC-2

1. Knock twice.[^knock]
2. Wait, as {numref}`step-open` says.

:::{note}
Nobody is forced to open.
:::
::::

[^knock]: The second knock is *louder*.

:::{tbc} TBC-10
The committee must set every deadline.
:::

The section goes on after its step.
"""
ACTING = """\

(sec-doors)=
## Doors

:::{tbc} TBC-2
The committee must say who may open.
:::

::::{step} Open the door
:name: step-open
:actor: IJ
:deadline: within 24 hours [law]
:record: door log
:law: L28-2012:7
:applies: federal

- Turn the key, {tbc}`TBC-10` permitting.
::::

::::{step} Close the door
:name: step-close
:actor: IJ, FR
:deadline: at once
:record: door log
:law: none
:applies: kri

Push.

:::{tbc} TBC-10
The committee must say how long a door stays open.
:::
::::

:::{restricted} How doors are forced
:::

(sec-hall)=
## The hall

Nobody waits here.
"""
LISTS = """\
(annex-lists)=
# Annex B. Lists

:::{step-table} Steps of the first chapter
:name: tbl-finding
:chapter: ch-finding
:::

:::{step-table} Steps of the judge
:name: tbl-judge
:chapter: ch-acting
:actor: IJ
:::

:::{deadlines} Deadlines with a number
:name: tbl-deadlines
:::

:::{records}
:::

:::{open-points} Open points
:name: tbl-points
:::

{numref}`tbl-finding` comes before {numref}`tbl-points`.
"""
CARD = """\
(card-{code})=
# Role card: {name}

```{{role-card}} {upper}
```
"""
ARABIC = {
    "chapters/finding": {
        "Knock at the {term}`victim <victim>`’s *door*": "طرق *باب* {term}`الضحية <victim>`",
        "within 2 hours of the notice": "خلال 2 ساعة من الإشعار",
        "{ref}`annex-words`, Part 1": "{ref}`annex-words`، الجزء 1",
        "Knock twice.[^knock]": "الطرق مرتين.[^knock]",
        "Wait, as {numref}`step-open` says.": "الانتظار وفق {numref}`step-open`.",
        "Nobody is forced to open.": "لا يُجبر أحد على الفتح.",
        "The second knock is *louder*.": "الطرقة الثانية *أقوى*.",
        "The committee must set every deadline.": "على اللجنة أن تحدد كل موعد.",
        "The section goes on after its step.": "يستمر القسم بعد خطوته.",
    },
    "chapters/acting": {
        "Doors": "الأبواب",
        "The committee must say who may open.": "على اللجنة أن تحدد من يفتح.",
        "Open the door": "فتح الباب",
        "within 24 hours": "خلال 24 ساعة",
        "door log": "سجل الأبواب",
        "Turn the key, {tbc}`TBC-10` permitting.": "تدوير المفتاح وفق {tbc}`TBC-10`.",
        "Close the door": "غلق الباب",
        "at once": "فوراً",
        "Push.": "الدفع.",
        "The committee must say how long a door stays open.": "على اللجنة أن تحدد مدة فتح الباب.",
        "How doors are forced": "كيفية فتح الأبواب عنوة",
        "The hall": "القاعة",
        "Nobody waits here.": "لا ينتظر أحد هنا.",
    },
    "annexes/lists": {
        "Annex B. Lists": "الملحق B. القوائم",
        "Steps of the first chapter": "خطوات الفصل الأول",
        "Steps of the judge": "خطوات القاضي",
        "Deadlines with a number": "المواعيد ذات الأرقام",
        "Open points": "المسائل المفتوحة",
        "{numref}`tbl-finding` comes before {numref}`tbl-points`.": "{numref}`tbl-finding` قبل {numref}`tbl-points`.",
    },
    "cards/ij": {"Role card: Investigative judge": "بطاقة الدور: قاضي التحقيق"},
    "cards/fr": {"Role card: First responder": "بطاقة الدور: المستجيب الأول"},
    "index": {"Role cards": "بطاقات الأدوار"},
}


def step_into(root: Path, languages: tuple[str, ...] = ("ar",)) -> Path:
    """Write all of it into the tiny SOP in ``root``, with an Arabic translation, which other languages may borrow."""
    source = root / "source"
    amend(source / "chapters/finding.md", "[^door]: Also", FINDING + "\n[^door]: Also")
    with (source / "chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(ACTING)
    (source / "annexes/lists.md").write_text(LISTS, encoding="utf-8")
    (source / "cards").mkdir()
    for code, name in (("ij", "Investigative judge"), ("fr", "First responder")):
        (source / f"cards/{code}.md").write_text(CARD.format(code=code, name=name, upper=code.upper()), encoding="utf-8")
    amend(source / "index.md", "annexes/words\n", "annexes/words\nannexes/lists\n")
    with (source / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{toctree}\n:caption: Role cards\n\ncards/fr\ncards/ij\n```\n")
    for language, (docname, words) in product(languages, ARABIC.items()):
        catalog = root / f"locales/{language}/LC_MESSAGES/{docname}.po"
        catalog.parent.mkdir(parents=True, exist_ok=True)
        if not catalog.exists():
            catalog.write_text(f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
        with catalog.open("a", encoding="utf-8") as file:
            file.writelines(f'\nmsgid "{english}"\nmsgstr "{arabic}"\n' for english, arabic in words.items())
    return root


def article(out: Path, docname: str, language: str = "en") -> BeautifulSoup:
    """The main column of a page of the site, without the site's own buttons."""
    page = BeautifulSoup((out / f"site/{language}/{docname}.html").read_text(encoding="utf-8"), "html.parser")
    for extra in page.select(".headerlink, .backrefs"):
        extra.decompose()
    return page.find("article")


def text(node: Tag) -> str:
    return " ".join(node.get_text().split())


def facts(step: Tag) -> dict[str, str]:
    """What a step says of itself, by its labels."""
    fields = step.select_one("dl.step-facts")
    return {text(name).rstrip(":"): text(body) for name, body in zip(fields.select("dt"), fields.select("dd"), strict=True)}


def rows(table: Tag) -> list[list[str]]:
    """The texts of a table's cells below its head."""
    return [[text(cell) for cell in row.select("td")] for row in table.select("tbody tr")]


def findings(root: Path) -> list[str]:
    """What `make check` says of the English text."""
    project = config.load(root)
    events = runner.run(project, [], revision=revision.of(project), out=root / "out", work=root / "work", languages=["en"], check=True)
    return sorted(str(finding) for reading in events for finding in reading.findings)
