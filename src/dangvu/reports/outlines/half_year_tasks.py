"""What the half-year review says of targets, tasks and schemes; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

TARGETS = (
    either(
        say(
            "Đến cuối kỳ, {targets_reached}/{targets_judged} chỉ tiêu của năm đã đạt[, trong đó {targets_exceeded} chỉ tiêu "
            "vượt][; {targets_not_reached} chỉ tiêu đang thực hiện, chưa đạt].",
            some="targets_reached",
        ),
        say(
            "Đến cuối kỳ, {targets_not_reached} chỉ tiêu của năm đang thực hiện, chưa chỉ tiêu nào đạt.",
            some="targets_not_reached",
        ),
    ),
)

TASKS = (
    either(
        say(
            "Có {tasks_due} lượt nhiệm vụ đến hạn trong kỳ; xong đúng hạn {tasks_done_on_time} lượt, đạt "
            "{tasks_done_on_time_share}[; xong chậm {tasks_done_late} lượt][; quá hạn chưa xong {tasks_overdue} lượt]"
            "[; {tasks_extended} lượt đã được gia hạn].",
            some="tasks_due",
            scope=WITH_UNITS,
        ),
        say(
            "Chi bộ có {tasks_due} nhiệm vụ đến hạn trong kỳ, xong đúng hạn {tasks_done_on_time}"
            "[, xong chậm {tasks_done_late}][, quá hạn chưa xong {tasks_overdue}].",
            some="tasks_due",
        ),
    ),
)

SCHEMES = (
    either(
        say(
            "Đang thực hiện {schemes_running} đề án; {schemes_items_due} hạng mục đến hạn trong kỳ, hoàn thành "
            "{schemes_items_done}, đạt {schemes_items_done_share}[; quá hạn chưa xong {schemes_items_overdue} hạng mục]"
            "[; tổ chức {schemes_reviews} cuộc sơ kết, tổng kết đề án].",
            some="schemes_running schemes_items_due",
        ),
        say(
            "Thực hiện các đề án của cấp trên, {schemes_items_due} hạng mục đến hạn trong kỳ, hoàn thành "
            "{schemes_items_done}, đạt {schemes_items_done_share}[; quá hạn chưa xong {schemes_items_overdue} hạng mục].",
            some="schemes_items_due",
        ),
        say(
            "Đang thực hiện {schemes_running} đề án[; tổ chức {schemes_reviews} cuộc sơ kết, tổng kết đề án].",
            some="schemes_running",
        ),
    ),
)
