"""Somebody who works by the keyboard alone and looks where the focus is; the mouse is out of reach."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.journeys.desk import Desk

#: What is wrong with where the focus is; empty where nothing is.
_FAULT = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return 'lost';
  if (at.id === 'chinh') return '';  // the whole of the page, after the skip link
  const marked = [null, '::after'].some(part => {
    const style = getComputedStyle(at, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  if (!marked) return 'no mark around it';
  const inSight = [...at.getClientRects()].some(box => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    return right > left && bottom > top && [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]].some(([x, y]) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (at.contains(hit) || (at.labels && [...at.labels].some(label => label.contains(hit))));
    });
  });
  return inSight ? '' : 'out of sight or covered';
}"""
_WHICH = "document.activeElement.outerHTML.slice(0, 160)"
#: Nothing is focused, and the address leads to no place inside the page, from which the Tab key would go on.
_AT_THE_TOP = """document.activeElement === document.body
  && !(location.hash.length > 1 && document.getElementById(location.hash.slice(1)))"""
#: Where the target lies from the focus: there, behind it (Tab) or before it (Shift+Tab).
_WAY = """target => {
  const at = document.activeElement;
  if (at === target) return 'there';
  return at !== document.body && at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'on';
}"""


class Hands:
    """Tab, Shift+Tab, Enter, Space, arrows and letters. Wherever they stop, the focus is to be seen."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page, self.keys = desk, desk.page, desk.page.keyboard
        # The window for files is listened for from the start: a key that is pressed at once finds it.
        self.page.on("filechooser", lambda _: None)

    def tab(self, back: bool = False) -> None:
        """One step on the way of the Tab key, by which nothing is lost, hidden or covered."""
        self.keys.press("Shift+Tab" if back else "Tab")
        fault = self.page.evaluate(_FAULT)
        assert not fault, f"{fault}: {self.page.evaluate(_WHICH)} on {self.page.url}"

    def to(self, target: Any, most: int = 150) -> None:
        """Tab until the focus is there; on a new page by the skip link, which comes first."""
        target.wait_for()
        if self.page.evaluate(_AT_THE_TOP):
            self.tab()
            link = self.page.evaluate("[document.activeElement.className, document.activeElement.hash]")
            assert link == ["skip", "#chinh"], f"the skip link comes first on {self.page.url}"
            if target.evaluate("e => Boolean(e.closest('main'))"):
                self.keys.press("Enter")
                assert self.page.evaluate("document.activeElement.id") == "chinh"
        for _ in range(most):
            way = target.evaluate(_WAY)
            if way == "there":
                return
            self.tab(back=way == "back")
        raise AssertionError(f"the keyboard does not come to {target} on {self.page.url}")

    def at(self, target: Any) -> None:
        """The focus is there without a step."""
        assert target.evaluate("e => e === document.activeElement"), self.page.evaluate(_WHICH)

    def main(self, role: str, name: str | re.Pattern[str], **how: Any) -> Any:
        return self.page.get_by_role("main").get_by_role(role, name=name, **how).first

    def follow(self, name: str | re.Pattern[str], exact: bool = False) -> None:
        self.enter(self.main("link", name, exact=exact))

    def press(self, name: str | re.Pattern[str]) -> None:
        self.enter(self.main("button", name))

    def menu(self, name: str) -> None:
        bar = self.page.get_by_role("navigation", name="Mục lục")
        link = bar.get_by_role("link", name=name, exact=True)
        if not link.count():
            self.to(bar.locator("summary"))
            self.keys.press("Enter")
        self.enter(link)

    def enter(self, target: Any) -> None:
        """Enter on a link or a button that leads on."""
        self.to(target)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def refused(self, *said: str) -> None:
        """After an error the focus stands at the summary, and its first line leads to the field."""
        self.at(self.page.locator("#loi"))
        for words in said:
            assert words in self.page.locator("#loi").inner_text()
        line = self.page.locator("#loi a").first
        if line.count():
            self.to(line)
            self.keys.press("Enter")
            field = line.get_attribute("href").removeprefix("#")
            inside = f"document.getElementById({field!r}).contains(document.activeElement)"
            assert self.page.evaluate(inside), f"the line of the summary does not lead to {field}"

    def type(self, label: str, text: str) -> None:
        self.to(self.desk.field(label))
        self.keys.press("Control+A")
        self.keys.type(text)

    def paste(self, label: str, text: str) -> None:
        self.to(self.desk.field(label))
        self.keys.insert_text(text)

    def choose(self, label: str, words: str) -> None:
        """A choice, by the arrows."""
        box = self.desk.field(label)
        self.to(box)
        for key in ("ArrowDown", "ArrowUp"):
            for _ in range(60):
                if box.evaluate("e => e.selectedOptions[0].textContent.trim()").startswith(words):
                    return
                self.keys.press(key)
        raise AssertionError(f"{words} can not be chosen in {label}")

    def tick(self, label: str) -> None:
        self.to(self.page.get_by_label(label))
        self.keys.press("Space")

    def bring(self, label: str, *files: Path) -> None:
        """Files, through the window that the machine opens."""
        self.to(self.page.get_by_label(label))
        with self.page.expect_file_chooser() as window:
            self.keys.press("Enter")
        window.value.set_files(list(files))

    def keep(self, target: Any) -> Path:
        """A file that is sent; where it lies."""
        self.to(target)
        with self.page.expect_download() as coming:
            self.keys.press("Enter")
        return Path(str(coming.value.path()))
