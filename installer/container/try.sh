#!/bin/sh
# Tries what the Dockerfile puts together, where no container engine is to be had: assembles the program, and starts it
# as the image would: first process of its own, user 10001, without privileges, on a root file system that is read-only
# but for /data and /tmp. Then asks the three probes, looks that nothing but /data can be written to, ends it by SIGTERM,
# and looks how it ended.
#
#   DATABASE_URL=postgresql://… [REDIS_URL=redis://…] installer/container/try.sh target/console
#
# Needs Linux, root, unshare, setpriv, and JAVA_HOME for assemble.sh.
set -eu

: "${DATABASE_URL:?names the PostgreSQL to use}"
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
port=${GAVEURS_PORT:-8000}
work=$(mktemp -d)
unshared=
clean() {
    [ -z "$unshared" ] || kill -KILL "$unshared" 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

fail() {
    echo "FAILED: $*" >&2
    sed 's/^/  | /' "$work/log" >&2
    exit 1
}

"$here/assemble.sh" "$1" "$work/image"
du -sh "$work/image/runtime" "$work/image/lib"
mkdir "$work/root"
install -d -o 10001 -g 10001 -m 0750 "$work/data"
: >"$work/log"

# Runs in the new namespaces: $1 is the work folder.
# shellcheck disable=SC2016
inside='
set -eu
root=$1/root
mount -t tmpfs -o mode=755 root "$root"
for folder in usr etc proc dev tmp data opt/gaveurs-console; do mkdir -p "$root/$folder"; done
for link in bin sbin lib lib64; do [ ! -e "/usr/$link" ] || ln -s "usr/$link" "$root/$link"; done
for folder in usr etc dev; do mount --rbind "/$folder" "$root/$folder"; done
for folder in usr etc; do mount -o remount,bind,ro "$root/$folder"; done
mount --bind "$1/image" "$root/opt/gaveurs-console"
mount -o remount,bind,ro "$root/opt/gaveurs-console"
mount --bind "$1/data" "$root/data"
mount -t tmpfs -o size=64m,mode=1777,noexec,nosuid,nodev tmp "$root/tmp"
mount -t proc proc "$root/proc"
mount -o remount,ro "$root"
cd /
exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all \
    --inh-caps=-all /opt/gaveurs-console/gaveurs-console --headless'

env -i PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin HOME=/data LC_ALL=C.UTF-8 GAVEURS_DATA_DIR=/data GAVEURS_BIND=0.0.0.0 GAVEURS_PORT="$port" \
    DATABASE_URL="$DATABASE_URL" ${REDIS_URL:+REDIS_URL="$REDIS_URL"} \
    unshare --mount --pid --fork --kill-child sh -c "$inside" sh "$work" >"$work/log" 2>&1 &
unshared=$!

# The image's health check, from outside the container.
probe() {
    GAVEURS_DATA_DIR="$work/no-settings" GAVEURS_PORT="$port" "$work/image/runtime/bin/java" \
        -cp "$work/image/lib/*" fr.gaveurs.console.Main probe "$1" >>"$work/probes" 2>&1
}

tries=0
until probe ready; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || fail "not ready"
    kill -0 "$unshared" 2>/dev/null || fail "ended at the start"
    sleep 0.5
done
for kind in startup live ready; do
    probe "$kind" || fail "the probe $kind says no: $(tail -n 1 "$work/probes")"
    echo "probe $kind: $(tail -n 1 "$work/probes" | cut -c 1-80)"
done

console=$(ps -o pid= --ppid "$unshared" | tr -d ' ')
grep -E '^(Uid|Gid|CapBnd|CapEff|NoNewPrivs|NSpid):' "/proc/$console/status"
for folder in / /usr /etc /opt/gaveurs-console; do
    ! nsenter --target "$console" --mount --root setpriv --reuid 10001 --clear-groups touch "${folder%/}/written" \
        2>/dev/null || fail "$folder can be written to"
done
[ -s "$work/data/logs/console.log" ] || fail "no log in /data"

kill -TERM "$console"
code=0
wait "$unshared" || code=$?
unshared=
grep -q 'Backend: stopped' "$work/log" || fail "did not end in good order"
[ "$code" -eq 143 ] || fail "ended with $code, not 143"
echo "ended in good order by SIGTERM, exit code $code"
