"""The timestamp service (RFC 3161), asked within bounds and believed only for what was asked."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import aiohttp
from asn1crypto import cms, tsp
from pyhanko.sign.timestamps.api import TimeStamper

from assessments.signing.causes import Cause, SigningFailed

MOST_BYTES = 64 * 1024
"""Of an answer; a real one has five to ten thousand."""
_GRANTED = frozenset({"granted", "granted_with_mods"})


class TimestampService(TimeStamper):
    """Asks over HTTP. Whatever goes wrong is a ``SigningFailed``."""

    def __init__(self, url: str, *, seconds: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url, self.seconds = url, seconds

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token over this digest, in answer to this question."""
        _, question = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        answer = await self._answer(question.dump())
        try:
            return _token(tsp.TimeStampResp.load(answer, strict=True), question)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SigningFailed(Cause.TIMESTAMP, f"{self.url} answers no timestamp: {error}") from error

    async def _answer(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        limit = aiohttp.ClientTimeout(total=self.seconds)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit, trust_env=True) as session,
                session.post(self.url, data=question, headers=headers, allow_redirects=False) as response,
            ):
                return await _body(response)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise SigningFailed(Cause.TIMESTAMP, f"{self.url}: {error!r}") from error


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The whole answer, read no further than a timestamp can be long."""
    if response.status != HTTPStatus.OK or response.content_type != "application/timestamp-reply":
        raise ValueError(f"status {response.status}, {response.content_type}")
    body = b""
    async for part in response.content.iter_chunked(16 * 1024):
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES} bytes")
    return body


def _token(answer: tsp.TimeStampResp, question: tsp.TimeStampReq) -> cms.ContentInfo:
    """The token in the answer. Its signature is checked when the signed document is."""
    status = answer["status"]["status"].native
    if status not in _GRANTED:
        raise ValueError(f"status {status}")
    token = answer["time_stamp_token"]
    said: Any = token["content"]["encap_content_info"]["content"].parsed
    if said["nonce"].native != question["nonce"].native:
        raise ValueError("it answers another question")
    if said["message_imprint"].native != question["message_imprint"].native:
        raise ValueError("it is about something else")
    if not token["content"]["certificates"]:
        raise ValueError("its certificate is missing")
    return token
