"""Discipline against rankings, badges, seats and membership.

Whom a decision is of is sealed (ADR 0601): it is compared in memory only, and what is told is the decision's code and
organisation, to the line of inspection, never the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.contradictions.ranking import limits, of_people, years
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.foundation.sealed import Unreadable
from dangvu.members.models import BadgeAward
from dangvu.members.rules import months_after
from dangvu.members.sealed import unseal_person
from dangvu.work.discipline.models import Complaint, DecisionState, SubjectKind
from dangvu.work.discipline.rules import Form, effect_ends
from dangvu.work.officers.models import Begun, Seat
from dangvu.work.ranking.rules import Grade


def _decisions(asked: Asked, of: SubjectKind) -> list[tuple[DecisionState, int]]:
    """The decisions that stand, each with whom it is of; one whose key is gone is left out."""
    return asked.rows(f"decisions {of.value}", lambda: _opened(asked, of))


def _opened(asked: Asked, of: SubjectKind) -> list[tuple[DecisionState, int]]:
    rows = DecisionState.objects.known().filter(
        subject_kind=of, decided_on__lte=asked.end, organisation_id__among=asked.inside
    )
    found = []
    for row in (
        rows.exclude(sealed="").exclude(complaint__in=(Complaint.LIFTED, Complaint.CHANGED)).order_by("pk")
    ):
        try:
            subject = unseal_person(
                row.sealed, f"decision:{row.decision_id}", merged=of == SubjectKind.MEMBER
            )
        except Unreadable:
            continue
        found.append((row, subject))
    return found


def _found(row: DecisionState, words: str) -> Found:
    code = row.code or "không ghi số"
    told_words = f"Quyết định {code} ngày {told(row.decided_on)}: {words}"
    return Found(row.organisation_id, told_words, None, {"decision": row.decision_id})


def _announced(row: DecisionState) -> date:
    return row.published_on or row.decided_on


def _ranked_excellent(asked: Asked) -> Iterator[Found]:
    ranked = years(asked)
    told_of = [
        (row, person) for row, person in _decisions(asked, SubjectKind.MEMBER)
        if row.form != Form.SUSPENDED.value and row.decided_on.year in ranked
    ]  # fmt: skip
    best = set()
    for row in of_people(asked, {person for _, person in told_of}):
        known = limits(asked, row.on) if row.grade == Grade.EXCELLENT.value else None
        if known is not None and known.discipline_bars:
            best.add((asked.root(row.person or 0), row.year))
    for decision, person in told_of:
        year = decision.decided_on.year
        if (person, year) in best:
            yield _found(decision, f"người bị kỷ luật được xếp hoàn thành xuất sắc nhiệm vụ năm {year}.")


def _badge_in_waiting(asked: Asked) -> Iterator[Found]:
    given: dict[int, list[date]] = {}
    rows = BadgeAward.objects.known().filter(on__gte=asked.start, on__lte=asked.end)
    for person, on in rows.values_list("person_id", "on"):
        given.setdefault(asked.root(person), []).append(on)
    if not given:
        return
    for decision, person in _decisions(asked, SubjectKind.MEMBER):
        day = _announced(decision)
        for on in given.get(person, ()):
            # by the regulation of the day of the award, as whoever records the badge is told
            months = asked.value(f"badge.wait_{decision.form}", on)
            if months and day <= on < months_after(day, months):
                yield _found(
                    decision, f"người bị kỷ luật được trao Huy hiệu Đảng khi chưa qua {months} tháng."
                )
                break


def _seated_in_effect(asked: Asked) -> Iterator[Found]:
    begun: dict[int, list[date]] = {}
    rows = Seat.objects.known().filter(valid_from__gte=asked.start, valid_from__lte=asked.end)
    for person, on in rows.exclude(begun=Begun.ON_RECORD).values_list("person_id", "valid_from"):
        begun.setdefault(asked.root(person), []).append(on)
    if not begun:
        return
    for decision, person in _decisions(asked, SubjectKind.MEMBER):
        day = _announced(decision)
        ends = effect_ends(
            form=decision.form, published_on=day, months=asked.value("discipline.effect_months", decision.decided_on),
            complained=decision.complaint == Complaint.RUNS, repeated=False,
        )  # fmt: skip
        if any(day <= on and (ends is None or on < ends) for on in begun.get(person, ())):
            yield _found(decision, "người bị kỷ luật nhận chức vụ trong Đảng khi quyết định còn hiệu lực.")


def _expelled_member(asked: Asked) -> Iterator[Found]:
    out = [
        (row, person) for row, person in _decisions(asked, SubjectKind.MEMBER)
        if row.form == Form.EXPULSION.value and _announced(row) <= asked.on
    ]  # fmt: skip
    asked.read_stays(person for _, person in out)
    for row, person in out:
        stay = asked.stay_on(person, asked.on)
        if stay is not None and stay.since < _announced(row):
            yield _found(row, f"đã khai trừ, nhưng ngày {told(asked.on)} danh sách vẫn tính là đảng viên.")


def _dissolved_there(asked: Asked) -> Iterator[Found]:
    for row, organisation in _decisions(asked, SubjectKind.ORGANISATION):
        if row.form == Form.DISSOLUTION.value and _announced(row) <= asked.on and organisation in asked.tree:
            yield _found(row, f"đã giải tán, nhưng ngày {told(asked.on)} tổ chức vẫn còn trong cây tổ chức.")


_PAGE = "discipline_one"
KINDS = (
    Kind(
        "ky-luat-ma-xuat-sac", "Có kỷ luật trong năm mà xếp hoàn thành xuất sắc",
        "Có kỷ luật trong năm thì không xếp hoàn thành xuất sắc (Quy định 366-QĐ/TW, Điều 11)",
        "Đề nghị cấp xếp loại xem lại", _PAGE, _ranked_excellent, READ_INSPECTION,
    ),
    Kind(
        "ky-luat-ma-trao-huy-hieu", "Trao Huy hiệu Đảng trong thời gian chờ sau kỷ luật",
        "Thời gian chờ theo hình thức kỷ luật (Quy định 24-QĐ/TW, 294-QĐ/TW điểm 27; tham số có ngày)",
        "Đề nghị cấp trao xem lại", _PAGE, _badge_in_waiting, READ_INSPECTION,
    ),
    Kind(
        "ky-luat-ma-nhan-chuc", "Nhận chức vụ khi quyết định kỷ luật còn hiệu lực",
        "Quyết định còn hiệu lực theo Quy định 69-QĐ/TW, Điều 2 khoản 5; việc bố trí chức vụ xem quy định về công tác cán bộ",
        "Đề nghị cấp ủy xem lại", _PAGE, _seated_in_effect, READ_INSPECTION,
    ),
    Kind(
        "khai-tru-con-trong-danh-sach", "Đã khai trừ mà danh sách còn tính là đảng viên",
        "Khai trừ là không còn là đảng viên (Điều lệ Đảng, Điều 35)", "Ghi biến động khai trừ ở danh sách đảng viên", _PAGE,
        _expelled_member, READ_INSPECTION,
    ),
    Kind(
        "giai-tan-con-trong-cay", "Đã giải tán mà còn trong cây tổ chức",
        "Giải tán là tổ chức chấm dứt (Điều lệ Đảng, Điều 35)", "Ghi giải thể ở sắp xếp tổ chức", _PAGE,
        _dissolved_there, READ_INSPECTION,
    ),
)  # fmt: skip
