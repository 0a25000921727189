"""The language of the frame: menu, buttons, sign-in, footer. What the pages hold is Vietnamese always.

Vietnamese unless the person chose English by a button; what a browser says that it prefers is not asked. The active
language of a request stays Vietnamese (dates, numbers, errors of forms); templates translate the frame alone.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext

from dangvu.foundation.refusals import Impossible

VIETNAMESE, ENGLISH = "vi", "en"


def chosen(request: HttpRequest) -> str:
    """The language of the frame that the person chose."""
    return ENGLISH if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == ENGLISH else VIETNAMESE


def chrome(request: HttpRequest) -> dict[str, str]:
    """``chrome`` for every template: the language of the frame around the page."""
    return {"chrome": chosen(request)}


def spoken(request: HttpRequest, refusal: Impossible) -> str:
    """What an action refuses, on a page of the frame: in the frame's language."""
    with translation.override(chosen(request)):
        said = gettext(refusal.sentence)
    return said % refusal.values if refusal.values else said


def tell(request: HttpRequest, level: int, sentence: str | Promise) -> None:
    """A notice of the frame (the sign-in, the second step), in the frame's language, and said to be in it."""
    language = chosen(request)
    with translation.override(language):
        said = gettext(str(sentence))
    messages.add_message(request, level, said, extra_tags="en" if language == ENGLISH else "")
