# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: where apt takes Debian from, asked of apt itself. $mirror, $security, $release (of this machine).

# shellcheck disable=SC2034
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
for _ in 1 2; do
  suites=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 'Component: main')
  mirror=$(awk -v suite="$release" '$2 == suite { print $1; exit }' <<<"$suites")
  [ -z "$mirror" ] || break
  apt-get update -qq # a machine that never asked has no index
done
security=$(awk -v suite="$release-security" '$2 == suite { print $1; exit }' <<<"$suites")
[ -n "$mirror" ] || { echo "apt knows no mirror of $release" >&2; exit 1; }
: "${security:=$mirror}"
