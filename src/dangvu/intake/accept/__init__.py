"""Which rows are accepted by which action: one handler for each kind of sheet, and how its rows are taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.tables import SheetKind
from dangvu.indicators import actions as indicators
from dangvu.indicators import sheets as indicator_sheets
from dangvu.intake.accept import discipline as discipline_rows
from dangvu.intake.accept import documents as documents_rows
from dangvu.intake.accept import exemplars as exemplar_rows
from dangvu.intake.accept import mass as mass_rows
from dangvu.intake.accept import meetings as meeting_rows
from dangvu.intake.accept import members as member_rows
from dangvu.intake.accept import money as money_rows
from dangvu.intake.accept import organisations, people, work
from dangvu.intake.accept import petitions as petition_rows
from dangvu.intake.accept import ranking as ranking_rows
from dangvu.intake.accept import vetting as vetting_rows
from dangvu.intake.accept.context import Group
from dangvu.members import actions as members
from dangvu.members import more_sheets as more_member_sheets
from dangvu.members import sheets as member_sheets
from dangvu.members.actions.absences import withdraw_absences
from dangvu.members.actions.cards import withdraw_cards
from dangvu.members.actions.handbook import withdraw_counts
from dangvu.members.models import Movement
from dangvu.organisations import sheets as organisation_sheets
from dangvu.organisations.queries import TreesThroughTime
from dangvu.work.admissions import actions as admissions
from dangvu.work.admissions import sheets as admission_sheets
from dangvu.work.awards import actions as awards
from dangvu.work.awards import sheets as award_sheets
from dangvu.work.discipline import actions as discipline
from dangvu.work.discipline import sheets as discipline_sheets
from dangvu.work.documents import actions as documents
from dangvu.work.documents import sheets as document_sheets
from dangvu.work.dues import actions as dues
from dangvu.work.dues import sheets as dues_sheets
from dangvu.work.exemplars import actions as exemplars
from dangvu.work.exemplars import sheets as exemplar_sheets
from dangvu.work.inspection import actions as inspection
from dangvu.work.inspection import sheets as inspection_sheets
from dangvu.work.integrity import actions as integrity
from dangvu.work.integrity import sheets as integrity_sheets
from dangvu.work.mass import actions as mass
from dangvu.work.mass import sheets as mass_sheets
from dangvu.work.meetings import actions as meetings
from dangvu.work.meetings import sheets as meeting_sheets
from dangvu.work.petitions import actions as petitions
from dangvu.work.petitions import sheets as petition_sheets
from dangvu.work.ranking import actions as ranking
from dangvu.work.ranking import sheets as ranking_sheets
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.resolutions import sheets as resolution_sheets
from dangvu.work.training import actions as training
from dangvu.work.training import sheets as training_sheets
from dangvu.work.vetting import actions as vetting
from dangvu.work.vetting import sheets as vetting_sheets

#: Every kind of sheet that dangvu reads, declared in its area.
KINDS: tuple[SheetKind, ...] = (
    *organisation_sheets.SHEETS,
    *member_sheets.SHEETS,
    *admission_sheets.SHEETS,
    *training_sheets.SHEETS,
    *resolution_sheets.SHEETS,
    *meeting_sheets.SHEETS,
    *document_sheets.SHEETS,
    *exemplar_sheets.SHEETS,
    *mass_sheets.SHEETS,
    *inspection_sheets.SHEETS,
    *discipline_sheets.SHEETS,
    *petition_sheets.SHEETS,
    *integrity_sheets.SHEETS,
    *vetting_sheets.SHEETS,
    *award_sheets.SHEETS,
    *dues_sheets.SHEETS,
    *ranking_sheets.SHEETS,
    *more_member_sheets.SHEETS,
    *indicator_sheets.SHEETS,
)
BY_SLUG: dict[str, SheetKind] = {kind.slug: kind for kind in KINDS}

#: Handlers in the order in which a file's sheets are accepted: first who is where, then what happened.
HANDLERS: dict[str, Callable[[Group], None]] = {
    "organisations": organisations.organisations,
    "roster": people.roster,
    "admissions": people.admitted,
    "recognitions": people.recognised,
    "movements": people.movements,
    "learners": people.learners,
    "admission_targets": work.targets,
    "task_progress": work.task_progress,
    "thematic_meetings": work.thematic_meetings,
    "cell_meetings": meeting_rows.cell_meetings,
    "study_sessions": documents_rows.study_sessions,
    "exemplars": exemplar_rows.exemplars,
    "mass_members": mass_rows.mass_members,
    "mass_counts": mass_rows.mass_counts,
    "mass_activities": mass_rows.mass_activities,
    "inspections": work.inspections,
    "discipline": discipline_rows.discipline,
    "awards": money_rows.awards,
    "dues": money_rows.dues,
    "petitions": petition_rows.petitions,
    "integrity": petition_rows.integrity,
    "vetting": vetting_rows.vetting,
    "ranked_organisations": ranking_rows.ranked_organisations,
    "ranked_members": ranking_rows.ranked_members,
    "cards": member_rows.cards,
    "absences": member_rows.members_absent,
    "handbook": member_rows.handbook_counts,
    "declared_figures": work.declared_figures,
}
RANK: dict[str, int] = {slug: rank for rank, slug in enumerate(HANDLERS)}


def take_back(
    *, actor: Actor, organisation: int, kind: str, rows: Collection[int], reason: str, trees: TreesThroughTime
) -> None:
    """What these source rows said is no longer said: their facts are retired by the area that holds them."""
    withdraw = {
        "admissions": admissions.withdraw, "recognitions": admissions.withdraw, "learners": training.withdraw,
        "admission_targets": resolutions.withdraw, "task_progress": resolutions.withdraw,
        "thematic_meetings": meetings.withdraw, "cell_meetings": meetings.withdraw, "inspections": inspection.withdraw,
        "ranked_organisations": ranking.withdraw, "ranked_members": ranking.withdraw,
        "study_sessions": documents.withdraw, "declared_figures": indicators.withdraw,
        "discipline": discipline.withdraw,
        "awards": awards.withdraw,
        "dues": dues.withdraw,
        "petitions": petitions.withdraw,
        "integrity": integrity.withdraw,
        "vetting": vetting.withdraw,
        "exemplars": exemplars.withdraw,
        "mass_members": mass.withdraw_members,
        "mass_counts": mass.withdraw_counts,
        "mass_activities": mass.withdraw_activities,
        "cards": withdraw_cards,
        "absences": withdraw_absences,
        "handbook": withdraw_counts,
    }.get(kind)  # fmt: skip
    if withdraw is not None:
        withdraw(actor=actor, organisation=organisation, source_rows=rows, reason=reason)
    if kind in ("roster", "admissions", "recognitions", "movements"):
        gone: list[int] = []
        for ids in bulk.chunks(rows):
            gone += Movement.objects.known().filter(source_row_id__in=ids).values_list("pk", flat=True)
        members.retire_movements(
            actor=actor, organisation=organisation, movements=gone, reason=reason, trees=trees
        )
