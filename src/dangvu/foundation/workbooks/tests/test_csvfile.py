"""Text tables: the encoding and the delimiter come from the content."""

import pytest

from dangvu.foundation.workbooks import Reader, Unreadable, Workbook
from dangvu.foundation.workbooks.child import csvfile

TABLE = "Họ và tên;Ngày sinh\nNguyễn Văn Đạt;03/05/1980\nTrần Thị Bưởi;1/1/1975\n"
ROWS = [["Họ và tên", "Ngày sinh"], ["Nguyễn Văn Đạt", "03/05/1980"], ["Trần Thị Bưởi", "1/1/1975"]]


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_reads_the_same(reader, put, encoding):
    book = reader.read(put("a.csv", TABLE.encode(encoding)))
    assert isinstance(book, Workbook)
    assert (book.sheets[0].name, book.sheets[0].rows, book.remarks) == ("a", ROWS, [])


def test_windows_1258_gives_vietnamese_with_its_tones_apart():
    import unicodedata

    tones = str.maketrans({})
    pieces = []
    for letter in unicodedata.normalize("NFD", TABLE).translate(tones):
        pieces.append(letter)
    text = "".join(pieces)
    for base, mark, whole in (("a", "\u0302", "â"), ("e", "\u0302", "ê"), ("o", "\u0302", "ô"), ("u", "\u031b", "ư"),
                              ("o", "\u031b", "ơ"), ("a", "\u0306", "ă")):  # fmt: skip
        text = text.replace(base + mark, whole)
    # the dot below sorts before the circumflex: e + dot + circumflex is ê + dot here
    text = text.replace("e\u0323\u0302", "ê\u0323").replace("o\u0323\u0302", "ô\u0323")
    decoded = csvfile.decode(text.encode("cp1258"))
    assert decoded and unicodedata.normalize("NFC", decoded) == TABLE


@pytest.mark.parametrize(
    "text", ["Hä vµ tªn;NguyÔn V¨n §¹t;TrÇn ThÞ B­ëi", "Hoï vaø teân;Nguyeãn Vaên Ñaït;Traàn Thò Böôûi"]
)
def test_the_old_fonts_come_back_letter_for_letter(text):
    assert csvfile.decode(text.encode("cp1252")) == text


def test_bytes_that_windows_1252_does_not_know_are_kept():
    assert csvfile.decode(b"a\x81;b\xe9") == "a\x81;bé"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\n1, 2\t3; 4\n", [["a", "b"], ["1, 2", "3; 4"]]),
        ("sep=;\na;b\n", [["a", "b"]]),
        ('a;b\n"x;y\nz";2\n', [["a", "b"], ["x;y\nz", "2"]]),
        ("một cột\nhai\n", [["một cột"], ["hai"]]),
        ("a;b;c\n1\n\n;2\n", [["a", "b", "c"], ["1", None, None], [None, None, None], [None, "2", None]]),
        ("001;0912345678\n", [["001", "0912345678"]]),
    ],
)
def test_the_delimiter_is_found_and_every_cell_stays_text(reader, put, text, expected):
    book = reader.read(put("a.csv", text.encode()))
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows == expected


def test_a_tsv_reads_like_a_csv(reader, put):
    book = reader.read(put("a.tsv", b"a\tb\n1\t2\n"))
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_a_quote_never_closed_is_refused_with_its_line(reader, put):
    result = reader.read(put("a.csv", b'a;b\n1;2\n3;"4\n' + b"x;y\n" * 20_000))
    assert isinstance(result, Unreadable)
    assert "dòng 3" in result.message and "dấu nháy" in result.message


def test_binary_with_a_csv_name_is_refused(reader, put):
    result = reader.read(put("a.csv", bytes(range(256)) * 20))
    assert isinstance(result, Unreadable)
    assert result.code == "hong"
