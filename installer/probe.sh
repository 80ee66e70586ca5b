#!/bin/sh
# Starts an installed console without a window, waits until it is ready, and ends it. Exit code 0: all of it went well.
#
#   installer/probe.sh PROGRAM
set -eu
port=${GAVEURS_PORT:-8000}
log=$(mktemp)
"$1" --headless --bind 127.0.0.1 --port "$port" >"$log" 2>&1 &
console=$!
end() {
    kill "$console" 2>/dev/null || :
    cat "$log"
    rm -f "$log"
}
trap end EXIT
i=0
until curl -fsS -m 5 "http://127.0.0.1:$port/health/ready" 2>/dev/null; do
    i=$((i + 1))
    if [ $i -ge 120 ] || ! kill -0 "$console" 2>/dev/null; then
        echo "the console did not become ready" >&2
        exit 1
    fi
    sleep 1
done
# The program in this place takes its classes from its AOT cache.
used=$(_JAVA_OPTIONS=-Xlog:class+load "$1" --version | grep -c 'fr.gaveurs.*shared objects file') || :
echo "
$used classes come from the AOT cache"
[ "$used" -gt 0 ]
curl -fsS -m 10 -X POST -o /dev/null "http://127.0.0.1:$port/api/admin/shutdown"
code=0
wait "$console" || code=$?
[ "$code" = 0 ] || { echo "the console ended with code $code" >&2; exit 1; }
