"""How tests of screens read a page and send its form as it is shown."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client


def text(client: Client, url: str) -> str:
    """The page's words; whatever is no page fails here."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return unescape(response.content.decode())


def write(client: Client, url: str, **fields: object) -> str:
    """Send the form as it is shown, with these fields; where that leads, or the page."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(client, url)))
    response = client.post(url, {**hidden, **fields})
    return response["Location"] if response.status_code == 302 else unescape(response.content.decode())
