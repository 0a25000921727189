"""What may be written of an inspection."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dangvu.work.inspection.rules import LONGEST_SUBJECT, fault

RIGHT: dict[str, Any] = {
    "on": date(2023, 6, 20), "today": date(2023, 7, 5), "of_organisation": True, "subject": "Chi bộ Kế hoạch",
    "by": "Đảng bộ Sở Thứ Nhất", "by_cell": False,
}  # fmt: skip


def test_what_is_right_is_not_faulted() -> None:
    assert fault(**RIGHT) == ("", "")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": date(2023, 7, 6)}, "on"),
        ({"by_cell": True}, "subject_kind"),
        ({"subject": "dang bo so thu nhat"}, "subject"),
        ({"subject": "x" * (LONGEST_SUBJECT + 1)}, "subject"),
    ],
    ids=["a day to come", "a cell inspects its members", "nobody inspects itself", "no narrative"],
)
def test_what_is_wrong_is_told_at_its_field(more: dict[str, Any], field: str) -> None:
    told, why = fault(**(RIGHT | more))
    assert told == field and why
