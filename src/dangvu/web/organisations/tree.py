"""The tree of organisations on any day, opened at the organisation that one stands in; works without a script."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.foundation.ratio import vietnamese
from dangvu.organisations.queries import first_day
from dangvu.reorganisation.queries import Branch, counted_tree
from dangvu.web.gate import Place, at_organisation
from dangvu.web.organisations.forms import DayForm
from dangvu.web.organisations.panel import panel
from dangvu.web.pages import page


@at_organisation(READ_FIGURES)
def tree(request: HttpRequest, place: Place) -> HttpResponse:
    """Who is under whom on the day asked for (today), with members; what the chosen one is."""
    form = DayForm(request.GET if "ngay" in request.GET else None)
    day = form.day()
    top = counted_tree(actor=place.actor, organisation=place.node.id, on=day, today=place.tree)
    begins = first_day()
    return page(
        request, "organisations/tree.html", place, "organisation",
        form=form, day=day, is_today=day == clock.today(), top=top, begins=begins,
        drawn=_Drawn(place, day).of(top) if top else "",
        counts=_counts(top) if top else None,
        panel=panel(place, day, then=top.find(place.node.id)) if top else None,
    )  # fmt: skip


def _counts(top: Branch) -> tuple[int, int, int]:
    """Grassroots organisations, cells and members of the drawn tree."""
    waiting, grassroots, cells = [top], 0, 0
    while waiting:
        branch = waiting.pop()
        grassroots += branch.node.is_grassroots
        cells += branch.node.is_cell
        waiting += branch.children
    return grassroots, cells, top.members


class _Drawn:
    """The tree as nested lists: put together here, as a template that includes itself costs a page its speed."""

    def __init__(self, place: Place, day: date) -> None:
        self._place, self._day = place, day
        self._query = f"?ngay={day:%d/%m/%Y}" if day != clock.today() else ""
        self._open: set[int] = {place.node.id}
        self._address = reverse(
            "tree", kwargs={"code": "ma"}
        )  # put together, not looked up: a tree has hundreds

    def of(self, top: Branch) -> SafeString:
        self._mark_path(top)
        return mark_safe(f"<ul>{self._item(top)}</ul>")  # noqa: S308 - every name is escaped below

    def _mark_path(self, branch: Branch) -> bool:
        here = branch.node.id == self._place.node.id
        for child in branch.children:
            here = self._mark_path(child) or here
        if here:
            self._open.add(branch.node.id)
        return here

    def _item(self, branch: Branch) -> str:
        if not branch.children:
            return f"<li>{self._leaf(branch)}</li>"
        # The link stands beside the summary, not in it: a control inside a control is lost to screen readers.
        opened = " open" if branch.node.id in self._open else ""
        below = format_html('<span class="vh">Các tổ chức của {}</span>', branch.node.name)
        return (
            f'<li class="br">{self._leaf(branch)}<details{opened}><summary>{below}</summary>'
            f"<ul>{self._children(branch)}</ul></details></li>"
        )

    def _children(self, branch: Branch) -> str:
        if not branch.groups:
            return "".join(self._item(child) for child in branch.children)
        shown: list[str] = []
        for kind, branches, members in branch.groups:
            opened = " open" if any(b.node.id in self._open for b in branches) else ""
            items = "".join(self._item(b) for b in branches)
            shown.append(
                f"<li><details{opened}><summary>{escape(kind)} ({vietnamese(len(branches))})"
                f"<span>{vietnamese(members)}</span></summary><ul>{items}</ul></details></li>"
            )
        return "".join(shown)

    def _url(self, branch: Branch) -> str:
        """The address of what is still there today; what has ended has no page."""
        if branch.node.id not in self._place.tree:
            return ""
        return self._address.replace("/ma/", f"/{branch.node.code}/", 1) + self._query

    def _leaf(self, branch: Branch) -> SafeString:
        url, members = self._url(branch), vietnamese(branch.members)
        if not url:
            return format_html(
                '<span class="gone">{} (nay không còn)<span>{}</span></span>', branch.node.name, members
            )
        current = mark_safe(' aria-current="true"') if branch.node.id == self._place.node.id else ""
        return format_html('<a href="{}"{}>{}<span>{}</span></a>', url, current, branch.node.name, members)
