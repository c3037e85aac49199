#!/bin/sh
# Make dist/openpos-….whl and dist/openpos/, a directory with the program and all it needs, and start both once.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh package
python=build/venv/bin/python
rm -rf dist
"$python" -m pip wheel -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation --wheel-dir dist .
# The program is made of the wheel, not of the source tree: what the wheel forgot would be missing here too.
"$python" -m pip install -qq --disable-pip-version-check --no-index --no-deps --force-reinstall dist/openpos-*.whl
build/venv/bin/openpos --version
"$python" -m PyInstaller --noconfirm --log-level WARN --workpath build/pyinstaller --distpath dist installer/openpos.spec
dist/openpos/openpos --version

# The shop of the demo is made by migrations, articles and texts: all of what lies outside the code.
shop=$(mktemp -d)
trap 'rm -rf "$shop"' EXIT
dist/openpos/openpos demo --prepare --data "$shop/demo"
dist/openpos/openpos check --data "$shop/demo"
echo "Made $(echo dist/openpos-*.whl) and dist/openpos ($(du -sh dist/openpos | cut -f1))."
