"""What the half-year review says of documents and their study; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, Scope, either, say

STUDY = (
    either(
        say(
            "Tổ chức {study_sessions} lớp, hội nghị học tập, quán triệt văn bản[; đảng viên phải dự {study_obliged} lượt, "
            "có mặt {study_present} lượt, đạt {study_attendance_share}][; {study_non_members} lượt quần chúng dự].",
            some="study_sessions",
        ),
    ),
    either(
        say(
            "Có {disseminations_required} lượt chi bộ phải học văn bản, đã học {disseminations_done} lượt, đạt "
            "{dissemination_share}[; còn {disseminations_missing} lượt chi bộ chưa học].",
            some="disseminations_required",
            scope=WITH_UNITS,
        ),
        say(
            "Chi bộ phải học {disseminations_required} văn bản trong kỳ, đã học {disseminations_done} văn bản.",
            some="disseminations_required",
        ),
    ),
    either(
        say(
            "Tổ chức {news_sessions} buổi thông tin thời sự[ với {news_attendances} lượt người nghe].",
            some="news_sessions",
        ),
    ),
    either(
        say(
            "Có {units_self_reflecting} tổ chức cơ sở đảng sinh hoạt chính trị “tự soi, tự sửa”, đạt "
            "{units_self_reflecting_share}.",
            some="units_self_reflecting",
            scope=frozenset({Scope.WHOLE}),
        ),
    ),
)

DOCUMENTS = (
    either(
        say(
            "Ban hành {documents_issued} văn bản[, trong đó có |{documents_issued_resolutions} nghị quyết"
            "|{documents_issued_programmes} chương trình|{documents_issued_plans} kế hoạch"
            "|{documents_issued_guidance} hướng dẫn|{documents_issued_conclusions} kết luận"
            "|{documents_issued_decisions} quyết định|{documents_issued_notices} thông báo"
            "|{documents_issued_reports} báo cáo|{documents_issued_letters} công văn].",
            some="documents_issued",
        ),
    ),
)
