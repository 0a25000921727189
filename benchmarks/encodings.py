"""How often repair of old encodings is wrong: what ``python -m dangvu.foundation.vietnamese`` prints, in short."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.table import Row


def measure() -> list[Row]:
    """Wrong texts of the round trip, for each encoding, and false alarms on clean Unicode."""
    from dangvu.foundation.vietnamese.rates import Rate, all_rates

    def row(what: str, rates: Iterable[Rate]) -> Row:
        found = list(rates)
        wrong, texts, left = (
            sum(number) for number in zip(*((r.wrong, r.of, r.open) for r in found), strict=True)
        )
        open_ = f", {left:,} left open" if left else ""
        return Row(what, f"{wrong:,} of {texts:,} wrong{open_}", f"{100 * wrong / texts:.3f} %")

    rates = list(all_rates())
    rows = []
    for encoding in dict.fromkeys(rate.what.partition(":")[0] for rate in rates if ":" in rate.what):
        of_it = [rate for rate in rates if rate.what.startswith(encoding + ":")]
        rows.append(
            row(f"{encoding}, round trip in a text or sheet", (r for r in of_it if "alone, " not in r.what))
        )
        rows += [row(f"{encoding}, one word without neighbours", [r]) for r in of_it if "alone, " in r.what]
    clean = [rate for rate in rates if rate.what.startswith("clean")]
    return [*rows, row("clean Unicode taken for an old encoding", clean)]
