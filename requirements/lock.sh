#!/bin/sh
# Pin every requirement by version and hash. Usage: requirements/lock.sh VENV/bin
set -eu
bin=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/python" -m venv "$work/venv"
"$work/venv/bin/pip" -q install pip-tools
compile() {
    "$work/venv/bin/pip-compile" -q --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@"
}
printf 'setuptools>=77\nwheel\n' > "$work/build.in"
compile --output-file "$here/build.txt" "$work/build.in"
compile --extra piper --extra espeak --output-file "$here/core.txt" pyproject.toml
# The development set repeats no pin of its own: it is solved under the core set's versions.
{
    printf -- '-c %s\n' "$PWD/$here/core.txt"
    "$bin/python" -c "import tomllib; p = tomllib.load(open('pyproject.toml', 'rb'));
extras = p['project']['optional-dependencies']
names = ('align', 'ko', 'editor', 'postgres', 'serve', 'shared')
print('\n'.join([*(one for name in names for one in extras[name]), *p['dependency-groups']['dev']]))"
} > "$work/dev.in"
compile --output-file "$here/dev.txt" "$work/dev.in"
# What benchmarks compare with lives in an environment of its own, so it is solved by itself.
compile --output-file "$here/peer.txt" "$here/peer.in"
