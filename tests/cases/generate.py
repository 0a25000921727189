"""A whole load: which file holds what, under which titles, in whose style."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.cases import tables
from tests.cases.counting import expected
from tests.cases.facts import Org, Record, Unit, World
from tests.cases.invent import Options, invent
from tests.cases.tables import SheetCells, Style, Table, Value
from tests.cases.writers import write

PERIOD_TEXTS = {
    (1, 6): ("6 tháng đầu năm {y}", "06 tháng đầu năm {y}", "Sáu tháng đầu năm {y}"), (7, 12): ("6 tháng cuối năm {y}",),
    (1, 12): ("Năm {y}", "(Năm {y})"), (1, 9): ("9 tháng đầu năm {y}",), (1, 3): ("Quý I năm {y}", "Quý I/{y}"),
    (4, 6): ("Quý II năm {y}", "(Quý II/{y})"),
}  # fmt: skip
AS_AT_TEXTS = (
    "(Tính đến ngày {d})",
    "(Tính đến {d})",
    "Có đến ngày {d}",
    "Thời điểm {d}",
    "Số liệu tính đến hết ngày {d}",
)


def generate(folder: Path | str, seed: int, **options: Any) -> dict[str, Any]:
    """Invent the case of a seed, write its workbooks below ``folder``, and return what is expected of it."""
    rng = random.Random(seed)
    asked = Options(**options)
    world = invent(rng, asked)
    Writer(rng, world, Path(folder), asked).write()
    found = expected(world)
    (Path(folder) / "expected.json").write_text(
        json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return found


class Writer:
    def __init__(self, rng: random.Random, world: World, folder: Path, options: Options) -> None:
        self.rng, self.world, self.folder, self.options = rng, world, folder, options
        self.eve = world.start - timedelta(days=1)
        self.as_at = rng.choice((self.eve, self.eve, world.start))
        self.spread = not options.plain and rng.random() < 0.25
        """Files in several folders, one for each unit."""

    def write(self) -> None:
        self._bloc()
        for number, unit in enumerate(self.world.units, 1):
            self._unit(number, unit, told=number == 1)

    # -- styles

    def style(self) -> Style:
        rng = self.rng
        if self.options.plain:
            return Style(titles="plain", two_rows=False, as_at=AS_AT_TEXTS[0])
        encoding = rng.choice(("",) * 8 + ("tcvn3", "vni", "decomposed"))
        return Style(
            titles=rng.choice(("plain", "plain", "letterhead", "joined", "bare", "none")), blanks=rng.choice((0, 0, 1, 3)),
            two_rows=rng.random() < 0.6, numbering=rng.choice(("", "", "brackets", "digits", "letters")),
            merge=rng.random() < 0.7, shift=rng.choice((0, 0, 0, 1, 2)), order=rng.choice(("TT", "STT", "Số TT", "TT", "")),
            sex=rng.choice(("column", "mark", "marks", "birth", "birth")), split_name=rng.choice(("", "", "", "merged", "apart")),
            dates=rng.choice(("date", "date", "text", "text", "short", "dots", "dashes", "mixed", "words", "iso", "serial", "stamp")),
            encoding=encoding, cells=rng.choice(("column", "column", "column", "groups", "merged", "sheets")),
            footer=rng.random() < 0.7, numbers=rng.choice(("text", "text", "number", "mixed", "none")), shuffle=rng.random() < 0.25,
            capitals=rng.random() < 0.15 and encoding not in ("tcvn3",), names=rng.choice(("", "", "", "upper", "spaced")) if encoding != "tcvn3" else "",
            as_at=rng.choice(AS_AT_TEXTS), tabs=rng.choice(("honest", "honest", "numbered", "lying")), breaks=rng.random() < 0.15,
        )  # fmt: skip

    # -- titles

    def period_text(self) -> str:
        world, rng = self.world, self.rng
        months = (world.start.month, world.end.month)
        choices = [text.format(y=world.start.year) for text in PERIOD_TEXTS[months]]
        choices.append(f"(Từ ngày {world.start:%d/%m/%Y} đến ngày {world.end:%d/%m/%Y})")
        choices.append(f"Từ {world.start:%d/%m/%Y} - {world.end:%d/%m/%Y}")
        return rng.choice(choices)

    def as_at_text(self, style: Style, day: date) -> str:
        shown = self.rng.choice((f"{day:%d/%m/%Y}", f"{day.day} tháng {day.month} năm {day.year}"))
        return style.as_at.format(d=shown)

    def titles(
        self, style: Style, kind: str, sender: Org, when: str, unclear: bool = False
    ) -> list[list[Value]]:
        what = self.rng.choice(tables.TITLES[kind])
        name = sender.name.upper()
        if style.titles == "none" and not unclear:
            return []
        if style.titles in ("bare", "none"):
            return [[what], [when]] if when else [[what]]
        if style.titles == "joined":
            return [[f"{name}\n***"], [f"{what}\n{when}"]]
        if style.titles == "letterhead":
            above = sender.parent.name.upper() if sender.parent else "TỈNH ỦY"
            return [
                [above, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
                [name, None, None, None, f"…, ngày 05 tháng {self.world.end.month % 12 + 1} năm {self.world.end.year}"],
                ["*"], [], [None, what], [None, when],
            ]  # fmt: skip
        return [[name], ["*"], [what], *([[when]] if when else [])]

    # -- the committee above

    def _bloc(self) -> None:
        rng, world = self.rng, self.world
        root, year = world.root, world.end.year
        folder = self.folder / rng.choice(("", "", "Khối")) if self.spread else self.folder
        style = self._head_style()
        tree_day = rng.choice((world.start, self.eve))
        when = f"(Tính đến ngày {tree_day:%d/%m/%Y})" if rng.random() < 0.7 or self.options.plain else ""
        listed = world.tree
        if not self.options.plain and style.numbers != "number" and rng.random() < 0.2:
            listed = listed[1:]  # the committee does not list itself: the others name it as theirs
        self._single(folder / "To chuc dang truc thuoc.xlsx", style, "tree", listed, root, when)
        style = self._head_style()
        self._single(
            folder / f"Giao chi tieu {year}.xlsx", style, "targets", world.targets, root, f"Năm {year}"
        )
        style = self._head_style()
        name = rng.choice(("Tien do so ket.xlsx", "Tien do so ket.xls", "Tien do.ods"))
        self._single(
            folder / name,
            style,
            "reviews",
            world.reviews,
            root,
            rng.choice(("Nhiệm kỳ 2020-2025", self.period_text())),
        )
        for number, (first, last, learners) in enumerate(world.classes, 1):
            style = self._head_style()
            when = rng.choice((
                f"Khóa {number}: từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
                f"Lớp số {number} (từ ngày {first:%d/%m/%Y} đến {last:%d/%m/%Y})",
                f"Khóa {number}, từ {first:%d/%m/%Y} - {last:%d/%m/%Y}",
            ))  # fmt: skip
            self._single(folder / f"Lop nhan thuc {number}.xlsx", style, "learners", learners, root, when)

    def _head_style(self) -> Style:
        """The office above writes with titles: nothing else says whose lists these are."""
        style = self.style()
        style.titles = self.rng.choice(("plain", "letterhead", "joined"))
        if style.encoding == "tcvn3":  # it cannot write "Bắc Á": the names of the tree would be others
            style.encoding = ""
        style.cells = "column"
        return style

    def _single(
        self, path: Path, style: Style, kind: str, records: Sequence[Record], sender: Org, when: str
    ) -> None:
        table = Table(self.rng, style, self.world, kind, records)
        sheet = table.write(self.titles(style, kind, sender, when))
        sheet.name = self.rng.choice(tables.TABS[kind])
        self._place(path, [(sheet, table)])

    # -- units

    def _unit(self, number: int, unit: Unit, *, told: bool) -> None:
        rng = self.rng
        style = self.style()
        if told and style.titles == "none":
            style.titles = "plain"
        suffix = rng.choice((".xlsx",) * 6 + (".xls", ".ods", ".xlsm", ".csv"))
        if style.cells == "sheets" and len(unit.org.cells) < 2:
            style.cells = "column"
        if suffix == ".csv" or self.options.plain:
            style.cells = "column"
        period, sheets = self.period_text(), []
        for kind, records in unit.sheets().items():
            if not records and kind not in ("roster", "declared") and rng.random() < 0.6:
                continue
            sheets += self._tables(style, kind, records, unit, period)
        if not self.options.plain and rng.random() < 0.2:
            rng.shuffle(sheets)
        self._names(style, sheets)
        for (sheet, _), _kind in sheets:
            sheet.hidden = False
        file = f"{number:02d} - {unit.org.name}".replace("/", "-")
        folder = self.folder / "units"
        if self.spread:
            folder = (
                self.folder
                / rng.choice(("Huyện", "Khối 1", "Khối 2"))
                / (unit.org.name if rng.random() < 0.5 else "")
            )
        if suffix == ".csv" or (not self.options.plain and rng.random() < 0.1):
            times: dict[str, int] = {}
            for (sheet, table), kind in sheets:
                label = {"roster": "DS dang vien", "admissions": "Ket nap", "recognitions": "Chinh thuc", "movements": "Bien dong",
                         "meetings": "SHCD", "inspections": "KTGS", "declared": "So lieu"}[kind]  # fmt: skip
                times[kind] = times.get(kind, 0) + 1
                extra = f" {times[kind]}" if times[kind] > 1 else ""
                self._place(folder / f"{file} - {label}{extra}{suffix}".replace("*", ""), [(sheet, table)])
        else:
            self._place(folder / f"{file}{suffix}", [pair for pair, _ in sheets])

    def _tables(
        self, style: Style, kind: str, records: list[Record], unit: Unit, period: str
    ) -> list[tuple[tuple[SheetCells, Table], str]]:
        when = self.as_at_text(style, self.as_at) if kind == "roster" else period
        if style.cells == "sheets" and kind in ("roster",):
            found = []
            for cell in unit.org.cells:
                mine = [r for r in records if r.values["cell"] is cell]
                for record in mine:
                    if record.written.pop("cell", None) is not None:
                        record.problems = [p for p in record.problems if p["kind"] != "name_variant_resolved"]
                table = Table(self.rng, style, self.world, kind, mine)
                titles: list[list[Value]] = [
                    [unit.org.name.upper()],
                    [cell.name.upper()],
                    [self.rng.choice(tables.TITLES[kind])],
                    [when],
                ]
                sheet = table.write(titles)
                sheet.name = cell.name
                found.append(((sheet, table), kind))
            return found
        if style.cells == "sheets":
            style = Style(**{**vars(style), "cells": "column"})
        if (
            not self.options.plain
            and len(records) > 5
            and kind in ("admissions", "meetings", "movements")
            and self.rng.random() < 0.2
        ):
            return self._two_tables(style, kind, records, unit, when)
        table = Table(self.rng, style, self.world, kind, records)
        unclear = kind in ("roster", "admissions", "recognitions") and len(records) < 3
        return [((table.write(self.titles(style, kind, unit.org, when, unclear)), table), kind)]

    def _two_tables(
        self, style: Style, kind: str, records: list[Record], unit: Unit, when: str
    ) -> list[tuple[tuple[SheetCells, Table], str]]:
        """One list on two sheets: each half counts, and a row of one may repeat a row of the other."""
        first = self.rng.sample(records, len(records) // 2)
        halves = (first, [r for r in records if not any(r is one for one in first)])
        tables_made = [Table(self.rng, style, self.world, kind, half) for half in halves]
        return [
            ((table.write(self.titles(style, kind, unit.org, when, unclear=True)), table), kind)
            for table in tables_made
        ]

    def _names(self, style: Style, sheets: Sequence[tuple[tuple[SheetCells, Table], str]]) -> None:
        kinds = [kind for _, kind in sheets]
        others = kinds[1:] + kinds[:1]
        used: set[str] = set()
        for n, (((sheet, _), kind), other) in enumerate(zip(sheets, others, strict=True), 1):
            name = sheet.name or {
                "numbered": f"Sheet{n}", "lying": self.rng.choice(tables.TABS[other]),
            }.get(style.tabs, self.rng.choice(tables.TABS[kind]))  # fmt: skip
            name = name.replace("/", "-")[:28]
            while name.casefold() in used:
                name += "_"
            used.add(name.casefold())
            sheet.name = name

    def _place(self, path: Path, pairs: Sequence[tuple[SheetCells, Table]]) -> None:
        write(path, [sheet for sheet, _ in pairs])
        for index, (sheet, table) in enumerate(pairs):
            name = sheet.name if path.suffix != ".csv" else ""
            for record, row in table.rows_of:
                record.place = (path.name, name, index, row)
