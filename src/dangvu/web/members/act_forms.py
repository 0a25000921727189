"""The forms of what may be recorded about a member. Each knows what it asks for and which action it calls."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.foundation import clock
from dangvu.foundation.parameters.queries import Parameters
from dangvu.members import rules
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.badges import NewBadge, record_badges
from dangvu.members.actions.cards import NewCardEvent, record_cards
from dangvu.members.actions.leaving import Departure, Return, come_back, leave
from dangvu.members.actions.transfers import InternalMove, Introduction, introduce, move_within
from dangvu.members.queries.badges import marks_on, party_since, times_outside
from dangvu.members.queries.profile import PersonOnRecord
from dangvu.members.rules import badge
from dangvu.organisations.tree import Tree
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField, at_times
from dangvu.web.gate import Place

_PAPER = "Ví dụ: 812-QĐ/ĐU"


class ActForm(forms.Form):
    """A form about one person at one place."""

    def __init__(self, data: Any, *, place: Place, found: PersonOnRecord) -> None:
        super().__init__(data)
        self.prepare(place.tree, place, found)

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        """Fill the choices that depend on where the person is."""

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        """What the person at the desk should know of the rule before filling in."""
        return []

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        raise NotImplementedError


def cells_of(tree: Tree, organisation: int) -> list[tuple[str, str]]:
    """The cells of the grassroots organisation in which ``organisation`` lies, to choose from."""
    unit = tree.unit_of(organisation) or organisation
    cells = [tree[id_] for id_ in tree.descendants(unit) if tree[id_].is_cell]
    cells.sort(key=lambda node: node.position)
    return [(str(node.id), node.name) for node in cells] or [(str(unit), tree[unit].name)]


def units_but(tree: Tree, organisation: int) -> list[tuple[str, str]]:
    """Every grassroots organisation but that of ``organisation``."""
    own = tree.unit_of(organisation) if organisation in tree else None
    units = [node for node in tree if node.is_grassroots and node.id != own]
    return [(str(node.id), node.name) for node in units]


class IntroduceForm(ActForm):
    target = at_times(ChoiceField("Tổ chức nơi đến", [], required=False))
    target_name = at_times(
        TextField(
            "Hoặc tên nơi đến ngoài danh sách", required=False, hint="Ví dụ: Đảng bộ phường Hoa Lư, tỉnh khác"
        )
    )
    introduced_on = DayField("Ngày giới thiệu")
    paper_number = TextField("Số giấy giới thiệu", max_length=60, required=False, hint="Ví dụ: 15-GT/ĐU")
    moved_on = DayField(
        "Ngày quyết định chuyển công tác, nơi ở",
        required=False,
        hint="Để tính hạn làm thủ tục. Ví dụ: 05/03/2023",
    )
    late_reason = TextField("Lý do làm thủ tục muộn", required=False, hint="Chỉ cần khi đã quá hạn")

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        choices = [("", "Nơi đến không có trong danh sách"), *units_but(tree, found.organisation)]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return [
            "Làm thủ tục trong 60 ngày làm việc kể từ ngày có quyết định; nộp giấy ở nơi đến trong 30 ngày làm việc "
            "kể từ ngày giới thiệu (294-QĐ/TW, điểm 6.3). Hạn nộp được tính sẵn, trừ ngày nghỉ lễ.",
        ]  # fmt: skip

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        asked = Introduction(
            found.person, d["introduced_on"], int(d["target"]) if d["target"] else None, d["target_name"],
            d["moved_on"], d["paper_number"], d["late_reason"],
        )  # fmt: skip
        return introduce(actor=place.actor, organisation=place.node.id, introductions=[asked])


class MoveWithinForm(ActForm):
    cell = ChoiceField("Chi bộ mới", [])
    on = DayField("Chuyển từ ngày")
    decision_number = TextField("Số quyết định", max_length=60, required=False, hint=_PAPER)
    decided_on = DayField("Ngày quyết định", required=False)

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        own = str(found.organisation)
        cells = (
            [cell for cell in cells_of(tree, found.organisation) if cell[0] != own]
            if found.organisation in tree
            else []
        )
        self.fields["cell"].choices = [("", "Chọn chi bộ"), *cells]  # type: ignore[attr-defined]

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        if len(self.fields["cell"].choices) > 1:  # type: ignore[attr-defined]
            return []
        return ["Tổ chức cơ sở này không có chi bộ nào khác để chuyển đến."]

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        move = InternalMove(found.person, int(d["cell"]), d["on"], d["decision_number"], d["decided_on"])
        return move_within(actor=place.actor, organisation=place.node.id, moves=[move])


class AwayForm(ActForm):
    kind = ChoiceField("Đi", [("tam_thoi_cong_tac", "Công tác"), ("tam_thoi_hoc_tap", "Học tập")])
    host = ChoiceField("Nơi đến sinh hoạt tạm thời", [], required=False)
    place = TextField(
        "Hoặc tên nơi đến ngoài danh sách",
        required=False,
        hint="Ví dụ: Đảng bộ Học viện Chính trị khu vực I",
    )
    start = DayField("Từ ngày")
    until = DayField("Ngày trở về dự kiến")
    decision_number = TextField("Số giấy giới thiệu", max_length=60, required=False, hint="Ví dụ: 16-GT/ĐU")
    decided_on = DayField("Ngày giấy giới thiệu", required=False)

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        choices = [("", "Nơi đến không có trong danh sách"), *units_but(tree, found.organisation)]
        self.fields["host"].choices = choices  # type: ignore[attr-defined]

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return [
            "Đi công tác từ 3 tháng đến dưới 12 tháng; đi học từ 3 tháng đến 24 tháng. Dài hơn thì chuyển chính thức."
        ]

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        asked = NewAbsence(
            found.person,
            d["kind"],
            d["start"],
            d["until"],
            d["place"],
            "",
            d["decision_number"],
            d["decided_on"],
            int(d["host"]) if d["host"] else None,
        )
        return record_absences(actor=place.actor, organisation=place.node.id, absences=[asked])


class ExemptForm(ActForm):
    ground = ChoiceField("Lý do", [("", "Chọn lý do"), *rules.EXEMPTION_GROUNDS.items()])
    start = DayField("Miễn từ ngày")
    until = DayField(
        "Đến trước ngày", required=False, hint="Bỏ trống nếu chưa định ngày hết. Ví dụ: 01/09/2023"
    )
    decision_number = TextField(
        "Số nghị quyết của chi bộ", max_length=60, required=False, hint="Ví dụ: 07-NQ/CB"
    )
    decided_on = DayField("Ngày nghị quyết", required=False)

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        asked = NewAbsence(
            found.person,
            "mien",
            d["start"],
            d["until"],
            "",
            d["ground"],
            d["decision_number"],
            d["decided_on"],
        )
        return record_absences(actor=place.actor, organisation=place.node.id, absences=[asked])


_CARD_KINDS = [
    ("phat", "Phát thẻ"), ("phat_lai", "Cấp lại thẻ"), ("doi", "Đổi thẻ"), ("mat", "Báo mất thẻ"),
    ("thu_hoi", "Thu hồi thẻ"), ("gia_dinh_giu", "Gia đình giữ thẻ (từ trần)"),
]  # fmt: skip


class CardForm(ActForm):
    kind = ChoiceField("Việc", _CARD_KINDS)
    on = DayField("Ngày")
    number = TextField(
        "Số thẻ", max_length=20, required=False, hint="8 chữ số, từ 08/8/2025 là 12 chữ số. Ví dụ: 30.012345"
    )
    decision_number = TextField("Số quyết định", max_length=60, required=False, hint=_PAPER)
    decided_on = DayField("Ngày quyết định", required=False)
    reason = TextField(
        "Lý do, căn cứ",
        required=False,
        hint="Cần khi cấp lại (mất hay hỏng), khi thu hồi. Ví dụ: theo quyết định xóa tên 12-QĐ/ĐU",
    )

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        event = NewCardEvent(
            found.person, d["kind"], d["on"], d["number"], d["decision_number"], d["reason"], d["decided_on"]
        )
        return record_cards(actor=place.actor, organisation=place.node.id, events=[event])


class BadgeForm(ActForm):
    """Huy hiệu Đảng; the discipline is asked only to check the wait, and is not kept."""

    mark = ChoiceField("Mức", [])
    ground = ChoiceField("Trường hợp", list(badge.GROUNDS.items()))
    on = DayField("Ngày trao", hint="Ví dụ: 02/09/2023")
    decision_number = TextField("Số quyết định", max_length=60, hint=_PAPER)
    decided_on = DayField("Ngày quyết định")
    discipline = ChoiceField(
        "Kỷ luật gần nhất", [("", "Không có"), *badge.DISCIPLINE.items()], required=False
    )
    announced = DayField(
        "Ngày công bố kỷ luật", required=False, hint="Chỉ để kiểm tra thời gian chờ, không lưu lại ở đây"
    )

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        marks = marks_on(Parameters(), clock.today())
        self.fields["mark"].choices = [  # type: ignore[attr-defined]
            ("", "Chọn mức"), *((str(mark), f"{mark} năm") for mark in marks)
        ]  # fmt: skip

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        since, today = party_since(found.person), clock.today()
        if since is None:
            return ["Chưa ghi ngày quyết định kết nạp hoặc ngày vào Đảng nên chưa tính được tuổi đảng."]
        outside = times_outside(found.person)
        age = badge.party_age(since, today, outside)
        mark = badge.next_mark(since, today, marks_on(Parameters(), today), outside)
        said = f"Tuổi đảng đến hôm nay: {age // 12} năm {age % 12} tháng, tính từ {since:%d/%m/%Y}"
        said += " (đã trừ thời gian ở ngoài Đảng)." if outside else "."
        if mark:
            said += f" Đủ {mark} năm từ ngày {badge.reaches(since, mark, outside):%d/%m/%Y}."
        return [said]

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        asked = badge.Badge(int(d["mark"]), d["on"], d["ground"], d["discipline"], d["announced"])
        new = NewBadge(found.person, asked, d["decision_number"], d["decided_on"])
        return record_badges(actor=place.actor, organisation=place.node.id, badges=[new])


class LeaveForm(ActForm):
    """The ways out that a decision makes."""

    kind_of_leave = ""
    on = DayField("Có hiệu lực từ ngày")
    decision_number = TextField("Số quyết định", max_length=60, hint=_PAPER)
    decided_on = DayField("Ngày quyết định")
    note = TextField("Ghi chú", required=False)

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return ["Sau khi ghi, thu hồi thẻ đảng viên và ghi việc đó ở mục Thẻ đảng viên."]

    def striking(self) -> rules.StrikingFacts | None:
        return None

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        departure = Departure(
            found.person, self.kind_of_leave, d["on"], d.get("decision_number", ""), d.get("decided_on"),
            self.striking(), d["note"],
        )  # fmt: skip
        return leave(actor=place.actor, organisation=place.node.id, departures=[departure])


class StrikeOffForm(LeaveForm):
    kind_of_leave = "xoa_ten"
    ground = ChoiceField("Lý do xóa tên", [("", "Chọn lý do"), *rules.STRIKING_GROUNDS.items()])
    months = WholeNumberField(
        "Số tháng bỏ sinh hoạt hoặc không đóng đảng phí trong năm",
        least=1,
        most=12,
        required=False,
        hint="Ví dụ: 3",
    )
    helped_from = DayField(
        "Chi bộ giúp đỡ từ ngày", required=False, hint="Khi lý do là giảm sút ý chí. Ví dụ: 05/03/2022"
    )
    years = TextField(
        "Các năm không hoàn thành nhiệm vụ", max_length=40, required=False, hint="Ví dụ: 2021, 2022"
    )
    field_order = ("ground", "months", "helped_from", "years", "on", "decision_number", "decided_on", "note")

    def clean_years(self) -> tuple[int, ...]:
        words = self.cleaned_data["years"].replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) == 4 for word in words):
            raise forms.ValidationError("Ghi các năm bốn chữ số, ví dụ: 2021, 2022.")
        return tuple(sorted({int(word) for word in words}))

    def striking(self) -> rules.StrikingFacts:
        d = self.cleaned_data
        return rules.StrikingFacts(d["ground"], d["months"], d["helped_from"], d["years"])


class ResignForm(LeaveForm):
    kind_of_leave = "xin_ra"


class ExpelForm(LeaveForm):
    kind_of_leave = "khai_tru"

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return [
            "Ở đây chỉ ghi việc ra khỏi danh sách. Hồ sơ kỷ luật do bộ phận kiểm tra quản lý riêng; không ghi nội dung vụ việc.",
            *super().notes(place, found),
        ]  # fmt: skip


class DeathForm(LeaveForm):
    kind_of_leave = "tu_tran"
    on = DayField("Ngày từ trần")
    decision_number = None  # type: ignore[assignment]
    decided_on = None  # type: ignore[assignment]

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return ["Thẻ đảng viên do gia đình giữ; ghi việc đó ở mục Thẻ đảng viên."]


class BackForm(ActForm):
    """Coming back by a decision."""

    kind_of_return = ""
    cell = ChoiceField("Chi bộ", [])
    on = DayField("Có hiệu lực từ ngày")
    decision_number = TextField("Số quyết định", max_length=60, hint=_PAPER)
    decided_on = DayField("Ngày quyết định")
    note = TextField("Ghi chú", required=False)

    def prepare(self, tree: Tree, place: Place, found: PersonOnRecord) -> None:
        cells = [tree[id_] for id_ in tree.descendants(place.node.id) if tree[id_].is_cell]
        self.fields["cell"].choices = [  # type: ignore[attr-defined]
            ("", "Chọn chi bộ"), *((str(node.id), tree.label(node.id)) for node in cells),
        ]  # fmt: skip
        self.fields["cell"].initial = str(found.organisation)

    def do(self, place: Place, found: PersonOnRecord) -> Any:
        d = self.cleaned_data
        back = Return(
            found.person,
            int(d["cell"]),
            self.kind_of_return,
            d["on"],
            d["decision_number"],
            d["decided_on"],
            d["note"],
        )
        return come_back(actor=place.actor, organisation=place.node.id, returns=[back])


class RestoreForm(BackForm):
    kind_of_return = "phuc_hoi"


class ReadmitForm(BackForm):
    kind_of_return = "ket_nap_lai"

    def notes(self, place: Place, found: PersonOnRecord) -> list[str]:
        return ["Chỉ được kết nạp lại một lần, sau ít nhất 36 tháng kể từ khi ra khỏi Đảng."]
