"""What the golden world holds of examples and mass organisations: see world."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.queries import tree_on
from dangvu.work.exemplars import actions as exemplars
from dangvu.work.mass import actions as mass

if TYPE_CHECKING:
    from tests.golden.world import World

GIVEN = ("An", "Bình", "Cúc", "Dậu", "Đào")


def make_exemplars(here: World) -> None:
    """Models, deeds and cells, some of which hold no longer; its chances are its own."""
    rng = here.random
    tree = tree_on(date(2023, 6, 30))
    for number, place in enumerate([*here.organisations, *here.cells]):
        kinds = ["mo_hinh_hoc_bac", "guong_hoc_bac", "dan_van_kheo"]
        if tree[place].is_cell:
            kinds += ["chi_bo_bon_tot", "chi_bo_kieu_mau"] * 2
        on = here.day().replace(year=rng.choice([2022, 2023, 2023]))
        until = rng.choice([None, on + timedelta(days=rng.randrange(400))])
        new = exemplars.NewExemplar(place, rng.choice(kinds), on, f"Việc {number}", until=until)
        (made,) = exemplars.tell(actor=OPERATOR, organisation=here.root, exemplars=[new])
        if rng.random() < 0.15:
            exemplars.take_back(actor=OPERATOR, organisation=here.root, exemplars=[made], reason="ghi nhầm")


def make_mass(here: World) -> None:
    """Units of mass organisations, people in one and in several, numbers of others, dialogues; its chances are its own."""
    rng = here.random
    kinds = ["cong_doan", "doan_thanh_nien", "hoi_phu_nu"]
    for number, place in enumerate([*here.units, *here.cells, here.root]):
        asked: dict[str, Any] = {"actor": OPERATOR, "organisation": place}
        for kind in rng.sample(kinds, rng.randrange(3)):
            ended = rng.choice([None, None, here.day() + timedelta(days=1)])
            new = mass.NewUnit(place, kind, f"Cơ sở {kind} {number}", date(2020, 1, 1), ended)
            (unit,) = mass.found_units(**asked, units=[new])
            people = {rng.choice(GIVEN): rng.choice([1985, 1990]) for _ in range(4)}
            said = [mass.NewMember(f"Trần Văn {name}", here.day(), year, rng.choice(["", f"0{year}9800{len(name):04}"]))
                    for name, year in people.items()]  # fmt: skip
            stays = [stay for one in said for stay in _once(asked, unit, one)]
            for stay in stays:
                if rng.random() < 0.2:
                    mass.leave(**asked, memberships=[stay], on=date(2023, 8, 1))
            told = mass.KindCount(
                kind, rng.choice([None, 40]), rng.choice([None, 50, 60]), rng.choice([None, 3])
            )
            mass.report(**asked, counts=[mass.NewCounts(place, here.day(), (told,), rng.choice([30, 35]))])
        for title in ("Một", "Hai"):
            act = mass.NewActivity(place, rng.choice(["doi_thoai", "dan_chu"]), here.day(), title)
            if rng.random() < 0.5:
                mass.hold(**asked, activities=[act])


def _once(asked: dict[str, Any], unit: int, one: mass.NewMember) -> list[int]:
    """Who is there already is not put there again."""
    try:
        return mass.enrol(**asked, unit=unit, members=[one])
    except Impossible:
        return []
