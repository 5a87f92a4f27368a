# Shortcuts for developers. Everything here is one line that can be typed by hand.
python = .venv/bin/python

run:
	./run
test:
	./test
check:
	ops/check
bench:
	bench/run
battery:
	$(python) -m pytest tests/battery
migrations:
	$(python) manage.py makemigrations
drawings:
	$(python) manage.py drawings

# Ranges lie in pyproject.toml, the pins and hashes in two files that name no host.
# uv.lock does name one, and is therefore not kept.
lock:
	uv lock --upgrade
	uv export --frozen --no-emit-project --no-default-groups --no-header -o requirements.txt >/dev/null
	uv export --frozen --no-emit-project --no-header -o requirements-dev.txt >/dev/null
	echo cel-expr-python | uv pip compile --quiet --universal --generate-hashes --no-header - -o bench/requirements.txt

stop-database:
	$(python) -m portal.localpg stop

.PHONY: run test check bench battery migrations drawings lock stop-database
