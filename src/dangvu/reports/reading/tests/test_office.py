"""A real LibreOffice edits the file, as .docx and through .odt; every number is known again."""

from __future__ import annotations

import pytest

from dangvu.reports.reading.compare import Verdict, compare
from dangvu.reports.reading.refresh import refreshed
from dangvu.reports.reading.word import read_word

from .office import HERE, WORD, WRITER, edited
from .paper import ADDRESS, NOW, paper, told

pytestmark = [
    pytest.mark.engine_free,
    pytest.mark.skipif(HERE is None, reason="LibreOffice is not installed on this machine"),
]
STEPS = [
    ("TypeOver", "Kết nạp", "88", "89"),
    ("Strike", "Mở 2"),
    ("AddAfter", "Kết nạp", "Riêng Đảng bộ Sở Y tế kết nạp 5 đảng viên."),
]


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["no links", "links"])
@pytest.mark.parametrize("through", [WORD, WRITER], ids=["docx", "odt"])
def test_what_a_secretary_does_in_libreoffice_is_told_number_by_number(through: str, address: str) -> None:
    before = paper(address)
    file = read_word(edited(before, STEPS, through))
    assert file.record is not None and file.record == read_word(before).record
    lines, reworded = compare(file, file.record.printed, told(NOW | {"GD-01": "18"}))
    verdicts = {line.place: line.verdict for line in lines}
    assert verdicts == {
        ("KN-01", 1): Verdict.BY_HAND, ("KN-02", 1): Verdict.SAME, ("KN-01", 2): Verdict.SAME,
        ("KN-07", 1): Verdict.SAME, ("GD-01", 1): Verdict.OUTDATED, ("BD-01", 1): Verdict.GONE,
        ("BD-02", 1): Verdict.GONE, ("KN-01", 3): Verdict.SAME, ("KN-01", 4): Verdict.SAME, ("KN-01", 5): Verdict.SAME,
    }  # fmt: skip
    assert not reworded
    content, written = refreshed(file, lines, {("GD-01", 1)}, known=50)
    again = read_word(content)
    assert [line.place for line in written] == [("GD-01", 1)]
    assert next(one.text for one in again.bound if one.place == ("GD-01", 1)) == "18"
    assert any("Riêng Đảng bộ Sở Y tế kết nạp 5 đảng viên." in p.text for p in again.paragraphs)
    after = read_word(edited(content, []))
    assert [(one.place, one.text) for one in after.bound] == [(one.place, one.text) for one in again.bound]
