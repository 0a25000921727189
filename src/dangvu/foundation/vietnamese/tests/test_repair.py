import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.foundation.vietnamese import ENCODINGS, Encoding, Repairer, clean, encode, rates, repair
from dangvu.foundation.vietnamese.syllables import all_syllables


@pytest.mark.parametrize(
    ("found", "meant", "encoding"),
    [
        ("Hä vµ tªn", "Họ và tên", "tcvn3"),
        ("Hoµng ThÞ H»ng", "Hoàng Thị Hằng", "tcvn3"),
        ("Lª Thóy", "Lê Thúy", "tcvn3"),
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân", "tcvn3"),
        ("Ng\u00adêi lËp biÓu", "Người lập biểu", "tcvn3"),
        ("N÷", "Nữ", "tcvn3"),
        ("Leâ", "Lê", "vni"),
        ("Chi boä Phoøng Quaûn lyù chaát löôïng", "Chi bộ Phòng Quản lý chất lượng", "vni"),
        ("Nguyeãn Vaên A", "Nguyễn Văn A", "vni"),
        ("ÑAÛNG BOÄ", "ĐẢNG BỘ", "vni"),
        (unicodedata.normalize("NFD", "Chi bộ cơ sở"), "Chi bộ cơ sở", "decomposed"),
        ("Nguyê\u0303n Hô\u0300ng", "Nguyễn Hồng", "decomposed"),
        ("621-Q§/§UK", "621-QĐ/ĐUK", "tcvn3"),
        ("621-QÑ/ÑUK", "621-QĐ/ĐUK", "vni"),
    ],
)
def test_a_certain_cell_is_repaired_by_itself(found: str, meant: str, encoding: Encoding) -> None:
    assert repair(found)[:2] == (meant, encoding)
    assert repair(found).confidence >= 0.9


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("CHI Bé HéI LUËT GIA TØNH", "CHI BỘ HỘI LUẬT GIA TỈNH"),
        ("§¶NG Bé", "ĐẢNG BỘ"),
        ("T/M CÊP ñY", "T/M CẤP ỦY"),
        ("NG¦êI LËP BIÓU", "NGƯỜI LẬP BIỂU"),
        ("Së NéI Vô", "SỞ NỘI VỤ"),
        ("Së GTVT", "Sở GTVT"),
        ("Sè: 12-Q§/TU", "Số: 12-QĐ/TU"),
        ("NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh"),
        ("§/c NguyÔn V¨n A", "Đ/c Nguyễn Văn A"),
        ("Vò Bï", "Vũ Bù"),
    ],
)
def test_capitals_that_tcvn3_cannot_write_come_back(found: str, meant: str) -> None:
    assert repair(found, prior="tcvn3").text == meant


def test_a_cell_with_two_readings_is_left_alone_without_neighbours() -> None:
    assert repair("Chi bé") == ("Chi bé", None, 0.5)


def test_a_cell_with_two_readings_follows_the_certain_cells_of_its_sheet() -> None:
    assert Repairer(["Hä vµ tªn", "Ngµy sinh", "Chi bé"])("Chi bé").text == "Chi bộ"
    assert Repairer(["Họ và tên", "Ngày sinh", "Chi bé"])("Chi bé").text == "Chi bé"


def test_in_a_mixed_sheet_the_words_of_its_certain_cells_decide() -> None:
    clean_cells = [
        "Họ và tên",
        "Đảng bộ cơ sở",
        "Chi bộ Văn phòng",
        "Chi bộ Thanh tra",
        "Lê Thị Bưởi",
        "Lê Đức",
    ]
    sheet = Repairer([*clean_cells, "Ngµy sinh", "Hä vµ tªn", "Chi bé", "Lê"])
    assert sheet("Chi bé").text == "Chi bộ"
    assert sheet("Lê").text == "Lê"
    assert [sheet(cell).encoding for cell in clean_cells] == [None] * len(clean_cells)


def test_one_odd_cell_does_not_turn_a_clean_sheet() -> None:
    cells = [f"Nguyễn Thị {name}" for name in ("Hằng", "Lộc", "Đào", "Mận", "Bưởi", "Lựu")]
    sheet = Repairer([*cells, "Loïc", "Bé"])
    assert sheet("Bé").text == "Bé"


def test_words_of_another_encoding_within_a_cell_are_repaired() -> None:
    assert repair("Nguyễn V¨n T\u00ad").text == "Nguyễn Văn Tư"


def test_words_that_can_be_either_go_with_most_words_of_a_mixed_cell() -> None:
    assert repair("§¶ng bé Hội, V¨n phßng").text == "Đảng bộ Hội, Văn phòng"
    assert repair("Lê Thị Bưởi, Đảng ủy, V¨n phßng").text == "Lê Thị Bưởi, Đảng ủy, Văn phòng"


def test_a_long_cell_with_two_readings_is_left_alone() -> None:
    assert repair("bé " * 2_000).encoding is None


def test_a_minority_name_is_decoded_in_a_sheet_that_is_legacy() -> None:
    assert Repairer(["Hä vµ tªn", "D©n téc"])("Hm«ng").text == "Hmông"


def test_the_soft_hyphen_is_a_letter_in_tcvn3_and_nothing_in_unicode() -> None:
    assert repair("V\u00adîng").text == "Vượng"
    assert repair("chính\u00ad sách").text == "chính sách"


def test_foreign_words_and_signs_stay() -> None:
    stay = [clean(text) for text in rates.FOREIGN]
    assert [repair(text).text for text in rates.FOREIGN] == stay
    in_sheet = Repairer(rates.FOREIGN)
    assert [in_sheet(text).text for text in rates.FOREIGN] == stay


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_syllable_comes_back_in_running_text(encoding: Encoding) -> None:
    words = [word for word in all_syllables() if encoding != "tcvn3" or word not in ("ã", "ì", "àm")]
    some = words[::5]
    for cased in (words, [w.title() for w in some if w[0].isascii()], [w.upper() for w in some]):
        lines = [" ".join(cased[i : i + 40]) for i in range(0, len(cased), 40)]
        assert [repair(encode(line, encoding)).text for line in lines] == lines


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_syllables_come_back_within_a_sentence(encoding: Encoding) -> None:
    assert [rate for rate in rates.in_sentences(encoding, step=61) if rate.wrong] == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_syllable_alone_is_right_or_left_and_right_with_certain_neighbours(encoding: Encoding) -> None:
    found = list(rates.alone(encoding, step=7))
    for rate in found:
        print(rate)
    assert [rate for rate in found if rate.wrong] == []
    assert all(rate.open < 0.2 * rate.of for rate in found)


def test_clean_unicode_is_never_altered() -> None:
    found = list(rates.false_alarms(count=2_000, step=13))
    for rate in found:
        print(rate)
    assert [rate for rate in found if rate.wrong] == []


def test_a_sheet_half_of_it_legacy_is_nearly_all_right_even_with_random_words() -> None:
    for encoding in ("tcvn3", "vni"):
        rate = rates.mixed_sheet(encoding, count=1_000)
        print(rate)
        assert rate.wrong <= 0.02 * rate.of


@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF)))
def test_any_text_can_be_repaired_and_is_clean_afterwards(text: str) -> None:
    for mended in (repair(text), repair(text, prior="tcvn3"), repair(text, prior="vni")):
        assert mended.text == clean(mended.text)
        assert 0 <= mended.confidence <= 1
