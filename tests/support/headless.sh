#!/bin/bash
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# headless.sh COMMAND…: runs it with a private X server, session bus and folders, fonts pinned, and ends
# with its status; 77 (skipped) where there is no X server. HEADLESS_SIZE: of the screen, 1366x768.
# HEADLESS_WM=1 adds a window manager (pictures).
set -u
for program in Xvfb dbus-run-session; do
  command -v $program >/dev/null || { echo "1..0 # SKIP no $program"; exit 77; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/cercle-headless.XXXXXX")
mkdir -m 700 "$work"/{run,config,cache,data,state,tmp}
mkdir "$work/config/gtk-4.0"
# Without settings X11 has no fonts of its own choice; animations and blinking would be noise.
cat >"$work/config/gtk-4.0/settings.ini" <<INI
[Settings]
gtk-font-name=Cantarell 11
gtk-icon-theme-name=Adwaita
gtk-cursor-blink=0
gtk-enable-animations=0
INI
export XDG_RUNTIME_DIR=$work/run XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache \
  XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
# What a test that is killed leaves behind goes with the rest.
export TMPDIR=$work/tmp
export GDK_BACKEND=x11 GDK_DEBUG=gl-disable GSK_RENDERER=cairo GSETTINGS_BACKEND=memory ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

# The bus can start what makes windows readable, and nothing else: portals and key rings that happen to
# be installed would outlive the test and mount folders.
mkdir "$work/services"
for service in org.a11y.Bus org.xfce.Xfconf; do
  cp "/usr/share/dbus-1/services/$service.service" "$work/services/" 2>/dev/null
done
cat >"$work/bus.conf" <<XML
<busconfig>
  <type>session</type>
  <listen>unix:dir=$work/run</listen>
  <servicedir>$work/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML

Xvfb -displayfd 7 -screen 0 "${HEADLESS_SIZE:-1366x768}x24" -nolisten tcp -noreset \
  7>"$work/display" >/dev/null 2>&1 &
server=$!
manager=
finish() {
  [ -z "$manager" ] || kill "$manager" 2>/dev/null
  kill "$server" 2>/dev/null
  wait 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 143' INT TERM

for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -s "$work/display" ] || { echo "Bail out! the X server did not start"; exit 99; }
DISPLAY=:$(cat "$work/display")
export DISPLAY
if [ -n "${HEADLESS_WM:-}" ]; then
  xfwm4 --compositor=on --vblank=off >/dev/null 2>&1 &
  manager=$!
  sleep 1
fi
# The output is the command's alone: what the bus starts would speak in between.
# shellcheck disable=SC2016
dbus-run-session --config-file="$work/bus.conf" -- sh -c 'exec "$@" >&3 3>&-' sh "$@" \
  3>&1 >/dev/null 2> >(grep -v 'Failed to set fd limit' >&2)
