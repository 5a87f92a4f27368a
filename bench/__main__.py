"""``bench/run``: times rules, records, bundles and every served page, and prints what it took."""

from __future__ import annotations

import argparse
import subprocess
import sys

from bench import downloads, ground


def main() -> int:
    asked = _arguments()
    _say("judging one proposal")
    subprocess.run([sys.executable, "-m", "bench.evaluation"], check=True)
    with ground.laid(keep=asked.keep) as laid:
        _say("preparing files and database")
        laid.python("-m", "ops.prepare", "files")
        laid.manage("migrate", "--noinput", "--verbosity=0")
        laid.manage("load_examples", "--force")
        _say(f"making {asked.records} records")
        laid.manage("measure_records", f"--records={asked.records}")
        _say("downloading a record")
        for line in downloads.report(laid):
            print(line, flush=True)
        loaded = 0
        for cases in sorted(asked.cases):
            _say(f"loading {cases - loaded:,} cases")
            laid.manage("load_cases", f"--count={cases - loaded}", f"--seed={cases}", "--force")
            loaded = cases
            with laid.serving():
                laid.manage("measure", f"--port={laid.port}", f"--rounds={asked.rounds}")
        _say("taking a bundle")
        laid.manage("measure_bundle", f"--cases={asked.bundled}")
    return 0


def _say(what: str) -> None:
    print(f"== {what}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument(
        "--cases", type=_counts, default=[1_000, 100_000], help="how many, at each measuring: 1000,100000"
    )
    parser.add_argument("--rounds", type=int, default=200, help="how often each page is asked for")
    parser.add_argument("--records", type=int, default=10, help="how many to make, four documents each")
    parser.add_argument(
        "--bundled", type=int, default=1_000, help="cases in one bundle, if so many are decided"
    )
    parser.add_argument("--keep", action="store_true", help="leave the database for a closer look")
    return parser.parse_args()


def _counts(given: str) -> list[int]:
    return [int(part) for part in given.split(",")]


if __name__ == "__main__":
    sys.exit(main())
