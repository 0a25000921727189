"""Tasks (domain §9.2 E and J) and schemes (J). NV: nhiệm vụ được giao; DA: đề án."""

from __future__ import annotations

from django.db.models import F, Q

from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.sources import PROGRESS, SCHEME_ITEMS, SCHEMES

BASIS = "Hướng dẫn của cấp ủy về sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội"
_MIDTERM = Q(task__kind="so_ket_giua_nhiem_ky")


def _done(window: Window) -> Q:
    return _MIDTERM & Q(done_on__lte=window.period.end)


DONE, REQUIRED = Rows(PROGRESS, _done), Rows(PROGRESS, _MIDTERM)

_CONGRESS = Q(task__kind="dai_hoi")


def _held(window: Window) -> Q:
    return _CONGRESS & Q(done_on__lte=window.period.end)


CONGRESSES, CONGRESSES_REQUIRED = Rows(PROGRESS, _held), Rows(PROGRESS, _CONGRESS)
CONGRESS_BASIS = "Điều lệ Đảng, Điều 13 và Điều 22; chỉ thị, kế hoạch đại hội đảng bộ các cấp"

TASKS_BASIS = "Chương trình công tác, nghị quyết, kết luận giao việc của cấp ủy; tiêu chí đúng hạn, chậm của Quy định 366-QĐ/TW"
SCHEMES_BASIS = "Đề án và kế hoạch thực hiện đề án của cấp ủy"
_NOT_REVIEW = Q(kind="hang_muc")


def _due(window: Window) -> Q:
    """The deadline in force, as known at the window's moment, lies in the period."""
    return Q(due_on__gte=window.period.start, due_on__lte=window.period.end)


def _due_done(window: Window) -> Q:
    return _due(window) & Q(done_on__lte=window.period.end)


def _in_time(window: Window) -> Q:
    return _due(window) & Q(done_on__lte=F("due_on"))


def _done_late(window: Window) -> Q:
    return _due_done(window) & Q(done_on__gt=F("due_on"))


def _overdue(window: Window) -> Q:
    return _due(window) & (Q(done_on__isnull=True) | Q(done_on__gt=window.period.end))


def _put_off(window: Window) -> Q:
    return _due(window) & Q(first_due_on__lt=F("due_on"))


def _item_due(window: Window) -> Q:
    return _NOT_REVIEW & _due(window)


def _item_done(window: Window) -> Q:
    return _NOT_REVIEW & _due_done(window)


def _item_not_done(window: Window) -> Q:
    return _NOT_REVIEW & _overdue(window)


def _reviewed(window: Window) -> Q:
    return ~_NOT_REVIEW & Q(done_on__gte=window.period.start, done_on__lte=window.period.end)


TASKS_DUE, TASKS_IN_TIME = Rows(PROGRESS, _due), Rows(PROGRESS, _in_time)
ITEMS_DUE, ITEMS_DONE = Rows(SCHEME_ITEMS, _item_due), Rows(SCHEME_ITEMS, _item_done)

INDICATORS = (
    Indicator("NV-01", "midterm_reviews_done", "Đã sơ kết giữa nhiệm kỳ", "tổ chức", Kind.COUNT, DONE,
              "Số tổ chức đảng được giao đã tổ chức sơ kết giữa nhiệm kỳ đến hết ngày cuối kỳ", BASIS),
    Indicator("NV-02", "midterm_reviews_share", "Tỷ lệ tổ chức đã sơ kết giữa nhiệm kỳ", "%", Kind.RATIO, DONE,
              "Số tổ chức đã sơ kết giữa nhiệm kỳ", BASIS, denominator=REQUIRED,
              denominator_text="Số tổ chức phải sơ kết giữa nhiệm kỳ", decimals=2, additive=False),
    Indicator("NV-03", "midterm_reviews_required", "Phải sơ kết giữa nhiệm kỳ", "tổ chức", Kind.COUNT, REQUIRED,
              "Số tổ chức đảng phải tổ chức sơ kết giữa nhiệm kỳ theo danh sách được giao", BASIS),
    Indicator("NV-04", "tasks_due", "Nhiệm vụ đến hạn", "lượt", Kind.COUNT, TASKS_DUE,
              "Số lượt nhiệm vụ có hạn trong kỳ (mỗi nhiệm vụ, mỗi tổ chức một lượt; hạn đang có hiệu lực, tính cả gia hạn)",
              TASKS_BASIS),
    Indicator("NV-05", "tasks_done", "Nhiệm vụ đến hạn đã xong", "lượt", Kind.COUNT, Rows(PROGRESS, _due_done),
              "Số lượt nhiệm vụ có hạn trong kỳ đã làm xong đến hết ngày cuối kỳ", TASKS_BASIS),
    Indicator("NV-06", "tasks_done_on_time", "Nhiệm vụ xong đúng hạn", "lượt", Kind.COUNT, TASKS_IN_TIME,
              "Số lượt nhiệm vụ có hạn trong kỳ, xong không muộn hơn hạn", TASKS_BASIS),
    Indicator("NV-07", "tasks_done_on_time_share", "Tỷ lệ nhiệm vụ xong đúng hạn", "%", Kind.RATIO, TASKS_IN_TIME,
              "Số lượt nhiệm vụ xong đúng hạn", TASKS_BASIS, denominator=TASKS_DUE,
              denominator_text="Số lượt nhiệm vụ đến hạn trong kỳ", decimals=2, additive=False),
    Indicator("NV-08", "tasks_done_late", "Nhiệm vụ xong chậm", "lượt", Kind.COUNT, Rows(PROGRESS, _done_late),
              "Số lượt nhiệm vụ có hạn trong kỳ, xong sau hạn nhưng không sau ngày cuối kỳ", TASKS_BASIS),
    Indicator("NV-09", "tasks_overdue", "Nhiệm vụ quá hạn chưa xong", "lượt", Kind.COUNT, Rows(PROGRESS, _overdue),
              "Số lượt nhiệm vụ có hạn trong kỳ mà đến hết ngày cuối kỳ chưa xong", TASKS_BASIS),
    Indicator("NV-10", "tasks_extended", "Nhiệm vụ được gia hạn", "lượt", Kind.COUNT, Rows(PROGRESS, _put_off),
              "Số lượt nhiệm vụ có hạn trong kỳ mà hạn ấy là hạn đã lùi so với hạn giao lần đầu", TASKS_BASIS),
    Indicator("NV-11", "congresses_held", "Đại hội đã tổ chức", "tổ chức", Kind.COUNT, CONGRESSES,
              "Số tổ chức đảng được giao đã tổ chức đại hội đến hết ngày cuối kỳ", CONGRESS_BASIS),
    Indicator("NV-12", "congresses_share", "Tỷ lệ tổ chức đã tổ chức đại hội", "%", Kind.RATIO, CONGRESSES,
              "Số tổ chức đã tổ chức đại hội", CONGRESS_BASIS, denominator=CONGRESSES_REQUIRED,
              denominator_text="Số tổ chức phải tổ chức đại hội", decimals=2, additive=False),
    Indicator("NV-13", "congresses_required", "Phải tổ chức đại hội", "tổ chức", Kind.COUNT, CONGRESSES_REQUIRED,
              "Số tổ chức đảng phải tổ chức đại hội theo danh sách được giao", CONGRESS_BASIS),
    Indicator("DA-01", "schemes_running", "Đề án đang thực hiện", "đề án", Kind.COUNT, Rows(SCHEMES),
              "Số đề án có thời gian thực hiện chạm vào kỳ", SCHEMES_BASIS),
    Indicator("DA-02", "schemes_items_due", "Hạng mục đề án đến hạn", "hạng mục", Kind.COUNT, ITEMS_DUE,
              "Số hạng mục của các đề án có hạn trong kỳ; không kể sơ kết, tổng kết", SCHEMES_BASIS),
    Indicator("DA-03", "schemes_items_done", "Hạng mục đề án hoàn thành", "hạng mục", Kind.COUNT, ITEMS_DONE,
              "Số hạng mục có hạn trong kỳ đã xong đến hết ngày cuối kỳ", SCHEMES_BASIS),
    Indicator("DA-04", "schemes_items_done_share", "Tỷ lệ hạng mục đề án hoàn thành", "%", Kind.RATIO, ITEMS_DONE,
              "Số hạng mục hoàn thành", SCHEMES_BASIS, denominator=ITEMS_DUE,
              denominator_text="Số hạng mục đến hạn trong kỳ", decimals=2, additive=False),
    Indicator("DA-05", "schemes_items_overdue", "Hạng mục đề án quá hạn chưa xong", "hạng mục", Kind.COUNT,
              Rows(SCHEME_ITEMS, _item_not_done), "Số hạng mục có hạn trong kỳ mà đến hết ngày cuối kỳ chưa xong", SCHEMES_BASIS),
    Indicator("DA-06", "schemes_reviews", "Cuộc sơ kết, tổng kết đề án", "cuộc", Kind.COUNT, Rows(SCHEME_ITEMS, _reviewed),
              "Số cuộc sơ kết, tổng kết đề án đã tổ chức trong kỳ", SCHEMES_BASIS),
)  # fmt: skip
