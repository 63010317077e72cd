# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by flatpak/try inside a display and a session bus of its own: the server, the desk, its picture.

# shellcheck disable=SC2154
data=$HOME/.var/app/$id/data
rm -rf "$HOME/.var/app/$id" "$work"/{said,run.log,bus,ready,server}
mkdir -p "$data" "$work/server"
chmod 700 "$work/server"
pids=()
stop() {
  trap - EXIT
  flatpak kill $id 2>/dev/null || true
  [ -z "${beside:-}" ] || flatpak kill "$beside" 2>/dev/null || true
  kill "${pids[@]}" 2>/dev/null || true
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

# window X: waits for one more window of Cercle and puts it there, half as wide as the screen.
known=none
window() {
  local found=
  for _ in $(seq 300); do
    found=$(xdotool search --onlyvisible --class cercle 2>/dev/null | grep -vx "$known" | tail -n 1) && break
    sleep 0.2
  done
  known=$found
  xdotool windowsize "$found" 683 768 windowmove "$found" "$1" 0
}

if [ -n "${beside:-}" ]; then
  "${start[@]}" "$beside" --profile beside >/dev/null 2>"$work/beside.log" &
  window 683
fi
"${start[@]}" $id --profile self-check --sign-in "$data/sign-in" --self-check >"$work/said" 2>"$work/run.log" &
desk=$!

# until WORDS: until the desk has said them, or is gone.
until_said() {
  for _ in $(seq 600); do
    grep -q "$1" "$work/said" && return 0
    kill -0 $desk 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}
[ -z "${beside:-}" ] || window 0
if until_said '^sync:'; then import -silent -window root "$work/pictures/$id.png"; fi
[ -z "${beside:-}" ] || flatpak ps --columns=application >"$work/together"
if until_said '^save dialog:'; then
  sleep 1
  import -silent -window root "$work/pictures/$id-save.png"
  xdotool key Escape
fi
wait $desk
grep -qx 'self-check: good' "$work/said"
