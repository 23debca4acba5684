"""A message's glossary terms in; those that are translated by another word than the register's out."""

from __future__ import annotations

from build_tools.checks.inline import Context, Message
from build_tools.checks.marks import Remarks

ACTION = "use the word of source/registers/terms.yml, inflected as needed"


def terms(message: Message, context: Context) -> Remarks:
    """A term of the register is translated by the register's word: readers find it in the glossary, and a court reads one thing.

    Looked at are all {term} roles, and terms of two or more words that are written as plain words.

    Bad:  the {term}`investigative judge`   {term}`المحقق <investigative judge>`
    Good: the {term}`investigative judge`   {term}`لقاضي التحقيق <investigative judge>`
    """
    vocabulary = context.vocabulary
    for role in message.translation.roles:
        if role.name == "term" and role.words and role.target and not vocabulary.holds(role.words, role.target):
            word = vocabulary.word(role.target)
            yield f"the term “{role.target}” is translated by “{role.words}”, not by “{word}”", ACTION
            return
    for term in vocabulary.terms_in(message.source.loose):
        if not vocabulary.holds(message.translation.text, term):
            yield f"the term “{term}” is not translated by “{vocabulary.word(term)}”", ACTION
            return
