"""The evidence of a report that is being issued: made once, inside the act that issues it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.freeze import frozen
from dangvu.indicators.models import FigureVersion
from dangvu.indicators.queries import printed
from dangvu.reports.context import Composed, Material
from dangvu.reports.office.writing import Finished
from dangvu.reports.templates import template_on

from .binding import Bound, bind
from .canonical import sha256
from .facts import facts
from .manifest import Issue, body, printed_by_unit, printed_texts
from .wording import Wording

#: Frozen numbers are kept with four decimals.
_LAST_DIGIT = 0.00005


def evidence(
    *, actor: Actor, material: Material, finished: Finished, version: FigureVersion, opened: Act
) -> Bound:
    """The Word file with its seal, the page and the manifest of a report whose figures are frozen as ``version``."""
    table, composed = material.table, finished.composed
    own = Wording(finished.without_names) if finished.template else None
    _unchanged(version, material, composed)
    beside = facts(
        actor=actor, organisation=table.organisation, period=table.period, tree=material.tree, version=version,
        used=[indicator for indicator, _ in composed.printed],
    )  # fmt: skip
    issue = Issue(
        act=opened.number, at=opened.at, known_act=version.known_at, version=version.pk,
        template=_template(material, finished), program=program(),
    )  # fmt: skip
    texts = own.texts if own else printed_texts(composed.document)
    by_unit = own.by_unit if own else printed_by_unit(composed.document)
    content = body(material, composed, beside, issue, texts, by_unit)
    return bind(composed.document, content, finished.word, own)


def _template(material: Material, finished: Finished) -> dict[str, str]:
    """The Word file in which the report was written: the office's own, else the one of the rule valid on its date."""
    if finished.template is not None:
        return {"document": finished.template.title, "sha256": finished.template.sha256}
    template = template_on(material.dated)
    return {"document": template.document, "sha256": sha256(template.path.read_bytes())}


def _unchanged(version: FigureVersion, material: Material, composed: Composed) -> None:
    """Impossible where the report would print another number than the one that was locked or sent."""
    kept = frozen(version)[material.table.organisation.id]
    for indicator, figure in composed.printed:
        was = kept.get(indicator.name)
        if was is None or abs((was.value or 0) - (figure.value or 0)) > _LAST_DIGIT:
            before = "không có" if was is None else printed(indicator, was)
            raise Impossible(
                f"{indicator.title}: số đã chốt là {before}, tính lại ra {printed(indicator, figure)}, vì cách tính đã "
                "đổi từ khi chốt. Mở khóa kỳ, khóa lại (hoặc gửi lại) rồi ban hành."
            )


def program() -> str:
    """Which dangvu this is."""
    try:
        return installed("dangvu")
    except PackageNotFoundError:  # run from its sources
        return "?"
