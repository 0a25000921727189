"""Vietnamese as it is typed, by Telex and by VNI, while live searches answer, slowly too: no letter is lost or doubled."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started

import dangvu.web
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
_TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_MARKS = {"â": "a6", "ê": "e6", "ô": "o6", "ư": "w7", "ơ": "w7", "ă": "w8", "đ": "d9"}
_PLAIN = {"â": "a", "ê": "e", "ô": "o", "ư": "u", "ơ": "o", "ă": "a", "đ": "d"}
METHODS = {"telex": 0, "vni": 1}


def keyed(word: str, method: str) -> list[tuple[str, str]]:
    """[(key, what the word is after it)], as an input method shows it: the marks after their letter, the tone last."""
    at, steps, done, tone = METHODS[method], list[tuple[str, str]](), "", ""
    for letter in unicodedata.normalize("NFD", word):
        tone = letter if letter in _TONES else tone
    for letter in toneless(word):
        plain = _PLAIN.get(letter, letter)
        steps.append((plain, done + plain))
        done += letter
        if letter in _MARKS:
            steps.append((_MARKS[letter][at], done))
    return [*steps, (_TONES[tone][at], word)] if tone else steps


def toneless(word: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFD", word) if one not in _TONES)
    return unicodedata.normalize("NFC", bare)


@pytest.mark.engine_free
@pytest.mark.parametrize(
    ("word", "telex", "vni"),
    [("ngữ", "nguwx", "ngu74"), ("đặng", "ddawngj", "d9a8ng5"), ("nguyễn", "nguyeenx", "nguye6n4"),
     ("ước", "uwowcs", "u7o7c1"), ("an", "an", "an")],
)  # fmt: skip
def test_the_hands_know_both_ways_of_typing(word: str, telex: str, vni: str) -> None:
    for method, keys in (("telex", telex), ("vni", vni)):
        steps = keyed(word, method)
        assert ("".join(key for key, _ in steps), steps[-1][1]) == (keys, word)


class Typist:
    """Somebody with one of the three kinds of input method."""

    def __init__(self, page: Any, method: str) -> None:
        self.page, self.method = page, method
        self.line = page.context.new_cdp_session(page)

    def composed(self, word: str) -> None:
        """macOS, ibus, phones, Windows' own keyboard: the word is composed, and committed whole."""
        for _, shown in keyed(word, self.method):
            self.line.send(
                "Input.imeSetComposition",
                {"text": shown, "selectionStart": len(shown), "selectionEnd": len(shown)},
            )
            self.pause()
        self.line.send("Input.insertText", {"text": word})

    def rewritten(self, word: str) -> None:
        """UniKey on Windows: backspaces that nobody pressed, and the changed letters typed anew."""
        before = ""
        for _, shown in keyed(word, self.method):
            same = 0
            while same < min(len(before), len(shown)) and before[same] == shown[same]:
                same += 1
            for _ in range(len(before) - same):
                self.page.keyboard.press("Backspace")
            self.page.keyboard.type(shown[same:])
            before = shown
            self.pause()

    def raw(self, word: str) -> None:
        """No input method is on: the keys themselves, as fast as they come."""
        self.page.keyboard.type("".join(key for key, _ in keyed(word, self.method)))

    def pause(self) -> None:
        self.page.wait_for_timeout(60)

    def line_of(self, how: str, words: str, midst: Callable[[], None]) -> None:
        """The words with a space between; in the midst of the line something else happens."""
        for number, word in enumerate(words.split()):
            if number:
                self.page.keyboard.type(" ")
            if number == 1:
                midst()
            getattr(self, how)(word)

    def written(self, how: str, words: str) -> str:
        """What must stand there."""
        if how != "raw":
            return words
        return " ".join("".join(key for key, _ in keyed(word, self.method)) for word in words.split())


@pytest.fixture
def slow() -> Iterator[list[str]]:
    """Every live answer takes its time; what was asked."""
    asked: list[str] = []

    def lag(environ: Any = None, **_: object) -> None:
        if environ and environ.get("HTTP_HX_REQUEST") == "true":
            asked.append(environ["PATH_INFO"])
            time.sleep(0.35)

    request_started.connect(lag)
    yield asked
    request_started.disconnect(lag)


def type_it(desk: Desk, box: Any, method: str, words: str) -> None:
    """In each of the three ways, with an answer swapped in the midst of the line, and one still under way at its end."""
    typist = Typist(desk.page, method)

    def answered() -> None:
        with desk.page.expect_response(lambda response: response.request.headers.get("hx-request") == "true"):
            pass

    for how in ("raw", "rewritten", "composed"):
        box.focus()
        desk.page.keyboard.press("Control+A")
        desk.page.keyboard.press("Delete")
        typist.line_of(how, words, answered)
        assert box.input_value() == typist.written(how, words), (method, how)
        answered()
        desk.page.wait_for_timeout(100)
        assert box.input_value() == typist.written(how, words), (method, how, "after the answer")
        expect(box).to_be_focused()
        assert (
            box.evaluate("e => [e.selectionStart, e.selectionEnd, e.value.length]")
            == [len(typist.written(how, words))] * 3
        )


@pytest.mark.parametrize("method", list(METHODS))
def test_in_the_live_search_no_letter_is_lost_and_the_last_answer_stands(
    method: str, bloc: SmallBloc, sit: Callable[..., Desk], slow: list[str]
) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    desk.open("tim/")
    box = desk.page.get_by_role("main").get_by_role("searchbox")
    type_it(desk, box, method, "tạ thị ngữ")
    expect(desk.page.get_by_role("main").get_by_role("link", name="Tạ Thị Ngữ")).to_be_visible()
    assert len(slow) >= 6
    assert desk.page.url.endswith("/tim/"), "what is typed never stands in the address"


@pytest.mark.parametrize("method", list(METHODS))
def test_in_a_form_that_adds_up_by_itself_no_letter_is_lost(
    method: str, sit: Callable[..., Desk], slow: list[str]
) -> None:
    desk = sit("cap_tren_to_chuc")
    desk.open("chi-tieu/?ky=2023-H1")
    desk.follow("Chỉ tiêu kết nạp năm 2023")
    desk.follow("Điều chỉnh phân bổ")
    type_it(desk, desk.field("Lý do điều chỉnh"), method, "đặng ước nguyễn")
    part = desk.field("Chỉ tiêu giao cho Đảng bộ Sở Thứ Nhất")
    part.focus()
    desk.page.keyboard.press("Control+A")
    for digit in "123456":
        desk.page.keyboard.type(digit)
        desk.page.wait_for_timeout(250)
    assert part.input_value() == "123456"
    assert desk.field("Lý do điều chỉnh").input_value() == "đặng ước nguyễn"
    assert slow


@pytest.mark.engine_free
def test_these_are_all_the_fields_that_answer_while_one_types() -> None:
    templates = Path(dangvu.web.__file__ or "").parent / "templates"
    live = [
        p
        for p in templates.rglob("*.html")
        if re.search(r'hx-trigger="[^"]*(?:input|key)', p.read_text(encoding="utf-8"))
    ]
    assert {p.relative_to(templates).as_posix() for p in live} == {
        "search/search.html",
        "targets/allocation.html",
    }
