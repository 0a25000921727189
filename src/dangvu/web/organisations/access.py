"""Who may open the pages of organisations."""

from dangvu.accounts.roles import ROLES
from dangvu.foundation.capabilities import MANAGE_ACCOUNTS, READ_ACCESS, REORGANISE, WRITE_WORK
from dangvu.web.matrix import EVERYBODY, Page, holders

_FILL = holders(WRITE_WORK)
_REORGANISE = holders(REORGANISE)
_ASK = tuple(slug for slug, role in ROLES.items() if role.capabilities & {MANAGE_ACCOUNTS, READ_ACCESS})

PAGES = (
    Page("organisation", "Trang tổ chức", EVERYBODY),
    Page("tree", "Cây tổ chức theo ngày", EVERYBODY),
    Page("officers", "Cấp ủy và nhiệm kỳ", EVERYBODY),
    Page("take_seat", "Ghi người giữ chức vụ", _FILL, _FILL),
    Page("leave_seat", "Ghi thôi giữ chức vụ", _FILL, _FILL),
    Page("begin_term", "Ghi đại hội, nhiệm kỳ mới", _FILL, _FILL),
    Page("sector", "Ghi loại hình đơn vị", _REORGANISE, _REORGANISE),
    Page("who_may_see", "Ai xem được tổ chức này", _ASK),
    *(
        Page("reorganise", f"Diễn tập và ghi việc {title}", _REORGANISE, _REORGANISE, {"act": act})
        for act, title in (
            ("nhap", "nhập"),
            ("tach", "tách"),
            ("chuyen", "chuyển"),
            ("doi-ten", "đổi tên"),
            ("giai-the", "giải thể"),
            ("thanh-lap", "thành lập"),
        )
    ),
)
