# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./demo, ./check and .ci/run: which Debian packages are needed, and how they are installed.

packages_build="build-essential pkg-config meson ninja-build gettext python3 libgtk-4-dev
  libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsqlite3-dev libgcrypt20-dev libical-dev glib-networking"
packages_run="adwaita-icon-theme librsvg2-common fonts-cantarell locales tzdata dbus"
packages_display="xvfb xauth xfwm4 xdotool x11-utils imagemagick at-spi2-core
  gsettings-desktop-schemas"
packages_test="libatspi2.0-dev libxtst-dev desktop-file-utils appstream openssl sqlite3 poppler-utils python3-vobject"
packages_all="clang libclang-rt-14-dev valgrind"
packages_homes="git flatpak bubblewrap ostree mmdebstrap gpg gpg-agent appstream-compose debugedit elfutils patch
  libglib2.0-bin xdg-desktop-portal xdg-desktop-portal-gtk gnome-keyring $packages_display dbus"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need PACKAGE…: installs those that are missing, and says so first.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed \
      || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
}

need_french() {
  locale -a 2>/dev/null | grep -qiE '^fr_FR\.utf-?8$' \
    || { echo "Making the French locale"; as_root localedef -i fr_FR -f UTF-8 fr_FR.UTF-8; }
}
