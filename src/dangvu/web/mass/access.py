"""Who may see mass organisations, and who may write about them."""

from datetime import date
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders

_ON = date(2023, 2, 14)


def _asked(bloc: Any) -> dict[str, Any]:
    from dangvu.foundation.actor import OPERATOR

    return {"actor": OPERATOR, "organisation": bloc.first_unit}


def _unit(bloc: Any) -> int:
    """A unit that the first unit of the bloc leads, with one person in it."""
    from dangvu.work.mass import actions, queries

    asked = _asked(bloc)
    there = queries.units(**asked, on=_ON)
    if there:
        return there[0].id
    new = actions.NewUnit(bloc.first_unit, "cong_doan", "Công đoàn cơ sở", date(2020, 1, 1))
    (unit,) = actions.found_units(**asked, units=[new])
    actions.enrol(**asked, unit=unit, members=[actions.NewMember("Trần Thị Bưởi", date(2022, 2, 1), 1990)])
    return unit


def _member(bloc: Any) -> int:
    from dangvu.work.mass import queries

    return queries.members(**_asked(bloc), unit=_unit(bloc), on=_ON)[0].id


def _count(bloc: Any) -> int:
    from dangvu.work.mass import actions, queries

    asked = _asked(bloc)
    if not queries.counts(**asked, start=_ON, end=_ON):
        actions.report(**asked, counts=[actions.NewCounts(bloc.first_unit, _ON, people=30)])
    return queries.counts(**asked, start=_ON, end=_ON)[0].id


def _activity(bloc: Any) -> int:
    from dangvu.work.mass import actions, queries

    asked = _asked(bloc)
    if not queries.activities(**asked, start=_ON, end=_ON):
        new = actions.NewActivity(bloc.first_unit, "doi_thoai", _ON, "Đối thoại với thanh niên")
        actions.hold(**asked, activities=[new])
    return queries.activities(**asked, start=_ON, end=_ON)[0].id


_WRITE = holders(can.WRITE_WORK)
_UNIT, _MEMBER = {"unit": _unit}, {"membership": _member}

PAGES = (
    Page("mass", "Đoàn thể: các cơ sở, số có tên và số báo cáo", EVERYBODY),
    Page("mass_unit_new", "Đoàn thể: ghi cơ sở mới", _WRITE, _WRITE),
    Page("mass_unit", "Đoàn thể: một cơ sở, danh sách đoàn viên, hội viên", EVERYBODY, kwargs=_UNIT),
    Page("mass_unit_correct", "Đoàn thể: sửa, kết thúc cơ sở", _WRITE, _WRITE, _UNIT),
    Page("mass_unit_take_back", "Đoàn thể: bỏ cơ sở ghi nhầm", _WRITE, _WRITE, _UNIT),
    Page("mass_enrol", "Đoàn thể: ghi đoàn viên, hội viên", _WRITE, _WRITE, _UNIT),
    Page("mass_leave", "Đoàn thể: ghi thôi tham gia", _WRITE, _WRITE, _MEMBER),
    Page("mass_member_take_back", "Đoàn thể: bỏ đoàn viên, hội viên ghi nhầm", _WRITE, _WRITE, _MEMBER),
    Page("mass_counts", "Đoàn thể: số liệu đơn vị báo cáo", EVERYBODY),
    Page("mass_count_new", "Đoàn thể: ghi số báo cáo", _WRITE, _WRITE),
    Page("mass_count_take_back", "Đoàn thể: bỏ số báo cáo ghi nhầm", _WRITE, _WRITE, {"count": _count}),
    Page("mass_activities", "Dân vận: đối thoại, quy chế dân chủ", EVERYBODY),
    Page("mass_activity_new", "Dân vận: ghi một việc", _WRITE, _WRITE),
    Page("mass_activity_take_back", "Dân vận: bỏ việc ghi nhầm", _WRITE, _WRITE, {"activity": _activity}),
)  # fmt: skip
