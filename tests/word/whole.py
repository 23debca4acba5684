"""The tiny SOP in; an SOP with every block (steps, lists, boxes, tables, notes, a form, a flow), all of it in Arabic and Sorani too, out."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import amend
from tests.stepped import step_into

LANGUAGES = ("en", "ar", "ckb")
REQUEST = """\
(annex-request)=
# Annex C. Request

Fill it in as {{numref}}`step-open` says; {{ref}}`form-request` is the first part.[^request]

[^request]: A note on {{numref}}`tbl-doors`.

(sec-order)=
## Order of work

1. Read the request.
   - Look at its date.
   - Look at its signature:
     1. the name
     2. the stamp
2. Register it, by DEMO-0001 or 2026-11-24.

:::{{warning}}
Nobody signs for another.
:::

:::{{flow}} From knocking to entering
:name: fig-way

knock: Knock
known? Is the house known?
enter: Enter
wait: Wait outside
knock -> known
known -> enter : yes
known -> wait : no
:::

::::{{list-table}} Rooms
:name: tbl-rooms
:header-rows: 1
:widths: 20 80

* - Room
  - What is done in it
{rows}
::::

:::::{{form}} Part 1. Doors
:name: form-request

::::{{field}} Door code
:help: As in {{numref}}`step-act` and {{ref}}`annex-words`.
::::

::::{{field}} Opened on
:type: date
:time:
::::

::::{{field}} What was seen
:type: long
:lines: 3
::::

::::{{field}} The door was
:type: choice

- open
- closed
::::

::::{{field}} Brought along
:type: checkbox

- key
- lamp
::::

::::{{field}} Keys
:type: rows
:rows: 3

- Key
- Kept by
::::

::::{{field}} Responsible officer
:type: signature
::::
:::::
"""
ROOMS = 30  # so that their table goes over a page
WORDS = {  # English: Arabic, Sorani
    "Annex C. Request": ("الملحق ج. الطلب", "پاشکۆی C. داواکاری"),
    "Fill it in as {numref}`step-open` says; {ref}`form-request` is the first part.[^request]": (
        "يُملأ وفق {numref}`step-open`؛ و{ref}`form-request` هو الجزء الأول.[^request]",
        "بەپێی {numref}`step-open` پڕ دەکرێتەوە؛ {ref}`form-request` بەشی یەکەمە.[^request]",
    ),
    "A note on {numref}`tbl-doors`.": ("ملاحظة على {numref}`tbl-doors`.", "تێبینییەک لەسەر {numref}`tbl-doors`."),
    "Order of work": ("تسلسل العمل", "ڕیزبەندیی کار"),
    "Read the request.": ("قراءة الطلب.", "خوێندنەوەی داواکارییەکە."),
    "Look at its date.": ("التحقق من تاريخه.", "سەیرکردنی بەروارەکەی."),
    "Look at its signature:": ("التحقق من توقيعه:", "سەیرکردنی واژۆکەی:"),
    "the name": ("الاسم", "ناو"),
    "the stamp": ("الختم", "مۆر"),
    "Register it, by DEMO-0001 or 2026-11-24.": ("تسجيله بالرقم DEMO-0001 أو بتاريخ 2026-11-24.", "تۆمارکردنی بە DEMO-0001 یان بە 2026-11-24."),
    "Nobody signs for another.": ("لا يوقع أحد عن غيره.", "کەس لە جیاتیی کەسی تر واژۆ ناکات."),
    "From knocking to entering": ("من الطرق إلى الدخول", "لە لێدانەوە تا چوونەژوورەوە"),
    "Knock": ("الطرق", "لێدان لە دەرگا"),
    "Is the house known?": ("هل الدار معروفة؟", "ئایا خانووەکە ناسراوە؟"),
    "Enter": ("الدخول", "چوونەژوورەوە"),
    "Wait outside": ("الانتظار في الخارج", "چاوەڕوانی لە دەرەوە"),
    "yes": ("نعم", "بەڵێ"),
    "no": ("لا", "نەخێر"),
    "Rooms": ("الغرف", "ژوورەکان"),
    "Room": ("الغرفة", "ژوور"),
    "What is done in it": ("ما يجري فيها", "چی تێدا دەکرێت"),
    "Part 1. Doors": ("الجزء 1. الأبواب", "بەشی 1. دەرگاکان"),
    "Door code": ("رمز الباب", "کۆدی دەرگا"),
    "As in {numref}`step-act` and {ref}`annex-words`.": ("كما في {numref}`step-act` و{ref}`annex-words`.", "وەک لە {numref}`step-act` و {ref}`annex-words`."),
    "Opened on": ("تاريخ الفتح", "کاتی کردنەوە"),
    "What was seen": ("ما شوهد", "چی بینرا"),
    "The door was": ("كان الباب", "دەرگاکە"),
    "open": ("مفتوحاً", "کراوە بوو"),
    "closed": ("مغلقاً", "داخراو بوو"),
    "Brought along": ("ما أُحضر", "چی هێنرا"),
    "key": ("مفتاح", "کلیل"),
    "lamp": ("مصباح", "چرا"),
    "Keys": ("المفاتيح", "کلیلەکان"),
    "Key": ("المفتاح", "کلیل"),
    "Kept by": ("محفوظ لدى", "لای کێیە"),
    "Responsible officer": ("الضابط المسؤول", "ئەفسەری بەرپرس"),
}
_ROOM = ("Room of number {}, in which one waits until the door opens.", "الغرفة رقم {} وفيها يُنتظر إلى أن يُفتح الباب.", "ژووری ژمارە {}، کە تێیدا چاوەڕوان دەکرێت تا دەرگاکە دەکرێتەوە.")


def rich(root: Path) -> Path:
    """Write all of it into the tiny SOP in ``root``."""
    step_into(root, languages=LANGUAGES[1:])
    rooms = [(f"S{number}", _ROOM[0].format(number)) for number in range(1, ROOMS + 1)]
    rows = "\n".join(f"* - {code}\n  - {said}" for code, said in rooms)
    (root / "source/annexes/request.md").write_text(REQUEST.format(rows=rows), encoding="utf-8")
    amend(root / "source/index.md", "annexes/lists\n", "annexes/lists\nannexes/request\n")
    words = WORDS | {code: (code, code) for code, _ in rooms}
    words |= {_ROOM[0].format(number): (_ROOM[1].format(number), _ROOM[2].format(number)) for number in range(1, ROOMS + 1)}
    for column, language in enumerate(LANGUAGES[1:]):
        header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        entries = [f'msgid "{english}"\nmsgstr "{translated[column]}"\n' for english, translated in words.items()]
        (root / f"locales/{language}/LC_MESSAGES/annexes/request.po").write_text("\n".join([header, *entries]), encoding="utf-8")
    return root
