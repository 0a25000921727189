"""The yearly review (tổng kết năm): the half-year's sentences in the order of a year, its targets and ranking first.

The same sentences, so that an edited file is read back by the same words; the same tables by unit.
"""

from __future__ import annotations

from dangvu.review import sections

from .half_year_awards import AWARDS
from .half_year_badges import BADGES
from .half_year_cards import AWAY, CARDS, HANDBOOK
from .half_year_cells import REGULAR
from .half_year_conference import CONFERENCES, OPINIONS
from .half_year_discipline import BY_BODY, DISCIPLINE, INSPECTION, INTEGRITY, PETITIONS
from .half_year_dues import DUES
from .half_year_mass import EXEMPLARY_CELLS, LEARNING, MASS_ORGANISATIONS, MOBILISATION
from .half_year_ranking import RANKING
from .half_year_review import (
    ADMISSIONS,
    CLASSES,
    MEETINGS,
    MIDTERM,
    MOVEMENTS,
    RECOGNITIONS,
    TABLES,
    TARGET_LINES,
)
from .half_year_situation import OPENING
from .half_year_study import DOCUMENTS, STUDY
from .half_year_tasks import SCHEMES, TARGETS, TASKS
from .pieces import Outline, Part

_PARTS = (
    Part(2, "", (OPENING,), (sections.SITUATION,)),
    Part(1, "Kết quả {period}"),
    Part(
        2,
        "Kết quả thực hiện chỉ tiêu nghị quyết năm, nhiệm vụ và đề án",
        (TARGETS, TASKS, SCHEMES),
        prose=(sections.TARGETS,),
        targets=True,
    ),
    Part(2, "Lãnh đạo thực hiện nhiệm vụ chính trị của cơ quan, đơn vị", prose=(sections.POLITICAL_TASKS,)),
    Part(2, "Công tác xây dựng Đảng"),
    Part(3, "Công tác chính trị, tư tưởng", (STUDY, LEARNING), (sections.IDEOLOGY,)),
    Part(3, "Công tác tổ chức, cán bộ", (MIDTERM,), (sections.STAFFING,)),
    Part(
        3,
        "Công tác đảng viên",
        (CLASSES, ADMISSIONS, RECOGNITIONS, MOVEMENTS, AWAY, CARDS, BADGES),
        (sections.MEMBERS,),
    ),
    Part(3, "Sinh hoạt chi bộ", ((*REGULAR, *MEETINGS, *EXEMPLARY_CELLS),), (sections.CELL_LIFE,)),
    Part(
        3,
        "Công tác kiểm tra, giám sát, kỷ luật Đảng",
        (INSPECTION, BY_BODY, DISCIPLINE, PETITIONS),
        ("kỷ luật; đơn thư",),
    ),
    Part(
        3,
        "Công tác nội chính, phòng chống tham nhũng, lãng phí, tiêu cực",
        (INTEGRITY,),
        prose=("kê khai tài sản; công khai, minh bạch; vụ việc đã xử lý",),
    ),
    Part(3, "Công tác dân vận, thực hiện quy chế dân chủ ở cơ sở", (MOBILISATION,), (sections.MASS_WORK,)),
    Part(
        3,
        "Công tác văn phòng, tài chính đảng, chuyển đổi số",
        (DOCUMENTS, CONFERENCES, DUES, HANDBOOK),
        (sections.OFFICE,),
    ),
    Part(2, "Lãnh đạo các đoàn thể", (MASS_ORGANISATIONS,), (sections.MASS_ORGANISATIONS,)),
    Part(
        2,
        "Đánh giá, xếp loại và khen thưởng",
        (RANKING, AWARDS),
        ("kết quả kiểm điểm, đánh giá, xếp loại cuối năm",),
    ),
    Part(2, "Đánh giá chung"),
    Part(3, "Ưu điểm", prose=(sections.STRENGTHS,)),
    Part(3, "Hạn chế, khuyết điểm", prose=(sections.SHORTCOMINGS,)),
    Part(3, "Nguyên nhân, bài học kinh nghiệm", prose=(sections.CAUSES,)),
    Part(1, "Nhiệm vụ trọng tâm {next_period}"),
    Part(2, "Nhiệm vụ, giải pháp", prose=(sections.TASKS,)),
    Part(2, "Kiến nghị, đề xuất", (OPINIONS,), (sections.PROPOSALS,)),
    Part(2, "Về số liệu của báo cáo", limits=True),
)

YEARLY_REVIEW = Outline("yearly-review", "BÁO CÁO", "BC", _PARTS, TARGET_LINES, TABLES)
