"""For which organisations an actor may bring rows in, and what is said of a row where they may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dangvu.foundation import capabilities as can
from dangvu.foundation.actor import Actor
from dangvu.intake.people import Known
from dangvu.members.queries import stays_of
from dangvu.organisations.access import may, organisations_visible
from dangvu.organisations.tree import Tree

#: What writing a sheet of a kind takes besides the right to load: the areas' own actions ask for it again.
NEEDS: dict[str, frozenset[str]] = {
    "organisations": frozenset({can.REORGANISE}),
    "roster": frozenset({can.WRITE_MEMBERS}),
    "movements": frozenset({can.WRITE_MEMBERS}),
    "admissions": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "recognitions": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "learners": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "admission_targets": frozenset({can.WRITE_WORK}),
    "task_progress": frozenset({can.WRITE_WORK}),
    "thematic_meetings": frozenset({can.WRITE_WORK}),
    "cell_meetings": frozenset({can.WRITE_WORK}),
    "study_sessions": frozenset({can.WRITE_WORK}),
    "exemplars": frozenset({can.WRITE_WORK}),
    "mass_members": frozenset({can.WRITE_WORK}),
    "mass_counts": frozenset({can.WRITE_WORK}),
    "awards": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "dues": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "mass_activities": frozenset({can.WRITE_WORK}),
    "ranked_organisations": frozenset({can.WRITE_WORK}),
    "ranked_members": frozenset({can.WRITE_MEMBERS, can.WRITE_WORK}),
    "cards": frozenset({can.WRITE_MEMBERS}),
    "absences": frozenset({can.WRITE_MEMBERS}),
    "handbook": frozenset({can.WRITE_WORK}),
    "vetting": frozenset({can.WRITE_WORK}),
    "inspections": frozenset({can.WRITE_INSPECTION}),
    "discipline": frozenset({can.WRITE_INSPECTION}),
    "petitions": frozenset({can.WRITE_INSPECTION}),
    "integrity": frozenset({can.WRITE_INSPECTION}),
    "declared_figures": frozenset(),
}

#: Kinds that are read and written in their own line of rights.
INSPECTION_LINE = frozenset(kind for kind, needs in NEEDS.items() if can.WRITE_INSPECTION in needs)

NO_RIGHT = "no_right"
ASK = "Để nguyên dòng này; đề nghị người được giao nạp biểu của tổ chức đó nạp."
LEFT = "Dòng được giữ lại; người được giao việc này mở “Nạp dữ liệu” và bấm nhận là được ghi."


@dataclass(frozen=True, slots=True)
class Rights:
    """What one actor may bring in, by today's tree. ``home`` is where the load is made: whose matter refusals are."""

    actor: Actor
    tree: Tree
    loads: frozenset[int] | None = None
    home: int | None = None

    @classmethod
    def of(cls, actor: Actor, tree: Tree, home: int | None = None) -> Rights:
        if actor.is_operator or actor.organisations_with(can.LOAD) & set(tree.roots):
            return cls(actor, tree, None, home)
        return cls(actor, tree, frozenset(organisations_visible(actor, can.LOAD, tree)), home)

    @property
    def everywhere(self) -> bool:
        return self.loads is None

    @property
    def anywhere(self) -> bool:
        return self.loads is None or bool(self.loads)

    def covers(self, organisation: int | None) -> bool:
        """Whether the actor may bring in rows of this organisation."""
        return self.loads is None or (organisation is not None and organisation in self.loads)

    def mark(self, people: Mapping[int, Known]) -> None:
        """Say of people on record whether they are, or ever were, of the organisations that the actor may bring in.

        Whoever was never a member counts with the organisation under which they were registered.
        """
        if self.loads is None or not people:
            return
        for person, stays in stays_of(people).items():
            known = people[person]
            if stays:
                known.elsewhere = not any(stay.organisation in self.loads for stay in stays)
                known.gone = stays[-1].organisation not in self.loads
            else:
                known.elsewhere = self.loads.isdisjoint(self.tree.descendants(known.profile.unit_id or 0))

    def foreign(self, kind: str, sender: int | None) -> str:
        """Why a sheet of this sender is none of the actor's; '' where it is."""
        if self.covers(sender):
            return ""
        label = self.tree.label(sender) if sender is not None and sender in self.tree else "tổ chức khác"
        return f"Biểu này của {label}, ngoài các tổ chức mà đồng chí được nạp dữ liệu."

    def lacking(self, kind: str, sender: int | None) -> str:
        """Why somebody else has to accept a sheet of this kind, though the actor may hand it in; '' where not."""
        if self.actor.is_operator:
            return ""
        at = sender if kind != "organisations" else next(iter(self.tree.roots), sender)
        missing = [need for need in NEEDS.get(kind, ()) if at is None or not self._may(need, at)]
        if missing:
            return f"Loại biểu này do người khác nhận: đồng chí không được giao ghi {_WORDS.get(missing[0], '')}."
        return ""

    def may_settle(self, kind: str, sender: int | None) -> bool:
        """Whether the actor may have waiting rows of this sender and kind accepted."""
        if sender is None:  # whose it is may be told by now; the sheet is judged again then
            return self.everywhere
        return not self.foreign(kind, sender) and not self.lacking(kind, sender)

    def _may(self, capability: str, organisation: int) -> bool:
        return may(self.actor, capability, organisation, tree=self.tree)


_WORDS = {
    can.REORGANISE: "thay đổi tổ chức",
    can.WRITE_MEMBERS: "danh sách và biến động đảng viên",
    can.WRITE_WORK: "công việc của chi bộ",
    can.WRITE_INSPECTION: "kiểm tra, giám sát",
}
