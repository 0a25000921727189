"""What is asked for about tasks: giving, putting off, saying how far and that it is done."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField, WholeNumberField, at_times
from dangvu.web.gate import Place
from dangvu.work.resolutions import queries
from dangvu.work.resolutions.actions import NewTask, Origin
from dangvu.work.resolutions.rules.tasks import ORIGIN_TITLES, ROMAN

_DAY = "Ví dụ: 30/06/2023"
_ALL, _OWN = "moi-noi", "tu-lam"
QUARTERS = [("", "Theo hạn"), *((str(number), f"Quý {roman}") for number, roman in ROMAN.items())]


class TaskForm(forms.Form):
    """One task for any number of organisations. ``origin``: the thing it is born from, where the address names it."""

    title = TextField(
        "Nhiệm vụ", max_length=300, lines=2, hint="Ví dụ: Sơ kết giữa nhiệm kỳ 2020–2025. Không ghi việc mật"
    )
    product = TextField("Sản phẩm", required=False, hint="Ví dụ: Báo cáo, kế hoạch, biên bản hội nghị")
    due_on = at_times(DayField("Hạn", required=False, hint=_DAY))
    working_days = at_times(
        WholeNumberField("Hoặc số ngày làm việc", least=1, most=366, required=False,
                         hint="Kể từ ngày giao, trừ ngày nghỉ và ngày lễ. Ví dụ: 10")
    )  # fmt: skip
    to = at_times(ChoiceField("Giao cho", [], required=False, widget=forms.RadioSelect))
    units = at_times(
        TicksField(
            "Hoặc chỉ giao cho một số nơi",
            [],
            required=False,
            hint="Đánh dấu nơi nào thì chỉ giao cho những nơi ấy",
        )
    )
    in_charge = TextField(
        "Người, bộ phận phụ trách", max_length=100, required=False,
        hint="Khi giao cho một nơi, hoặc cấp ủy tự làm. Ví dụ: Văn phòng Đảng ủy. Đơn vị đổi được sau",
    )  # fmt: skip
    programme = ChoiceField("Chương trình công tác", [], required=False)
    quarter = ChoiceField("Quý", QUARTERS, required=False)
    given_on = DayField("Ngày giao", required=False, hint=f"Để trống: hôm nay. {_DAY}")
    kind = ChoiceField(
        "Loại", queries.TASK_KINDS, hint="“Sơ kết giữa nhiệm kỳ” được tính vào số liệu NV-01 đến NV-03"
    )
    origin_kind = ChoiceField("Giao theo", [], required=False)
    origin_title = TextField(
        "Ghi là",
        required=False,
        hint="Ví dụ: Kết luận của đồng chí Bí thư tại hội nghị giao ban ngày 03/04/2023",
    )

    def __init__(self, place: Place, data: Any, origin: Origin | None, programme: int | None = None) -> None:
        tree, node = place.tree, place.node
        self.here, self.below = node.id, tree.children(node.id)
        super().__init__(
            data,
            initial={
                "to": _ALL if self.below else _OWN,
                "kind": queries.TASK_KINDS[-1][0],
                "programme": str(programme or ""),
            },
        )
        own = "Cấp ủy tự làm" if self.below else f"{node.name} tự làm"
        everyone = [(_ALL, f"Mọi tổ chức trực tiếp bên dưới ({len(self.below)})")] if self.below else []
        self._choose("to", [*everyone, (_OWN, own)])
        self._choose(
            "units",
            [*((str(id_), tree[id_].name) for id_ in self.below), (str(node.id), f"{node.name} (tự làm)")],
        )
        if not self.below:
            del self.fields["units"]
        every = queries.programmes(actor=place.actor, organisation=node.id)
        self._choose(
            "programme", [("", "Không thuộc chương trình"), *((str(one.id), one.heading) for one in every)]
        )
        if not every:
            del self.fields["programme"], self.fields["quarter"]
        if origin is not None:
            del self.fields["origin_kind"], self.fields["origin_title"]
        else:
            self._choose(
                "origin_kind", [("", "Không ghi"), *((k.value, title) for k, title in ORIGIN_TITLES.items())]
            )
        self.origin = origin

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("units") and not told.get("to"):
            self.add_error("to", "Chưa chọn đơn vị phải làm.")
        if told.get("origin_kind") and not told.get("origin_title"):
            self.add_error("origin_title", "Chưa ghi là văn bản, kết luận hay ý kiến nào.")
        if told.get("origin_title") and not told.get("origin_kind"):
            self.add_error("origin_kind", "Chưa chọn giao theo gì.")
        return told

    def told(self) -> NewTask:
        d = self.cleaned_data
        origin = self.origin
        if origin is None and d["origin_kind"]:
            origin = Origin(d["origin_kind"], d["origin_title"])
        ticked = tuple(int(id_) for id_ in d.get("units") or ())
        units = ticked or ((self.here,) if d["to"] == _OWN else tuple(self.below))
        return NewTask(
            d["title"], units, d["kind"], d["product"], d["given_on"], d["due_on"],
            d["working_days"], int(d["programme"]) if d.get("programme") else None,
            int(d["quarter"]) if d.get("quarter") else None, d["in_charge"], origin,
        )  # fmt: skip


class DoneForm(forms.Form):
    done_on = DayField("Ngày làm xong", hint="Ví dụ: 12/06/2023")
    form = TextField("Hình thức", max_length=60, required=False, hint="Ví dụ: Hội nghị trực tiếp")
    paper = TextField(
        "Văn bản chứng minh", max_length=200,
        hint="Ví dụ: Biên bản hội nghị số 05-BB/ĐU ngày 12/06/2023. Không ghi văn bản mật",
    )  # fmt: skip


class ResultForm(forms.Form):
    on = DayField("Đến ngày", hint=_DAY)
    percent = WholeNumberField("Ước đạt (%)", least=0, most=100, required=False, hint="Ví dụ: 60")
    text = TextField(
        "Đã làm được", max_length=500, lines=3, hint="Ví dụ: Đã có dự thảo, đang lấy ý kiến các chi bộ"
    )


class ChargeForm(forms.Form):
    in_charge = TextField(
        "Người, bộ phận phụ trách", max_length=100, required=False,
        hint="Ví dụ: Văn phòng Đảng ủy; đồng chí Phó Bí thư. Để trống: chưa phân công",
    )  # fmt: skip


class ExtendForm(forms.Form):
    to = DayField("Hạn mới", hint="Ví dụ: 15/07/2023")
    reason = TextField("Lý do", hint="Ví dụ: chờ hướng dẫn của cấp trên")
    on = DayField("Ngày cho gia hạn", required=False, hint="Để trống: hôm nay")
    document = TextField(
        "Văn bản cho gia hạn", max_length=100, required=False, hint="Ví dụ: Công văn số 112-CV/ĐUK"
    )
    units = TicksField("Đơn vị được gia hạn", [])

    def __init__(self, data: Any, choices: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"units": [choices[0][0]] if len(choices) == 1 else []})
        self.fields["units"].choices = choices  # type: ignore[attr-defined]


class ProgrammeForm(forms.Form):
    year = WholeNumberField("Năm", least=2000, most=2100, hint="Ví dụ: 2023")
    title = TextField("Tên chương trình", hint="Ví dụ: Chương trình công tác của Ban Thường vụ Đảng ủy")
    document = TextField("Văn bản", max_length=100, required=False, hint="Ví dụ: 05-CTr/ĐUK ngày 10/01/2023")
