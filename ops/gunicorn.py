"""How gunicorn serves the portal; every value can be overruled by GUNICORN_CMD_ARGS."""

from __future__ import annotations

import os
from pathlib import Path

wsgi_app = "portal.wsgi"
bind = f"{os.environ.get('WEB_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
# Loaded after the fork: two processes that share a connection opened before it mix up their answers.
preload_app = False
loglevel = "warning"
# The heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# It would be laid into the home directory, which may be read-only.
control_socket_disable = True
