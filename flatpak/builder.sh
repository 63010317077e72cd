# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced, with $here: sets $builder to a flatpak-builder that runs against current runtimes (1.4 or newer).
# Where this machine has an older one, that of the backports is taken apart below $work/builder: apt's own
# sources, lists and packages stay as they are.

# shellcheck disable=SC2154
find_builder() {
  builder=$work/builder/usr/bin/flatpak-builder
  [ ! -x "$builder" ] || return 0
  local version
  if version=$(flatpak-builder --version 2>/dev/null | grep -o '[0-9.]*$') \
    && dpkg --compare-versions "$version" ge 1.4; then
    builder=flatpak-builder
    return 0
  fi
  . "$here/mirror.sh"
  local apart=$work/backports
  mkdir -p "$apart"/{lists/partial,cache/archives/partial} "$work/builder"
  echo "deb $mirror $release-backports main" >"$apart/sources.list"
  local apt=(apt-get -qq -o "Dir::Etc::SourceList=$apart/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apart/lists" -o "Dir::Cache=$apart/cache" -o APT::Sandbox::User=root)
  "${apt[@]}" update
  (cd "$apart" && "${apt[@]}" download flatpak-builder)
  dpkg-deb -x "$apart"/flatpak-builder_*.deb "$work/builder"
  rm -rf "$apart"
}

builder=
find_builder
