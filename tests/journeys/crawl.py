"""Every page that a person can reach by links from the first one, one address for each route and shape of query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

_DRAWN = re.compile(r"<head>.*?</head>|<script.*?</script>|<svg.*?</svg>", re.DOTALL)
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_SAID = re.compile(r">[^<]+<")
_OWN = re.compile(
    r"\b(action|alt|aria-describedby|aria-labelledby|content|data-l|datetime|for|href|hx-get|hx-post|id|name|placeholder"
    r'|src|title|value)="[^"]*"'
)
_REPEATED = [
    re.compile(rf"(<{tag}\b[^>]*>(?:(?!<{tag}\b).)*?</{tag}> ?)\1+", re.DOTALL)
    for tag in ("option", "a", "li", "td", "th", "tr", "label", "p", "dd", "dt", "div")
]
_ASKED = re.compile(r'<(?:select|textarea|input(?![^>]*type="hidden"))')
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]*)', re.IGNORECASE)
#: Routes that send a file instead of a page, told by the answer's type.
PAGE = "text/html"


def shape(url: str) -> tuple[str, tuple[str, ...]] | None:
    """What makes two addresses the same page with other contents; None for what is no page of ours."""
    parts = urlsplit(url)
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return None
    return (name or parts.path, tuple(sorted({key for key, _ in parse_qsl(parts.query)})))


def shapes(html: str) -> tuple[str, str]:
    """(of the frame, of the main part): a mark of what a page is built of, whatever it says and however long its lists.

    Two pages with the same marks look alike to whoever checks contrast, sizes, roles and names.
    """
    main = _MAIN.search(html)
    whole = (_MAIN.sub("", html), main[0] if main else "")
    return _built_of(whole[0]), _built_of(whole[1])


def _built_of(html: str) -> str:
    html = _OWN.sub(r"\1", _SAID.sub("><", _DRAWN.sub("", html)))
    html = re.sub(r"\s+", " ", html)
    for repeated in _REPEATED:
        html = repeated.sub(r"\1", html)
    return blake2b(html.encode(), digest_size=12).hexdigest()


def refusals(client: Client, url: str, text: str) -> Iterator[tuple[str, str]]:
    """(address, page) of what a person sees who sends the forms of a page without having filled anything in.

    Of an organisation's pages: those of the account would end the session that walks here.
    """
    if not url.startswith("/o/"):
        return
    main = _MAIN.search(text)
    for form, inside in re.findall(r"(<form\b[^>]*>)(.*?)</form>", main[0] if main else "", re.DOTALL):
        if 'method="post"' not in form or not _ASKED.search(inside):
            continue
        action = re.search(r'\baction="([^"]*)"', form)
        target = urljoin(url, unescape(action[1])) if action else url
        response = client.post(target, {})
        if response.headers.get("Content-Type", "").startswith(PAGE) and response.status_code in (200, 400):
            yield target, response.content.decode()


def pages(client: Client, start: str = "/", most: int = 400) -> Iterator[tuple[str, int, str]]:
    """(address, status, text) of one page of every shape, as this client's person meets them."""
    waiting, seen = [start], set()
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        known = shape(url)
        if known is None or known in seen:
            continue
        seen.add(known)
        response = client.get(url, follow=True)
        if not response.headers.get("Content-Type", "").startswith(PAGE):
            continue
        text = response.content.decode()
        yield url, response.status_code, text
        here = response.request["PATH_INFO"]
        for link in _LINK.findall(text):
            target = urljoin(here, unescape(link))
            if target.startswith("/") and not target.startswith("/static/"):
                waiting.append(target)
