"""Targets, tasks and schemes: shares and sums, days in their order, tasks of what is no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.dated import valid_q
from dangvu.organisations.models import OrganisationState
from dangvu.work.resolutions.models import Target, TargetAllocation, TargetValue, TaskProgress, TaskResult
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.schemes.models import SchemeItem, SchemeState


def _shares_too_small(asked: Asked) -> Iterator[Found]:
    targets = Target.objects.known().filter(
        year=asked.end.year, kind=TargetKind.COUNT.value, organisation_id__among=asked.inside
    )
    places = dict(targets.values_list("pk", "organisation_id"))
    if not places:
        return
    own = TargetValue.objects.known().filter(target_id__among=places, value__isnull=False)
    parts = TargetAllocation.objects.known().filter(target_id__among=places).order_by()
    shared = dict(parts.values_list("target_id").annotate(total=Sum("value")))
    for target, value in own.values_list("target_id", "value"):
        total = shared.get(target)
        if total is not None and total < value:
            yield Found(
                places[target], f"Chỉ tiêu năm {asked.end.year} là {value:f}".rstrip("0").rstrip(".") + f", phân bổ cho các đơn vị cộng lại {total}.",
                None, {"target": target},
            )  # fmt: skip


def _done(asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = TaskProgress.objects.known().filter(
        task__known_to_act=None,
        done_on__gte=asked.start,
        done_on__lte=asked.end,
        organisation_id__among=asked.inside,
    )
    return rows


def _done_before_given(asked: Asked) -> Iterator[Found]:
    rows = _done(asked).filter(done_on__lt=F("task__given_on"))
    for place, task, done, given in rows.values_list(
        "organisation_id", "task_id", "done_on", "task__given_on"
    ):
        yield Found(
            place, f"Báo xong ngày {told(done)}, trước ngày giao {told(given)}.", None, {"task": task}
        )


def _less_after_done(asked: Asked) -> Iterator[Found]:
    later = TaskResult.objects.known().filter(
        task=OuterRef("task"),
        organisation=OuterRef("organisation"),
        on__gt=OuterRef("done_on"),
        percent__lt=100,
    )
    for place, task, done in (
        _done(asked).filter(Exists(later)).values_list("organisation_id", "task_id", "done_on")
    ):
        yield Found(
            place,
            f"Báo xong ngày {told(done)}, nhưng sau đó lại báo tiến độ dưới 100%.",
            None,
            {"task": task},
        )


def _task_of_ended(asked: Asked) -> Iterator[Found]:
    there = OrganisationState.objects.known().filter(valid_q(asked.on), organisation=OuterRef("organisation"))
    ended = OrganisationState.objects.known().filter(
        valid_to__lte=asked.on, organisation=OuterRef("organisation")
    )
    rows = TaskProgress.objects.known().filter(
        ~Exists(there),
        Exists(ended),
        task__known_to_act=None,
        done_on=None,
        organisation_id__among=asked.inside,
    )
    for place, task in rows.values_list("organisation_id", "task_id"):
        yield Found(
            place, f"Nhiệm vụ còn mở của tổ chức đã kết thúc trước {told(asked.on)}.", None, {"task": task}
        )


def _item_before_scheme(asked: Asked) -> Iterator[Found]:
    starts = SchemeState.objects.known().filter(scheme=OuterRef("scheme"), starts_on__gt=OuterRef("done_on"))
    rows = SchemeItem.objects.known().filter(
        Exists(starts), done_on__gte=asked.start, done_on__lte=asked.end, organisation_id__among=asked.inside
    )
    for place, scheme, done in rows.values_list("organisation_id", "scheme_id", "done_on"):
        yield Found(
            place, f"Hạng mục ghi xong ngày {told(done)}, trước ngày đề án bắt đầu.", None, {"scheme": scheme}
        )


KINDS = (
    Kind(
        "phan-bo-thieu", "Phân bổ cộng lại ít hơn chỉ tiêu", "Tổng phần giao không dưới chỉ tiêu chung (lẽ thường)",
        "Phân bổ thêm, hoặc sửa chỉ tiêu chung bằng quyết định điều chỉnh", "target", _shares_too_small,
    ),
    Kind(
        "xong-truoc-khi-giao", "Nhiệm vụ báo xong trước ngày giao", "Lẽ thường", "Sửa ngày xong hoặc ngày giao", "task",
        _done_before_given,
    ),
    Kind(
        "xong-ma-chua-du", "Đã báo xong, sau đó lại báo dưới 100%", "Lẽ thường", "Bỏ báo xong, hoặc sửa tiến độ", "task",
        _less_after_done,
    ),
    Kind(
        "viec-cua-to-chuc-da-het", "Nhiệm vụ còn mở của tổ chức đã kết thúc",
        "Việc của tổ chức đã kết thúc phải có nơi nhận (lẽ thường)", "Giao lại cho tổ chức tiếp nhận", "task",
        _task_of_ended,
    ),
    Kind(
        "hang-muc-truoc-de-an", "Hạng mục đề án xong trước khi đề án bắt đầu", "Lẽ thường",
        "Sửa ngày xong hoặc ngày bắt đầu đề án", "scheme", _item_before_scheme,
    ),
)  # fmt: skip
