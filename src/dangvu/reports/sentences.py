"""Sentences of an outline turned into runs: every number bound to its figure, in Vietnamese print."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.definition import Indicator, Kind
from dangvu.indicators.engine import Figure
from dangvu.indicators.queries import printed

from .document import Paragraph, Run
from .outlines.pieces import Choice, Scope, Sentence

_PIECE = re.compile(r"\[([^\[\]]*)\]|\{(\w+)(?::(\d))?\}")
_FIELD = re.compile(r"\{(\w+)(?::\d)?\}")


@dataclass(frozen=True)
class Scene:
    """What sentences are filled with: figures by machine name, plain words, the decimals of a percentage."""

    figures: Mapping[str, Figure]
    words: Mapping[str, str]
    scope: Scope
    share_decimals: int | None = 0

    def value(self, name: str) -> float | None:
        """The figure's value; None where it is unknown or may not be seen."""
        figure = self.figures.get(name)
        return None if figure is None else figure.value

    def knows(self, name: str) -> bool:
        """Whether the name can be printed: a known figure, or a word that is not empty."""
        return bool(self.words.get(name)) or self.value(name) is not None

    def remains(self, name: str) -> bool:
        """Whether a part in brackets that mentions the name is printed."""
        return bool(self.words.get(name)) or bool(self.value(name))


def share_text(indicator: Indicator, figure: Figure, decimals: int | None) -> str:
    """A percentage with these decimals, except where rounding would claim 'all' or 'none' untruly.

    299 of 300 is not 100%: it is then printed with the decimals of its definition, 99,67%.
    """
    text = printed(indicator, figure, decimals)
    untrue = (text == "100%" and figure.numerator != figure.denominator) or (
        text == "0%" and figure.numerator
    )
    return printed(indicator, figure) if untrue else text


def figure_text(scene: Scene, name: str, decimals: int | None = None) -> str:
    """A figure as the body of the report prints it."""
    indicator, figure = BY_NAME[name], scene.figures[name]
    if indicator.kind is Kind.RATIO:
        return share_text(indicator, figure, scene.share_decimals if decimals is None else decimals)
    return printed(indicator, figure, decimals)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A title with its words; it holds no figures."""
    return _FIELD.sub(lambda found: words[found[1]], text)


def paragraph(choices: Sequence[Choice], scene: Scene) -> Paragraph | None:
    """One paragraph: of each choice the first sentence that fits; None where none does."""
    runs: list[Run] = []
    for choice in choices:
        said = chosen(choice, scene)
        if said:
            runs += [Run(" "), *said] if runs else said
    return Paragraph(tuple(_joined(runs))) if runs else None


def chosen(choice: Choice, scene: Scene) -> list[Run]:
    """The first sentence of the choice that fits, as runs."""
    for sentence in choice.sentences:
        if _fits(sentence, scene):
            runs = _runs(sentence.text, scene)
            if any(letter.isalnum() for run in runs for letter in run.text):
                return runs
    return []


def _fits(sentence: Sentence, scene: Scene) -> bool:
    if scene.scope not in sentence.scope:
        return False
    if any(name in scene.figures for name in sentence.hidden):
        return False
    outright = _FIELD.findall(
        _PIECE.sub(lambda found: "" if found[1] is not None else found[0], sentence.text)
    )
    return (
        all(scene.knows(name) for name in outright)
        and all(scene.value(name) for name in sentence.some)
        and all(scene.value(name) == 0 for name in sentence.zero)
    )


def _runs(text: str, scene: Scene) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for found in _PIECE.finditer(text):
        runs.append(Run(text[at : found.start()]))
        at = found.end()
        if found[1] is not None:
            runs += _bracket(found[1], scene)
        else:
            runs.append(_field(found[2], found[3], scene))
    return [run for run in [*runs, Run(text[at:])] if run.text]


def _field(name: str, decimals: str | None, scene: Scene) -> Run:
    if name in scene.words:
        return Run(scene.words[name])
    return Run(figure_text(scene, name, None if decimals is None else int(decimals)), BY_NAME[name].code)


def _bracket(inside: str, scene: Scene) -> list[Run]:
    """What remains of a part in brackets."""
    lead, *items = inside.split("|")
    if not items:
        return _runs(inside, scene) if _remains(inside, scene.remains) else []
    tail = items.pop() if not _FIELD.search(items[-1]) else ""
    kept = [_runs(item, scene) for item in items if _remains(item, scene.remains)]
    if not kept:
        return []
    runs = [Run(lead)]
    for number, item in enumerate(kept):
        runs += [Run(", "), *item] if number else item
    return [*runs, Run(tail)]


def _remains(text: str, test: Callable[[str], bool]) -> bool:
    return all(test(name) for name in _FIELD.findall(text))


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbouring runs of plain text as one: fewer pieces in the Word file."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.figure is None and joined[-1].figure is None:
            joined[-1] = Run(joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined
