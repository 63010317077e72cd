#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""departements.tsv as two C tables: the départements by code, then the regions by code.

make-departements.py departements.tsv OUTPUT
"""
import sys

departments, regions = [], {}
with open(sys.argv[1], encoding='utf-8') as source:
    next(source)
    for line in source:
        code, name, region, region_name = line.rstrip('\n').split('\t')[:4]
        departments.append((code, name, region))
        regions[region] = region_name


def typographic(name):
    return name.replace("'", '’')


with open(sys.argv[2], 'w', encoding='utf-8') as out:
    out.write('/* Made from data/departements.tsv. */\n')
    out.write('static const CercleDepartment departments[] = {\n')
    for code, name, region in sorted(departments):
        out.write(f'{{ "{code}", "{typographic(name)}", "{region}" }},\n')
    out.write('};\nstatic const CercleRegion regions[] = {\n')
    for code, name in sorted(regions.items()):
        out.write(f'{{ "{code}", "{typographic(name)}" }},\n')
    out.write('};\n')
