"""What was kept and not counted, and every declared difference, for whoever has to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dangvu.foundation.capabilities import READ_FINDINGS, READ_NAMES
from dangvu.indicators.catalogue import BY_NAME
from dangvu.intake.queries import FindingView, Severity
from dangvu.intake.queries import findings as findings_of
from dangvu.intake.wording import TITLES
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page

#: {severity: the state class of its tag}; the word always stands beside the colour.
TAGS = {Severity.ERROR: "bad", Severity.HOLD: "warn", Severity.WAIT: "act", Severity.REMARK: ""}

#: What the first page asks for: {word in the address: severity}.
SEVERITIES = {"chua-tinh": Severity.HOLD, "cho": Severity.WAIT, "khong-doc": Severity.ERROR}


@at_organisation(READ_FINDINGS)
def findings(request: HttpRequest, place: Place) -> HttpResponse:
    """The open findings of the organisation and everything below it, by kind."""
    inside = set(place.tree.descendants(place.node.id))
    found = findings_of(actor=place.actor, organisations=inside)
    asked, severity = request.GET.get("loai", ""), SEVERITIES.get(request.GET.get("muc", ""))
    kinds = Counter(view.kind for view in found)
    listed = [view for view in found if severity is None or view.severity == severity]
    shown = leaf(request, [view for view in listed if view.kind == asked] if asked in kinds else listed)
    return page(
        request, "intake/findings.html", place, "findings",
        count=len(found),
        files=len({view.file for view in found if view.file}),
        chips=_chips(place, kinds, asked),
        leaf=shown,
        rows=[_row(place, view) for view in shown.items],
        kind=title(asked) if asked in kinds else severity.label if severity else "",
        names_hidden=not place.may(READ_NAMES),
    )  # fmt: skip


def title(kind: str) -> str:
    """What people call this kind of finding."""
    return TITLES.get(kind, "Việc khác")


def _chips(place: Place, kinds: Counter[str], asked: str) -> Sequence[tuple[str, str, int, bool]]:
    every = place.url("findings")
    chips = [("Tất cả", every, sum(kinds.values()), asked not in kinds)]
    chips += [
        (title(kind), f"{every}&loai={kind}", count, kind == asked) for kind, count in kinds.most_common()
    ]
    return chips


def _row(place: Place, view: FindingView) -> dict[str, object]:
    """A finding as the table shows it."""
    node = place.tree.nodes.get(view.organisation_id or 0)
    figure = BY_NAME.get(view.figure)
    mend = view.id is not None and view.row is not None and node is not None and place.may(READ_NAMES)
    return {
        "mend_url": (
            reverse("finding", kwargs={"code": place.node.code, "finding": view.id}) + place.query
            if mend
            else ""
        ),
        "view": view,
        "title": title(view.kind),
        "tag": TAGS.get(Severity(view.severity), ""),
        "severity": Severity(view.severity).label,
        "organisation": place.tree.label(node.id) if node else "",
        "organisation_url": place.url("organisation", node.code) if node else "",
        "figure_url": place.figure_url(node.code, figure.code) if node and figure else "",
        "figure": figure.title if figure else "",
    }
