"""Who may read the registers and how far documents have come, and who may write there."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

_READ, _WRITE = holders(can.READ_DOCUMENTS), holders(can.WRITE_WORK)


def _document(bloc: Any) -> int:
    """A document that the first unit issued."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.documents import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = queries.registered(**asked)
    if there:
        return there[0][0]
    new = actions.NewDocument("ke_hoach", date(2023, 2, 14), "Kế hoạch học tập")
    made = actions.issue(**asked, documents=[new])[0].id
    actions.attach(**asked, document=made, name="Kế hoạch.txt", data=b"Ke hoach")
    return made


def _session(bloc: Any) -> int:
    """A session of the first unit that was typed in."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.documents import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    on = date(2023, 2, 20)
    there = queries.sessions(**asked, start=on, end=on)
    if there:
        return there[0].id
    return actions.record_sessions(**asked, sessions=[actions.NewSession(bloc.first_unit, on, "Học tập")])[0]


_ONE = {"document": _document}
PAGES = (
    Page("documents", "Văn bản đi: sổ", _READ, _READ),
    Page("documents_in", "Văn bản đến: sổ và văn bản chờ nhận", _READ, _READ),
    Page("documents_export", "Xuất sổ văn bản ra Excel", (), _READ),
    Page("document_new", "Ghi văn bản đi, cấp số", _WRITE, _WRITE),
    Page("document_new_in", "Ghi văn bản đến", _WRITE, _WRITE),
    Page("document_stub", "Ghi số không quản lý trên hệ thống", _WRITE, _WRITE),
    Page("study", "Quán triệt: các văn bản phải học, chi bộ quá hạn", _READ),
    Page("document", "Một văn bản", _READ, kwargs=_ONE),
    Page("document_step", "Văn bản: đã nhận, đã đọc, đã học, đã giải quyết", (), _WRITE, _ONE),
    Page("document_attach", "Văn bản: đính kèm tệp", _WRITE, _WRITE, _ONE),
    Page("document_file", "Văn bản: tải tệp đính kèm", _READ, kwargs=_ONE),
    Page("document_correct", "Văn bản: đính chính sổ", _WRITE, _WRITE, _ONE),
    Page("document_withdraw", "Văn bản: hủy số", _WRITE, _WRITE, _ONE),
    Page("document_replace", "Văn bản: thay thế, sửa đổi văn bản khác", _WRITE, _WRITE, _ONE),
    Page("document_send", "Văn bản: gửi xuống đơn vị", _WRITE, _WRITE, _ONE),
    Page("document_plan", "Văn bản: ghi kế hoạch thực hiện", _WRITE, _WRITE, _ONE),
    Page("document_spread", "Văn bản: đã xuống đến đâu, ai còn thiếu", _READ, kwargs=_ONE),
    Page("study_sessions", "Lớp học tập, quán triệt: sổ các lớp", _READ),
    Page("study_session_new", "Lớp học tập: ghi một lớp", _WRITE, _WRITE),
    Page("study_session_take_back", "Lớp học tập: bỏ lớp ghi nhầm", _WRITE, _WRITE, {"session": _session}),
)
