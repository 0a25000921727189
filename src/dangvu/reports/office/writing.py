"""A report written out: in the office's own template where it has one in use, else in the standard form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.queries import available
from dangvu.organisations.access import may, organisations_visible
from dangvu.organisations.queries import first_day, tree_on
from dangvu.review.sections import Section

from .. import render
from ..context import Composed, Material, compose, scope_of
from ..document import Document
from ..kept import as_data, as_document, made_again
from ..models import IssuedReport, OfficeTemplate, TemplateUse
from .answers import Answers, answers
from .check import Checked, check
from .fill import filled
from .findings import Finding, errors
from .meaning import Knowledge
from .opening import Opened, open_template

#: Tables of the report itself, beside those of its outline.
_OWN_TABLES = frozenset({"targets", "definitions"})


@dataclass(frozen=True)
class Finished:
    """A report as a Word file; with the office's template and what was put into it, where it was written in one."""

    composed: Composed
    opened: Opened | None = None
    template: OfficeTemplate | None = None
    answers: Answers | None = None
    checked: Checked | None = None

    def word(self, document: Document) -> bytes:
        """The document (the report's own, or that with its seal) as the Word file."""
        if self.opened is None or self.answers is None:
            return render.docx(document)
        return filled(self.opened, self.answers, document)

    @property
    def without_names(self) -> bytes:
        """The report as the Word file, no people listed in it."""
        if self.opened is None or self.answers is None:
            return self.content
        return filled(self.opened, self.answers.without_names, self.composed.document)

    @cached_property
    def content(self) -> bytes:
        """The report as the Word file."""
        return self.word(self.composed.document)

    @property
    def wrong(self) -> list[Finding]:
        """What stands in the way of issuing it so."""
        return errors(self.checked.findings) if self.checked else []

    @property
    def kept(self) -> dict[str, object]:
        """The columns of an issued report that tell in which template it was written."""
        return {"office_template": self.template, "answers": self.answers and as_data(self.answers)}


def write(*, actor: Actor, material: Material, known: int) -> Finished:
    """The report in the template that is in use for its organisation and date.

    Impossible where a numbered report would be written in the office's own template and that does not fit. A template
    shared from above that does not fit here is passed over: its units can't mend it.
    """
    composed = compose(material)
    organisation = material.table.organisation.id
    template = in_use(organisation, material.outline.name, material.dated)
    if template is None:
        return Finished(composed)
    finished = write_in(
        bytes(template.content), actor=actor, material=material, composed=composed, known=known
    )
    wrong = finished.wrong
    if wrong and template.organisation_id != organisation:
        return Finished(composed)
    if wrong and not material.draft:
        raise Impossible(
            f"Mẫu “{template.title}” có {len(wrong)} chỗ phải sửa cho kỳ này. {wrong[0].place.words}: {wrong[0].wrong}. "
            "Vào “Mẫu của cơ quan” xem và sửa, hoặc ngừng dùng mẫu đó để in theo mẫu chuẩn."
        )
    return replace(finished, template=template)


def write_in(content: bytes, *, actor: Actor, material: Material, composed: Composed, known: int) -> Finished:
    """The report in this file. What has no answer there is printed in red, and stands in ``checked``."""
    opened = open_template(content)
    checked = check(opened, knowledge(actor, material, composed))
    used = frozenset(one.meant.indicator.name for one in checked.tags if one.meant and one.meant.indicator)
    if used - {indicator.name for indicator, _ in composed.printed}:
        composed = compose(replace(material, also=used))  # the annex of definitions tells those as well
    made = answers(actor=actor, material=material, composed=composed, known=known, tags=checked.tags)
    return Finished(composed, opened, answers=made, checked=checked)


def written_again(report: IssuedReport) -> bytes:
    """An issued report from what was kept of it, in the template in which it was written."""
    document = as_document(report.document or {})
    if report.office_template is None:
        return render.docx(document)
    made = made_again(Answers, report.answers or {})
    return filled(open_template(bytes(report.office_template.content)), made, document)


def in_use(organisation: int, report: str, day: date) -> OfficeTemplate | None:
    """The template for a report of that day: the organisation's own newest one, else that of the nearest organisation
    above that shares one."""
    path = tree_on(day).path(organisation) or (organisation,)
    uses = TemplateUse.objects.known().filter(
        template__report=report, template__organisation_id__in=path, valid_from__lte=day
    )
    fitting = [
        use
        for use in uses.select_related("template").defer("template__content")
        if _serves(use, organisation)
    ]
    if not fitting:
        return None
    best = min(
        fitting,
        key=lambda use: (
            path.index(use.template.organisation_id),
            -use.valid_from.toordinal(),
            -use.known_from_act_id,
        ),
    )
    found: OfficeTemplate = best.template
    return found


def _serves(use: TemplateUse, organisation: int) -> bool:
    return use.shared or use.template.organisation_id == organisation


def knowledge(actor: Actor, material: Material, composed: Composed) -> Knowledge:
    """What the check of a template has to know of this report."""
    organisation, tree = material.table.organisation, material.tree
    seen = available(actor, organisation.id)
    codes = {indicator.code: indicator for indicator in seen}
    scope = scope_of(organisation.id, tree)
    return Knowledge(
        organisation=organisation,
        period=material.table.period,
        tree=tree,
        figures=codes,
        hidden=frozenset(indicator.code for indicator in CATALOGUE if indicator.code not in codes),
        elsewhere=frozenset(organisations_visible(actor, READ_FIGURES, tree)),
        first_day=first_day(),
        may_read_names=may(actor, READ_NAMES, organisation.id),
        tables=_OWN_TABLES | {table.key for table in material.outline.tables if scope in table.scope},
        printed=tuple(indicator for indicator, _ in composed.printed),
        sections={
            place.key: len(material.narrative.get(place.key, ()))
            for part in material.outline.parts
            for place in part.prose
            if isinstance(place, Section)
        },
    )
