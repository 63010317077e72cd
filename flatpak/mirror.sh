# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: where apt takes Debian from, asked of apt itself. $mirror, $security, $release (of this machine).

# shellcheck disable=SC2034
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
suites=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 'Component: main')
mirror=$(awk -v suite="$release" '$2 == suite { print $1; exit }' <<<"$suites")
security=$(awk -v suite="$release-security" '$2 == suite { print $1; exit }' <<<"$suites")
[ -n "$mirror" ] || { echo "apt has no index of $release: run apt-get update" >&2; exit 1; }
: "${security:=$mirror}"
