#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the closing line of ./check hide nothing that went wrong?"""
import pathlib
import subprocess
import sys
import tempfile

COUNT = pathlib.Path(__file__).resolve().parents[2] / '.ci' / 'count.py'
CASE = '<testsuites><testsuite name="s"><testcase name="a">{}</testcase></testsuite></testsuites>'
FAILING = CASE.format('').replace('</testsuite>', '<testcase name="b" classname="cercle.cercle:p / s"><failure/></testcase></testsuite>')
GOOD = '{"name": "s", "result": "OK"}\n'
BAD = '{"name": "s", "result": "ERROR"}\n'
SCENES = [
    ('all is well', {'l.junit.xml': CASE.format(''), 'l.json': GOOD}, 0, '1 passed, 0 failed, 0 skipped'),
    ('a program says what XML has no place for',
     {'l.junit.xml': CASE.format('').replace('</testsuite>', '<system-out>a\x0cb\x01</system-out></testsuite>'),
      'l.json': GOOD}, 0, '1 passed, 0 failed, 0 skipped'),
    ('a case fails', {'l.junit.xml': CASE.format('<failure/>'), 'l.json': GOOD}, 1, '1 failed'),
    ('a case is skipped', {'l.junit.xml': CASE.format('<skipped/>'), 'l.json': GOOD}, 1, '1 skipped'),
    ('a program leaks behind its last case',
     {'l.junit.xml': CASE.format(''), 'l.json': BAD}, 1, '1 failed'),
    ('a program that fails says why',
     {'l.junit.xml': CASE.format(''),
      'l.json': '{"name": "s", "result": "ERROR", "stdout": "ok 1\\nBail out! two is not one\\n"}\n'},
     1, '1 failed', 's: ERROR (two is not one)'),
    ('a program takes too long',
     {'l.junit.xml': CASE.format(''), 'l.json': '{"name": "s", "result": "TIMEOUT"}\n'}, 1, '1 failed'),
    ('what failed beside others passed alone',
     {'l.junit.xml': FAILING, 'l.json': BAD, 'l-alone1.json': GOOD}, 0, '1 passed, 0 failed', 'ALONE'),
    ('what failed beside others passed alone at the second turn',
     {'l.junit.xml': FAILING, 'l.json': BAD, 'l-alone1.json': BAD, 'l-alone2.json': GOOD}, 0,
     '1 passed, 0 failed', 'ALONE'),
    ('what failed beside others fails alone, too',
     {'l.junit.xml': CASE.format(''), 'l.json': BAD, 'l-alone1.json': BAD, 'l-alone2.json': BAD}, 1, '1 failed'),
    ('nothing was run', {'l.junit.xml': '<testsuites/>', 'l.json': ''}, 1, '0 passed'),
    ('TAP is well', {'l.tap': '1..1\nok 1 - a\n'}, 0, '1 passed'),
    ('TAP ended early', {'l.tap': '1..2\nok 1 - a\n'}, 1, '1 failed'),
]


def play(files, status, words, cause=''):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text, encoding='utf-8')
        report = str(pathlib.Path(folder, next(iter(files))))
        done = subprocess.run([sys.executable, COUNT, report], capture_output=True, text=True, check=False)
        return done.returncode == status and words in done.stdout.splitlines()[-1] and cause in done.stdout


print(f'1..{len(SCENES)}')
for number, (title, *scene) in enumerate(SCENES, 1):
    print(f'{"" if play(*scene) else "not "}ok {number} - {title}')
