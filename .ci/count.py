#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the JUnit reports of meson and TAP reports (.tap): the closing line of ./check. Exit 1 when
something failed, was skipped, or nothing was run. What passed only when it was run alone (.ci/test) is
named."""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree


NO_XML = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f]')  # what a program may say all the same
# What a failed program said that tells why, the most telling first.
TELLING = (r'^Bail out! (.*)', r'^SUMMARY: (.*)', r'.*(runtime error: .*)', r'^not ok (.*)', r'^\S*: (\S*ERROR:.*)')


def why(test):
    said = f'{test.get("stdout", "")}\n{test.get("stderr", "")}'
    found = [line for pattern in TELLING for line in re.findall(pattern, said, re.M)]
    return f' ({" / ".join(found[:2])[:300]})' if found else ''


def logged(log):
    for line in log.read_text(encoding='utf-8').splitlines() if log.is_file() else []:
        yield json.loads(line)


# A program that loses memory or dies behind its last test is in meson's own log only.
def programs(log, excused):
    for test in logged(log):
        if test['result'] not in ('OK', 'SKIP', 'EXPECTEDFAIL'):
            yield ('ALONE' if test['name'].split(' / ')[-1] in excused else 'FAILED',
                   f'{log.parent.parent.name} {test["name"]}: {test["result"]}{why(test)}')


def junit(report):
    log = report.removesuffix('.junit.xml')
    # Those that passed when .ci/test ran them again, alone.
    excused = [test['name'].split(' / ')[-1] for turn in (1, 2)
               for test in logged(pathlib.Path(f'{log}-alone{turn}.json')) if test['result'] == 'OK']
    yield from programs(pathlib.Path(log + '.json'), excused)
    # Meson copies what a program said as it is, also what XML has no place for: the form feed of a paper.
    said = pathlib.Path(report).read_text(encoding='utf-8', errors='replace')
    for case in tree.fromstring(NO_XML.sub('', said).encode()).iter('testcase'):
        name = f'{case.get("classname", "")} {case.get("name", "")}'
        if case.find('failure') is not None or case.find('error') is not None:
            program = {case.get(key, '').split(' / ')[-1].split('.')[-1] for key in ('classname', 'name')}
            yield 'ALONE' if program.intersection(excused) else 'FAILED', name
        else:
            yield 'SKIPPED' if case.find('skipped') is not None else 'passed', name


def tap(report):
    text = pathlib.Path(report).read_text(encoding='utf-8')
    planned = re.search(r'^1\.\.(\d+)', text, re.M)
    lines = re.findall(r'^(not ok|ok)\b(.*)$', text, re.M)
    for answer, name in lines:
        skipped = '# SKIP' in name
        yield 'SKIPPED' if skipped else 'passed' if answer == 'ok' else 'FAILED', report + name
    if not planned or int(planned.group(1)) != len(lines):
        yield 'FAILED', f'{report}: it ended before its time'


passed = failed = skipped = 0
for report in sys.argv[1:]:
    if not pathlib.Path(report).is_file():
        print(f'There is no report {report}')
        failed += 1
        continue
    for outcome, name in tap(report) if report.endswith('.tap') else junit(report):
        failed += outcome == 'FAILED'
        skipped += outcome == 'SKIPPED'
        passed += outcome == 'passed'
        if outcome != 'passed':
            print(outcome, name)
print(f'{passed} passed, {failed} failed, {skipped} skipped')
sys.exit(1 if failed or skipped or not passed else 0)
