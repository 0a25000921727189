"""Which files of a folder are to be read, and why the others are not."""

from __future__ import annotations

import os
from pathlib import Path

EXTENSIONS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".xlsb", ".xltx", ".xltm", ".xlt", ".ots", ".fods"}
)

LOCK = "tệp khóa tạm do Excel hoặc LibreOffice để lại"
HIDDEN = "tệp ẩn"
OTHER_KIND = "không phải bảng tính"
LINK_OUT = "lối tắt trỏ ra ngoài thư mục"
LINK_WITHIN = "lối tắt; tệp gốc đã nằm trong thư mục"
UNREADABLE_FOLDER = "không có quyền mở thư mục"


def find_workbooks(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """(files to read, [(file left aside, reason)]), both sorted; nothing is left out in silence."""
    found: list[Path] = []
    skipped: list[tuple[Path, str]] = []
    root = folder.resolve()

    def cannot_list(error: OSError) -> None:
        skipped.append((Path(error.filename), UNREADABLE_FOLDER))

    for here, folders, files in os.walk(folder, onerror=cannot_list):
        for name in folders + files:
            path = Path(here, name)
            reason = _reason_to_skip(path, root, is_folder=name in folders)
            if reason:
                skipped.append((path, reason))
            elif name in files:
                found.append(path)
        folders[:] = [name for name in folders if not _reason_to_skip(Path(here, name), root, is_folder=True)]
    return sorted(found), sorted(skipped)


def _reason_to_skip(path: Path, root: Path, *, is_folder: bool) -> str:
    name = path.name
    if path.is_symlink():
        return LINK_WITHIN if _inside(path, root) else LINK_OUT
    if name.startswith(("~$", ".~lock.")):
        return LOCK
    if name.startswith("."):
        return HIDDEN
    if not is_folder and path.suffix.lower() not in EXTENSIONS:
        return OTHER_KIND
    return ""


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return False
