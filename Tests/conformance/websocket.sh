#!/usr/bin/env bash
# Runs the Autobahn WebSocket test suite against EchoServer, which is WebSocketTransport with an echo behind it.
#
# usage: Tests/conformance/websocket.sh [core|limits]      (default core)
#   core    cases 1-7 and 10: framing, fragments, UTF-8, closing; half a minute
#   limits  case 9: messages up to 16 MiB, with the limit raised; half a minute
# Compression cases (12, 13) are left out: permessage-deflate is never negotiated.
#
# ECHO_SERVER   the built server; default: what `swift build --product EchoServer` makes
# PYTHON2       a CPython 2.7, the only one the suite runs on; default: found by pyenv or on the path
# Exits 0 when the suite passes, 1 when not, 77 when there is no CPython 2.7 or the suite cannot be installed.
set -euo pipefail

set_name=${1:-core}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CONFORMANCE_DIR:-$root/.build/conformance}
mkdir -p "$work"

skip() {
  echo "websocket conformance not run: $1" >&2
  exit 77
}

find_python2() {
  local candidate
  for candidate in "${PYTHON2:-}" "$(command -v python2.7 || true)" \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/2.7.*/bin/python2.7; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (2, 7))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

case $set_name in
  core) cases='["*"]' excluded='["9.*", "12.*", "13.*"]' expected=247 longest=65536 ;;
  limits) cases='["9.*"]' excluded='[]' expected=54 longest=16777216 ;;
  *) echo "unknown set: $set_name" >&2; exit 2 ;;
esac

wstest=$work/venv/bin/wstest
if [ ! -x "$wstest" ]; then
  python2=$(find_python2) || skip "no CPython 2.7"
  export PIP_NO_PYTHON_VERSION_WARNING=1 PIP_DISABLE_PIP_VERSION_CHECK=1
  "$python2" -m pip install --quiet --target "$work/tools" virtualenv 2> "$work/install.log" \
    || skip "virtualenv cannot be installed"
  PYTHONPATH=$work/tools "$python2" -m virtualenv --quiet "$work/venv" || skip "virtualenv failed"
  "$work/venv/bin/pip" install --quiet autobahntestsuite==25.10.1 2>> "$work/install.log" \
    || skip "the suite cannot be installed"
fi

echo_server=${ECHO_SERVER:-$root/.build/debug/EchoServer}
if [ ! -x "$echo_server" ]; then
  (cd "$root" && swift build --product EchoServer)
fi
"$echo_server" 0 "$longest" > "$work/server.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  port=$(sed -n 's/^listening on 127.0.0.1://p' "$work/server.log")
  if [ -n "$port" ]; then break; fi
  sleep 0.1
done
if [ -z "$port" ]; then echo "the echo server did not start" >&2; exit 1; fi

report=$work/report-$set_name
rm -rf "$report"
cat > "$work/spec.json" <<JSON
{"outdir": "$report", "servers": [{"agent": "hiroba", "url": "ws://127.0.0.1:$port/ws"}],
 "cases": $cases, "exclude-cases": $excluded, "exclude-agent-cases": {}}
JSON
# The suite exits 0 whatever it finds; the verdict is in its report.
"$wstest" -m fuzzingclient -s "$work/spec.json" > "$work/$set_name.log" 2>&1 || true
python3 "$here/websocket_verdict.py" "$report/index.json" "$expected"
