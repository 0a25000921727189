"""Every page that a person can reach by links from the first one, one address for each route and shape of query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

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
