"""How many organisations and members there are: what every report on the whole of a committee begins with."""

from __future__ import annotations

from .pieces import Scope, either, say

_WHOLE = frozenset({Scope.WHOLE})
_COMMITTEE = frozenset({Scope.COMMITTEE})

OPENING = (
    either(
        say(
            "Tính đến hết ngày {last_day}, {organisation} có {grassroots_organisations} tổ chức cơ sở đảng"
            "[ (|{grassroots_committees} đảng bộ cơ sở|{grassroots_cells} chi bộ cơ sở|)]"
            "[, {sectional_committees} đảng bộ bộ phận] với {cells} chi bộ; tổng số đảng viên là {members_end}"
            "[, gồm |{members_official} đảng viên chính thức|{members_probationary} đảng viên dự bị].",
            scope=_WHOLE,
        ),
        say(
            "Tính đến hết ngày {last_day}, {organisation} có {attached_cells} chi bộ trực thuộc"
            "[ và {sectional_committees} đảng bộ bộ phận] với {members_end} đảng viên"
            "[, gồm |{members_official} đảng viên chính thức|{members_probationary} đảng viên dự bị].",
            scope=_COMMITTEE,
        ),
        say(
            "Tính đến hết ngày {last_day}, {organisation} có {members_end} đảng viên"
            "[, gồm |{members_official} đảng viên chính thức|{members_probationary} đảng viên dự bị].",
        ),
        say("{organisation} chưa có số liệu về tổ chức đảng và đảng viên trong kỳ {period}."),
    ),
    either(
        say(
            "[Trong tổng số đảng viên có |{members_female} nữ ({members_female_share})"
            "|{members_ethnic_minority} người dân tộc thiểu số ({members_ethnic_minority_share})"
            "|{members_religious} người có đạo ({members_religious_share})].",
        ),
    ),
    either(
        say(
            "[Về trình độ của đảng viên, có |{members_upper_secondary} người tốt nghiệp trung học phổ thông "
            "({members_upper_secondary_share})|{members_college_up} người từ cao đẳng trở lên "
            "({members_college_up_share})|{members_postgraduate} người sau đại học ({members_postgraduate_share})].",
        ),
    ),
    either(
        say(
            "[Làm việc trong doanh nghiệp có |{members_in_private_enterprises} người ở doanh nghiệp tư nhân "
            "({members_in_private_enterprises_share})|{members_in_foreign_enterprises} người ở doanh nghiệp có vốn đầu "
            "tư nước ngoài ({members_in_foreign_enterprises_share})].",
        ),
    ),
    either(say("Tuổi bình quân của đảng viên là {members_mean_age:1}.", some="members_end")),
)
