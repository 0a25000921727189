"""Mass organisations: who is one person, what two numbers say, what may be written down. Pure.

Sources: domain §8 (people counted once, memberships apart: Trà Vinh's board, 9/2017) and §9.2, figures 93–96; features
K1–K3; Luật 10/2022/QH15 on grassroots democracy; Quyết định 217-QĐ/TW and 218-QĐ/TW (12/12/2013) on dialogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.labelled import Labelled
from dangvu.foundation.vietnamese import fold


class Post(Labelled):
    """What a member is in the committee of their unit; nothing: no officer."""

    NONE = "", "Không giữ chức vụ"
    HEAD = "dung_dau", "Chủ tịch, bí thư"
    DEPUTY = "cap_pho", "Phó chủ tịch, phó bí thư"
    COMMITTEE = "uy_vien", "Ủy viên ban chấp hành"


class ActivityKind(Labelled):
    """What is counted of mass mobilisation."""

    DIALOGUE = "doi_thoai", "Hội nghị đối thoại"
    DEMOCRACY = "dan_chu", "Thực hiện quy chế dân chủ ở cơ sở"


def slug_of(title: str) -> str:
    """The slug under which a kind of mass organisation is kept: 'Hội Phụ nữ' → 'hoi_phu_nu'."""
    return fold(title).replace(" ", "_")[:40]


def kinds_of(told: str) -> list[tuple[str, str]]:
    """[(slug, title)] of a list in words: 'Công đoàn, Đoàn Thanh niên'."""
    return [(slug_of(title), title.strip()) for title in told.split(",") if title.strip()]


@dataclass(frozen=True, slots=True)
class Told:
    """What one list says of a person."""

    name_key: str
    birth_year: int | None
    number: str = ""


def same_person(one: Told, other: Told) -> bool:
    """Whether two lists of one grassroots organisation speak of one human being.

    Numbers decide where both are told; else the whole name and the year of birth, both told.
    """
    if one.number and other.number:
        return one.number == other.number
    return (
        one.name_key == other.name_key and one.birth_year is not None and one.birth_year == other.birth_year
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """A number that was only counted beside the number of those named: never one from the other."""

    named: int
    reported: int | None

    @property
    def difference(self) -> int | None:
        """Reported less named; None where nothing was reported."""
        return None if self.reported is None else self.reported - self.named


def fault_of_membership(*, name: str, birth_year: int | None, since: date, today: date) -> tuple[str, str]:
    """(field, what is wrong and how to mend it); ('', '') where nothing is."""
    if len(name.split()) < 2:
        return "name", "Ghi đủ họ và tên."
    if since > today:
        return "since", f"Ngày {since:%d/%m/%Y} chưa đến."
    if birth_year is not None and not 14 <= since.year - birth_year <= 100:
        return "birth_year", f"Năm sinh {birth_year} không hợp với ngày vào {since:%d/%m/%Y}; kiểm tra lại."
    return "", ""


def fault_of_count(
    *,
    on: date,
    today: date,
    memberships: Sequence[tuple[int | None, int | None, int | None]],
    people: int | None,
    complete: bool,
) -> tuple[str, str]:
    """``memberships``: (members, eligible, newly joined) of each kind; ``complete``: every kind of the list is told, so that
    people cannot be more than they sum to. (field, what is wrong); ('', '') where nothing is."""
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; ghi ngày của báo cáo."
    told = [members for members, _, _ in memberships if members is not None]
    if not told and people is None:
        return "", "Chưa ghi số nào: ghi số đoàn viên, hội viên của ít nhất một đoàn thể, hoặc số người."
    if any(m is not None and e is not None and m > e for m, e, _ in memberships):
        return (
            "",
            "Số đoàn viên, hội viên nhiều hơn số thuộc diện tập hợp; kiểm tra lại hai số của đoàn thể đó.",
        )
    if any(m is not None and j is not None and j > m for m, _, j in memberships):
        return "", "Số mới vào nhiều hơn số đoàn viên, hội viên; kiểm tra lại hai số của đoàn thể đó."
    if people is not None and complete and people > sum(told):
        return (
            "people",
            f"Số người ({people}) không thể nhiều hơn số lượt của các đoàn thể cộng lại ({sum(told)}).",
        )
    return "", ""
