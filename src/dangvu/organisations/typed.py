"""Rows of a book that were typed at the desk: what may be taken back or corrected by hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from dangvu.foundation import clock
from dangvu.foundation.dated import KnownFact
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.queries import tree_on

T = TypeVar("T", bound=KnownFact)

GONE = "Dòng này đã được bỏ, hoặc vừa được người khác sửa. Mở lại sổ để xem bản mới."
FROM_FILE = "Dòng này lấy từ tệp đơn vị gửi: sửa trong tệp rồi nạp lại."


def typed_rows(model: type[T], ids: Collection[int], organisation: int) -> list[T]:
    """These rows of the organisation and of everything below it, as they stand. Asked inside the act that changes them,
    so that of two people only one does.

    LookupError for a row that was never there; Impossible for one that stands no longer, or that a workbook told.
    """
    inside = set(tree_on(clock.today()).descendants(organisation))
    rows = list(model._default_manager.filter(pk__in=ids))
    if {row.pk for row in rows} != set(ids) or any(row.organisation_id not in inside for row in rows):
        raise LookupError(ids)
    if any(row.known_to_act_id is not None for row in rows):
        raise Impossible(GONE)
    if any(row.source_row_id is not None for row in rows):
        raise Impossible(FROM_FILE)
    return rows
