"""Targets of resolutions, judged by the other figures (domain §9.2 J, no. 97). NQ: chỉ tiêu nghị quyết."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.judged import Judged
from dangvu.work.resolutions.rules.targets import Standing

BASIS = "Nghị quyết năm của cấp ủy giao chỉ tiêu; kết quả in cùng cả hai số"
_WHOSE = (
    "Mỗi tổ chức tính chỉ tiêu mình đặt ra và phần được cấp trên giao; không cộng của đơn vị vào cấp trên."
)


def indicators(measures: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The figures about targets; each target is judged by the one of ``measures`` that it names."""
    by_name = {indicator.name: indicator for indicator in measures}

    def count(code: str, name: str, title: str, test: Callable[[Standing], bool], text: str) -> Indicator:
        return Indicator(code, name, title, "chỉ tiêu", Kind.COUNT, Judged(by_name, test), text, BASIS,
                         additive=False, why=_WHOSE)  # fmt: skip

    judged = count("NQ-01", "targets_judged", "Chỉ tiêu nghị quyết đã có kết quả", lambda one: one.is_judged,
                   "Số chỉ tiêu của năm, của chính tổ chức đặt ra hoặc phần được giao, có số để đạt và có kết quả từ đầu năm đến hết ngày cuối kỳ")  # fmt: skip
    reached = count("NQ-02", "targets_reached", "Chỉ tiêu nghị quyết đạt", lambda one: one.is_reached,
                    "Số chỉ tiêu của năm mà kết quả từ đầu năm đến hết ngày cuối kỳ đã đạt, kể cả vượt")  # fmt: skip
    return (
        judged,
        reached,
        count("NQ-03", "targets_exceeded", "Chỉ tiêu nghị quyết vượt", lambda one: one.is_exceeded,
              "Số chỉ tiêu của năm mà kết quả từ đầu năm đến hết ngày cuối kỳ lớn hơn số được giao"),
        count("NQ-04", "targets_not_reached", "Chỉ tiêu nghị quyết chưa đạt",
              lambda one: one.is_judged and not one.is_reached,
              "Số chỉ tiêu của năm mà kết quả từ đầu năm đến hết ngày cuối kỳ chưa đạt (giữa năm: còn đang thực hiện)"),
        Indicator("NQ-05", "targets_reached_share", "Tỷ lệ chỉ tiêu nghị quyết đạt", "%", Kind.RATIO, reached.numerator,
                  "Số chỉ tiêu đạt, kể cả vượt", BASIS, denominator=judged.numerator,
                  denominator_text="Số chỉ tiêu đã có kết quả", decimals=2, additive=False, why=_WHOSE),
    )  # fmt: skip
