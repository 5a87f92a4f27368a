"""``python -m portal.localpg start|stop|url [FOLDER] [--throw-away]``: the private PostgreSQL by hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portal.localpg import Cluster, ClusterFailed, NoPrograms

BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[2] / ".local" / "postgres"


def main() -> int:
    asked = _arguments()
    cluster = Cluster(asked.folder.resolve(), durable=not asked.throw_away)
    try:
        _do(asked.command, cluster)
    except (ClusterFailed, NoPrograms) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _do(command: str, cluster: Cluster) -> None:
    match command:
        case "start":
            print(cluster.ensure())
        case "stop":
            cluster.stop()
        case _:
            print(cluster.url)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m portal.localpg", description=__doc__)
    parser.add_argument(
        "command", choices=["start", "stop", "url"], help="url: say the address, start nothing"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=BESIDE_THE_CHECKOUT)
    parser.add_argument("--throw-away", action="store_true", help="fast, not safe against a power cut")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
