"""Numbers as Vietnamese print them; the icons of the one sprite."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dangvu.foundation.ratio import vietnamese
from dangvu.web.posts import SEEN, TOKEN, new_token

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


@register.simple_tag(takes_context=True)
def vi(context: Any) -> SafeString:
    """Says that what stands inside is Vietnamese, where the frame around it is not."""
    return SafeString("" if context.get("chrome", "vi") == "vi" else ' lang="vi"')


@register.simple_tag(takes_context=True)
def once(context: Any, seen: int | None = None) -> SafeString:
    """What every form carries: Django's token against forgery, and the name of this showing of the form.

    ``seen`` is the act that last changed the record; a form sent over a newer one is answered with both versions.
    """
    request = context["request"]
    fields = [("csrfmiddlewaretoken", get_token(request)), (TOKEN, request.POST.get(TOKEN) or new_token())]
    if seen is not None:
        fields.append((SEEN, str(seen)))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@register.inclusion_tag("includes/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field with its label, hint and errors, joined for a screen reader.

    What is missing is said by the server, in Vietnamese and all at once, not by the browser in its own language; but
    a form that carries files keeps the browser's check, as the files would have to be chosen again.
    """
    kind = bound.field.widget
    if not bound.form.is_multipart():
        bound.form.use_required_attribute = False
    is_group = _is_group(bound)
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}-h")
    described += [f"{bound.auto_id}-l{number}" for number, _ in enumerate(bound.errors, start=1)]
    attributes: dict[str, Any] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if bound.field.required and not bound.form.use_required_attribute:
        attributes["aria-required"] = "true"
    if bound.field.required and bound.form.use_required_attribute:
        attributes["data-needed"] = bound.field.error_messages["required"]
    return {
        "field": bound, "is_group": is_group, "is_tick": isinstance(kind, CheckboxInput),
        "described": " ".join(described), "widget": "" if is_group else bound.as_widget(attrs=attributes),
    }  # fmt: skip


@register.inclusion_tag("includes/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What has to be mended, at the top of the form, each line leading to its field: of a group, to its first choice."""
    faults = [(bound, _first(bound)) for bound in form if bound.errors]
    return {"form": form, "faults": faults}


def _first(bound: BoundField) -> str:
    """The id of what the keyboard stops at: Django gives a group of choices none of its own."""
    return f"{bound.auto_id}_0" if _is_group(bound) else bound.auto_id


def _is_group(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
