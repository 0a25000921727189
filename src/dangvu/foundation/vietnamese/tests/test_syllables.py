from dangvu.foundation.vietnamese.syllables import (
    all_syllables,
    canonical,
    is_loose_syllable,
    is_syllable,
    spellings,
)

RIGHT = "nghiêng quốc giếng gì già giữ khuỷu khuya hoạch thuở quý huỳnh goòng ngoằn yến uyên ỷ kỹ đường bưởi xoong oằn"
WRONG = "leâ hôi9 cêp kà nge ghan niê hmông bhá tràt quỡc ngh huông1 iên"


def test_a_right_syllable_is_known() -> None:
    assert [word for word in RIGHT.split() if not is_syllable(word)] == []


def test_what_breaks_the_rules_of_spelling_is_none() -> None:
    assert [word for word in WRONG.split() if is_syllable(word)] == []


def test_open_rhymes_have_two_styles_and_one_canonical_form() -> None:
    assert spellings("hoa", 1) == ("hòa", "hoà")
    assert spellings("quy", 4) == ("quý",)
    assert spellings("hoan", 1) == ("hoàn",)
    assert canonical("thuý") == canonical("thúy")


def test_a_tone_that_stands_too_early_is_a_slip_and_not_another_word() -> None:
    assert is_loose_syllable("tòan") and not is_syllable("tòan")
    assert not is_loose_syllable("thaù")


def test_the_model_holds_as_many_syllables_as_the_spelling_allows() -> None:
    assert 15_000 < len(all_syllables()) < 18_000
