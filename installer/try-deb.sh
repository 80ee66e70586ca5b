#!/bin/sh
# Tries the .deb as a user meets it: a fresh Debian, apt, a home folder with a space and accents, a display; then an
# upgrade, and the removal that leaves the data. As root, in about five minutes:
#
#   installer/try-deb.sh [--from OLDER.deb] target/installer/gaveurs-console_0.2.0_amd64.deb [RECORDING.ndjson.gz]
#
# With --from the older release is installed first and leaves its data; in the end it takes the place of the newer one.
# Needs debootstrap, Xvfb, curl, unshare and the package mirror; takes pictures if there is ImageMagick's import.
# Nothing of it stays but the pictures and the logs, in target/try-deb. Exit code 0: all is well.
set -eu

older=
if [ "${1-}" = --from ] && [ -f "${2-}" ]; then
    older=$(realpath "$2")
    shift 2
fi
if [ ! -f "${1-}" ]; then
    sed -n '2,9p' "$0" >&2
    exit 2
fi
[ "$(id -u)" = 0 ] || { echo "try-deb.sh makes a root folder and enters it: it has to be root" >&2; exit 2; }
for program in debootstrap Xvfb curl unshare chroot; do
    command -v $program >/dev/null || { echo "try-deb.sh needs $program" >&2; exit 2; }
done
deb=$(realpath "$1")
recording=${2:+$(realpath "$2")}
pictures=$(realpath "$(dirname "$0")/..")/target/try-deb
mkdir -p "$pictures"
here=$(mktemp -d /tmp/try-deb.XXXXXX)
root=$here/root
inside=
display=

clean() {
    [ -z "$inside" ] || kill -KILL "$inside" 2>/dev/null || :
    [ -z "$display" ] || kill "$display" 2>/dev/null || :
    wait
    # The mounts were in a namespace of their own, which ended with its last process.
    rm -rf --one-file-system "$here"
}
trap clean EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s\n' "$*"; }
fail() {
    echo "FAILED: $*" >&2
    [ ! -f "$here/out" ] || { cp "$here/out" "$pictures/failed.txt" && tail -n 20 "$here/out" >&2; }
    exit 1
}

# shellcheck disable=SC2016 # the inner shell's own arguments
# Processes and mounts of what is tried are its own, and end with it.
enter() {
    unshare --mount --pid --fork --kill-child sh -c '
        set -e
        root=$1; shift
        # A mount point of its own: Java asks on which file system a folder is.
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
        mkdir -p "$root/tmp/.X11-unix"
        mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
        exec chroot "$root" "$@"' enter "$root" "$@"
}

# As an ordinary user, with nothing of this environment.
user="/home/Gaëlle du Périgord"
as_user() {
    enter setpriv --reuid 1000 --regid 1000 --clear-groups env -i HOME="$user" PATH=/usr/bin:/bin LANG=C.UTF-8 \
        TZ=UTC DISPLAY="$screen" JAVA_OPTS="${JAVA_OPTS-}" "$@"
}
data=$root$user/.local/share/gaveurs-console

now() { date +%s%3N; }
# Milliseconds from $1 to the time that stands before a line of the console's output; both are of this day.
since() {
    at=$(grep -m 1 -F "$2" "$here/out" | cut -c 1-12)
    echo $(($(date -u -d "$at" +%s%3N) - $1))
}
start_window() {
    rm -f "$data/instance.json"
    : >"$here/out"
    from=$(now)
    as_user gaveurs-console --port 0 --bind 127.0.0.1 >"$here/out" 2>&1 &
    inside=$!
    i=0
    until grep -q 'Ready .* ms after' "$here/out"; do
        i=$((i + 1))
        if [ $i -ge 600 ] || ! kill -0 $inside 2>/dev/null; then fail "the console did not become ready"; fi
        sleep 0.2
    done
    ! grep -q 'the backend runs alone' "$here/out" || fail "no window"
    until [ -s "$data/instance.json" ]; do sleep 0.1; done
    url=$(sed 's/.*"url" *: *"\([^"]*\)".*/\1/' "$data/instance.json")
    echo "$1: window after $(since "$from" 'The window is open') ms, ready after $(since "$from" 'Ready ') ms" |
        tee -a "$pictures/figures.txt"
}
# Asks for the orderly end that closing the window has, and wants its exit code.
end_window() {
    curl -fsS -m 10 -X POST -o /dev/null "$url/api/admin/shutdown"
    i=0
    while kill -0 "$inside" 2>/dev/null; do
        i=$((i + 1))
        [ $i -lt 300 ] || fail "the console did not end"
        sleep 0.2
    done
    code=0
    wait "$inside" || code=$?
    inside=
    [ $code = 0 ] || fail "the console ended with code $code"
    cp "$here/out" "$pictures/$1.txt"
}
picture() {
    ! command -v import >/dev/null || DISPLAY=$screen timeout 20 import -window root "$pictures/$1.png"
}
samples() { curl -fsS -m 10 "$url/api/sqal/samples?limit=500" | grep -o '"sample_id"' | wc -l; }
# Lets stations send for $1 seconds, and takes a picture of them.
send() {
    seconds=$1
    shift
    as_user timeout "$seconds" gaveurs-console simulate --url "ws${url#http}/ws/sensors/" "$@" >"$here/simulate" 2>&1 &
    stations=$!
    sleep $((seconds * 3 / 5))
    picture live
    wait $stations || :
    tail -n 2 "$here/simulate"
}

step "a fresh Debian"
debootstrap --variant=minbase bookworm "$root" >"$here/out" 2>&1 || fail "debootstrap"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$deb" "$root/root/gaveurs-console.deb"
[ -z "$older" ] || cp "$older" "$root/root/older.deb"
mkdir -p /tmp/.X11-unix
mkfifo "$here/number"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -ac 3>"$here/number" >/dev/null 2>&1 &
display=$!
read -r number <"$here/number"
screen=:$number

step "apt install"
apt() { enter env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -y -qq "$@" >"$here/out" 2>&1; }
apt update || fail "apt update"
enter useradd --uid 1000 --create-home --home-dir "$user" tester
if [ -n "$older" ]; then
    apt install /root/older.deb || fail "apt install of the older release"
    start_window "the older release"
    send 10 --devices 3 --rate 2
    kept=$(samples)
    [ "$kept" -gt 0 ] || fail "the older release stored no sample"
    end_window older
fi
apt install /root/gaveurs-console.deb || fail "apt install"

step "the AOT cache is used, also where it was installed; a broken one stops nothing"
loaded=$(JAVA_OPTS=-Xlog:class+load as_user gaveurs-console --version | grep -c 'fr.gaveurs.*shared objects file') ||
    fail "no class comes from the AOT cache: $(JAVA_OPTS=-Xlog:aot as_user gaveurs-console --version)"
echo "$loaded classes of the console for --version"
JAVA_OPTS=-XX:AOTCache=/etc/hostname as_user gaveurs-console --version || fail "a broken cache stopped the program"

step "first start: window, samples, close"
start_window first
if [ -n "$older" ]; then
    [ "$(samples)" -ge "$kept" ] || fail "samples of the older release are gone"
    before=$(find "$data" -path '*/backups/before-V*.backup' -printf '%f')
    echo "saved before the tables were changed: ${before:-nothing, since they are the same}"
fi
if [ -n "$recording" ]; then
    cp "$recording" "$root/root/recording.ndjson.gz"
    chmod 755 "$root/root"
    send 25 --replay /root/recording.ndjson.gz
else
    send 25 --devices 12 --rate 2
fi
[ "$(samples)" -gt 0 ] || fail "no sample was stored"
end_window first

step "later starts"
for round in 1 2 3; do
    start_window "later $round"
    [ "$round" != 1 ] || { sleep 3; picture later; }
    end_window "later-$round"
done
JAVA_OPTS=-XX:AOTMode=off
start_window "without the AOT cache"
end_window without
JAVA_OPTS=

step "upgrade: the same package over itself, then a start"
apt install --reinstall /root/gaveurs-console.deb || fail "apt install --reinstall"
start_window "after the upgrade"
[ "$(samples)" -gt 0 ] || fail "the samples were gone after the upgrade"
end_window upgraded

if [ -n "$older" ]; then
    step "back: the older release refuses newer data, takes what was saved, and works"
    apt install --allow-downgrades /root/older.deb || fail "apt install --allow-downgrades"
    if [ -n "$before" ]; then
        code=0
        as_user timeout 60 gaveurs-console --headless --port 0 --bind 127.0.0.1 >"$here/out" 2>&1 || code=$?
        [ $code = 4 ] || fail "the older release ended with code $code instead of refusing newer data"
        cp "$here/out" "$pictures/refused.txt"
        tail -n 2 "$here/out"
        as_user gaveurs-console restore "$user/.local/share/gaveurs-console/backups/$before" >"$here/out" 2>&1 ||
            fail "restore"
        tail -n 2 "$here/out"
    fi
    start_window "the older release again"
    [ "$(samples)" -ge "$kept" ] || fail "samples of the older release are gone after the way back"
    end_window back
    apt install /root/gaveurs-console.deb || fail "apt install after the way back"
fi

step "purge: the program goes, the data stays"
apt purge gaveurs-console || fail "apt purge"
left=$(find "$root" -xdev -iname '*gaveurs*' ! -path "$data*" ! -path "$root/root/*" ! -path "$root/var/*" \
    ! -path "$root$user/.cache/*")
[ -z "$left" ] || fail "left behind: $left"
[ -f "$data/postgres/cluster/PG_VERSION" ] || fail "the data is gone"
find "$root$user" -maxdepth 4 ! -path "$data/*" | sed "s|^$root||"
printf '\nAll is well. Pictures and logs: %s\n' "$pictures"
