"""The gate of every page: who asks, at which organisation, with which capability, for which period.

A view under ``at_organisation`` declares a capability and receives a Place. Unknown and foreign organisations
are one 404; a known one without the capability is a 403; whoever is not signed in goes to the sign-in page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import known_on
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.periods import Period
from dangvu.organisations.access import may, reachable
from dangvu.organisations.tree import Node, Tree
from dangvu.web import periods
from dangvu.web.errors import WrongRequest, wrong_request

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Place:
    """Where the person stands: who they are, the organisation, the period (``?ky=``), the day by whose knowledge
    numbers are told (``?biet=``; none: as known now) and the day by whose tree they are placed (``?cay=``; none: each
    by the tree of its own day)."""

    actor: Actor
    node: Node
    tree: Tree
    asked: str = ""
    asked_known: str = ""
    asked_act: int | None = None  # as known after this very act: what was frozen there
    asked_tree: str = ""

    @cached_property
    def period(self) -> Period:
        """The period asked for; without one, the latest half-year that has records."""
        return periods.chosen(self.asked, None) if self.asked else self.latest

    @cached_property
    def latest(self) -> Period:
        return periods.latest(self.actor, self.node)

    @cached_property
    def known_day(self) -> date | None:
        """The day at whose end it was known so; None: now."""
        return periods.known_day(self.asked_known)

    @cached_property
    def known(self) -> int | None:
        """The last act of that day, for queries (``known=``); None: now."""
        if self.asked_act is not None:
            return self.asked_act
        return None if self.known_day is None else known_on(self.known_day)

    @cached_property
    def by(self) -> date | None:
        """The day whose tree places every number; None: each number is placed by the tree of its day."""
        return periods.tree_day(self.asked_tree, self.node)

    def may(self, capability: str) -> bool:
        return may(self.actor, capability, self.node.id, tree=self.tree)

    def url(self, name: str, code: str = "") -> str:
        """The address of a page of this organisation (or of ``code``), keeping the period."""
        return reverse(name, kwargs={"code": code or self.node.code}) + self.query

    def url_if(self, capability: str, name: str) -> str:
        """The address of a page of this organisation for whoever may open it; else none, so that no link leads
        to a closed door."""
        return self.url(name) if self.may(capability) else ""

    def url_of(self, name: str, code: str = "", **more: object) -> str:
        """The address of a page of this organisation that needs more than its code, keeping the period."""
        return reverse(name, kwargs={"code": code or self.node.code, **more}) + self.query

    def member_url(self, person: int, code: str = "") -> str:
        """The address of a person's page: put together, not looked up, as a list has hundreds."""
        code = code or self.node.code
        if code not in self._members:
            self._members[code] = reverse("members", kwargs={"code": code})
        return f"{self._members[code]}{person}/{self.query}"

    def figure_url(self, code: str, figure: str) -> str:
        """The address of one figure at ``code``: put together, not looked up, as a table has a thousand."""
        if code not in self._figures:
            self._figures[code] = reverse("figures", kwargs={"code": code})
        return f"{self._figures[code]}{figure}/{self.query}{self.tree_query}"

    def figures_url(self, name: str = "figures", code: str = "") -> str:
        """The address of a page of many figures, keeping the tree by which they are placed."""
        return self.url(name, code) + self.tree_query

    @cached_property
    def tree_query(self) -> str:
        return f"&cay={self.by.isoformat()}" if self.by else ""

    @cached_property
    def query(self) -> str:
        known = f"&biet={self.known_day.isoformat()}" if self.known_day else ""
        return f"?ky={self.period.code}{known}"

    @cached_property
    def _members(self) -> dict[str, str]:
        return {}

    @cached_property
    def _figures(self) -> dict[str, str]:
        return {}


def at_organisation(read: str | None, *, post: str | None = None) -> Callable[[View], View]:
    """A page of one organisation, for whoever holds ``read`` there or above.

    ``post`` is the capability that sending its form needs; without it the page takes no orders. ``read`` None: a
    page that only takes orders. The action asks for its rights again; the gate only spares the person a form.
    """
    methods = (["GET", "HEAD"] if read else []) + (["POST"] if post else [])

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if read else reverse("home"))
            actor = actor_for(request.user)
            capability = post if request.method == "POST" else read
            try:
                node, tree = reachable(actor, code, str(capability))
                asked = request.GET.get("ky", ""), request.GET.get("biet", "")
                place = Place(actor, node, tree, *asked, asked_tree=request.GET.get("cay", ""))
                return view(request, place, **kwargs)
            except LookupError as error:
                raise Http404 from error
            except Refused as error:
                raise PermissionDenied(str(error)) from error
            except WrongRequest as error:
                return wrong_request(request, str(error))

        guarded.capability, guarded.post = read, post  # type: ignore[attr-defined]
        return require_http_methods(methods)(guarded)

    return declare


def signed_in(view: View) -> View:
    """A page of no organisation, for whoever is signed in: their own account, work and jobs."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, actor_for(request.user), **kwargs)
        except LookupError as error:
            raise Http404 from error
        except Refused as error:
            raise PermissionDenied(str(error)) from error
        except WrongRequest as error:
            return wrong_request(request, str(error))

    return guarded
