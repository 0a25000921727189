"""Finding people among 110,000: the slowest and the commonest of what is typed, for whoever may see all of them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from statistics import median, quantiles
from time import perf_counter

from benchmarks.databases import Fresh
from benchmarks.table import Row, child, duration

PEOPLE = 110_000
UNITS = 700
BAR_MS = 100
FAMILIES = ("Nguyễn " * 38 + "Trần " * 11 + "Lê " * 9 + "Phạm " * 7 + "Hoàng " * 5 + "Vũ " * 4 + "Đỗ " * 3
            + "Bùi Bùi Đặng Đặng Lý Ngô Dương Hồ Võ Phan Lương Tạ Mạc Kiều Vi Ma").split()  # fmt: skip
MIDDLES = ("Thị " * 45 + "Văn " * 35 + "Đức Minh Quang Hồng Ngọc Thanh Bích Hữu Xuân Thu " * 2).split()
GIVEN = ["An", "Anh", "Ẩm", "Ân", "Bình", "Bích", "Châu", "Chung", "Cường", "Dũng", "Dung", "Đăng", "Đức", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hiếu", "Hoa", "Hòa", "Hoàng", "Hùng", "Huệ", "Hương", "Khánh", "Kiên", "Lan", "Lâm", "Lê", "Linh", "Long", "Lợi", "Mai", "Minh", "Nam", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quang", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thu", "Thủy", "Tiến", "Trang", "Trung", "Tú", "Tuấn", "Tùng", "Uyên", "Vân", "Việt", "Vinh", "Vũ", "Xuân", "Yến", "Ý"]  # fmt: skip
#: Two letters, everybody's words, words that seldom meet, words in another order, a rare one, none, a number's end.
TYPED = ("lê", "le", "đỗ", "do", "vũ", "vu", "ng", "nguyen", "thi", "nguyen thi", "thi van", "nguyen van an", "an nguyen",
         "hoa le thi", "ngoc bich", "oanh", "y", "n", "khong co ai", "4127", "012345", "nguyen 4127")  # fmt: skip


def measure(fresh: dict[str, Fresh], rounds: int) -> list[Row]:
    """The p95 of all that is typed, and the slowest of it, on each database."""
    rows = []
    for name, make in fresh.items():
        found = child("search", str(PEOPLE), str(rounds), database=make())
        rows.append(
            Row(f"search among {PEOPLE:,} people, {name}", f"{duration(found['p95'])} p95", bar=f"≤ {BAR_MS} ms",
                kept=found["p95"] * 1000 <= BAR_MS,
                note=f"search: {len(TYPED)} searches by someone who sees everybody, {name}: median "
                f"{duration(found['median'])}, slowest “{found['slowest']}” {duration(found['worst'])}; "
                f"written by the actions at {found['rate']:,.0f} people a second")
        )  # fmt: skip
    return rows


def measured(people: int, rounds: int) -> dict[str, float | str]:
    """In a process with Django: fill a database by the actions, then search."""
    from django.db import connection

    from dangvu.foundation.actor import OPERATOR
    from dangvu.members.queries.search import search

    begun = perf_counter()
    fill(people)
    rate = people / (perf_counter() - begun)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
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
        "slowest": slowest, "rate": rate,
    }  # fmt: skip


def fill(people: int) -> None:
    """A province of UNITS grassroots cells and invented people, by the real actions."""
    from dangvu.foundation.actor import OPERATOR
    from dangvu.foundation.parameters.actions import seed
    from dangvu.foundation.partial_date import PartialDate
    from dangvu.members.actions import NewMovement, Profile, record_movements, register
    from dangvu.organisations.actions import ListedOrganisation, take_over
    from dangvu.organisations.models import Kind

    dice = random.Random(11)
    seed(actor=OPERATOR)
    first = date(2023, 1, 1)
    listed = [ListedOrganisation("Đảng bộ tỉnh", Kind.UPPER_COMMITTEE, position=1)] + [
        ListedOrganisation(f"Chi bộ số {n}", Kind.GRASSROOTS_CELL, parent_index=0, position=n + 1)
        for n in range(1, UNITS + 1)
    ]
    root, *cells = take_over(actor=OPERATOR, on=first, listed=listed)
    for start in range(0, people, 10_000):
        count = min(10_000, people - start)
        profiles = [_profile(dice, cells[dice.randrange(UNITS)], Profile, PartialDate) for _ in range(count)]
        ids = register(actor=OPERATOR, organisation=root, people=profiles)
        record_movements(
            actor=OPERATOR, organisation=root,
            movements=[
                NewMovement(id_, profile.unit_id, "tiep_nhan_danh_sach", first - timedelta(days=1), "chinh_thuc")
                for id_, profile in zip(ids, profiles, strict=True)
            ],
        )  # fmt: skip


def _profile(dice: random.Random, cell: int, profile: type, day: type) -> object:
    words = [dice.choice(FAMILIES), dice.choice(MIDDLES), dice.choice(GIVEN)]
    if dice.random() < 0.3:
        words.insert(2, dice.choice(GIVEN))
    return profile(
        name=" ".join(words), unit_id=cell, sex="nu" if "Thị" in words else "nam",
        birth=day(dice.randint(1950, 2004), dice.randint(1, 12), dice.randint(1, 28)), ethnicity="Kinh",
        personal_number=f"{dice.randrange(10**12):012}", card_number=f"{dice.randrange(10**8):08}",
        joined=day(dice.randint(1975, 2022), dice.randint(1, 12), dice.randint(1, 28)), education="dai_hoc",
    )  # fmt: skip


def _clerk() -> object:
    from dangvu.foundation.actor import Actor
    from dangvu.foundation.capabilities import ALL
    from dangvu.organisations.queries import tree_on

    (root,) = tree_on(date(2023, 6, 30)).roots
    return Actor("Người tra cứu", 1, {root: ALL})
