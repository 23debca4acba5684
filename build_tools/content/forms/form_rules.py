"""The forms of one chapter in; what is wrong with their fields as a whole out: where they stand, their keys, and whom they ask for.

Forms are blank, and stay without names when they are filled: a case code stands for the person, and the key that joins code and
name is kept apart (OHCHR Recommended Principles and Guidelines, guideline 6; TIP Protocol, article 6(1)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.content.forms import forms
from build_tools.content.markdown.refusal import refuse, shown

# Words of English labels; a label that has one of each asks for the name of somebody whom the SOP protects.
NAMES = re.compile(r"\b(?:names?|surname|forename|nickname|alias(?:es)?|signatures?|thumbprint|fingerprint|photo(?:graph)?)\b")
PERSONS = re.compile(
    r"\b(?:victims?|survivors?|child(?:ren)?|minors?|boys?|girls?|persons?|migrants?|refugees?|asylum-seekers?|beneficiar(?:y|ies)|patients?"
    r"|complainants?|interviewees?|parents?|mothers?|fathers?|guardians?|relatives?|family)\b"
)
# “No name”, “without the name”, “name key”.
DENIED = re.compile(r"\b(?:no|not|without(?: any| the| a)?) (?:names?|signatures?|numbers?|photographs?)\b|\bname[- ]key\b")


class CheckForms(SphinxTransform):
    """Before translation (20), because the words of labels are compared."""

    default_priority = 8

    def apply(self, **kwargs) -> None:
        keys: dict[str, str] = {}
        for field in list(self.document.findall(forms.form_field)):
            label = shown(forms.part(field, forms.form_label).astext())
            if not isinstance(field.parent, forms.form):
                refuse(field, "form", f"the field {label} stands outside a form", "write it inside :::::{form} Title … :::::")
                field.parent.remove(field)
                continue
            if field["key"] in keys:
                action = f"give one of them another key: :key: {field['key']}-2"
                refuse(field, "form", f"the fields {label} and {keys[field['key']]} have the same key {shown(field['key'])}", action)
            keys.setdefault(field["key"], label)
            for text in _asked(field):
                if asks_for_a_name(text):
                    refuse(field, "form", f"{shown(text)} asks who a protected person is", "ask for the case code; the name key is kept apart")


class RefuseNumbers(SphinxPostTransform):
    """Before references are resolved (10)."""

    default_priority = 8

    def run(self, **kwargs) -> None:
        labels = self.env.domains.standard_domain.labels
        for reference in self.document.findall(addnodes.pending_xref):
            docname, anchor, _ = labels.get(reference["reftarget"], ("", "", ""))
            if reference["reftype"] == "numref" and anchor in self.env.toc_fignumbers.get(docname, {}).get("form", {}):
                refuse(reference, "form", "a form has no number", f"write {{ref}}`{reference['reftarget']}`, which shows its title")
                reference["reftype"] = "ref"


def _asked(field: forms.form_field) -> Iterator[str]:
    """What the field asks for, in the words that stand above or before each answer."""
    label = forms.part(field, forms.form_label).astext()
    yield f"Signature: {label}" if field["kind"] == "signature" else label  # it is drawn with a line for a name
    for column in forms.parts(field, forms.form_column):
        yield column.astext()


def asks_for_a_name(label: str) -> bool:
    """Whether an English label asks for the name, the signature or the picture of a victim or somebody close to one.

    True: “Name of the victim”, “Victim's name”. False: “Officer code”, “Name and signature of the custodian”, “Facts in the words of the person (no names)”.
    """
    words = DENIED.sub(" ", label.lower())
    return bool(NAMES.search(words) and PERSONS.search(words))
