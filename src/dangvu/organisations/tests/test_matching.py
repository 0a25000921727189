"""Names of organisations as hurried hands write them."""

from __future__ import annotations

import pytest

from dangvu.organisations.matching import ENOUGH, Match, Matcher, NoMatch
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Node, Tree

NAMES = (
    "Chi bộ Khối Văn phòng", "Chi bộ Khối Vận tải", "Chi bộ Phòng Tổ chức - Hành chính", "Chi bộ Phòng Kế hoạch và Tài chính",
    "Chi bộ Phòng Bảo vệ", "Chi bộ Phòng Bệnh viện", "Đảng bộ Hội Cựu chiến binh huyện",
)  # fmt: skip
MATCHER = Matcher(Tree({n: Node(n, str(n), name, Kind.ATTACHED_CELL, None) for n, name in enumerate(NAMES)}))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chi bộ Khối Vă phòng", "Chi bộ Khối Văn phòng"),
        ("CB P. TC-HC", "Chi bộ Phòng Tổ chức - Hành chính"),
        ("Phòng TCHC", "Chi bộ Phòng Tổ chức - Hành chính"),
        ("CB P.KH&TC", "Chi bộ Phòng Kế hoạch và Tài chính"),
        ("Chi bộ Phòng KHTC", "Chi bộ Phòng Kế hoạch và Tài chính"),
        ("Đảng bộ Hội CCB huyện", "Đảng bộ Hội Cựu chiến binh huyện"),
    ],
)
def test_a_short_or_misspelt_name_is_found(text: str, name: str) -> None:
    found = MATCHER.match(text)
    assert isinstance(found, Match)
    assert NAMES[found.organisation] == name
    assert ENOUGH <= found.confidence < 1


def test_a_name_that_reads_only_in_an_old_encoding_is_the_name_itself() -> None:
    found = MATCHER.match("Chi bé Khối Văn phòng".replace("ố", "è").replace("ă", "¨").replace("ò", "ß"))
    assert isinstance(found, Match)
    assert found.is_the_name_itself


@pytest.mark.parametrize("text", ["Chi bộ Khối VX", "Chi bộ Phòng B", "Chi bộ Phòng Vật tư"])
def test_what_is_no_short_form_of_one_name_stays_open(text: str) -> None:
    assert isinstance(MATCHER.match(text), NoMatch)
