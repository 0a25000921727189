"""The yearly review (tổng kết năm): the half-year's sentences in the order of a year, its targets first, ranking apart.

The same sentences, so that an edited file is read back by the same words; the same tables by unit.
"""

from __future__ import annotations

from .half_year_awards import AWARDS
from .half_year_ranking import RANKING
from .half_year_review import HEAD, TABLES, TARGET_LINES, judgement_and_tasks, party_building, results
from .pieces import Outline, Part

_PARTS = (
    *HEAD,
    results("Kết quả thực hiện chỉ tiêu nghị quyết năm, nhiệm vụ và đề án"),
    *party_building(),
    Part(
        2,
        "Đánh giá, xếp loại và khen thưởng",
        (RANKING, AWARDS),
        ("kết quả kiểm điểm, đánh giá, xếp loại cuối năm",),
    ),
    *judgement_and_tasks("Nguyên nhân, bài học kinh nghiệm"),
)

YEARLY_REVIEW = Outline("yearly-review", "BÁO CÁO", "BC", _PARTS, TARGET_LINES, TABLES)
