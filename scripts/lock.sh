#!/bin/sh
# Pin the newest libraries pyproject.toml allows, with their hashes, for Python 3.11 on Linux.
# No address of a package index is written down: where the libraries come from is the machine's own choice.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
    echo "The pins are made for Python 3.11, the oldest we run on; .venv has another." >&2
    exit 1
}

pin() {
    output=$1
    shift
    echo "Pinning $output"
    "$python" -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --output-file "$output" "$@"
}

pin requirements/run.txt pyproject.toml requirements/run.in
pin requirements/test.txt requirements/test.in
pin requirements/package.txt requirements/package.in
