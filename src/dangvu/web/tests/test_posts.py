"""A form that is sent has one effect, says what was done, and never writes over someone else's change."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.audit.models import Act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.web.forms import DayField, PartialDateField, TextField, WholeNumberField
from dangvu.web.gate import Place
from dangvu.web.posts import REPEATED, SEEN, TOKEN, is_stale, submit


def sent(**data: str) -> HttpRequest:
    request = RequestFactory().post("/", data)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.fixture
def place(bloc: SmallBloc) -> Place:
    return Place(OPERATOR, bloc.node(bloc.root), bloc.tree)


class ReasonForm(forms.Form):
    reason = TextField("Lý do")


def test_a_form_sent_twice_has_one_effect_and_both_are_answered_alike(place: Place) -> None:
    before, done = Act.objects.count(), []
    for said in ("Đã ghi.", REPEATED):
        request = sent(**{TOKEN: "mot"})
        answer = submit(request, place, "test.do", lambda: done.append(1), then="/sau/", said="Đã ghi.")
        assert answer is not None
        assert answer["Location"] == "/sau/"
        assert [str(message) for message in get_messages(request)] == [said]
    assert (Act.objects.count() - before, done) == (1, [1])


def test_what_a_rule_refuses_stands_beside_its_field_and_nothing_is_written(place: Place) -> None:
    def refuse() -> None:
        with act(OPERATOR, "test.inner"):
            raise Impossible("Lý do chưa rõ.", "reason")

    form, before = ReasonForm({"reason": "vì thế"}), Act.objects.count()
    assert form.is_valid()
    assert submit(sent(**{TOKEN: "hai"}), place, "test.do", refuse, then="/", said="", form=form) is None
    assert form.errors["reason"] == ["Lý do chưa rõ."]
    assert Act.objects.count() == before
    again = submit(
        sent(**{TOKEN: "hai"}), place, "test.do", lambda: None, then="/sau/", said="Đã ghi.", form=form
    )
    assert again is not None, "a refused form can be mended and sent again"


@pytest.mark.parametrize(
    ("seen", "stale"), [("7", False), ("8", False), ("6", True), ("", True), ("x", True)]
)
def test_a_form_over_an_older_version_is_stale(seen: str, stale: bool) -> None:
    assert is_stale(sent(**{SEEN: seen}), 7) is stale


@pytest.mark.parametrize(
    ("text", "day"),
    [("5/3/1980", date(1980, 3, 5)), ("05-03-1980", date(1980, 3, 5)), ("05031980", date(1980, 3, 5)),
     (" 5.3.1980 ", date(1980, 3, 5)), ("1980-03-05", date(1980, 3, 5))],
)  # fmt: skip
def test_days_are_read_in_every_common_style(text: str, day: date) -> None:
    assert DayField("Ngày sinh").clean(text) == day


@pytest.mark.parametrize("text", ["5/3/80", "31/02/1980", "3/1980", "13/13/1980", "hôm qua", "05/2030/03"])
def test_what_is_no_sure_day_is_refused_in_vietnamese(text: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        DayField("Ngày sinh").clean(text)
    assert "Invalid" not in str(refusal.value) and "ngày" in str(refusal.value).lower()


def test_a_partial_date_keeps_its_precision() -> None:
    field = PartialDateField("Ngày sinh")
    assert [field.clean(text) for text in ("1980", "3/1980", "5/3/1980")] == [
        PartialDate(1980), PartialDate(1980, 3), PartialDate(1980, 3, 5)
    ]  # fmt: skip
    assert field.prepare_value(PartialDate(1980, 3)) == "03/1980"


def test_whole_numbers_are_written_with_dots() -> None:
    field = WholeNumberField("Chỉ tiêu", least=0)
    assert [field.clean(text) for text in ("0", "25", "1.234", "12.345.678")] == [0, 25, 1234, 12345678]
    for wrong in ("12.5", "1,5", "1.23", "-1", "1e5", "mười"):
        with pytest.raises(forms.ValidationError):
            field.clean(wrong)
