# Sourced by ./run and ./test: brings a new machine to where Python can take over, and is quick on any other.
# POSIX sh, needs nothing but apt (or Homebrew); everything it makes lies in .venv and .local.
# shellcheck shell=sh

PYTHON=.venv/bin/python
LOCAL=${LOCAL_DIR:-.local}
OLDEST_PYTHON="3, 11"
export PYTHONUNBUFFERED=1

say() { if [ -t 1 ]; then printf '\033[1m== %s\033[0m\n' "$*"; else printf '== %s\n' "$*"; fi; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# Runs a command whose output matters only when it fails.
quietly() {
    "$@" >>"$LOCAL/setup.log" 2>&1 </dev/null && return
    tail -n 30 "$LOCAL/setup.log" >&2
    fail "This failed:  $*
(all of its output is in $LOCAL/setup.log)"
}

refuse_another_users_checkout() {
    for made in .venv "$LOCAL"; do
        [ ! -e "$made" ] || [ -O "$made" ] ||
            fail "$made was made by another user ($(stat -c %U "$made" 2>/dev/null || echo '?')), perhaps with sudo.
Start this as that user, or remove $made first."
    done
}

# One set-up at a time: ./run and ./test may be started together on a new machine.
lock_setup() {
    refuse_another_users_checkout
    mkdir -p "$LOCAL"
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$LOCAL/setup.lock"
        flock -n 9 || { say "waiting for another ./run or ./test to finish its set-up"; flock 9; }
    fi
    : >"$LOCAL/setup.log"
}

unlock_setup() { exec 9>&-; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; return; fi
    command -v sudo >/dev/null 2>&1 || fail "System packages are missing. As root, run:
  apt-get update && apt-get install -y$want
and then this again."
    sudo "$@"
}

python_fits() { python3 -c "import sys, ensurepip, venv; sys.exit(sys.version_info < ($OLDEST_PYTHON))" 2>/dev/null; }

# The libraries that typeset PDF files; asked of the loader, since packages are named differently everywhere.
pango_fits() {
    python3 - 2>/dev/null <<'PYTHON'
from ctypes import CDLL
FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
def loads(linux, mac):
    for name in (linux, *(folder + mac for folder in FOLDERS)):
        try:
            return CDLL(name)
        except OSError:
            pass
    raise SystemExit(1)
loads("libpango-1.0.so.0", "libpango-1.0.0.dylib")
loads("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib")
loads("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")
PYTHON
}

# Playwright's own node needs it, and a minimal Debian has it not.
libatomic_fits() { [ "$(uname)" != Linux ] || python3 -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null; }

on_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

# A browser that tests can drive, the lightest first; Ubuntu's chromium is a snap, which cannot see their folders.
browser() {
    for name in "${CHROMIUM:-}" chromium-headless-shell google-chrome-stable google-chrome chromium; do
        [ -n "$name" ] || continue
        found=$(command -v "$name" 2>/dev/null) || continue
        case "$(readlink -f "$found" 2>/dev/null || echo "$found")" in */snap/* | */snap) continue ;; esac
        on_ubuntu && [ "$name" = chromium ] && continue
        echo "$found"
        return 0
    done
    return 1
}

# $1: with-browser or without-browser. At most one call of the package manager, and none when nothing is missing.
system_packages() {
    lock_setup
    want=
    python_fits || want="$want python3-venv"
    pango_fits || want="$want libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    if [ "$1" = with-browser ]; then
        libatomic_fits || want="$want libatomic1"
        browser >/dev/null || on_ubuntu || want="$want chromium-headless-shell"
        # Second opinions on records; tests that miss one are skipped.
        command -v pdfsig >/dev/null 2>&1 || want="$want poppler-utils"
        command -v qpdf >/dev/null 2>&1 || want="$want qpdf"
        command -v openssl >/dev/null 2>&1 || want="$want openssl"
        # Another day for a process that renders a record again.
        command -v faketime >/dev/null 2>&1 || want="$want faketime"
        # A token made of software, for signing with keys on one.
        command -v softhsm2-util >/dev/null 2>&1 || want="$want softhsm2"
    fi
    [ -z "$want" ] || install_packages
    python_fits || fail "Python 3.11 or newer is needed; this system's python3 is $(python3 -V 2>&1)."
}

install_packages() {
    if command -v apt-get >/dev/null 2>&1; then
        say "installing$want (takes a minute$([ "$(id -u)" = 0 ] || echo '; sudo may ask for your password'))"
        # shellcheck disable=SC2086  # a list of words
        as_root sh -c 'apt-get update -qq || echo "apt-get update failed; trying with the lists there are"
            DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
            install -y -qq --no-install-recommends "$@"' sh $want >>"$LOCAL/setup.log" 2>&1 || {
            tail -n 30 "$LOCAL/setup.log" >&2
            fail "Installing failed. As root, run:  apt-get update && apt-get install -y$want"
        }
    elif command -v brew >/dev/null 2>&1; then  # not tried on a real macOS
        say "installing python and pango with Homebrew"
        quietly brew install -q python@3.13 pango
    else
        fail "Please install what these Debian packages hold:$want"
    fi
}

# $1: a file of pinned and hashed requirements. Keyed by its checksum, so that the second time costs nothing.
python_packages() {
    if [ "$(cat ".venv/$1.installed" 2>/dev/null)" != "$(python_key "$1")" ]; then
        "$PYTHON" -m pip --version >/dev/null 2>&1 || {
            say "making a Python environment in .venv"
            quietly python3 -m venv --clear .venv
        }
        say "installing Python packages from $1 (half a minute)"
        quietly "$PYTHON" -m pip install --disable-pip-version-check --no-input --root-user-action=ignore \
            --require-hashes --no-deps -r "$1"
        # The developers' file holds the other one too.
        [ "$1" = requirements.txt ] || python_key requirements.txt >.venv/requirements.txt.installed
        python_key "$1" >".venv/$1.installed"
    fi
    [ "$(uname)" != Darwin ] || export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib
    unlock_setup
}

# Fails, and so matches nothing, when the environment's Python is not there or not that of the system any more.
python_key() { "$PYTHON" -V 2>&1 && cksum <"$1"; }

# Exports CHROMIUM (empty: Playwright's own browser) and CHROMIUM_ARGS for the browser tests.
browser_for_tests() {
    if ! CHROMIUM=$(browser); then
        CHROMIUM=
        playwright_has_a_browser || {
            say "downloading a browser with Playwright (sudo may ask for your password)"
            "$PYTHON" -m playwright install --with-deps chromium
        }
    fi
    if [ "$(id -u)" = 0 ]; then CHROMIUM_ARGS="--no-sandbox ${CHROMIUM_ARGS:-}"; fi
    export CHROMIUM CHROMIUM_ARGS="${CHROMIUM_ARGS:-}"
}

playwright_has_a_browser() {
    "$PYTHON" -c 'import os, playwright.sync_api as p
with p.sync_playwright() as started: raise SystemExit(not os.path.exists(started.chromium.executable_path))'
}

# A new PostgreSQL for this run alone, fast and forgetful, stopped and removed at the end however it comes.
throw_away_database() {
    [ -z "${DATABASE_URL:-}" ] || return 0
    if command -v flock >/dev/null 2>&1; then
        exec 8>"$LOCAL/test.lock"
        flock -n 8 || { say "waiting for another ./test in this checkout"; flock 8; }
    fi
    cluster=$LOCAL/postgres-test
    remove_database
    trap remove_database EXIT
    trap 'exit 130' INT
    trap 'exit 143' HUP TERM
    say "starting a throw-away PostgreSQL"
    DATABASE_URL=$("$PYTHON" -m portal.localpg start "$cluster" --throw-away)
    export DATABASE_URL
}

remove_database() {
    if [ -e "$cluster" ]; then "$PYTHON" -m portal.localpg stop "$cluster"; fi
    rm -rf "$cluster"
}
