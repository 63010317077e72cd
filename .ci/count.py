#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the JUnit reports of meson: the closing line of ./check. Exit 1 when something failed, was
skipped, or nothing was run."""
import pathlib
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
for report in sys.argv[1:]:
    if not pathlib.Path(report).is_file():
        print(f'There is no report {report}')
        failed += 1
        continue
    for case in tree.parse(report).iter('testcase'):
        if case.find('failure') is not None or case.find('error') is not None:
            failed += 1
            print(f'FAILED {case.get("classname", "")} {case.get("name", "")}')
        elif case.find('skipped') is not None:
            skipped += 1
            print(f'SKIPPED {case.get("classname", "")} {case.get("name", "")}')
        else:
            passed += 1
print(f'{passed} passed, {failed} failed, {skipped} skipped')
sys.exit(1 if failed or skipped or not passed else 0)
