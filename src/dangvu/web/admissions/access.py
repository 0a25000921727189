"""Who may open the pages of the way into the Party and of the classes, and who may send their forms."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders


def _probationer(bloc: Any) -> int:
    """Admitted in the first cell in February 2023."""
    return int(bloc.people["Trà Thị Mẫn"])


def _introduced(bloc: Any) -> str:
    """A body of the youth union has introduced her."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.admissions import actions, queries

    person = _probationer(bloc)
    if not queries.dossier(actor=OPERATOR, person=person).introductions:
        paper = actions.NewIntroduction(person, "doan_thanh_nien", date(2023, 1, 5))
        actions.introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[paper])
    return "doan_thanh_nien"


_NAMES, _WRITE = holders(can.READ_NAMES), holders(can.READ_NAMES, can.WRITE_WORK)
_PERSON = {"person": _probationer}
_CLASS = {"pk": lambda bloc: bloc.training_class}

PAGES = (
    Page("admissions", "Kết nạp: các bước và thời hạn", EVERYBODY),
    Page("admission_people", "Kết nạp: danh sách người theo bước (không có quyền thì ẩn tên)", EVERYBODY),
    Page("admission_forecast", "Kết nạp: dự báo cả năm", EVERYBODY),
    Page("recognition_decisions", "Kết nạp: ghi quyết định công nhận chính thức", _NAMES, _WRITE),
    Page("outstanding_new", "Kết nạp: nhập quần chúng ưu tú", _NAMES, _WRITE),
    Page("step_batch", "Kết nạp: ghi một bước cho nhiều người", _NAMES, _WRITE, {"step": "tu_kiem_diem"}),
    Page("dossier", "Kết nạp: hồ sơ một người", _NAMES, None, _PERSON),
    Page(
        "dossier_step",
        "Kết nạp: ghi, đính chính một bước",
        _NAMES,
        _WRITE,
        {**_PERSON, "step": "tu_kiem_diem"},
    ),
    Page("step_take_back", "Kết nạp: gỡ một bước", _NAMES, _WRITE, {**_PERSON, "step": "tu_kiem_diem"}),
    Page(
        "dossier_paper", "Kết nạp: phiếu, dự thảo văn bản để in", _NAMES, None, {**_PERSON, "paper": "phieu"}
    ),
    Page("introduction", "Kết nạp: giấy giới thiệu", _NAMES, _WRITE, _PERSON),
    Page(
        "introduction_withdraw",
        "Kết nạp: bỏ một giấy giới thiệu",
        _NAMES,
        _WRITE,
        {**_PERSON, "kind": _introduced, "by": 0},
    ),
    Page("dossier_amend", "Kết nạp: người giúp đỡ, học vấn", _NAMES, _WRITE, _PERSON),
    Page("dossier_end", "Kết nạp: kết thúc hồ sơ", _NAMES, _WRITE, _PERSON),
    Page("classes", "Lớp bồi dưỡng: danh sách lớp", EVERYBODY),
    Page("class_new", "Lớp bồi dưỡng: ghi lớp mới", EVERYBODY, _WRITE),
    Page(
        "training_class",
        "Lớp bồi dưỡng: học viên, kết quả (không có quyền thì ẩn tên)",
        EVERYBODY,
        _WRITE,
        _CLASS,
    ),
    Page("class_enrol", "Lớp bồi dưỡng: thêm học viên", _NAMES, _WRITE, _CLASS),
    Page("class_drop", "Lớp bồi dưỡng: bỏ học viên", _NAMES, _WRITE, _CLASS),
)
