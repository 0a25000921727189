"""Who may look at conferences, and who prepares and runs them. Their rolls name people."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

_READ, _WRITE = holders(can.READ_NAMES), holders(can.WRITE_WORK)


def _conference(bloc: Any) -> int:
    """A conference of the first unit, with a delegate of its first cell and a point."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.conferences import actions, queries
    from dangvu.work.conferences.actions import NewConference, NewDelegate, NewPoint

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    on = date(2023, 6, 20)
    there = queries.conferences(**asked, tree=tree_on(on))
    if there:
        return there[0].id
    made = actions.call(**asked, new=NewConference("Hội nghị đảng bộ", on), usual=True)
    actions.invite(**asked, conference=made, delegates=[NewDelegate("Bí thư", unit=bloc.first_cell)])
    actions.write_points(**asked, conference=made, points=[NewPoint("Học nghị quyết", (bloc.first_cell,))])
    return made


def _delegate(bloc: Any) -> int:
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.conferences import queries

    conference, on = _conference(bloc), date(2023, 6, 20)
    called = queries.roll(
        actor=OPERATOR, organisation=bloc.first_unit, tree=tree_on(on), conference=conference
    )
    return called.rows[0].id


def _file(bloc: Any) -> int:
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on
    from dangvu.work.conferences import actions, queries

    asked: dict[str, Any] = {
        "actor": OPERATOR,
        "organisation": bloc.first_unit,
        "conference": _conference(bloc),
    }
    actions.attach(**asked, name="bao-cao.txt", data="Dự thảo báo cáo sơ kết".encode())
    return queries.files(**asked, tree=tree_on(date(2023, 6, 20))).own[0].id


_ONE = {"conference": _conference}
PAGES = (
    Page("conferences", "Hội nghị: danh sách", _READ),
    Page("conference_new", "Hội nghị: triệu tập", _WRITE, _WRITE),
    Page("conference", "Một hội nghị: điều hành, theo dõi", _READ, kwargs=_ONE),
    Page("conference_step", "Hội nghị: chuyển mục, mời phát biểu, báo đã gửi tham luận", (), _WRITE, _ONE),
    Page("conference_screen", "Hội nghị: màn hình chiếu trong hội trường", _READ, kwargs=_ONE),
    Page("conference_correct", "Hội nghị: sửa ngày, nơi họp", _WRITE, _WRITE, _ONE),
    Page("conference_cancel", "Hội nghị: hủy", _WRITE, _WRITE, _ONE),
    Page("conference_programme", "Hội nghị: chương trình", _WRITE, _WRITE, _ONE),
    Page("conference_roll", "Hội nghị: danh sách đại biểu, điểm danh", _READ, _WRITE, _ONE),
    Page("conference_invite", "Hội nghị: mời đại biểu", _WRITE, _WRITE, _ONE),
    Page("conference_export", "Hội nghị: xuất danh sách đại biểu ra Excel", _READ, kwargs=_ONE),
    Page("conference_groups", "Hội nghị: tổ thảo luận", _READ, _WRITE, _ONE),
    Page("conference_papers", "Hội nghị: tham luận", _READ, _WRITE, _ONE),
    Page("conference_attach", "Hội nghị: gửi tài liệu, tham luận", _WRITE, _WRITE, _ONE),
    Page("conference_file", "Hội nghị: tải một tài liệu", _READ, kwargs={**_ONE, "file": _file}),
    Page("conference_file_drop", "Hội nghị: bỏ một tài liệu", (), _WRITE, {**_ONE, "file": _file}),
    Page("conference_speakers", "Hội nghị: ghi người đăng ký phát biểu", _WRITE, _WRITE, _ONE),
    Page("conference_opinion", "Hội nghị: ghi ý kiến, kiến nghị", _WRITE, _WRITE, _ONE),
    Page("conference_points", "Hội nghị: kết luận, nhiệm vụ", _READ, _WRITE, _ONE),
    Page("conference_point", "Hội nghị: sửa, bỏ một điểm kết luận", _WRITE, _WRITE, {**_ONE, "number": 1}),
    Page("conference_notice", "Hội nghị: ban hành thông báo kết luận, giao nhiệm vụ", _WRITE, _WRITE, _ONE),
    Page("conference_paper", "Hội nghị: thông báo kết luận, giấy mời bằng Word", _READ, kwargs={**_ONE, "paper": "thong-bao"}),
    Page("conference_invitation", "Hội nghị: giấy mời của một đại biểu", _READ, kwargs={**_ONE, "delegate": _delegate}),
)  # fmt: skip
