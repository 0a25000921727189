"""Files that are handed in and kept beside what they belong to: through the gate before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.db import models

from dangvu.foundation.audit.actions import record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import look_into
from dangvu.foundation.secrecy.papers import Broken
from dangvu.foundation.vietnamese import clean

KINDS = (".docx", ".xlsx", ".pdf", ".txt")
MOST_BYTES = 20 * 1024 * 1024


class KeptFile(KnownFact):
    """A file as it was handed in, past the gate. ``read`` False: its words could not be read here."""

    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.IntegerField("số byte")
    read = models.BooleanField("đã đọc được chữ", default=True)
    data = models.BinaryField("nội dung")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class FileView:
    """A file without its bytes."""

    id: int
    name: str
    size: int
    read: bool

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1024))


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file of which nothing is stored yet. ``mark``: where its mark of secrecy stands; '' where it has none."""

    name: str
    data: bytes
    sha256: str
    mark: str
    read: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a file: kept, or ``refused`` (where its mark stands). ``read``: its words could be read."""

    refused: str = ""
    read: bool = True


def look_at(name: str, data: bytes) -> LookedAt:
    """What the gate sees of a file. Impossible for what can't be opened, is too big or of another kind."""
    name = clean(PurePath(name.replace("\\", "/")).name)[-200:] or "tep"
    if PurePath(name).suffix.lower() not in KINDS:
        raise Impossible(f"Chỉ nhận tệp {', '.join(KINDS)}; lưu lại theo một trong các kiểu đó.", "file")
    if not data or len(data) > MOST_BYTES:
        raise Impossible("Tệp rỗng hoặc nặng quá 20 MB; bỏ bớt ảnh rồi lưu lại.", "file")
    try:
        seen = look_into(name, data)
    except Broken as error:
        raise Impossible(str(error), "file") from error
    return LookedAt(name, data, sha256(data).hexdigest(), seen.mark or "", seen.read)


def keep(
    opened: Act, model: type[KeptFile], file: LookedAt, *, action: str, organisation: int, number: str = "", **of: Any
) -> Attached:  # fmt: skip
    """Keep the file as a row of ``model`` belonging to ``of``; of one with a mark only its hash is on record."""
    if file.mark:
        refused = f"{action.partition('.')[0]}.refuse_file"
        record(opened, refused, count=1, organisation_id=organisation, sha256=file.sha256)
        return Attached(refused=file.mark)
    model.objects.create(
        name=file.name, sha256=file.sha256, size=len(file.data), read=file.read, data=file.data, known_from_act=opened, **of
    )  # fmt: skip
    told = {"number": number} if number else {}
    record(opened, action, count=1, organisation_id=organisation, sha256=file.sha256, **told)
    return Attached(read=file.read)


def listed(rows: models.QuerySet[Any]) -> list[FileView]:
    """The files of these rows, in the order in which they were handed in."""
    return [FileView(*row) for row in rows.order_by("pk").values_list("pk", "name", "size", "read")]


def one_of(rows: Iterable[FileView], file: int) -> FileView:
    """The file of this number among those that may be seen; LookupError where it is none of them."""
    found = next((one for one in rows if one.id == file), None)
    if found is None:
        raise LookupError(file)
    return found
