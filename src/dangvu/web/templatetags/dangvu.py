"""Numbers as Vietnamese print them; the icons of the one sprite."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.foundation.ratio import vietnamese

register = template.Library()


@register.filter
def number(value: float | int | Decimal | None) -> str:
    """1.234,5; '–' where there is none."""
    return vietnamese(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words, never instead of them."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("icons.svg"), name
    )
