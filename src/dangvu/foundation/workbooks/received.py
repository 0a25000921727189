"""The door for files: opened safely, read whole, hashed, named so that the name can be shown and stored."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dangvu.foundation.workbooks.child.limits import MB, Limits

NAME_LENGTH = 200


@dataclass(frozen=True)
class Unreadable:
    """A file that was not read, and the one sentence that tells its sender why and how to mend it."""

    path: Path
    name: str
    sha256: str  # empty when not even the bytes could be had
    code: str
    message: str


@dataclass(frozen=True)
class Received:
    """A file that may be given to the reader child, with its bytes."""

    path: Path
    name: str
    sha256: str
    data: bytes


def safe_name(raw: str) -> str:
    """The last part of a file name: composed letters, no control or direction marks, not too long."""
    last = raw.replace("\\", "/").rstrip("/").rpartition("/")[2]
    text = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode())
    text = "".join(
        letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    text = text.strip()
    if text in ("", ".", ".."):
        return "khong-ten"
    if len(text) > NAME_LENGTH:
        stem, dot, extension = text.rpartition(".")
        kept = NAME_LENGTH - len(extension) - 1
        text = f"{stem[:kept]}.{extension}" if dot and kept > 0 else text[:NAME_LENGTH]
    return text


def receive(path: Path, limits: Limits) -> Received | Unreadable:
    """Open a plain file without following a link at its end, and take its bytes once."""
    name = safe_name(str(path))

    def refuse(code: str, message: str) -> Unreadable:
        return Unreadable(path, name, "", code, message)

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return refuse("khong_mo_duoc", f"Không tìm thấy tệp “{name}”. Hãy kiểm tra lại tên và thư mục.")
    except PermissionError:
        return refuse(
            "khong_mo_duoc",
            f"Không có quyền đọc tệp “{name}”. Hãy nhờ người quản trị cấp quyền đọc rồi làm lại.",
        )
    except (OSError, ValueError):
        return refuse("khong_mo_duoc", f"“{name}” {NOT_PLAIN}")
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return refuse("khong_mo_duoc", f"“{name}” {NOT_PLAIN}")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(limits.file_bytes + 1)
        except OSError:
            return refuse(
                "khong_mo_duoc", f"Không đọc được tệp “{name}” trên đĩa. Hãy chép lại tệp rồi thử lại."
            )
    if len(data) > limits.file_bytes:
        size = max(status.st_size, len(data)) // MB
        return refuse(
            "qua_lon",
            f"Tệp “{name}” nặng {size} MB, quá mức {limits.file_bytes // MB} MB. "
            "Hãy bỏ ảnh và trang thừa, lưu lại rồi gửi lại.",
        )
    return Received(path, name, hashlib.sha256(data).hexdigest(), data)


NOT_PLAIN = "là thư mục hoặc lối tắt, không phải tệp. Hãy chép tệp thật vào thư mục rồi làm lại."
