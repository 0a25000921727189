"""The common pages through Django's own client: how long, how many queries, how heavy; and how long the first time
after an act, when nothing that is kept between acts is of use."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from benchmarks.databases import Fresh
from benchmarks.table import SAMPLE, Row, child

REQUESTS = 30
#: So many times an act comes first, and the slowest of the readings after it is told.
ACTS = 5
FIRST_MS = 1000
#: The bars of the house: milliseconds at 5,400 members and at 110,000; kilobytes over the wire.
BARS = {"demo": 100, "province": 200}
FIRST_KB, HOME_HTML_KB, NEXT_KB = 150, 60, 25


@dataclass(frozen=True)
class Asked:
    """One page: an address, or what is sent to it."""

    title: str
    url: str
    sent: str = ""


def measure(fresh: dict[str, Fresh], provinces: dict[str, str]) -> list[Row]:
    """A row for each page, on each database, of each size."""
    rows: list[Row] = []
    for name, make in fresh.items():
        demo = make()
        child("load", str(SAMPLE), database=demo)
        for size, url in (("demo", demo), ("province", provinces[name])):
            found = child("pages", database=url)
            rows += [_row(name, size, found, title) for title in found["titles"]]
            rows += [_first_row(name, found, title) for title in found["titles"]]
            if name == "SQLite" and size == "demo":
                first = found["home: first_kb"]
                rows.append(Row("first page in all, over the wire", f"{first:.0f} KB", bar=f"≤ {FIRST_KB} KB",
                                kept=first <= FIRST_KB))  # fmt: skip
    return rows


def _row(database: str, size: str, found: dict[str, Any], title: str) -> Row:
    bar = BARS[size]
    html, wire = found[f"{title}: html_kb"], found[f"{title}: wire_kb"]
    kept = found[f"{title}: p95"] <= bar and wire <= NEXT_KB and (title != "home" or html <= HOME_HTML_KB)
    return Row(
        f"{title}, {found['members']:,} members, {database}",
        f"p50 {found[f'{title}: p50']:.0f}, p95 {found[f'{title}: p95']:.0f} ms "
        f"({found[f'{title}: processor']:.0f} of the processor), "
        f"{found[f'{title}: queries']:.0f} queries, {html:.0f} KB ({wire:.1f} gzipped)",
        bar=f"p95 ≤ {bar} ms, ≤ {NEXT_KB} KB", kept=kept,
        note=f"pages: {REQUESTS} requests each after a warm-up by an officer who sees everything, in one process",
    )  # fmt: skip


def _first_row(database: str, found: dict[str, Any], title: str) -> Row:
    slowest = found[f"{title}: first"]
    return Row(
        f"{title}, first reading after an act, {found['members']:,} members, {database}",
        f"{slowest:.0f} ms ({found[f'{title}: first_processor']:.0f} of the processor)",
        bar=f"≤ {FIRST_MS} ms", kept=slowest <= FIRST_MS,
        note=f"first reading: the slowest of {ACTS}, each after an act that changes nothing",
    )  # fmt: skip


def measured(requests: int = REQUESTS) -> dict[str, Any]:
    """In a process with Django, on a loaded database."""
    from django.test import Client

    from benchmarks.figures import counted_queries, gather_statistics
    from dangvu.members.models import Membership

    gather_statistics()
    from dangvu.config import wsgi

    assert wsgi.application  # the process as it serves
    client = Client()
    client.force_login(_officer())
    found: dict[str, Any] = {
        "titles": [],
        "members": Membership.objects.known().filter(valid_to=None).count(),
    }
    for asked in _asked():
        ask = _asking(client, asked)
        ask()
        with counted_queries() as count:
            page = ask()
        begun = process_time()
        times = [_seconds(ask) * 1000 for _ in range(requests)]
        processor = (process_time() - begun) * 1000 / requests
        found["titles"].append(asked.title)
        found |= {
            f"{asked.title}: {what}": value
            for what, value in {
                "p50": median(times), "p95": quantiles(times, n=20)[-1], "queries": count[0],
                "processor": processor, **_after_acts(ask),
                "html_kb": len(page) / 1024, "wire_kb": len(gzip.compress(page, 6)) / 1024,
            }.items()
        }  # fmt: skip
    found["home: first_kb"] = found["home: wire_kb"] + sum(_weights(client))
    return found


def _asking(client: Any, asked: Asked) -> Callable[[], bytes]:
    def ask() -> bytes:
        response = client.post(asked.url, {"tim": asked.sent}) if asked.sent else client.get(asked.url)
        assert response.status_code == 200, (asked, response.status_code)
        return bytes(response.content)

    return ask


def _after_acts(ask: Callable[[], bytes]) -> dict[str, float]:
    """The slowest reading after an act, and what the processor spent on one of them."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.audit.actions import act

    times, processor = [], 0.0
    for _ in range(ACTS):
        with act(OPERATOR, "benchmark"):
            pass
        begun = process_time()
        times.append(_seconds(ask) * 1000)
        processor += process_time() - begun
    return {"first": max(times), "first_processor": processor * 1000 / ACTS}


def _seconds(ask: Callable[[], bytes]) -> float:
    begun = perf_counter()
    ask()
    return perf_counter() - begun


def _asked() -> Iterator[Asked]:
    """The pages of a working day, at the root, by whoever sees everything."""
    from dangvu.members.models import Membership
    from dangvu.members.queries.people import profiles
    from dangvu.organisations.queries import tree_on

    tree = tree_on(date(2023, 6, 30))
    root = max(tree.roots, key=lambda one: len(tree.descendants(one)))
    at = f"/o/{tree[root].code}/"
    someone = (
        Membership.objects.known()
        .filter(valid_to=None)
        .order_by("pk")
        .values_list("person_id", flat=True)[777]
    )
    known = profiles([someone])[someone]
    words = known.name.split()
    yield Asked("home", "/")
    yield Asked("organisation", at)
    yield Asked("tree", f"{at}cay/")
    yield Asked("members", f"{at}dang-vien/")
    yield Asked("members, 2nd page, filtered", f"{at}dang-vien/?gioi-tinh=nu&trang=2")
    for typed in ("Lê", "Đỗ", "Vũ", "nguyen", f"{words[-1]} {words[0]}", f"{words[0]} {words[-1]}"):
        shown = (
            typed
            if len(typed) < 4 or typed == "nguyen"
            else ("two words" if typed.startswith(words[0]) else "two words turned")
        )
        yield Asked(f"search “{shown}”", f"{at}tim/", typed)
    if number := known.personal_number or known.card_number:
        yield Asked("search by part of a number", f"{at}tim/", number[3:8])
    yield Asked("profile", f"{at}dang-vien/{someone}/")
    yield Asked("figures", f"{at}so-lieu/")
    yield Asked("a figure and its list", f"{at}so-lieu/KN-02/")
    yield Asked("the list of all members of a figure", f"{at}so-lieu/DV-02/")
    yield Asked("targets", f"{at}chi-tieu/")
    yield Asked("admissions", f"{at}ket-nap/")
    yield Asked("findings", f"{at}can-xu-ly/")


def _officer() -> Any:
    """Somebody who may read everything at the root."""
    from dangvu.accounts.actions import create_user
    from dangvu.accounts.models import User
    from dangvu.foundation.actor import OPERATOR
    from dangvu.organisations.queries import tree_on

    there = User.objects.filter(username="do-toc-do").first()
    if there is not None:
        return there
    tree = tree_on(date(2023, 6, 30))
    root = max(tree.roots, key=lambda one: len(tree.descendants(one)))
    return create_user(
        actor=OPERATOR, username="do-toc-do", password="mật-khẩu-để-đo", full_name="Người Đo", organisation=root,
        role="tinh_to_chuc", on=date(2023, 1, 1), password_only=True,
    )  # fmt: skip


def _weights(client: Any) -> Iterator[float]:
    """Kilobytes, gzipped where that helps, of everything that the first page asks for beside its HTML."""
    import re

    from dangvu.config.settings import STATICFILES_DIRS

    html = client.get("/").content.decode()
    static = Path(STATICFILES_DIRS[0])
    files = set(re.findall(r'(?:href|src)="/static/([^"#?]+)', html))
    css = "".join((static / path).read_text() for path in files if path.endswith(".css"))
    files |= {found.lstrip("./") for found in re.findall(r"url\([\"']?(?:/static/)?([^\"')]+\.woff2)", css)}
    for path in sorted(files):
        content = (static / path).read_bytes()
        yield min(len(content), len(gzip.compress(content, 6))) / 1024
