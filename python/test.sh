#!/usr/bin/env bash
# Builds the wheel, installs it in a virtual environment under target/ and runs its tests, Spark's among them.
# Run it as: bash python/test.sh [arguments of pytest], or with --packages alone to fetch only what it needs.
#
# What cannot be had is said loudly as SKIPPED: without maturin, pyarrow and pytest there is nothing to test with;
# without pyspark or Java the cluster's tests are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-$PWD/target}
venv=$target/python/venv
wheels=$target/python/wheels
skipped() { printf '\nSKIPPED: %s\n' "$1" >&2; }

python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { skipped "the Python package needs Python 3.10"; exit 0; }
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
pip() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
if ! "$venv/bin/python" -c 'import maturin, pyarrow, pandas, pytest' 2>/dev/null; then
    pip install 'maturin>=1.9,<2' 'pyarrow>=16' 'pandas>=2.2,<3' 'pytest>=8' || {
        skipped "maturin, pyarrow, pandas or pytest could not be installed: the Python package is not tested"
        exit 0
    }
fi
if ! "$venv/bin/python" -c 'import pyspark' 2>/dev/null; then
    pip install 'pyspark>=3.5' || skipped "pyspark could not be installed: Spark is not tested"
fi
java -version >/dev/null 2>&1 || skipped "there is no Java 17: Spark is not tested"

[ "${1:-}" = --packages ] && exit 0

# By the profile of the program's own tests, so that what they have built is not built again.
export CARGO_TARGET_DIR=$target
rm -rf "$wheels"
"$venv/bin/maturin" build --quiet --locked --manifest-path python/Cargo.toml --out "$wheels"
pip install --force-reinstall --no-deps "$wheels"/*.whl

[ -x "${TALLYWIRE_PROGRAM:-$target/debug/tallywire}" ] || cargo build --quiet
export TALLYWIRE_PROGRAM=${TALLYWIRE_PROGRAM:-$target/debug/tallywire}
cd python
"$venv/bin/pytest" -q -rs --durations=5 "$@"
