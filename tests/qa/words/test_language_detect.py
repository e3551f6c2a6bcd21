"""The language of a question with a name in brackets."""

from qa.words.language import detect


def test_what_stands_in_brackets_is_in_no_language_of_the_question():
    assert detect("Who won the Silver Spade (المجرفة الفضية)?") == "en"
    assert detect("من فاز بالمجرفة الفضية (Silver Spade)؟") == "ar"
