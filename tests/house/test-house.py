#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is each check of the house able to fail? One planted fault a check, in a house that is sound."""
import pathlib
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import house as rules  # noqa: E402

SPDX = '/* SPDX-FileCopyrightText: The Cercle authors\n * SPDX-License-Identifier: GPL-3.0-or-later */\n'
BODY = SPDX + 'int\ncercle_{0} (void)\n{{\n  return 1;\n}}\n'

ID = 'org.cercle360.Cercle'
PERMISSIONS = ''.join(f'  - {p}\n' for p in rules.homes.ALLOWED)
MANIFEST = f'id: {ID}\nfinish-args:\n{PERMISSIONS}modules:\n  - name: a\n    sources:\n'
ARCHIVE = '      - type: archive\n        url: https://a.invalid/a.tar.gz\n'
MESON = f"base_id = '{ID}'\n" + ''.join(
    f"dependency('{library}', version: '>= 1.2')\n"
    f"'-D{name}_VERSION_MIN_REQUIRED={name}_VERSION_1_2', '-D{name}_VERSION_MAX_ALLOWED={name}_VERSION_1_2'\n"
    for name, library in rules.homes.FLOORS.items())

SERVICE = 'Name=@id@\nExec=@bindir@/cercle --gapplication-service\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}" viewBox="0 0 {0} {0}"><g fill="#000"/></svg>\n'
PICTURE = '<image width="{}" height="768">@site@/pictures/{}.png</image>\n'
PNG = b'\x89PNG\r\n\x1a\n' + struct.pack('>I4sII', 13, b'IHDR', 1366, 768)

SOUND = {
    'meson.build': MESON,
    f'flatpak/{ID}.yml': MANIFEST + ARCHIVE + f'        sha256: {"0" * 64}\n',
    f'data/{ID}.desktop.in': 'Icon=@id@\n',
    f'data/{ID}.service.in': SERVICE,
    f'data/{ID}.metainfo.xml.in': '<id>@id@</id>\n' + PICTURE.format(1366, 'today'),
    'data/screenshots/today.png': PNG,
    f'data/icons/{ID}.svg': SVG.format(128),
    f'data/icons/{ID}.Devel.svg': SVG.format(128),
    f'data/icons/{ID}-symbolic.svg': SVG.format(16),
    'src/base/README.md': '# base\n',
    'src/base/cercle-day.h': SPDX + '#pragma once\n',
    'src/base/cercle-day.c': BODY.format('day'),
    'src/model/README.md': '# model\n',
    'src/model/cercle-case.h': SPDX + '#pragma once\n#include "cercle-day.h"\n',
    'src/model/cercle-case.c': SPDX + 'static const char *label = N_("Case");\n',
    'src/widgets/README.md': '# widgets\n',
    'src/widgets/cases/cercle-list.c': SPDX + 'static const char *t = "/org/cercle360/cercle-list.ui";\n',
    'ui/cases/cercle-list.ui': '<interface><property translatable="yes">Cases</property></interface>\n',
    'po/POTFILES.in': 'src/model/cercle-case.c\nui/cases/cercle-list.ui\n',
    'po/fr.po': 'msgid "Case"\nmsgstr "Situation"\n\nmsgid "Cases"\nmsgstr "Situations"\n',
    'tests/base/test-day.c': SPDX + 'int a;\n' * 30,
}

FAULTS = [  # check, path, text (None: remove)
    ('size', 'src/base/cercle-long.c', SPDX + 'int a;\n' * 600),
    ('functions', 'src/base/cercle-long.c', SPDX + 'int\nlong_one (void)\n{\n' + '  a ();\n' * 61 + '}\n'),
    ('functions', 'src/base/cercle-wide.c',
     SPDX + 'int\nwide (int a, int b, int c, int d,\n      int e, int f, int g)\n{\n}\n'),
    ('layers', 'src/base/cercle-up.c', SPDX + '#include "cercle-case.h"\n'),
    ('layers', 'src/base/cercle-up.c', SPDX + '#include "../model/cercle-case.h"\n'),
    ('layers', 'src/model/cercle-sql.c', SPDX + '#include <sqlite3.h>\n'),
    ('layers', 'src/attic/cercle-old.c', SPDX),
    ('names', 'src/model/cercle-day.c', SPDX),
    ('names', 'src/model/case.c', SPDX),
    ('names', 'src/model/cercle-case-utils.c', SPDX),
    ('cycles', 'src/base/cercle-day.h', SPDX + '#pragma once\n#include "cercle-case.h"\n'),
    ('ui', 'ui/cases/cercle-lost.ui', '<interface/>\n'),
    ('ui', 'ui/cases/cercle-list.ui', None),
    ('banned', 'src/base/cercle-bad.c', SPDX + 'int\nbad (char *s)\n{\n  return atoi (s);\n}\n'),
    ('banned', 'src/model/cercle-bad.c', SPDX + 'int\nbad (void)\n{\n  json_node_get_int (node);\n}\n'),
    ('banned', 'src/widgets/cases/cercle-bad.c',
     SPDX + 'int\nbad (void)\n{\n  gtk_label_set_markup (label, name);\n}\n'),
    ('banned', 'src/model/cercle-clock.c', SPDX + 'int\nbad (void)\n{\n  g_get_real_time ();\n}\n'),
    ('headers', 'src/base/cercle-bare.c', 'int a;\n'),
    ('readmes', 'src/model/README.md', None),
    ('tests', 'tests/base/test-day.c', SPDX + 'int a;\n'),
    ('words', 'po/fr.po', 'msgid "Case"\nmsgstr ""\n'),
    ('words', 'po/fr.po', 'msgid "Case"\nmsgstr "Case"\n\nmsgid "Cases"\nmsgstr "Situations"\n'),
    ('words', 'po/POTFILES.in', 'ui/cases/cercle-list.ui\n'),
    *[('floor', 'meson.build', MESON.replace(f'-D{name}_VERSION_{end}=', '-DNOTHING='))
      for name in rules.homes.FLOORS for end in ('MIN_REQUIRED', 'MAX_ALLOWED')],
    ('floor', 'meson.build', MESON.replace('GDK_VERSION_MAX_ALLOWED=GDK_VERSION_1_2',
                                           'GDK_VERSION_MAX_ALLOWED=GDK_VERSION_1_4')),
    ('permissions', f'flatpak/{ID}.yml', MANIFEST.replace('--device=dri', '--device=all')),
    ('permissions', f'flatpak/{ID}.yml', MANIFEST.replace(PERMISSIONS, PERMISSIONS + '  - --filesystem=home\n')),
    ('permissions', f'flatpak/{ID}.yml', MANIFEST.replace('  - --share=ipc\n', '')),
    ('identity', f'flatpak/{ID}.yml', MANIFEST.replace(f'id: {ID}', 'id: org.cercle360.Circle')),
    ('identity', f'flatpak/{ID}.Twin.yml', MANIFEST),
    ('identity', f'data/{ID}.desktop.in', 'Icon=cercle\n'),
    ('identity', f'data/{ID}.service.in', None),
    ('identity', f'data/{ID}.service.in', 'Name=@id@\nExec=cercle\n'),
    ('identity', f'data/{ID}.metainfo.xml.in', '<id>org.cercle360.Circle</id>\n'),
    ('identity', f'data/icons/{ID}-symbolic.svg', None),
    ('icons', f'data/icons/{ID}.svg', '<svg'),
    ('icons', f'data/icons/{ID}.svg', SVG.format(64)),
    ('icons', f'data/icons/{ID}.svg', SVG.format(128).replace('<g', '<image')),
    ('icons', f'data/icons/{ID}.svg', SVG.format(128).replace('<g fill="#000"/>', '')),
    ('icons', f'data/icons/{ID}-symbolic.svg', SVG.format(16).replace('<g', '<g stroke="#fff"')),
    ('pictures', f'data/{ID}.metainfo.xml.in', '<id>@id@</id>\n'),
    ('pictures', f'data/{ID}.metainfo.xml.in', PICTURE.format(640, 'today')),
    ('pictures', f'data/{ID}.metainfo.xml.in', PICTURE.format(1366, 'today') + PICTURE.format(1366, 'cases')),
    ('pictures', 'data/screenshots/today.png', b'GIF89a' + PNG[6:]),
    ('pictures', 'data/screenshots/old.png', PNG),
    ('archives', f'flatpak/{ID}.yml', MANIFEST + ARCHIVE),
    ('archives', f'flatpak/{ID}.yml', MANIFEST + ARCHIVE + '        md5: ' + '0' * 32 + '\n'),
    ('archives', f'flatpak/{ID}.yml', MANIFEST + '      - type: git\n        url: https://a.invalid/a\n'),
    ('archives', f'flatpak/{ID}.yml', MANIFEST + '      - type: dir\n    build-args: [--share=network]\n'),
]


BY_NAME = {c.__name__[6:]: c for c in rules.CHECKS}


def build(folder, changes):
    for path, text in {**SOUND, **changes}.items():
        if text is not None:
            target = pathlib.Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())


def faults_of(check, changes):
    with tempfile.TemporaryDirectory() as folder:
        build(folder, changes)
        return list(BY_NAME[check](rules.House(folder)))


def main():
    checks = sorted({c.__name__[6:] for c in rules.CHECKS})
    lines = []
    for check in checks:
        found = faults_of(check, {})
        lines.append((not found, f'a sound house passes {check}', found))
        planted = any(name == check for name, _, _ in FAULTS)
        lines.append((planted, f'{check} has a planted fault', []))
    for check, path, text in FAULTS:
        lines.append((bool(faults_of(check, {path: text})), f'{check} sees the fault in {path}', []))
    print(f'1..{len(lines)}')
    for number, (good, title, notes) in enumerate(lines, 1):
        print(f'{"" if good else "not "}ok {number} - {title}')
        for note in notes:
            print(f'# {note}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
