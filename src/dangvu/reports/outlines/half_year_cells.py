"""What the half-year review says of regular meetings, attendance and quality; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

REGULAR = (
    either(
        say(
            "Các chi bộ họp định kỳ {cell_meetings_regular} buổi; {cells_meeting_monthly}/{cells} chi bộ "
            "({cell_meetings_monthly_share}) tháng nào cũng họp[; còn {cells_missing_a_month} chi bộ có tháng chưa họp].",
            some="cell_meetings_regular",
            scope=WITH_UNITS,
        ),
        say("Chi bộ họp định kỳ {cell_meetings_regular} buổi.", some="cell_meetings_regular"),
    ),
    either(
        say(
            "Tỷ lệ đảng viên dự sinh hoạt bình quân đạt {cell_meetings_attendance_share} ({cell_meetings_present} trên "
            "{cell_meetings_obliged} lượt phải dự).",
            some="cell_meetings_obliged",
        ),
    ),
    either(
        say(
            "Đã chấm chất lượng {cell_meetings_scored} buổi[, trong đó |{cell_meetings_good} buổi xếp loại tốt"
            "|{cell_meetings_fair} buổi xếp loại khá|{cell_meetings_average} buổi xếp loại trung bình"
            "|{cell_meetings_weak} buổi xếp loại yếu].",
            some="cell_meetings_scored",
        ),
    ),
    either(
        say(
            "Cấp ủy viên cấp trên dự sinh hoạt chi bộ {committee_attendances} lượt.",
            some="committee_attendances",
        ),
    ),
)
