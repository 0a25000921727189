"""Prints how often repair is right: `python -m dangvu.foundation.vietnamese`."""

import sys

from .rates import all_rates


def main() -> None:
    """One line for each rate, as it is ready."""
    sys.stdout.write(f"{'what':44} {'texts':>7} {'wrong':>6} {'open':>6}  wrong %\n")
    for rate in all_rates():
        share = 100 * rate.wrong / rate.of
        sys.stdout.write(f"{rate.what:44} {rate.of:7} {rate.wrong:6} {rate.open:6}  {share:.3f}\n")


if __name__ == "__main__":
    main()
