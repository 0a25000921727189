"""The half-year review: what it prints, in which order (domain §9.1). The same outline serves any period."""

from __future__ import annotations

from dangvu.review import sections

from .half_year_awards import AWARDS
from .half_year_badges import BADGES
from .half_year_cards import AWAY, CARDS, HANDBOOK
from .half_year_cells import REGULAR
from .half_year_conference import CONFERENCES, OPINIONS
from .half_year_discipline import BY_BODY, DISCIPLINE, INSPECTION, INTEGRITY, PETITIONS
from .half_year_dues import DUES
from .half_year_growth import OFFICERS, POOL, PROBATION, VETTING
from .half_year_mass import EXEMPLARY_CELLS, LEARNING, MASS_ORGANISATIONS, MOBILISATION
from .half_year_ranking import RANKING
from .half_year_situation import OPENING
from .half_year_study import DOCUMENTS, STUDY
from .half_year_tasks import SCHEMES, TARGETS, TASKS
from .pieces import (
    WITH_UNITS,
    Choice,
    Column,
    Outline,
    Part,
    Scope,
    TargetLine,
    UnitTable,
    either,
    say,
)

_WHOLE = frozenset({Scope.WHOLE})
_CELL = frozenset({Scope.CELL})

MIDTERM = (
    either(
        say(
            "Có {congresses_held}/{congresses_required} tổ chức đảng đã tổ chức đại hội, đạt {congresses_share}.",
            some="congresses_held",
        ),
    ),
    either(
        say(
            "Có {midterm_reviews_done}/{midterm_reviews_required} tổ chức đảng đã sơ kết giữa nhiệm kỳ thực hiện "
            "nghị quyết đại hội, đạt {midterm_reviews_share}.",
            some="midterm_reviews_done",
            scope=_WHOLE,
        ),
        say(
            "Đã sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội theo kế hoạch "
            "({midterm_reviews_done}/{midterm_reviews_required}, đạt {midterm_reviews_share}).",
            some="midterm_reviews_done",
        ),
        say(
            "Chưa tổ chức đảng nào hoàn thành sơ kết giữa nhiệm kỳ "
            "({midterm_reviews_done}/{midterm_reviews_required}).",
            some="midterm_reviews_required",
            scope=_WHOLE,
        ),
        say(
            "Chưa hoàn thành sơ kết giữa nhiệm kỳ ({midterm_reviews_done}/{midterm_reviews_required}).",
            some="midterm_reviews_required",
        ),
        say("Chưa có số liệu về việc sơ kết giữa nhiệm kỳ."),
    ),
    either(
        say(
            "Trong kỳ có {reorganisations} lần thay đổi tổ chức (thành lập, sáp nhập, chia tách, chuyển, đổi tên, "
            "giải thể)[; |{moved_in_with_organisation} đảng viên đến theo tổ chức"
            "|{moved_out_with_organisation} đảng viên đi theo tổ chức].",
            some="reorganisations",
        ),
    ),
)

CLASSES = (
    either(
        say(
            "Mở {awareness_classes} lớp bồi dưỡng nhận thức về Đảng cho {awareness_learners} quần chúng ưu tú"
            "[, trong đó có |{awareness_learners_female} nữ"
            "|{awareness_learners_ethnic_minority} người dân tộc thiểu số]"
            "[; kết quả học tập: |{awareness_graded_excellent} loại giỏi|{awareness_graded_good} loại khá"
            "|{awareness_graded_average} loại trung bình].",
            some="awareness_classes",
        ),
        say(
            "Cử {awareness_learners} quần chúng ưu tú học lớp bồi dưỡng nhận thức về Đảng"
            "[, trong đó có |{awareness_learners_female} nữ"
            "|{awareness_learners_ethnic_minority} người dân tộc thiểu số]"
            "[; kết quả học tập: |{awareness_graded_excellent} loại giỏi|{awareness_graded_good} loại khá"
            "|{awareness_graded_average} loại trung bình].",
            some="awareness_learners",
        ),
        say("Trong kỳ không có lớp bồi dưỡng nhận thức về Đảng.", zero="awareness_learners"),
        say("Chưa có số liệu về bồi dưỡng nhận thức về Đảng."),
    ),
    either(say("Mở {new_member_classes} lớp bồi dưỡng đảng viên mới.", some="new_member_classes")),
    either(say("Có {new_member_learners} đảng viên học lớp đảng viên mới.", some="new_member_learners")),
    either(
        say(
            "Bồi dưỡng nghiệp vụ cấp ủy, bí thư chi bộ cho {committee_learners} người[ ở {committee_classes} lớp].",
            some="committee_learners",
        ),
    ),
)

ADMISSIONS = (
    either(
        say(
            "Kết nạp {admitted} đảng viên, đạt {admission_target_share} chỉ tiêu cả năm "
            "({admitted}/{admission_target}).",
            some="admitted",
        ),
        say("Kết nạp {admitted} đảng viên (chưa có số liệu về chỉ tiêu kết nạp cả năm).", some="admitted"),
        say(
            "Trong kỳ chưa kết nạp được đảng viên ({admitted}/{admission_target} chỉ tiêu cả năm).",
            some="admission_target",
        ),
        say("Trong kỳ không có kết nạp đảng viên.", zero="admitted"),
        say("Chưa có số liệu về kết nạp đảng viên."),
    ),
    either(
        say(
            "[Trong số đảng viên mới kết nạp có |{admitted_female} nữ ({admitted_female_share})"
            "|{admitted_ethnic_minority} người dân tộc thiểu số ({admitted_ethnic_minority_share})"
            "|{admitted_religious} người có đạo ({admitted_religious_share})"
            "|{admitted_aged_18_30} người từ 18 đến 30 tuổi ({admitted_aged_18_30_share})].",
        ),
    ),
    either(
        say(
            "[Khi kết nạp có |{admitted_youth_union} đoàn viên thanh niên ({admitted_youth_union_share})"
            "|{admitted_trade_union} công đoàn viên ({admitted_trade_union_share})"
            "|{admitted_students} học sinh, sinh viên ({admitted_students_share})"
            "|{admitted_university_up} người trình độ từ đại học trở lên|{admitted_with_position} người giữ chức vụ"
            "|{admitted_in_private_enterprises} người ở doanh nghiệp tư nhân"
            "|{admitted_in_foreign_enterprises} người ở doanh nghiệp có vốn đầu tư nước ngoài].",
        ),
    ),
    either(say("Tuổi bình quân khi kết nạp là {admitted_mean_age:1}.", some="admitted")),
    either(
        say(
            "Có {units_with_admissions}/{grassroots_organisations} tổ chức cơ sở đảng kết nạp được đảng viên "
            "({units_with_admissions_share})[, trong đó {units_reaching_target} tổ chức đã đạt chỉ tiêu cả năm]"
            "[; còn {units_without_admissions} tổ chức chưa kết nạp (danh sách tại {annex_without_admissions})].",
            some="units_with_admissions",
            scope=_WHOLE,
        ),
    ),
)

RECOGNITIONS = (
    either(
        say("Công nhận {made_official} đảng viên chính thức.", some="made_official"),
        say("Trong kỳ không có đảng viên dự bị được công nhận chính thức.", zero="made_official"),
        say("Chưa có số liệu về công nhận đảng viên chính thức."),
    ),
    either(
        say(
            "Cuối kỳ còn {probationers_due} đảng viên đã hết thời hạn dự bị mà chưa có ngày công nhận chính thức.",
            some="probationers_due",
        ),
    ),
)

MOVEMENTS = (
    either(
        say(
            "Tiếp nhận {transferred_in_external} đảng viên từ nơi khác chuyển sinh hoạt đến, làm thủ tục cho {transferred_out_external} đảng viên chuyển "
            "sinh hoạt đi nơi khác"
            "[; chuyển sinh hoạt giữa các đơn vị trực thuộc {transferred_out_internal} đảng viên].",
            some="transferred_in_external transferred_out_external",
            scope=WITH_UNITS,
        ),
        say(
            "Tiếp nhận {transferred_in_external} đảng viên từ nơi khác chuyển sinh hoạt đến; không có đảng viên chuyển đi nơi khác"
            "[; chuyển sinh hoạt giữa các đơn vị trực thuộc {transferred_out_internal} đảng viên].",
            some="transferred_in_external",
            zero="transferred_out_external",
            scope=WITH_UNITS,
        ),
        say(
            "Làm thủ tục cho {transferred_out_external} đảng viên chuyển sinh hoạt đi nơi khác; không có đảng viên chuyển đến"
            "[; chuyển sinh hoạt giữa các đơn vị trực thuộc {transferred_out_internal} đảng viên].",
            some="transferred_out_external",
            zero="transferred_in_external",
            scope=WITH_UNITS,
        ),
        say(
            "Trong kỳ không có đảng viên chuyển sinh hoạt từ nơi khác đến hoặc đi nơi khác"
            "[; chuyển sinh hoạt giữa các đơn vị trực thuộc {transferred_out_internal} đảng viên].",
            zero="transferred_in_external transferred_out_external",
            scope=WITH_UNITS,
        ),
        say(
            "Tiếp nhận {transferred_in} đảng viên từ nơi khác chuyển sinh hoạt đến, làm thủ tục cho {transferred_out} đảng viên chuyển "
            "sinh hoạt đi nơi khác"
            ".",
            some="transferred_in transferred_out",
            scope=_CELL,
        ),
        say(
            "Tiếp nhận {transferred_in} đảng viên từ nơi khác chuyển sinh hoạt đến; không có đảng viên chuyển đi nơi khác"
            ".",
            some="transferred_in",
            zero="transferred_out",
            scope=_CELL,
        ),
        say(
            "Làm thủ tục cho {transferred_out} đảng viên chuyển sinh hoạt đi nơi khác; không có đảng viên chuyển đến"
            ".",
            some="transferred_out",
            zero="transferred_in",
            scope=_CELL,
        ),
        say(
            "Trong kỳ không có đảng viên chuyển sinh hoạt từ nơi khác đến hoặc đi nơi khác.",
            zero="transferred_in transferred_out",
            scope=_CELL,
        ),
        say("Chưa có số liệu về chuyển sinh hoạt đảng."),
    ),
    either(
        say(
            "[Số đảng viên giảm vì lý do khác: |từ trần {died}|xóa tên {struck_off}|khai trừ {expelled}"
            "|xin ra khỏi Đảng {resigned}].",
        ),
        say(
            "Trong kỳ không có đảng viên từ trần, bị xóa tên, bị khai trừ hoặc xin ra khỏi Đảng.",
            zero="died struck_off expelled resigned",
        ),
    ),
    either(
        say(
            "Đầu kỳ có {members_start} đảng viên, cuối kỳ có {members_end} đảng viên"
            "[ (tăng, giảm theo từng đơn vị tại {annex_members})].",
        ),
    ),
)

MEETINGS = (
    either(
        say(
            "Các chi bộ tổ chức {thematic_meetings} buổi sinh hoạt chuyên đề[ với {thematic_attendances} lượt "
            "đảng viên dự, bình quân {thematic_mean_attendance:1} đảng viên một buổi]; "
            "{cells_thematic_every_quarter}/{cells} chi bộ ({cells_thematic_every_quarter_share}) sinh hoạt "
            "chuyên đề ít nhất một lần {each_quarter}[; còn {cells_without_thematic} chi bộ chưa sinh hoạt "
            "chuyên đề buổi nào trong kỳ][ (số liệu từng đơn vị tại {annex_activities})].",
            some="thematic_meetings",
            scope=WITH_UNITS,
        ),
        say(
            "Chi bộ tổ chức {thematic_meetings} buổi sinh hoạt chuyên đề[ với {thematic_attendances} lượt đảng "
            "viên dự, bình quân {thematic_mean_attendance:1} đảng viên một buổi].",
            some="thematic_meetings",
        ),
        say(
            "Trong kỳ không có buổi sinh hoạt chuyên đề nào được ghi nhận.",
            zero="thematic_meetings",
        ),
        say("Chưa có số liệu về sinh hoạt chuyên đề."),
    ),
    either(
        say(
            "Chi bộ sinh hoạt chuyên đề ít nhất một lần {each_quarter}.",
            some="thematic_meetings cells_thematic_every_quarter",
            scope=_CELL,
        ),
    ),
)


def party_building(*of_members: tuple[Choice, ...]) -> tuple[Part, ...]:
    """Political tasks, building the Party, mass organisations, as every review tells them; ``of_members``: what else is
    told of members there."""
    return (
        Part(
            2, "Lãnh đạo thực hiện nhiệm vụ chính trị của cơ quan, đơn vị", prose=(sections.POLITICAL_TASKS,)
        ),
        Part(2, "Công tác xây dựng Đảng"),
        Part(3, "Công tác chính trị, tư tưởng", (STUDY, LEARNING), (sections.IDEOLOGY,)),
        Part(3, "Công tác tổ chức, cán bộ", (MIDTERM, OFFICERS, VETTING), (sections.STAFFING,)),
        Part(
            3,
            "Công tác đảng viên",
            (
                CLASSES,
                POOL,
                ADMISSIONS,
                (*RECOGNITIONS, *PROBATION),
                MOVEMENTS,
                AWAY,
                CARDS,
                BADGES,
                *of_members,
            ),
            (sections.MEMBERS,),
        ),
        Part(3, "Sinh hoạt chi bộ", ((*REGULAR, *MEETINGS, *EXEMPLARY_CELLS),), (sections.CELL_LIFE,)),
        # Of cases only numbers are kept here: these two places stay the office's own.
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
        Part(
            3, "Công tác dân vận, thực hiện quy chế dân chủ ở cơ sở", (MOBILISATION,), (sections.MASS_WORK,)
        ),
        Part(
            3,
            "Công tác văn phòng, tài chính đảng, chuyển đổi số",
            (DOCUMENTS, CONFERENCES, DUES, HANDBOOK),
            (sections.OFFICE,),
        ),
        Part(2, "Lãnh đạo các đoàn thể", (MASS_ORGANISATIONS,), (sections.MASS_ORGANISATIONS,)),
    )


def results(title: str) -> Part:
    """Targets, tasks and schemes."""
    return Part(2, title, (TARGETS, TASKS, SCHEMES), prose=(sections.TARGETS,), targets=True)


def judgement_and_tasks(causes: str) -> tuple[Part, ...]:
    """What a review ends with; ``causes``: the heading over them."""
    return (
        Part(2, "Đánh giá chung"),
        Part(3, "Ưu điểm", prose=(sections.STRENGTHS,)),
        Part(3, "Hạn chế, khuyết điểm", prose=(sections.SHORTCOMINGS,)),
        Part(3, causes, prose=(sections.CAUSES,)),
        Part(1, "Nhiệm vụ trọng tâm {next_period}"),
        Part(2, "Nhiệm vụ, giải pháp", prose=(sections.TASKS,)),
        Part(2, "Kiến nghị, đề xuất", (OPINIONS,), (sections.PROPOSALS,)),
        Part(2, "Về số liệu của báo cáo", limits=True),
    )


HEAD = (Part(2, "", (OPENING,), (sections.SITUATION,)), Part(1, "Kết quả {period}"))
_PARTS = (
    *HEAD,
    *party_building(RANKING, AWARDS),
    results("Kết quả thực hiện chỉ tiêu nghị quyết và đề án"),
    *judgement_and_tasks("Nguyên nhân"),
)

TARGET_LINES = (
    TargetLine("Kết nạp đảng viên", "đảng viên", "admission_target", "admitted", "admission_target_share"),
    TargetLine(
        "Tổ chức đảng sơ kết giữa nhiệm kỳ",
        "tổ chức",
        "midterm_reviews_required",
        "midterm_reviews_done",
        "midterm_reviews_share",
    ),
)

TABLES = (
    UnitTable(
        "admissions",
        "Kết nạp đảng viên theo đơn vị",
        (
            Column("Chỉ tiêu cả năm", "admission_target", 17, shown_above=0, blank_zero=True),
            Column("Kết nạp trong kỳ", "admitted", 18),
            Column(
                "Tỷ lệ thực hiện", "admission_target_share", 19, "admitted", "admission_target", shown_above=0
            ),
            Column("Đánh giá", "", 27, "admitted", "admission_target", shown_above=0),
        ),
    ),
    UnitTable(
        "without_admissions",
        "Danh sách tổ chức cơ sở đảng chưa kết nạp đảng viên",
        (
            Column("Chỉ tiêu cả năm", "admission_target", 24, shown_above=0, blank_zero=True),
            Column("Đảng viên cuối kỳ", "members_end", 24),
            Column("Tổ chức cơ sở chưa kết nạp", "units_without_admissions", 24, shown_above=1),
        ),
        only="units_without_admissions",
        scope=_WHOLE,
    ),
    UnitTable(
        "members",
        "Tăng, giảm đảng viên theo đơn vị",
        (
            Column("Đầu kỳ", "members_start", 17),
            Column("Kết nạp", "admitted", 17),
            Column("Chuyển đến", "transferred_in", 17),
            Column("Đến theo tổ chức", "moved_in_with_organisation", 17, shown_above=0),
            Column("Chuyển đi", "transferred_out", 17),
            Column("Đi theo tổ chức", "moved_out_with_organisation", 17, shown_above=0),
            Column("Từ trần", "died", 17),
            Column("Xóa tên", "struck_off", 17),
            Column("Khai trừ", "expelled", 17),
            Column("Xin ra", "resigned", 17),
            Column("Cuối kỳ", "members_end", 17),
        ),
        note="Chuyển đến, chuyển đi gồm cả chuyển sinh hoạt giữa các đơn vị trong danh sách.",
    ),
    UnitTable(
        "activities",
        "Sinh hoạt chuyên đề; kiểm tra, giám sát theo đơn vị",
        (
            Column("Số chi bộ", "cells", 17),
            Column("Buổi chuyên đề", "thematic_meetings", 19),
            Column("Chi bộ quý nào cũng có chuyên đề", "cells_thematic_every_quarter", 24),
            Column(
                "Tỷ lệ chi bộ", "cells_thematic_every_quarter_share", 21,
                "cells_thematic_every_quarter", "cells",
            ),
            Column("Kiểm tra tổ chức", "inspected_organisations", 19),
            Column("Kiểm tra đảng viên", "inspected_members", 19),
            Column("Giám sát tổ chức", "supervised_organisations", 19),
            Column("Giám sát đảng viên", "supervised_members", 19),
        ),
    ),
)  # fmt: skip

OUTLINE = Outline("half-year-review", "BÁO CÁO", "BC", _PARTS, TARGET_LINES, TABLES)
