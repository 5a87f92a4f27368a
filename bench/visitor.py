"""A person at a browser, as far as the server can tell: one connection, cookies, forms sent as they came."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.counting import HEADER

IDLE_SECONDS = 1.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    seconds: float
    """From the first byte sent to the last byte received."""
    size_bytes: int
    statements: int
    location: str
    body: bytes


Values = dict[str, list[str]]
"""A form's values by the name of the field."""


class Unexpected(Exception):
    """The portal answered something else than it should."""


class Visitor:
    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}
        self._used_at = time.monotonic()

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, expected=200)

    def post(self, address: str, values: Values) -> Answer:
        """Raises ``Unexpected`` unless the answer sends on, as it does after a form was taken."""
        return self._ask("POST", address, expected=302, body=urlencode(values, doseq=True))

    def sign_in(self, username: str, password: str) -> None:
        form = Fields(self.get("/sign-in/").body).values
        self.post("/sign-in/", form | {"username": [username], "password": [password]})

    def _ask(self, method: str, address: str, *, expected: int, body: str | None = None) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Accept-Language": "ko"} | (FORM if body else {})
        self._let_go_when_idle()
        started = time.perf_counter()
        self._connection.request(method, address, body=body, headers=headers)
        response = self._connection.getresponse()
        content = response.read()
        seconds, self._used_at = time.perf_counter() - started, time.monotonic()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        if response.status != expected:
            raise Unexpected(f"{method} {address}: {response.status} instead of {expected}")
        statements = int(response.headers.get(HEADER, "0"))
        location = response.headers.get("Location", "")
        return Answer(response.status, seconds, len(content), statements, location, content)

    def _let_go_when_idle(self) -> None:
        """The server closes a connection that was idle for two seconds; a browser would open another."""
        if time.monotonic() - self._used_at > IDLE_SECONDS:
            self._connection.close()


class Fields(HTMLParser):
    """The fields of a page's forms, with their values as the page has them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.values: Values = {}
        self._area = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type") or "text"
        chosen = kind not in {"radio", "checkbox"} or "checked" in given
        if tag == "textarea":
            self._area = name
            self.values[name] = [""]
        elif tag == "input" and name and kind not in {"submit", "file"} and chosen:
            self.values.setdefault(name, []).append(given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
