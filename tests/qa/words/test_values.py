from hypothesis import given
from hypothesis import strategies as st

from qa.words.values import months, numbers


def test_numbers_in_words_and_digits_of_any_script():
    assert numbers("قرابة ستين مشاركاً في ٢٠١١", "ar") == {"60", "2011"}
    assert numbers("one of 1,200 people", "en") == {"1200"}
    assert numbers("حوار 5+5", "ar") == {"5+5"}
    assert numbers("49个国家", "zh") == {"49"}


@given(st.integers(2, 10**9))
def test_a_number_is_read_as_written(value):
    assert numbers(f"about {value} people", "en") == {str(value)}
    assert numbers(f"about {value:,} people", "en") == {str(value)}


def test_months_in_several_languages():
    assert months("22 May 2011", "en") == {5}
    assert months("they may come", "en") == set()
    assert months("أيار، مايو، ٢٠١١", "ar") == {5}
    assert months("в мае", "ru") == set() and months("22 мая", "ru") == {5}
    assert months("2015年10月", "zh") == {10}


def test_units_follow_tens_behind_an_and():
    assert numbers("Son cuarenta y cuatro barcos.", "es") == {"44"}
