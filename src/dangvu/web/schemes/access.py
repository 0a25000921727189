"""Who may see the schemes, and who may write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import EVERYBODY, Page, holders
from dangvu.work.schemes.queries import SchemeView


def _view(bloc: Any) -> SchemeView:
    """A scheme of the first unit with a phase, an open item, one that is done, and a measure."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.work.schemes import actions, queries

    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.first_unit}
    there = queries.schemes(**asked, tree=bloc.tree)
    if there:
        return there[0]
    new = actions.NewScheme(
        "Đề án chuyển đổi số", date(2022, 1, 1), date(2025, 12, 31),
        phases=(actions.NewPhase("Giai đoạn 1", date(2022, 1, 1), date(2023, 12, 31)),),
        items=(actions.NewItem("Ban hành kế hoạch", date(2022, 3, 31)), actions.NewItem("Tập huấn", date(2023, 9, 30))),
        measures=(actions.NewMeasure("Văn bản ký số", "%", plan=((date(2023, 12, 31), Decimal(70)),)),),
    )  # fmt: skip
    actions.keep_schemes(**asked, schemes=[new])
    first = queries.schemes(**asked, tree=bloc.tree)[0].items[0].id
    actions.say_items_done(**asked, items=[first], done_on=date(2022, 3, 20), paper="Kế hoạch số 05-KH/ĐU")
    return queries.schemes(**asked, tree=bloc.tree)[0]


def _scheme(bloc: Any) -> int:
    return _view(bloc).id


def _item(done: bool) -> Any:
    return lambda bloc: next(item.id for item in _view(bloc).items if (item.done_on is not None) is done)


_WRITE, _ONE = holders(can.WRITE_WORK), {"scheme": _scheme}
PAGES = (
    Page("schemes", "Đề án: danh sách", EVERYBODY),
    Page("scheme_new", "Đề án: ghi mới", _WRITE, _WRITE),
    Page("scheme", "Đề án: một đề án", EVERYBODY, kwargs=_ONE),
    Page("scheme_correct", "Đề án: sửa thông tin", _WRITE, _WRITE, _ONE),
    Page("scheme_take_back", "Đề án: bỏ ghi nhầm", _WRITE, _WRITE, _ONE),
    Page("scheme_add", "Đề án: thêm giai đoạn, hạng mục, chỉ số, số đo", _WRITE, _WRITE, {**_ONE, "what": "hang-muc"}),
    Page("scheme_item_done", "Đề án: báo xong hạng mục", _WRITE, _WRITE, {**_ONE, "item": _item(False)}),
    Page("scheme_item_undone", "Đề án: rút lại việc đã báo xong", _WRITE, _WRITE, {**_ONE, "item": _item(True)}),
    Page("scheme_drop", "Đề án: bỏ phần ghi nhầm", _WRITE, _WRITE,
         {**_ONE, "what": "giai-doan", "piece": lambda bloc: _view(bloc).phases[0].id}),
)  # fmt: skip
