"""A timestamp service that is away, slow, or answers nonsense: nothing is signed, and soon."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from asn1crypto import tsp

from assessments.signing import Cause, Level, SigningFailed
from tests.signing.papers import signed, with_key
from tests.signing.pki import Answer, Infrastructure, infrastructure, served

REPLY = "application/timestamp-reply"
SECONDS = 1.0


def refused(pki: Infrastructure, url: str) -> SigningFailed:
    """Why a document was not signed."""
    with pytest.raises(SigningFailed) as raised:
        signed(with_key(pki, level=Level.T, timestamp_url=url, timestamp_seconds=SECONDS))
    return raised.value


def _about(pki: Infrastructure, change: Callable[[tsp.TimeStampReq], None]) -> Answer:
    """A genuine timestamp, in answer to another question."""

    def answer(_path: str, body: bytes) -> tuple[str, bytes]:
        question = tsp.TimeStampReq.load(body)
        change(question)
        return pki.answer("/test/tsa/tsa", question.dump(force=True))

    return answer


def _other_nonce(question: tsp.TimeStampReq) -> None:
    question["nonce"] = 4711


def _no_nonce(question: tsp.TimeStampReq) -> None:
    del question["nonce"]


def _other_digest(question: tsp.TimeStampReq) -> None:
    question["message_imprint"]["hashed_message"] = b"\0" * 32


NONSENSE: dict[str, Callable[[Infrastructure], Answer]] = {
    "a page": lambda _pki: lambda *_: ("text/html", b"<h1>Please sign in</h1>"),
    "a page called a timestamp": lambda _pki: lambda *_: (REPLY, b"<h1>Please sign in</h1>"),
    "nothing": lambda _pki: lambda *_: (REPLY, b""),
    "noise": lambda _pki: lambda *_: (REPLY, b"\x30\x82\xff\xff" + bytes(range(256))),
    "a huge answer": lambda _pki: lambda *_: (REPLY, b"\x30" * 5_000_000),
    "a refusal": lambda _pki: (
        lambda *_: (
            REPLY,
            tsp.TimeStampResp({"status": {"status": "rejection"}}).dump(),
        )
    ),
    "a grant without a token": lambda _pki: (
        lambda *_: (
            REPLY,
            tsp.TimeStampResp({"status": {"status": "granted"}}).dump(),
        )
    ),
    "another nonce": lambda pki: _about(pki, _other_nonce),
    "no nonce": lambda pki: _about(pki, _no_nonce),
    "about another digest": lambda pki: _about(pki, _other_digest),
    "cut short": lambda pki: lambda path, body: (REPLY, pki.answer("/test/tsa/tsa", body)[1][:-20]),
    "its signature spoiled": lambda pki: (
        lambda path, body: (
            REPLY,
            _spoiled(pki.answer("/test/tsa/tsa", body)[1]),
        )
    ),
}


def _spoiled(answer: bytes) -> bytes:
    """The last bytes are those of the signature."""
    return answer[:-4] + bytes(byte ^ 0x55 for byte in answer[-4:])


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_no_timestamp(pki: Infrastructure, kind: str) -> None:
    with served(NONSENSE[kind](pki)) as url:
        failure = refused(pki, url)

    assert failure.cause == Cause.TIMESTAMP


def test_a_genuine_answer_is_one(pki: Infrastructure) -> None:
    with served(lambda _path, body: pki.answer("/test/tsa/tsa", body)) as url:
        assert signed(with_key(pki, level=Level.T, timestamp_url=url)).pdf


def test_the_timestamp_of_a_service_nobody_named_is_none(pki: Infrastructure, tmp_path: Path) -> None:
    """Anybody can make timestamps: the service must lead to a root that was given."""
    with infrastructure(tmp_path) as stranger:
        failure = refused(pki, stranger.timestamp_url)

    assert failure.cause == Cause.TIMESTAMP


def test_a_service_that_is_away_is_told_apart(pki: Infrastructure) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        failure = refused(pki, f"http://127.0.0.1:{free.getsockname()[1]}/")

    assert failure.cause == Cause.TIMESTAMP


@contextmanager
def dripping(said: bytes) -> Iterator[str]:
    """The address of a server that says a byte now and then and never comes to an end."""
    stop = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        try:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(said)
                while not stop.wait(0.1):
                    connection.sendall(b"x")
        except OSError:
            pass

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        stop.set()
        listening.close()
        thread.join(5)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: 60000\r\n\r\n",
    ],
    ids=["before the status", "in the headers", "in the body"],
)
def test_a_slow_service_is_not_waited_for(pki: Infrastructure, said: bytes) -> None:
    with dripping(said) as url:
        began = time.monotonic()
        failure = refused(pki, url)
        lasted = time.monotonic() - began

    assert failure.cause == Cause.TIMESTAMP
    assert lasted < SECONDS + 4


@pytest.mark.parametrize("level", [Level.LT, Level.LTA])
def test_an_issuer_that_cannot_be_asked_is_no_reason_to_sign_without(tmp_path: Path, level: Level) -> None:
    with infrastructure(tmp_path) as gone:
        pass

    with (
        served(lambda _path, body: gone.answer("/test/tsa/tsa", body)) as stamping,
        pytest.raises(SigningFailed) as raised,
    ):
        signed(with_key(gone, level=level, timestamp_url=stamping))

    assert raised.value.cause == Cause.CERTIFICATE
