"""Finding people among 110,000: the slowest and the commonest of what is typed, for whoever may see all of them."""

from __future__ import annotations

from datetime import date
from statistics import median, quantiles
from time import perf_counter

from benchmarks.province import PEOPLE
from benchmarks.table import Row, child, duration

BAR_MS = 100
#: Two letters, everybody's words, words that seldom meet, words in another order, a rare one, none, a number's end.
TYPED = ("lê", "le", "đỗ", "do", "vũ", "vu", "ng", "nguyen", "thi", "nguyen thi", "thi van", "nguyen van an", "an nguyen",
         "hoa le thi", "ngoc bich", "oanh", "y", "n", "khong co ai", "4127", "012345", "nguyen 4127")  # fmt: skip


def measure(provinces: dict[str, str], rounds: int) -> list[Row]:
    """The p95 of all that is typed, and the slowest of it, on each database."""
    rows = []
    for name, url in provinces.items():
        found = child("search", str(rounds), database=url)
        rows.append(
            Row(f"search among {PEOPLE:,} people, {name}", f"{duration(found['p95'])} p95", bar=f"≤ {BAR_MS} ms",
                kept=found["p95"] * 1000 <= BAR_MS,
                note=f"search: {len(TYPED)} searches by someone who sees everybody, {name}: median "
                f"{duration(found['median'])}, slowest “{found['slowest']}” {duration(found['worst'])}")
        )  # fmt: skip
    return rows


def measured(rounds: int) -> dict[str, float | str]:
    """In a process with Django, on a province."""
    from benchmarks.figures import gather_statistics
    from dangvu.foundation.actor import OPERATOR
    from dangvu.members.queries.search import search

    gather_statistics()
    actor = _clerk()
    assert search(OPERATOR, "nguyen").is_more
    times: list[float] = []
    worst: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        for typed in TYPED:
            begun = perf_counter()
            search(actor, typed)
            worst.setdefault(typed, []).append(perf_counter() - begun)
    for seconds in worst.values():
        times += seconds[1:]
    slowest = max(worst, key=lambda typed: median(worst[typed][1:]))
    return {
        "p95": quantiles(times, n=20)[-1], "median": median(times), "worst": median(worst[slowest][1:]),
        "slowest": slowest,
    }  # fmt: skip


def _clerk() -> object:
    from dangvu.foundation.actor import Actor
    from dangvu.foundation.capabilities import ALL
    from dangvu.organisations.queries import tree_on

    (root,) = tree_on(date(2023, 6, 30)).roots
    return Actor("Người tra cứu", 1, {root: ALL})
