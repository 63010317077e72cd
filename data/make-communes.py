#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""communes.tsv as a C table, sorted by code: fixed widths, so that no pointer needs
relocating and the pages cost nothing until they are looked at.

make-communes.py communes.tsv OUTPUT
"""
import sys

rows = []
with open(sys.argv[1], encoding='utf-8') as source:
    next(source)
    for line in source:
        code, name, department, postal = line.rstrip('\n').split('\t')
        rows.append((code, name, department, postal))
rows.sort()
with open(sys.argv[2], 'w', encoding='utf-8') as out:
    out.write('/* Made from data/communes.tsv. */\n')
    for code, name, department, postal in rows:
        postal = ' '.join(postal.replace(',', ' ').split()[:4])
        name = name.replace('\\', '\\\\').replace('"', '\\"').replace("'", '’')
        out.write(f'{{ "{code}", "{name}", "{department}", "{postal}" }},\n')
