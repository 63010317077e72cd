#!/bin/bash
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# standin-runtime.sh SUITE BRANCH WORK: makes three trees below WORK from one download of Debian SUITE,
# each inside the next, and keeps them for the following runs:
#   platform, sdk  what a stand-in for the GNOME runtime BRANCH is made of
#   debian         a whole Debian with everything that the tests need
# and installs the first two as org.gnome.Platform//BRANCH and org.gnome.Sdk//BRANCH in WORK/user.
# Nothing is installed or mounted outside WORK. Wants root, for mmdebstrap.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/../.ci/install.sh"
suite=$1 branch=$2
mkdir -p "$3"
work=$(realpath "$3")
. "$here/mirror.sh"

run=(bash ca-certificates dbus-bin dconf-gsettings-backend fonts-cantarell fonts-dejavu-core gettext-base
  glib-networking gsettings-desktop-schemas adwaita-icon-theme hicolor-icon-theme librsvg2-common
  libadwaita-1-0 libgcrypt20 libglib2.0-bin libgtk-4-1 libgtk-4-bin libjson-glib-1.0-0 libsecret-1-0
  libsoup-3.0-0 libsqlite3-0 locales shared-mime-info tzdata)
develop=(gcc libc6-dev make cmake perl meson ninja-build pkgconf python3 gettext patch git libxml2-utils
  desktop-file-utils appstream libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev
  libgcrypt20-dev libsqlite3-dev libsecret-1-dev openssl sqlite3)
# Debian 12's SQLCipher is too old: the encrypted file of a desk is tried here alone.
# shellcheck disable=SC2206,SC2154
try=($packages_build $packages_run $packages_display $packages_test libsqlcipher-dev)

# Who comes while they are made waits for them.
exec {lock}>"$work/lock"
flock "$lock"
recipe=$({ cat "$0"; echo "${try[*]}"; } | sha256sum | cut -c -64)
if [ "$(cat "$work/made" 2>/dev/null)" = "$recipe" ] \
  && [ -z "$(find "$work/made" -mtime +7)" ]; then
  echo "The trees of $suite are there already"
  exit 0
fi

# Beware: a tree with something mounted in it must never be emptied.
grep -qF " $work/" /proc/self/mounts && { echo "Something is mounted below $work" >&2; exit 1; }
rm -rf --one-file-system "$work"/{made,platform,sdk,debian,repo,user,runtime-*}

export work suite develop_list="${develop[*]}" try_list="${try[*]}"
export XDG_RUNTIME_DIR=$work/run FLATPAK_USER_DIR=$work/user HOME=$work/home
mkdir -p "$XDG_RUNTIME_DIR" "$HOME"
chmod 700 "$XDG_RUNTIME_DIR"
sources=("deb $mirror $suite main")
# The newest Debian has no security suite until it is released.
[ "$suite" != trixie ] || sources+=("deb $security $suite-security main")

# Its mounts are its own and end with it. In a hook apt must be told the folder, or dpkg would work on
# this machine.
# shellcheck disable=SC2016
install='APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get --yes -qq -oDPkg::Chroot-Directory="$1" install'
# shellcheck disable=SC2016
unshare --mount --propagation private mmdebstrap --quiet --mode=root --variant=essential \
  --include="$(IFS=,; echo "${run[*]}")" \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/gir-1.0/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*/LC_MESSAGES/*' \
  --dpkgopt='path-include=/usr/share/locale/fr/LC_MESSAGES/*' --dpkgopt=force-unsafe-io \
  --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
  --aptopt='Acquire::Check-Valid-Until "false"' \
  --customize-hook='for l in fr_FR en_US; do chroot "$1" localedef -i $l -f UTF-8 $l.UTF-8; done' \
  --customize-hook='mkdir "$work/platform" && cp -a "$1/usr" "$1/etc" "$work/platform/"' \
  --customize-hook="$install \$develop_list >/dev/null" \
  --customize-hook='mkdir "$work/sdk" && cp -a "$1/usr" "$1/etc" "$work/sdk/"' \
  --customize-hook="$install \$try_list >/dev/null" \
  "$suite" "$work/debian" "${sources[@]}"

ostree --repo="$work/repo" init --mode=bare-user-only
for name in Platform Sdk; do
  out=$work/runtime-$name
  mkdir -p "$out/files"
  cp -al "$work/${name,,}/usr/." "$out/files/"
  cp -a "$work/${name,,}/etc" "$out/files/etc"
  sed -i '1i /app/lib' "$out/files/etc/ld.so.conf" # GNOME's has it, and flatpak makes its cache by it
  rm -rf "$out"/files/etc/{apt,resolv.conf,hostname,hosts,mtab,machine-id}
  ln -s ../sbin/ldconfig "$out/files/bin/ldconfig" # flatpak looks for it on PATH
  printf '[Runtime]\nname=org.gnome.%s\nruntime=%s\nsdk=%s\n\n[Environment]\nXDG_DATA_DIRS=%s\n' \
    "$name" "org.gnome.Platform/x86_64/$branch" "org.gnome.Sdk/x86_64/$branch" \
    /app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share >"$out/metadata"
  flatpak build-export --runtime --disable-sandbox --files=files "$work/repo" "$out" "$branch" >/dev/null
  rm -rf --one-file-system "$out"
done
rm -rf --one-file-system "$work"/{platform,sdk}
flatpak --user remote-add --no-gpg-verify standin "file://$work/repo"
flatpak --user install -y --noninteractive standin "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch"
echo "$recipe" >"$work/made"
