"""What happens by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from assessments.services import lapses, ledger

STALLED_AFTER_SECONDS = 120


@app.periodic(cron="0 3 * * *")
@app.task(name="audit_ledger", queueing_lock="audit_ledger")
def audit_ledger(timestamp: int) -> None:
    """Nightly: a broken chain fails the job, and a failed job alerts the operators."""
    ledger.audit()


@app.periodic(cron="10 0 * * *")
@app.task(name="let_lapse", queueing_lock="let_lapse")
def let_lapse(timestamp: int) -> None:
    """Shortly after midnight:

    approvals past their validity expire, unanswered clarifications go back to review.
    """
    lapses.let_lapse()


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """A worker that was killed leaves its job 'doing'; somebody else takes it up."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(job)
