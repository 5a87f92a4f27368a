"""A real worker, in a process of its own, so that it can be killed and has its own connections."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Any, NoReturn

from django.db import connections
from procrastinate.contrib.django import app

from assessments.services import issuance
from assessments.tasks import schedule
from tests.records.rendered import quick

Prepare = Callable[[], None]
"""What is done in the process before it works."""


def work(prepare: Prepare | None = None) -> bool:
    """Take up what others left and work until nothing waits; whether the process died of it."""
    connections.close_all()
    if (pid := os.fork()) == 0:
        _work(prepare)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status)
    assert killed or os.waitstatus_to_exitcode(status) == 0
    return killed


def _work(prepare: Prepare | None) -> NoReturn:
    code = 1
    try:
        renders_with(quick)
        schedule.STALLED_AFTER_SECONDS = 0
        if prepare:
            prepare()
        with app.replace_connector(app.connector.get_worker_connector()) as at_work:  # type: ignore[attr-defined]
            asyncio.run(_until_nothing_waits(at_work))
        code = 0
    finally:
        os._exit(code)


def renders_with(render: Callable[..., bytes]) -> None:
    for service in (issuance.issue, issuance.issue_correction):
        service.__kwdefaults__ = {"render": render}


async def _until_nothing_waits(at_work: Any) -> None:
    async with at_work.open_async():
        await schedule.retry_stalled(timestamp=0)
        await at_work.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
