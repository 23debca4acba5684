"""Terms stand in the order of their own alphabet, under its letters."""

import pytest

from build_tools.word.contents import alphabet

ARABIC = ["الإبلاغ", "الاتجار بالبشر", "أمر القبض", "البلاغ", "تسليم المجرمين", "حيازة", "الضحية", "ضحيّة مفترضة", "القاضي", "الملف", "يد"]
SORANI = ["ئاگاداری", "ئەنجومەن", "بازرگانی", "پاراستن", "تۆمەتبار", "چاوپێکەوتن", "ڕاپۆرت", "ژمارە", "قوربانی", "کۆچبەر", "گومانلێکراو", "ڵ", "وەزارەت", "هاوکاری", "یاسا"]
ENGLISH = ["Accused", "child", "Émigré", "exploitation", "victim", "victim statement"]


@pytest.mark.parametrize(("language", "words"), [("ar", ARABIC), ("ckb", SORANI), ("en", ENGLISH)])
def test_words_are_in_the_order_of_the_languages_alphabet(language, words):
    assert sorted(reversed(words), key=lambda word: alphabet.key(word, language)) == words


def test_the_order_of_unicode_would_be_another_one():
    assert sorted(SORANI) != SORANI and sorted(ENGLISH) != ENGLISH


@pytest.mark.parametrize(("language", "word", "letter"), [
    ("ar", "الضحية", "ض"), ("ar", "إفادة", "ا"), ("ar", "آلية", "ا"), ("ar", "مؤشر", "م"), ("ckb", "ئاگاداری", "ئ"), ("ckb", "پاراستن", "پ"), ("en", "émigré", "E"), ("fa", "قانون", "ق"),
])
def test_a_word_stands_under_its_letter(language, word, letter):
    assert alphabet.initial(word, language) == letter


def test_vowel_signs_and_the_article_do_not_count():
    assert alphabet.key("المُتَّهَم", "ar") == alphabet.key("متهم", "ar")


def test_a_word_that_only_begins_like_the_article_keeps_its_letters():
    assert alphabet.sort_text("الم", "ar") == "الم"
    assert alphabet.sort_text("ألم شديد", "ar") == "ألم شديد"
