"""Why a file is not read, in the words its sender gets."""

from __future__ import annotations

from typing import NoReturn


class Refused(Exception):
    """The file cannot be read; ``message`` says what is wrong, where, and how to mend it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


RESAVE = "Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi lại."
SEND_AGAIN = "Hãy mở tệp gốc bằng Excel, lưu lại rồi gửi lại."


def broken(name: str, detail: str = "") -> NoReturn:
    """Refuse a file that is cut short or damaged."""
    what = f" ({detail})" if detail else ""
    raise Refused("hong", f"Tệp “{name}” bị hỏng hoặc tải về chưa hết{what}. {SEND_AGAIN}")


def encrypted(name: str) -> NoReturn:
    """Refuse a file that needs a password."""
    raise Refused(
        "mat_khau",
        f"Tệp “{name}” có đặt mật khẩu nên không đọc được. "
        "Hãy mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi gửi lại.",
    )


def not_a_workbook(name: str, what: str) -> NoReturn:
    """Refuse a file of another kind."""
    raise Refused(
        "khong_phai_bang_tinh",
        f"Tệp “{name}” không phải bảng tính mà là {what}. Hãy gửi đúng tệp Excel (.xlsx).",
    )


def unsafe(name: str, detail: str) -> NoReturn:
    """Refuse a file built in a way no office program builds one."""
    raise Refused(
        "khong_an_toan", f"Tệp “{name}” có cấu trúc bất thường ({detail}) nên không được mở. {RESAVE}"
    )


def too_big(name: str, detail: str) -> NoReturn:
    """Refuse a file past one of the limits."""
    raise Refused(
        "qua_lon",
        f"Tệp “{name}” quá lớn: {detail}. "
        "Hãy chép riêng phần số liệu sang một tệp Excel mới, bỏ hàng cột thừa, rồi gửi lại.",
    )


def cell_name(row: int, column: int) -> str:
    """The name a user sees for a zero-based place: (0, 0) is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def thousands(number: int) -> str:
    """1048576 as 1.048.576, the Vietnamese way."""
    return f"{number:,}".replace(",", ".")
