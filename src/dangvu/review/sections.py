"""The sections of a report for which units write their own paragraphs: data, used by the pages and by the outlines.

A section that is not here (inspection, discipline, cases) is never collected: its content does not belong on this desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One section: ``about`` is what the empty place in the report says, ``hint`` what the unit is asked for.

    ``main``: asked of every unit; the others are written where there is something to say. ``proposals``: its paragraphs
    become entries that are routed and answered.
    """

    key: str
    title: str
    about: str
    hint: str
    main: bool = False
    proposals: bool = False


STRENGTHS = Section(
    "uu_diem", "Kết quả, ưu điểm", "ưu điểm", "Những việc làm được rõ nhất trong kỳ.", main=True
)
SHORTCOMINGS = Section(
    "han_che", "Hạn chế, khuyết điểm", "hạn chế, khuyết điểm", "Việc chưa làm được, làm chậm.", main=True
)
CAUSES = Section(
    "nguyen_nhan", "Nguyên nhân", "nguyên nhân", "Nguyên nhân khách quan, chủ quan của hạn chế.", main=True
)
PROPOSALS = Section(
    "kien_nghi", "Kiến nghị, đề xuất", "kiến nghị, đề xuất với cấp trên",
    "Mỗi dòng một kiến nghị, để cấp trên chuyển đúng nơi và trả lời từng việc.", main=True, proposals=True,
)  # fmt: skip
SITUATION = Section(
    "tinh_hinh", "Tình hình chung", "tình hình chung, thuận lợi và khó khăn trong kỳ", "Thuận lợi, khó khăn trong kỳ."
)  # fmt: skip
POLITICAL_TASKS = Section(
    "nhiem_vu_chinh_tri", "Lãnh đạo thực hiện nhiệm vụ chính trị", "kết quả lãnh đạo thực hiện nhiệm vụ chính trị, chuyên môn",
    "Kết quả lãnh đạo nhiệm vụ chuyên môn của cơ quan, đơn vị.",
)  # fmt: skip
IDEOLOGY = Section(
    "tu_tuong", "Công tác chính trị, tư tưởng",
    "học tập, quán triệt văn bản; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; nắm dư luận; bảo vệ nền "
    "tảng tư tưởng của Đảng",
    "Học tập, quán triệt văn bản; học tập và làm theo Bác; nắm dư luận.",
)  # fmt: skip
STAFFING = Section(
    "to_chuc", "Công tác tổ chức, cán bộ", "nhận xét về công tác cán bộ, bảo vệ chính trị nội bộ; việc chưa có trong số liệu",
    "Kiện toàn cấp ủy, quy hoạch: số lượng, tiến độ; không nêu kết luận về từng người.",
)  # fmt: skip
MEMBERS = Section(
    "dang_vien", "Công tác đảng viên",
    "nhận xét về công tác đảng viên; việc nổi bật, khó khăn trong quản lý đảng viên",
    "Nhận xét, việc nổi bật; số liệu thẻ, Huy hiệu Đảng, đảng phí đã có sẵn.",
)  # fmt: skip
CELL_LIFE = Section(
    "sinh_hoat", "Sinh hoạt chi bộ", "nền nếp sinh hoạt thường kỳ; chất lượng sinh hoạt chi bộ",
    "Nền nếp, chất lượng sinh hoạt chi bộ.",
)  # fmt: skip
MASS_WORK = Section(
    "dan_van", "Công tác dân vận, quy chế dân chủ", "mô hình dân vận khéo; hội nghị đối thoại",
    "Mô hình dân vận khéo, hội nghị đối thoại.",
)  # fmt: skip
OFFICE = Section(
    "van_phong", "Văn phòng, tài chính đảng, chuyển đổi số", "văn phòng; tài chính đảng; chuyển đổi số",
    "Văn phòng, tài chính đảng, chuyển đổi số.",
)  # fmt: skip
MASS_ORGANISATIONS = Section(
    "doan_the", "Lãnh đạo các đoàn thể", "kết quả hoạt động của Công đoàn, Đoàn Thanh niên và các hội",
    "Kết quả của Công đoàn, Đoàn Thanh niên, các hội.",
)  # fmt: skip
TARGETS = Section(
    "chi_tieu", "Chỉ tiêu nghị quyết và đề án", "các chỉ tiêu khác của nghị quyết năm; tiến độ các đề án",
    "Tiến độ các đề án, các chỉ tiêu khác của nghị quyết năm.",
)  # fmt: skip
TASKS = Section(
    "nhiem_vu", "Nhiệm vụ, giải pháp kỳ tới", "nhiệm vụ, giải pháp chủ yếu {next_period}",
    "Việc trọng tâm của đơn vị trong kỳ tới.",
)  # fmt: skip

#: In the order in which they are asked: the four that every unit writes, then as the report goes.
SECTIONS: tuple[Section, ...] = (
    STRENGTHS, SHORTCOMINGS, CAUSES, PROPOSALS, SITUATION, POLITICAL_TASKS, IDEOLOGY, STAFFING, MEMBERS, CELL_LIFE,
    MASS_WORK, OFFICE, MASS_ORGANISATIONS, TARGETS, TASKS,
)  # fmt: skip
BY_KEY: Mapping[str, Section] = {section.key: section for section in SECTIONS}
