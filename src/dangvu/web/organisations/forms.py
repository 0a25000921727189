"""The forms of organisations: posts of a committee, terms, and the six acts of reorganisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangvu.foundation import clock
from dangvu.organisations.actions import NO_DECISION, Decision, NewTerm
from dangvu.organisations.queries import kinds
from dangvu.organisations.rules import kinds_under
from dangvu.reorganisation.plans import Dissolve, Found, Merge, Move, Part, Plan, Rename, Split
from dangvu.reorganisation.queries import (
    Someone,
    people_of,
    possible_homes,
    possible_mergers,
    possible_parents,
)
from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField, WholeNumberField
from dangvu.web.gate import Place
from dangvu.work.officers.queries import BEGUN, ENDED, Candidate, Officer, posts_for

Choices = list[tuple[str, str]]
_NONE: Choices = [("", "Chọn…")]


class DecisionForm(forms.Form):
    """The decision behind a reorganisation. Its number and day are asked for when it is written, not before."""

    decision_number = TextField("Số quyết định", max_length=60, hint="Ví dụ: 214-QĐ/ĐUK")
    decision_date = DayField("Ngày quyết định", hint="Ngày ký. Ví dụ: 20/07/2023")
    decision_issuer = TextField(
        "Nơi ban hành", max_length=300, required=False, hint="Ví dụ: Đảng ủy Khối các cơ quan tỉnh"
    )

    def decision(self) -> Decision:
        told = self.cleaned_data
        return Decision(told["decision_number"], told["decision_date"], told["decision_issuer"])


class ActForm(forms.Form):
    """What every act asks: from which day. ``plan`` is what the answers mean."""

    def __init__(self, place: Place, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.place = place
        self.prepare()
        self.fields["on"] = DayField(
            "Có hiệu lực từ ngày", hint="Ngày đầu tiên theo tổ chức mới. Ví dụ: 01/08/2023"
        )

    def prepare(self) -> None:
        """Fields whose choices depend on the place."""

    def label(self, organisation: int) -> str:
        return self.place.tree.label(organisation)

    def choices(self, nodes: Sequence[Any]) -> Choices:
        return [(str(node.id), self.label(node.id)) for node in nodes]

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        raise NotImplementedError


class MoveForm(ActForm):
    """Chuyển."""

    def prepare(self) -> None:
        there = possible_parents(self.place.actor, self.place.node.id, self.place.tree)
        self.fields["parent"] = ChoiceField("Về trực thuộc", _NONE + self.choices(there),
                                            hint="Đảng viên, cấp ủy, chỉ tiêu và nhiệm vụ theo tổ chức.")  # fmt: skip

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data
        return Move(
            organisation=self.place.node.id, parent=int(told["parent"]), on=told["on"], decision=decision
        )


class MergeForm(ActForm):
    """Nhập."""

    def prepare(self) -> None:
        there = possible_mergers(self.place.actor, self.place.node.id, self.place.tree)
        hint = "Tổ chức được nhập chấm dứt; đảng viên theo về đây."
        if not self.place.node.is_cell:
            hint = "Đảng bộ được nhập chấm dứt; chi bộ được nhập thành chi bộ trực thuộc ở đây."
        if not there:
            hint = "Không có tổ chức nào mà đồng chí được giao sắp xếp để nhập vào đây; đề nghị cấp trên làm việc này."
        self.fields["organisations"] = TicksField(
            f"Nhập vào {self.place.node.name}", self.choices(there), hint=hint
        )

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data
        chosen = tuple(int(o) for o in told["organisations"])
        return Merge(organisations=chosen, into=self.place.node.id, on=told["on"], decision=decision)


class RenameForm(ActForm):
    """Đổi tên."""

    def prepare(self) -> None:
        node, tree = self.place.node, self.place.tree
        self.fields["name"] = TextField("Tên mới", max_length=300, initial=node.name,
                                        hint="Tên cũ giữ trong báo cáo và sổ sách trước ngày này.")  # fmt: skip
        above = tree[node.parent].kind if node.parent is not None and node.parent in tree else ""
        allowed = kinds_under(above) if above else frozenset({node.kind})
        self.fields["kind"] = ChoiceField("Loại hình", kinds(allowed), initial=node.kind,
                                          hint="Giữ nguyên nếu chỉ đổi tên.")  # fmt: skip

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data
        return Rename(organisation=self.place.node.id, name=told["name"], kind=told["kind"], on=told["on"],
                      decision=decision)  # fmt: skip


class DissolveForm(ActForm):
    """Giải thể."""

    def prepare(self) -> None:
        there = possible_homes(self.place.actor, self.place.node.id, self.place.tree)
        self.fields["members_to"] = ChoiceField(
            "Đảng viên chuyển đến", [("", "Không còn đảng viên"), *self.choices(there)], required=False,
            hint="Chi bộ nhận toàn bộ đảng viên. Ai đi nơi khác thì ghi chuyển sinh hoạt trước.",
        )  # fmt: skip

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data
        to = int(told["members_to"]) if told["members_to"] else None
        return Dissolve(organisation=self.place.node.id, members_to=to, on=told["on"], decision=decision)


class FoundForm(ActForm):
    """Thành lập."""

    def prepare(self) -> None:
        node, tree = self.place.node, self.place.tree
        self.fields["name"] = TextField("Tên tổ chức mới", max_length=300, hint=f"Trực thuộc {node.name}.")
        self.fields["kind"] = ChoiceField("Loại hình", kinds(kinds_under(node.kind)))
        below = self.choices([tree[child] for child in tree.children(node.id)])
        if below:
            self.fields["organisations"] = TicksField(
                "Chuyển vào tổ chức mới",
                below,
                required=False,
                hint="Chọn tổ chức trực thuộc đi theo, nếu có.",
            )

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data
        below = tuple(int(o) for o in told.get("organisations", ()))
        return Found(parent=self.place.node.id, name=told["name"], kind=told["kind"], organisations=below,
                     on=told["on"], decision=decision)  # fmt: skip


class SplitForm(ActForm):
    """Tách: up to three new organisations, and for each member (or organisation below) where it goes."""

    PARTS = (1, 2, 3)

    def prepare(self) -> None:
        place = self.place
        for number in self.PARTS:
            self.fields[f"name_{number}"] = TextField(
                f"Tên tổ chức mới {number}", max_length=300, required=number == 1
            )
        self.below = [place.tree[child] for child in place.tree.children(place.node.id)]
        self.people: list[Someone] = people_of(actor=place.actor, organisation=place.node.id)
        where = [("", "Ở lại"), *((str(n), f"Sang tổ chức mới {n}") for n in self.PARTS)]
        for node in self.below:
            self.fields[f"o_{node.id}"] = ChoiceField(node.name, where, required=False)
        for someone in self.people:
            self.fields[f"p_{someone.person}"] = ChoiceField(someone.name, where, required=False)

    def places(self) -> list[tuple[Any, str, str]]:
        """[(field, what it is, a word more)]: the table of who goes where."""
        rows = [(self[f"o_{node.id}"], node.name, node.kind_label) for node in self.below]
        return rows + [
            (
                self[f"p_{s.person}"],
                s.name,
                f"Sinh {s.birth_year}, {s.status.lower()}" if s.birth_year else s.status,
            )
            for s in self.people
        ]

    def heads(self) -> list[Any]:
        return [self[f"name_{number}"] for number in self.PARTS]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for number in self.PARTS[1:]:
            goes = any(value == str(number) for key, value in told.items() if key[:2] in ("p_", "o_"))
            if goes and not told.get(f"name_{number}"):
                self.add_error(
                    f"name_{number}", f"Đã chọn người sang tổ chức mới {number} nhưng chưa đặt tên."
                )
        return told

    def plan(self, decision: Decision = NO_DECISION) -> Plan:
        told = self.cleaned_data

        def going(prefix: str, number: int) -> frozenset[int]:
            return frozenset(
                int(key[2:]) for key, value in told.items() if key.startswith(prefix) and value == str(number)
            )

        parts = tuple(
            Part(told[f"name_{number}"], going("p_", number), going("o_", number))
            for number in self.PARTS
            if told[f"name_{number}"]
        )
        return Split(organisation=self.place.node.id, parts=parts, on=told["on"], decision=decision)


class SeatForm(forms.Form):
    """Somebody takes a post."""

    def __init__(self, kind: str, candidates: Sequence[Candidate] = (), data: Any = None) -> None:
        super().__init__(data, initial={"begun": "bau"})
        self.fields["name"] = TextField(
            "Họ và tên", max_length=200, hint="Gõ họ tên hoặc vài chữ trong tên, có dấu hay không dấu."
        )
        if candidates:
            several = [(str(c.person), _candidate(c)) for c in candidates]
            chosen = ChoiceField("Là đồng chí nào", several, widget=forms.RadioSelect)
            chosen.error_messages["required"] = "Chọn đúng người trong các đồng chí dưới đây."
            self.fields["person"] = chosen
        self.fields["post"] = ChoiceField("Chức vụ", _NONE + posts_for(kind))
        self.fields["on"] = DayField("Giữ chức từ ngày", hint="Ví dụ: 15/06/2023")
        self.fields["begun"] = ChoiceField("Hình thức", BEGUN)
        self.fields["number"] = TextField(
            "Số quyết định", max_length=60, required=False, hint="Ví dụ: 30-QĐ/ĐU"
        )
        self.fields["date"] = DayField("Ngày quyết định", required=False, hint="Ví dụ: 20/06/2023")


def _candidate(found: Candidate) -> str:
    born = f", sinh {found.birth_year}" if found.birth_year else ""
    return f"{found.name}{born}, {found.organisation}, {found.status.lower()}"


class LeaveForm(forms.Form):
    """Posts that are given up on a day."""

    def __init__(self, there: Sequence[Officer], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choices = [(str(o.seat), f"{o.post_label}: {o.name}, từ {o.since:%d/%m/%Y}") for o in there]
        self.fields["seats"] = TicksField("Thôi giữ chức", choices)
        self.fields["on"] = DayField("Từ ngày", hint="Ngày đầu tiên không còn giữ chức. Ví dụ: 01/08/2023")
        self.fields["ended"] = ChoiceField("Hình thức", ENDED)
        self.fields["number"] = TextField(
            "Số quyết định", max_length=60, required=False, hint="Ví dụ: 31-QĐ/ĐU"
        )
        self.fields["date"] = DayField("Ngày quyết định", required=False, hint="Ví dụ: 28/07/2023")


class TermForm(forms.Form):
    """A term that begins with a congress."""

    first_year = WholeNumberField("Nhiệm kỳ từ năm", least=1930, most=2200, hint="Ví dụ: 2020")
    last_year = WholeNumberField("đến năm", least=1930, most=2200, hint="Ví dụ: 2025")
    ordinal = WholeNumberField("Đại hội lần thứ", least=1, most=200, required=False,
                               hint="Ghi theo văn kiện đại hội; máy không tự tính.")  # fmt: skip
    congress_on = DayField("Ngày đại hội", hint="Nhiệm kỳ tính từ ngày này. Ví dụ: 15/06/2020")

    def term(self) -> NewTerm:
        told = self.cleaned_data
        return NewTerm(told["first_year"], told["last_year"], told["ordinal"], told["congress_on"])


class DayForm(forms.Form):
    """The day of a tree."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["ngay"] = DayField("Cây tổ chức ngày", required=False, hint="")

    def day(self) -> date:
        return (self.is_valid() and self.cleaned_data["ngay"]) or clock.today()
