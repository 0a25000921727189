"""What a person does at the desk, in words: opens, fills in, presses, sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
_WRITTEN = "select, textarea, input:not([type=checkbox], [type=radio])"
_OPTIONAL = r"\s*(?:\(không bắt buộc\)\s*)?$"


@dataclass
class Desk:
    """A browser window of somebody signed in, at an organisation."""

    page: Any
    server: str
    code: str

    def open(self, path: str = "", code: str = "") -> None:
        """A page of the organisation."""
        self.page.goto(f"{self.server}/o/{code or self.code}/{path}")

    def go(self, path: str) -> Any:
        """An address of no organisation; the answer."""
        return self.page.goto(f"{self.server}{path}")

    def home(self) -> None:
        self.go("/")

    def another_tab(self) -> Desk:
        return Desk(self.page.context.new_page(), self.server, self.code)

    def field(self, label: str) -> Any:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}{_OPTIONAL}"))

    def fill(self, answers: Mapping[str, str | bool]) -> None:
        """Each field by its label: text is typed, a choice is chosen by its first words, a tick is set or taken away."""
        for label, value in answers.items():
            if isinstance(value, bool):
                self.field(label).set_checked(value)
                continue
            box = self.field(label).and_(self.page.locator(_WRITTEN))
            if box.evaluate("e => e.tagName") == "SELECT":
                words = [option.strip() for option in box.locator("option").all_text_contents()]
                box.select_option(index=next(n for n, said in enumerate(words) if said.startswith(value)))
            else:
                box.fill(value)

    def press(self, name: str | re.Pattern[str]) -> None:
        """A button of the page itself."""
        self.page.get_by_role("main").get_by_role("button", name=name).click()

    def follow(self, name: str | re.Pattern[str], exact: bool = False) -> None:
        """A link of the page itself."""
        self.page.get_by_role("main").get_by_role("link", name=name, exact=exact).first.click()

    def menu(self, name: str) -> None:
        """A line of the bar on every page, or of what “Thêm” opens there."""
        bar = self.page.get_by_role("navigation", name="Mục lục")
        link = bar.get_by_role("link", name=name, exact=True)
        if not link.count():
            bar.locator("summary").click()
        link.click()

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        for text in texts:
            expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_role("main").get_by_text(text)).to_have_count(0)

    def heading(self) -> str:
        return str(self.page.get_by_role("heading", level=1).inner_text())

    def row(self, name: str | re.Pattern[str]) -> Any:
        """The line of a table that holds these words."""
        return self.page.get_by_role("row").filter(has_text=name)

    def keep(self, name: str | re.Pattern[str], role: str = "link") -> Path:
        """Press what sends a file; where the file lies."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("main").get_by_role(role, name=name).click()
        kept = Path(str(coming.value.path()))
        return kept.rename(kept.with_suffix(Path(coming.value.suggested_filename).suffix))
