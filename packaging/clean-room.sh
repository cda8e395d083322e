#!/usr/bin/env bash
# What the first set-up costs in a bare Debian 12: time, download, disk. Needs root, Linux and debootstrap.
#   packaging/clean-room.sh [FOLDER]     FOLDER: where the system is made (default: a new one, deleted afterwards)
# The system has python3 and python3-venv, and of this machine only how it reaches its packages: certificates,
# the settings of apt and pip, and folders of packages that those settings name.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "Only root can make a system of its own." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt install debootstrap" >&2; exit 1; }

room=${1:-$(mktemp -d)}
room=$(realpath -m "$room")
mounted=()
leave() {
    for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do
        umount "${mounted[i]}" || { echo "$room is kept: ${mounted[i]} is in use" >&2; return; }
    done
    [ -n "${1:-}" ] || rm -rf "$room" # only now: nothing of this machine is mounted in it any more
}
trap 'leave "${1:-}"' EXIT

# bind FOLDER: shows a folder of this machine in the room, read only.
bind() {
    mkdir -p "$room$1"
    mount --bind "$1" "$room$1"
    mounted+=("$room$1")
    mount -o remount,bind,ro "$room$1"
}

# shellcheck disable=SC2016 # apt-get reads $(REPO_URI), not the shell
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)

if [ ! -x "$room/usr/bin/python3" ]; then
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$room" "$mirror" >/dev/null
fi
rm -f "$room/etc/apt/sources.list"
cp -r /etc/apt/sources.list* "$room/etc/apt/"
grep -l '^Acquire' /etc/apt/apt.conf.d/* | xargs -r cp -t "$room/etc/apt/apt.conf.d/"
cp /etc/resolv.conf /etc/hosts "$room/etc/"
for settings in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.netrc"; do
    if [ -f "$settings" ]; then
        mkdir -p "$room$(dirname "$settings")"
        cp "$settings" "$room$settings"
    fi
done
mkdir -p "$room/proc"
mount -t proc proc "$room/proc"
mounted+=("$room/proc")
bind /etc/ssl/certs
[ ! -d /usr/local/share/ca-certificates ] || bind /usr/local/share/ca-certificates
# folders of packages on this machine, which pip's settings name: paths, or file addresses of an index
folders=$(python3 -m pip config list | grep -E 'find-links|index-url' | tr "'\" =" '\n' | sed -n 's#^file://##; s#/simple$##; /^\//p' | sort -u)
for folder in $folders; do [ ! -d "$folder" ] || bind "$folder"; done

rm -rf "$room/tutor"
mkdir "$room/tutor"
git archive HEAD | tar -x -C "$room/tutor"

# in_room COMMAND: with an environment of its own, so that nothing of this machine leaks in.
in_room() {
    local kept=()
    for name in PIP_CERT PIP_INDEX_URL PIP_FIND_LINKS SSL_CERT_FILE REQUESTS_CA_BUNDLE http_proxy https_proxy; do
        [ -z "${!name:-}" ] || kept+=("$name=${!name}")
    done
    chroot "$room" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "${kept[@]}" \
        bash -c "cd /tutor && $1"
}
received_mb() { awk '$1 != "lo:" && /:/ { sum += $2 } END { printf "%d", sum / 1e6 }' /proc/net/dev; }
disk_mb() { du -sxm --exclude=proc "$room" | cut -f1; }

# measure NAME COMMAND
measure() {
    local began received used code=0
    began=$(date +%s) received=$(received_mb) used=$(disk_mb)
    in_room "$2" || code=$?
    began=$(($(date +%s) - began)) received=$(($(received_mb) - received)) used=$(($(disk_mb) - used))
    printf '%-16s %5d s   %6d MB over the network   %6d MB of disk   exit %d\n' \
        "$1" "$began" "$received" "$used" "$code" >>"$room/measured"
}

: >"$room/measured"
measure "first set-up" "./run --setup-only"
measure "second set-up" "./run --setup-only"
measure "without display" "./run"
echo
cat "$room/measured"
in_room 'du -sm .venv /root/.local/share/tutor/models 2>/dev/null; du -sm /root/.cache 2>/dev/null || true'
