"""Who may open the pages about people."""

from __future__ import annotations

from datetime import date
from typing import Any

from dangvu.accounts.roles import ROLES
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import (
    MANAGE_ACCOUNTS,
    READ_ACCESS,
    READ_FINDINGS,
    READ_IDENTIFIERS,
    READ_NAMES,
    WRITE_MEMBERS,
)
from dangvu.web.matrix import Page, holders

_READERS = holders(READ_NAMES)
_WRITERS = holders(WRITE_MEMBERS)
_IN_FULL = holders(READ_IDENTIFIERS)
_ASK = tuple(role for role in _READERS if ROLES[role].capabilities & {MANAGE_ACCOUNTS, READ_ACCESS})


# Ids that exist only in the small bloc of the tests.


def _person(bloc: Any) -> int:
    return int(bloc.people["Tạ Thị Ngữ"])


def _another(bloc: Any) -> int:
    return int(bloc.people["Đỗ Ắng"])


def _movement(bloc: Any) -> int:
    from dangvu.members.queries.profile import person_on_record, timeline_of

    found = person_on_record(actor=OPERATOR, organisation=bloc.root, person=_person(bloc))
    return next(event.movement for event in timeline_of(found) if event.movement)


def _transfer(bloc: Any) -> int:
    from dangvu.members.actions.transfers import Introduction, introduce
    from dangvu.members.queries.transfers import on_the_way

    going, _ = on_the_way(actor=OPERATOR, organisation=bloc.root)
    if going:
        return going[0].transfer
    asked = Introduction(_person(bloc), date(2023, 5, 8), bloc.lone_cell)
    return introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[asked])[0]


def _absence(bloc: Any) -> int:
    from dangvu.members.actions.absences import NewAbsence, record_absences
    from dangvu.members.queries.profile import person_on_record

    found = person_on_record(actor=OPERATOR, organisation=bloc.root, person=_person(bloc))
    if found.absences:
        return int(found.absences[0].pk)
    asked = NewAbsence(_person(bloc), "mien", date(2023, 5, 8), ground="tuoi_cao")
    return record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[asked])[0]


_ONE = {"person": _person}
PAGES = (
    Page("members", "Danh sách đảng viên", _READERS),
    Page("members_export", "Xuất danh sách đảng viên", (), _READERS),
    Page("member_filter", "Lưu, bỏ bộ lọc của mình", (), _READERS),
    Page("missing", "Thông tin đảng viên còn thiếu", holders(READ_FINDINGS)),
    Page("duplicates", "Hồ sơ có thể trùng", _READERS),
    Page("duplicate", "So hai hồ sơ, gộp", _WRITERS, _WRITERS, {"one": _person, "other": _another}),
    Page("unmerge", "Tách hồ sơ đã gộp", (), _WRITERS, _ONE),
    Page("arrival", "Tiếp nhận đảng viên từ nơi khác", _WRITERS, _WRITERS),
    Page("member", "Hồ sơ đảng viên (số định danh che)", _READERS, None, _ONE),
    Page("member_history", "Lịch sử sửa đổi hồ sơ", _READERS, None, _ONE),
    Page("member_access", "Ai xem được hồ sơ này", _ASK, None, _ONE),
    Page("member_numbers", "Hiện đủ số định danh, số thẻ", _IN_FULL, _IN_FULL, _ONE),
    Page("member_correct", "Đính chính hồ sơ", _WRITERS, _WRITERS, _ONE),
    Page("movement_correct", "Sửa một biến động", _WRITERS, _WRITERS, _ONE | {"movement": _movement}),
    Page("absence", "Kết thúc tạm vắng, miễn sinh hoạt", _WRITERS, _WRITERS, _ONE | {"absence": _absence}),
    Page("member_act", "Ghi biến động của một đảng viên", _WRITERS, _WRITERS, _ONE | {"act": "tu-tran"}),
    Page("transfers", "Chuyển sinh hoạt đang chờ", _READERS),
    Page("transfer", "Tiếp nhận, trả lại, hủy chuyển sinh hoạt", _WRITERS, _WRITERS, {"transfer": _transfer}),
)
