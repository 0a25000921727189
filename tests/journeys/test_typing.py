"""Vietnamese as it is typed: letters that are composed (Telex, VNI) while the search answers; none is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
#: What stands in the composition after each key: Telex n g u w x, VNI n g u 7 4.
WORDS = {"telex": ("n", "ng", "ngu", "ngư", "ngữ"), "vni": ("n", "ng", "ngu", "ngư", "ngữ")}


def compose(keyboard: Any, steps: Sequence[str], pause: Callable[[], None]) -> None:
    """One word under an input method: each key changes what is being composed, a space commits it."""
    for step in steps:
        keyboard.send(
            "Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)}
        )
        pause()
    keyboard.send("Input.insertText", {"text": steps[-1]})


@pytest.mark.parametrize("method", list(WORDS))
def test_a_composed_word_is_whole_although_the_list_comes_while_it_is_typed(
    method: str, bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    desk.open("tim/")
    page = desk.page
    box = page.get_by_role("main").get_by_role("searchbox")
    box.click()
    keyboard = page.context.new_cdp_session(page)
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url) if "/tim/" in response.url else None)

    def until_answered() -> None:
        """Long enough for the search to answer in the midst of the word."""
        before = len(answered)
        with page.expect_response("**/tim/*", timeout=5000):
            pass
        assert len(answered) > before

    compose(keyboard, ("t", "tạ"), lambda: None)
    page.keyboard.insert_text(" ")
    compose(keyboard, WORDS[method][:3], lambda: None)
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("Tạ Thị Ngữ")
    keyboard.send("Input.imeSetComposition", {"text": "w", "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    assert box.input_value() == "tạ ngu"
    page.keyboard.press("Control+A")
    for number, word in enumerate(("tạ", "thị", "ngữ")):
        steps = [word[: n + 1] for n in range(len(word))]
        compose(keyboard, steps, until_answered if number == 1 else lambda: None)
        if number < 2:
            page.keyboard.insert_text(" ")
    assert box.input_value() == "tạ thị ngữ"
    expect(box).to_be_focused()
    expect(page.get_by_role("main").get_by_role("link", name="Tạ Thị Ngữ")).to_be_visible()
    assert "ng" not in page.url.rpartition("/")[2].casefold().replace("khong", ""), (
        "what is typed never stands in the address"
    )
