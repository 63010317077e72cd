# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by flatpak/try inside a display and a session bus of its own: the server, the desk, its picture.

# shellcheck disable=SC2154
data=$HOME/.var/app/$id/data
rm -rf "$HOME/.var/app/$id" "$work"/{said,run.log,bus,ready,served,server}
mkdir -p "$data" "$work/server"
chmod 700 "$work/server"
pids=()
# kill_app ID: if it still runs, as the one beside does, or the desk after something went wrong.
kill_app() {
  ! flatpak ps --columns=application | grep -x "$1" >/dev/null || flatpak kill "$1" \
    || echo "$1 ended by itself just now"
}
stop() {
  trap - EXIT
  kill_app "$id"
  [ -z "${beside:-}" ] || kill_app "$beside"
  local pid
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || echo "Process $pid, started for this, had ended before"
  done
}
trap stop EXIT

dbus-monitor --session "interface='org.freedesktop.portal.FileChooser'" \
  "interface='org.freedesktop.impl.portal.FileChooser'" >"$work/bus" 2>&1 &
pids+=($!)
xfwm4 --compositor=off >/dev/null 2>&1 &
pids+=($!)

"$server" sample --database "$work/server/server.db" --seed 14 --date "$(date +%F)" \
  --password-file "$work/server/passwords" >/dev/null
"$server" serve --database "$work/server/server.db" --port 0 >"$work/ready" 2>"$work/server/log" &
pids+=($!)
for _ in $(seq 100); do grep -q '^ready ' "$work/ready" && break; sleep 0.1; done
(umask 077; printf '[sign-in]\naddress=%s\nlogin=hmaupertuis\npassword=%s\n' \
  "$(sed -n 's/^ready //p' "$work/ready")" "$(sed -n 's/^hmaupertuis://p' "$work/server/passwords")" \
  >"$data/sign-in")

export XDG_CURRENT_DESKTOP=GNOME GTK_USE_PORTAL=1 LC_ALL=fr_FR.UTF-8
unset WAYLAND_DISPLAY
dbus-update-activation-environment LC_ALL DISPLAY XAUTHORITY XDG_CURRENT_DESKTOP HOME XDG_RUNTIME_DIR \
  XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME FLATPAK_USER_DIR
start=(flatpak run --user --env=GSK_RENDERER=cairo --env=LC_ALL=fr_FR.UTF-8)

# shown: waits for one more window of Cercle, $found.
known=none
shown() {
  for _ in $(seq 300); do
    found=$(xdotool search --onlyvisible --class cercle 2>/dev/null | grep -vx "$known" | tail -n 1) && return 0
    sleep 0.2
  done
  echo 'No window came'
  return 1
}
# half X: the next window, half as wide as the screen.
half() {
  shown
  known=$found
  xdotool windowsize "$found" 683 768 windowmove "$found" "$1" 0
}
# still FILE: a picture of the screen, once nothing on it has changed for a while.
still() {
  local before=none now same=0
  for _ in $(seq 60); do
    import -silent -window root "$1"
    now=$(md5sum <"$1")
    if [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
    [ $same -lt 4 ] || return 0
    before=$now
    sleep 0.5
  done
  echo 'It never came to rest'
  return 1
}

if [ -n "${beside:-}" ]; then
  "${start[@]}" "$beside" --profile beside >/dev/null 2>"$work/beside.log" &
  half 683
fi
"${start[@]}" "$id" --profile self-check --sign-in "$data/sign-in" --self-check >"$work/said" 2>"$work/run.log" &
desk=$!
for _ in $(seq 600); do
  grep -q '^save dialog:' "$work/said" && break
  kill -0 $desk 2>/dev/null || break
  sleep 0.2
done
if grep -q '^save dialog:' "$work/said"; then
  sleep 1
  import -silent -window root "$work/pictures/$id-save.png"
  xdotool key Escape
fi
wait $desk
grep -qx 'self-check: good' "$work/said"

# Once more, with what it kept: the picture for the eyes.
"${start[@]}" "$id" --profile self-check --sign-in "$data/sign-in" >/dev/null 2>>"$work/run.log" &
if [ -n "${beside:-}" ]; then half 0; else shown; fi
sleep 4
still "$work/pictures/$id.png"
[ -z "${beside:-}" ] || flatpak ps --columns=application >"$work/together"
kill_app "$id"
# The desktop starts it through its service: no profile, so the window is that of the first sign-in.
if [ -z "${beside:-}" ]; then
  gone=$found
  while xdotool search --onlyvisible --class cercle 2>/dev/null | grep -x "$gone" >/dev/null; do sleep 0.2; done
  gdbus call --session --dest "$id" --object-path "/${id//./\/}" --timeout 60 \
    --method org.freedesktop.Application.Activate '@a{sv} {}' >"$work/served" 2>&1
  shown && echo 'a window' >>"$work/served"
fi
