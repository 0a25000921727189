"""The language of the frame: menu, buttons, sign-in, footer. What the pages hold is Vietnamese always.

Vietnamese unless the person chose English by a button; what a browser says that it prefers is not asked. The active
language of a request stays Vietnamese (dates, numbers, errors of forms); templates translate the frame alone.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

VIETNAMESE, ENGLISH = "vi", "en"


def chrome(request: HttpRequest) -> dict[str, str]:
    """``chrome`` for every template: the language of the frame around the page."""
    asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return {"chrome": ENGLISH if asked == ENGLISH else VIETNAMESE}
