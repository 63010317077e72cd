# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the other homes, Debian 13 and the Flatpak: what may be called, touched, named, fetched."""
import re
import struct
import xml.etree.ElementTree as tree

ALLOWED = ['--share=ipc', '--share=network', '--socket=wayland', '--socket=fallback-x11', '--device=dri']
FLOORS = {'GLIB': 'glib-2.0', 'GDK': 'gtk4', 'ADW': 'libadwaita-1', 'SOUP': 'libsoup-3.0'}


def meson(house):
    path = house.root / 'meson.build'
    return house.text(path) if path.is_file() else ''


def manifests(house):
    return house.files('flatpak', '.yml')


def check_floor(house):
    """The oldest library is also the newest whose functions may be called."""
    text = meson(house)
    for name, dependency in FLOORS.items():
        found = re.search(rf"dependency\('{dependency}', version: '>= ([\d.]+)'", text)
        if not found:
            yield f'meson.build asks for no version of {dependency}'
            continue
        value = f'{name}_VERSION_{found.group(1).replace(".", "_")}'
        for macro in (f'{name}_VERSION_MIN_REQUIRED', f'{name}_VERSION_MAX_ALLOWED'):
            if f"'-D{macro}={value}'" not in text:
                yield f'meson.build does not define {macro} as {value}'


def check_permissions(house):
    for path in manifests(house):
        block = re.search(r'^finish-args:\n((?:[ \t]+[^\n]*\n|#[^\n]*\n)*)', house.text(path), re.M)
        asked = re.findall(r'^\s+- (\S.*)$', block.group(1), re.M) if block else []
        for permission in asked:
            if permission not in ALLOWED:
                yield f'{house.name(path)} asks for {permission}'
        for permission in ALLOWED:
            if permission not in asked:
                yield f'{house.name(path)} does not ask for {permission}'


def check_identity(house):
    """One name: manifest, program, desktop file, metainfo, service, icons."""
    for path in manifests(house):
        name = path.stem
        if not re.search(rf'^id: {re.escape(name)}$', house.text(path), re.M):
            yield f'{house.name(path)} has another id'
        if f"base_id = '{name}'" not in meson(house):
            yield f'meson.build does not know {name}'
        said = {'.desktop.in': 'Icon=@id@\n', '.service.in': 'Name=@id@\nExec=@bindir@/cercle --gapplication-service\n',
                '.metainfo.xml.in': '<id>@id@</id>\n'}
        for ending, line in said.items():
            file = house.root / 'data' / (name + ending)
            if not file.is_file():
                yield f'there is no data/{name}{ending}'
            elif line not in house.text(file):
                yield f'data/{name}{ending} does not say {line.strip()}'
        for ending in ('', '-symbolic', '.Devel'):
            if not (house.root / 'data' / 'icons' / f'{name}{ending}.svg').is_file():
                yield f'there is no data/icons/{name}{ending}.svg'


def check_archives(house):
    for path in manifests(house):
        for source in re.split(r'^\s+- type: ', house.text(path), flags=re.M)[1:]:
            sort = source.split('\n', 1)[0].strip()
            if sort in ('archive', 'file') and 'url:' in source \
                    and not re.search(r'^\s+sha256: [0-9a-f]{64}$', source, re.M):
                yield f'{house.name(path)} fetches an {sort} without its SHA-256'
            if sort == 'git' and not re.search(r'^\s+commit: [0-9a-f]{40}$', source, re.M):
                yield f'{house.name(path)} fetches a repository without its commit'
        if '--share=network' in re.sub(r'^finish-args:\n(?:[ \t#][^\n]*\n)*', '', house.text(path), flags=re.M):
            yield f'{house.name(path)} builds with network'


def check_icons(house):
    """Square drawings that stand alone; a symbolic one takes the colour of the text, so it has one."""
    for path in house.files('data/icons', '.svg'):
        name = house.name(path)
        try:
            drawing = tree.fromstring(house.text(path).encode())
        except tree.ParseError as error:
            yield f'{name} is no XML: {error}'
            continue
        box = drawing.get('viewBox', '').split()
        size = ['16', '16'] if path.stem.endswith('-symbolic') else ['128', '128']
        if drawing.tag != '{http://www.w3.org/2000/svg}svg' or box != ['0', '0', *size] \
                or [drawing.get('width'), drawing.get('height')] != size:
            yield f'{name} is not a drawing of {" by ".join(size)}'
        for part in drawing.iter():
            if part.tag.rpartition('}')[2] in ('image', 'text', 'script', 'style', 'foreignObject'):
                yield f'{name} has a {part.tag.rpartition("}")[2]}'
        colours = {part.get(what) for part in drawing.iter() for what in ('fill', 'stroke')} - {None, 'none'}
        if path.stem.endswith('-symbolic') and len(colours) != 1:
            yield f'{name} has {len(colours)} colours'
        if len(list(drawing.iter())) < 2:
            yield f'{name} is empty'


def check_pictures(house):
    """What the metainfo shows is there, as large as it says, and nothing more."""
    folder = house.root / 'data' / 'screenshots'
    found = {path.name for path in house.files('data/screenshots', '.png')}
    for path in house.files('data', '.in'):
        if path.name.endswith('.metainfo.xml.in'):
            shown = re.findall(r'width="(\d+)" height="(\d+)">@site@/pictures/([\w-]+\.png)<', house.text(path))
            if not shown:
                yield f'{house.name(path)} shows no picture'
            for width, height, name in shown:
                if name not in found:
                    yield f'there is no data/screenshots/{name}'
                    continue
                head = (folder / name).read_bytes()[:24]
                if head[:8] != b'\x89PNG\r\n\x1a\n' or struct.unpack('>II', head[16:]) != (int(width), int(height)):
                    yield f'data/screenshots/{name} is no PNG of {width} by {height}'
            for name in sorted(found - {name for _, _, name in shown}):
                yield f'nothing shows data/screenshots/{name}'


CHECKS = [check_floor, check_permissions, check_identity, check_archives, check_icons, check_pictures]
