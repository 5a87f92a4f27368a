"""The private PostgreSQL: started by many at once, killed at any moment, found again with all it held."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from portal import localpg
from portal.localpg import Cluster, NoPrograms, processes, programs

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    """One cluster for the tests that leave it usable; under a short path, for sockets must have one."""
    with tempfile.TemporaryDirectory(prefix="localpg-") as folder:
        cluster = Cluster(Path(folder))
        yield cluster
        cluster.stop()


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])


def ask(cluster: Cluster, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def write(cluster: Cluster, *, table: str) -> None:
    ask(cluster, f"create table {table} as select 'kept' as text")


def test_a_named_database_wins_and_nothing_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/portal")

    url = localpg.database_url(tmp_path)

    assert url == "postgresql://elsewhere/portal"
    assert list(tmp_path.iterdir()) == []


def test_the_first_call_makes_a_server_and_the_next_finds_it(shared):
    first = shared.ensure()
    began = postmaster(shared)

    assert shared.ensure() == first
    assert postmaster(shared) == began
    assert ask(shared, "select current_database()") == [("portal",)]


def test_the_server_listens_on_no_network_port(shared):
    shared.ensure()

    assert ask(shared, "show listen_addresses") == [("",)]


def test_hangul_is_sorted_as_in_a_dictionary(shared):
    shared.ensure()

    rows = ask(
        shared,
        "select string_agg(word, ' ' order by word) from unnest('{힣,나비,가나,하늘,가,각}'::text[]) word",
    )

    assert rows == [("가 가나 각 나비 하늘 힣",)]


def test_a_killed_server_comes_back_at_once_with_everything(shared):
    shared.ensure()
    write(shared, table="before_the_kill")

    os.kill(postmaster(shared), signal.SIGKILL)
    shared.ensure()

    assert ask(shared, "select text from before_the_kill") == [("kept",)]


def test_every_process_killed_together_comes_back_with_everything(shared):
    shared.ensure()
    write(shared, table="before_the_massacre")

    for pid in processes.servers_in(shared.data):
        with suppress(ProcessLookupError):  # some go by themselves once the first is gone
            os.kill(pid, signal.SIGKILL)
    shared.ensure()

    assert ask(shared, "select text from before_the_massacre") == [("kept",)]


def test_a_session_that_outlives_its_server_does_not_block_the_next(shared, monkeypatch):
    monkeypatch.setattr("portal.localpg.cluster.ORPHAN_SECONDS", 0.5)
    shared.ensure()
    with closing(psycopg.connect(shared.url, autocommit=True)) as busy:
        busy.pgconn.send_query(b"select count(*) from generate_series(1, 100000000000)")
        time.sleep(0.3)

        os.kill(postmaster(shared), signal.SIGKILL)
        shared.ensure()

    assert ask(shared, "select 1") == [(1,)]


def test_a_process_number_that_meanwhile_is_another_programs_is_left_alone(shared):
    shared.ensure()
    shared.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        (shared.data / "postmaster.pid").write_text(f"{stranger.pid}\n{shared.data}\n")

        shared.ensure()
        still_there = stranger.poll() is None
        stranger.kill()

    assert still_there
    assert ask(shared, "select 1") == [(1,)]


def test_a_lost_socket_is_made_again(shared, monkeypatch):
    monkeypatch.setattr("portal.localpg.cluster.ORPHAN_SECONDS", 0.2)
    shared.ensure()
    (shared.root / ".s.PGSQL.5432").unlink()

    shared.ensure()

    assert ask(shared, "select 1") == [(1,)]


def test_stop_leaves_no_process_and_may_be_said_twice(shared):
    shared.ensure()

    shared.stop()
    shared.stop()

    assert processes.servers_in(shared.data) == []


def test_a_server_is_in_use_while_somebody_is_connected(shared):
    shared.ensure()

    alone = shared.in_use()
    with psycopg.connect(shared.url):
        in_company = shared.in_use()
    shared.stop()

    assert (alone, in_company, shared.in_use()) == (False, True, False)


def test_many_first_starts_at_once_agree_on_one_server():
    with tempfile.TemporaryDirectory(prefix="localpg-") as folder:
        cluster = Cluster(Path(folder), durable=False)
        start = [sys.executable, "-m", "portal.localpg", "start", folder, "--throw-away"]
        calls = [subprocess.Popen(start, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for _ in range(4)]

        said = {call.communicate()[0].strip() for call in calls}
        cluster.stop()

    assert said == {cluster.url}
    assert [call.returncode for call in calls] == [0, 0, 0, 0]


def test_a_first_start_cut_short_is_begun_anew():
    with tempfile.TemporaryDirectory(prefix="localpg-") as folder:
        cluster = Cluster(Path(folder), durable=False)
        (Path(folder) / "data.new").mkdir()
        (Path(folder) / "data.new" / "PG_VERSION").write_text("15\n")

        cluster.ensure()
        answer = ask(cluster, "select 1")
        cluster.stop()

    assert answer == [(1,)]


@pytest.mark.parametrize("name", ["with blank", "quo'te", "dol$lar", "한글"])
def test_an_odd_folder_name_is_no_obstacle(name):
    with tempfile.TemporaryDirectory(prefix="localpg-") as folder:
        cluster = Cluster(Path(folder) / name, durable=False)

        cluster.ensure()
        answer = ask(cluster, "select 1")
        cluster.stop()

    assert answer == [(1,)]


def test_a_folder_too_deep_for_a_socket_gets_one_elsewhere():
    with tempfile.TemporaryDirectory(prefix="localpg-") as folder:
        cluster = Cluster(Path(folder) / ("deep" * 30), durable=False)

        cluster.ensure()
        answer = ask(cluster, "select 1")
        cluster.stop()

    assert answer == [(1,)]


def test_the_version_that_made_a_cluster_must_be_there(tmp_path):
    (tmp_path / "PG_VERSION").write_text("9\n")

    with pytest.raises(NoPrograms, match=r"was made by PostgreSQL 9; found here: .*PG_BIN_DIR"):
        programs.choose(tmp_path)


def test_without_any_programs_the_message_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BIN_DIR", str(tmp_path))

    with pytest.raises(NoPrograms, match="Install the package postgresql"):
        programs.choose(tmp_path)
