"""What must hold for accounts, passwords and sessions. Pure: no Django, no database, no clock.

The limits follow TCVN 14423:2026 (5.6.2: lists looked through every 6 months, accounts unused for 45 days closed)
and OWASP ASVS 5.0 (6.2: length instead of composition; 6.4.1: first secrets are short-lived). How long a session
lasts is a dated parameter.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangvu.foundation.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may lie idle, and how long it may last however busy."""

    idle_minutes: int
    absolute_hours: int


#: A browser on its way through the sign-in; a day for which no parameter is on record.
UNTOLD: Final = Limits(idle_minutes=15, absolute_hours=10)
#: The parameters that limit a session (parameters/sessions.yaml): {code: (least, most)}. Within these nobody locks
#: everyone out by a slip of the hand: a page warns two minutes before the end, and a session is gone by the next day.
IDLE: Final = "session.idle_minutes"
IDLE_ADMINISTRATOR: Final = "session.idle_minutes_administrator"
ABSOLUTE: Final = "session.absolute_hours"
BOUNDS: Final = {IDLE: (3, 60), IDLE_ADMINISTRATOR: (3, 60), ABSOLUTE: (1, 24)}
WARNING_SECONDS: Final = 120
MOST_SESSIONS: Final = 2
TEMPORARY_DAYS: Final = 7
LEAST_LENGTH: Final = 12
LEAST_LENGTH_ADMINISTRATOR: Final = 15
MOST_LENGTH: Final = 256
CONFIRM_EVERY_MONTHS: Final = 6
UNUSED_DAYS: Final = 45

#: Words that a guesser of this house tries first; what is left of a password without them must still be long.
_WORDS = (
    "matkhau", "password", "dangvien", "dangbo", "danguy", "chibo", "bithu", "vanphong", "tochuc", "kiemtra",
    "congsan", "vietnam", "tinhuy", "huyenuy", "dangvu", "admin", "quantri", "anhyeuem", "khongbiet",
    "qwerty", "abcdef", "123456789", "12345678", "1234567", "123456", "12345", "654321", "987654321",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = re.compile(r"(.)\1{2,}")

_ENVELOPE = re.compile(r"[\d\s.\-–]+")
_ENVELOPE_DIGITS = 20


def envelope_code() -> str:
    """A first password to print: twenty digits in groups of four.

    Digits only, as no Vietnamese typing tool changes them; 66 bits, and it ends after a week.
    """
    digits = "".join(secrets.choice("0123456789") for _ in range(_ENVELOPE_DIGITS))
    return "-".join(digits[at : at + 4] for at in range(0, _ENVELOPE_DIGITS, 4))


def as_typed(password: str) -> str:
    """An envelope's code however its groups were typed; any other password as it is."""
    if _ENVELOPE.fullmatch(password):
        digits = re.sub(r"\D", "", password)
        if len(digits) == _ENVELOPE_DIGITS:
            return digits
    return password


TOO_SHORT: Final = (
    "Mật khẩu mới có %(length)s ký tự, cần ít nhất %(least)s. "
    "Nên ghép bốn, năm từ dễ nhớ không liên quan nhau, ví dụ: cau-tre-mua-xuan-42."
)
TOO_LONG: Final = "Mật khẩu mới dài quá %(most)s ký tự."
ONLY_DIGITS: Final = (
    "Mật khẩu mới không được chỉ gồm chữ số. Nên ghép bốn, năm từ dễ nhớ không liên quan nhau."
)
EASY: Final = (
    "Mật khẩu mới dễ đoán vì chỉ gồm tên, tên đơn vị, năm hoặc những từ hay dùng. "
    "Nên ghép bốn, năm từ dễ nhớ không liên quan nhau, ví dụ: cau-tre-mua-xuan-42."
)


def password_fault(
    password: str, about: Iterable[str], *, least: int = LEAST_LENGTH
) -> tuple[str, dict[str, object]]:
    """(what is wrong with a password that someone chose, as a sentence, what stands in it); ('', {}) where nothing is.

    ``about`` is what others know: the user name, the person's name, the unit's name.
    """
    if len(password) < least:
        return TOO_SHORT, {"length": len(password), "least": least}
    if len(password) > MOST_LENGTH:
        return TOO_LONG, {"most": MOST_LENGTH}
    if _ENVELOPE.fullmatch(password):
        return ONLY_DIGITS, {}
    plain = re.sub(r"[^0-9a-z]", "", fold(password))
    known = {re.sub(r"[^0-9a-z]", "", fold(text)) for text in about}
    for word in sorted({*_WORDS, *(word for word in known if len(word) >= 4)}, key=len, reverse=True):
        plain = plain.replace(word, "")
    plain = _REPEATED.sub(r"\1", _YEAR.sub("", plain))
    return (EASY, {}) if len(plain) < 6 else ("", {})


_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")


def username_fault(username: str) -> str:
    """What is wrong with a user name; empty where nothing is."""
    if _USERNAME.fullmatch(username):
        return ""
    return (
        "Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch; bắt đầu bằng chữ. "
        "Ví dụ: hoa.nt."
    )


def parameter_fault(code: str, value: object) -> str:
    """What is wrong with a new value of a parameter that limits sessions; empty where nothing is."""
    least, most = BOUNDS.get(code, (None, None))
    if least is None or most is None or (isinstance(value, int) and least <= value <= most):
        return ""
    unit = "giờ" if code == ABSOLUTE else "phút"
    return f"Giới hạn của phiên làm việc phải từ {least} đến {most} {unit}. Ví dụ: {most // 2} {unit}."


def held_until(begins: date, others: Iterable[date], today: date) -> date | None:
    """The first day on which a value entered for ``begins`` no longer holds: where a later one had begun by today.

    The number of a regulation of 2021 that is put right in 2026 does not push aside that of 2025. What is to come of the
    regulation before (a step of 2028) does not end a new one.
    """
    return min((day for day in others if begins < day <= today), default=None)


def roles_at(*, is_cell: bool, is_grassroots: bool, is_upper: bool, is_root: bool) -> frozenset[str]:
    """The roles that make sense at an organisation of this level.

    What is read from above holds everywhere; the province's roles stand at the top of the tree alone; whoever keeps
    the records of a sectional committee does so as staff of the grassroots committee.
    """
    here = {"bi_thu", "theo_doi"}
    if is_cell:
        here |= {"chi_bo_bi_thu", "chi_bo_can_bo"}
    if is_grassroots or not (is_cell or is_upper):
        here |= {"co_so_to_chuc", "co_so_kiem_tra"}
    if is_upper:
        here |= {"cap_tren_to_chuc", "cap_tren_kiem_tra"}
    if is_root:
        here |= {"tinh_to_chuc", "tinh_kiem_tra"}
    if is_grassroots or is_upper or is_root:
        here.add("quan_tri")
    return frozenset(here)


_EMAIL = re.compile(r"[^@\s<>,;\"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?\.[A-Za-z]{2,20}")


def email_fault(address: str) -> str:
    """What is wrong with an address for letters; empty where nothing is. No address at all is right."""
    if not address or (_EMAIL.fullmatch(address) and ".." not in address):
        return ""
    return "Địa chỉ thư chưa đúng dạng. Ví dụ: hoa.nt@tinh.gov.vn. Để trống nếu không có."


def masked_email(address: str) -> str:
    """An address as a list shows it: 'h•••@tinh.gov.vn'."""
    name, at, host = address.partition("@")
    return f"{name[:1]}•••@{host}" if at else ""


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month."""
    month = day.year * 12 + day.month - 1 - months
    year, of_year = divmod(month, 12)
    for of_month in range(day.day, 0, -1):
        try:
            return date(year, of_year + 1, of_month)
        except ValueError:
            continue
    raise AssertionError


_BROWSERS = (("coc_coc", "Cốc Cốc"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
             ("Zalo", "Zalo"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "điện thoại Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows NT", "máy tính Windows"), ("Mac OS X", "máy Mac"), ("Linux", "máy tính Linux"))  # fmt: skip


def device_name(agent: str) -> str:
    """What a browser says of itself, as people say it: 'Chrome trên máy tính Windows'."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "thiết bị khác")
    return f"{browser} trên {system}"


#: Names of fields whose content is never kept in a draft, whatever the page says.
_NEVER_KEPT = re.compile(
    r"csrf|^lan$|password|passwd|mat_?khau|secret|token|credential|^code$|^ma_xac|otp|"
    r"cccd|cmnd|dinh_?danh|identi|personal_number|card_number|so_the",
    re.IGNORECASE,
)
MOST_DRAFT_CHARACTERS: Final = 200_000


def kept_in_draft(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields of a form that may lie in a draft: no secret, no identifier."""
    return {name: values for name, values in fields.items() if not _NEVER_KEPT.search(name)}
