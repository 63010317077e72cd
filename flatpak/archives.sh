# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced, with $here and $work: what the manifest fetches, as Debian keeps it, below $work/archives under the
# names that its authors gave. Where a test runs there is no way to them but the mirror that apt knows; apt
# compares the checksum with Debian's signed list, flatpak-builder with the manifest's.

# shellcheck disable=SC2154
# archive SUITE PACKAGE NAME: the newest of this source package in SUITE.
archive() {
  local apart=$work/sources original
  [ ! -f "$work/archives/$3" ] || return 0
  mkdir -p "$apart"/{lists/partial,cache/archives/partial} "$work/archives"
  echo "deb-src $mirror $1 main" >"$apart/sources.list"
  local apt=(apt-get -qq -o "Dir::Etc::SourceList=$apart/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apart/lists" -o "Dir::Cache=$apart/cache" -o APT::Sandbox::User=root)
  "${apt[@]}" update
  (cd "$apart" && "${apt[@]}" source --only-source --download-only --tar-only "$2")
  original=$(ls "$apart/$2"_*.orig.tar.*)
  mv "$original" "$work/archives/$3"
  rm -rf "$apart"
}

. "$here/mirror.sh"
archive trixie libical3 libical-3.0.20.tar.gz
