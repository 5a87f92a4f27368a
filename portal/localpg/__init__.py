"""A private PostgreSQL for one checkout: made, started and found again without set-up or a network port."""

from __future__ import annotations

from pathlib import Path

from portal import env
from portal.localpg.cluster import Cluster, ClusterFailed
from portal.localpg.programs import NoPrograms

__all__ = ["Cluster", "ClusterFailed", "NoPrograms", "database_url"]


def database_url(root: Path) -> str:
    """The database named by ``DATABASE_URL``, else that of the cluster in ``root``, started if need be."""
    return env.text("DATABASE_URL", "") or Cluster(root).ensure()
