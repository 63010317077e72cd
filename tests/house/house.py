#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house, read from the sources. Each check yields sentences; none means it holds.

house.py ROOT [--programs DIR]   prints TAP, one line a check.
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import homes  # noqa: E402

ROOMS = {  # room: rooms it may include
    'base': [],
    'vault': ['base'],
    'model': ['base'],
    'store': ['model', 'base'],
    'exchange': ['store', 'model', 'base'],
    'report': ['store', 'model', 'base'],
    'sync': ['store', 'model', 'base'],
    'server': ['sync', 'report', 'exchange', 'store', 'model', 'vault', 'base'],
    'session': ['sync', 'report', 'exchange', 'store', 'model', 'vault', 'base'],
    'widgets': ['session', 'report', 'model', 'base'],
    'app': ['widgets', 'session'],
}
# Headers that a header named on the left brings along as part of a contract: widgets hold CercleTx and
# CercleQuery, which session hands through, but may not name a header of store themselves.
LIBRARIES = {  # third-party header prefix: rooms that may include it
    'sqlite3.h': ['store'],
    'sqlcipher/': ['store'],
    'libpq-fe.h': ['store'],
    'libsoup/': ['sync', 'server'],
    'gcrypt.h': ['vault'],
    'libsecret/': ['session'],
    'gtk/': ['widgets', 'app'],
    'adwaita.h': ['widgets', 'app'],
    'libical/': ['exchange'],
    'cairo': ['exchange', 'widgets'],
    'pango/': ['exchange', 'widgets'],
}
BANNED = [  # pattern, where it is allowed, what to use
    (r'\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|alloca|atoi|atol|system|popen|tmpnam|mktemp)\s*\(',
     (), 'a bounded function'),
    (r'\bjson_node_(get|dup)_\w+\s*\(', ('src/base/cercle-json', 'tests/bench/limit-'), 'cercle_json_*'),
    (r'\bjson_(object|array)_get_(int|double|string|boolean)_(member|element)\w*\s*\(',
     ('src/base/cercle-json', 'tests/bench/limit-'), 'cercle_json_*'),
    (r'\bsoup_session_send_and_read\w*\s*\(', ('tests/',), 'the capped reader'),
    (r'\bsoup_server_listen\w*\s*\(', ('tests/',), 'the accept loop of the server'),
    (r'\b(gtk_label_set_markup|adw_action_row_set_subtitle|adw_preferences_row_set_title|'
     r'adw_toast_new|adw_status_page_set_description|adw_preferences_group_set_title|'
     r'adw_preferences_group_set_description)\s*\(',
     ('src/widgets/common/cercle-escape', 'tests/'), 'the escaping function of widgets/common'),
    (r'\bgoto\s+\w+\s*;', (), 'a function'),
    (r'\bg_date_time_new_now\w*\s*\(|\bg_get_real_time\s*\(|\btime\s*\(\s*NULL|\bclock_gettime\s*\(',
     ('src/base/cercle-instant', 'tests/'), 'cercle_instant_now'),
    (r'\bsqlite3_exec\s*\(', ('src/store/cercle-sqlite', 'tests/'), 'prepared statements'),
]
MAX_FILE, MAX_FUNCTION, MAX_PARAMETERS, MIN_TESTS = 600, 60, 6, 0.5
CONVENTION = re.compile(r'GError\s*\*\*|GCancellable|GAsyncReadyCallback')


class House:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.texts = {}

    def files(self, folder, *endings):
        base = self.root / folder
        if not base.is_dir():
            return []
        return sorted(p for p in base.rglob('*') if p.is_file() and p.suffix in endings)

    def text(self, path):
        if path not in self.texts:
            self.texts[path] = path.read_text(encoding='utf-8')
        return self.texts[path]

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def room(self, path):
        parts = path.relative_to(self.root).parts
        return parts[1] if parts[0] == 'src' else None

    def code(self, path):
        """The text without comments and strings, line numbers kept."""
        text = self.text(path)

        def blank(match):
            return re.sub(r'[^\n]', ' ', match.group(0))
        return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text,
                      flags=re.S)

    def includes(self, path):
        for match in re.finditer(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', self.text(path), re.M):
            yield match.group(1) == '"', match.group(2)


def check_size(house):
    paths = house.files('src', '.c', '.h') + house.files('tests', '.c', '.h', '.py', '.sh') \
        + house.files('ui', '.ui', '.css') + house.files('flatpak', '.sh', '.py')
    paths += [house.root / name for name in ('demo', 'check', '.ci/run', '.ci/inside', 'flatpak/build', 'flatpak/try')
              if (house.root / name).is_file()]
    for path in paths:
        lines = house.text(path).count('\n')
        if lines > MAX_FILE:
            yield f'{house.name(path)} has {lines} lines, {MAX_FILE} at most'


def functions(house, path):
    """Name, parameters, line, length of each function: GNU style has its braces in column 0."""
    lines = house.code(path).split('\n')
    start = None
    for number, line in enumerate(lines):
        if line.startswith('{'):
            start = number
        elif line.startswith('}') and start is not None:
            head = []
            back = start - 1
            while back >= 0 and lines[back].strip() and not lines[back].startswith(('}', '#')) \
                    and not lines[back].rstrip().endswith(';'):
                head.insert(0, lines[back].strip())
                back -= 1
            signature = ' '.join(head)
            match = re.search(r'(\w+)\s*\((.*)\)\s*$', signature)
            if match:
                yield match.group(1), match.group(2), start + 1, number - start - 1
            start = None


def split_parameters(text):
    depth, parts, current = 0, [], ''
    for character in text:
        depth += (character == '(') - (character == ')')
        if character == ',' and depth == 0:
            parts.append(current)
            current = ''
        else:
            current += character
    return [p for p in parts + [current] if p.strip() and p.strip() != 'void']


def check_functions(house):
    for path in house.files('src', '.c') + house.files('tests', '.c'):
        for name, parameters, line, length in functions(house, path):
            if length > MAX_FUNCTION:
                yield f'{house.name(path)}:{line} {name} has {length} lines, {MAX_FUNCTION} at most'
            ours = split_parameters(parameters)
            asynchronous = any('GAsyncReadyCallback' in p for p in ours)
            ours = [p for p in ours if not CONVENTION.search(p)]
            count = len(ours) - (1 if asynchronous else 0)
            if count > MAX_PARAMETERS and not name.endswith(('_cb', '_measure')):
                yield f'{house.name(path)}:{line} {name} takes {count} parameters, {MAX_PARAMETERS} at most'


def check_layers(house):
    owner = {}
    for path in house.files('src', '.h'):
        owner[path.name] = house.room(path)
    for path in house.files('src', '.c', '.h'):
        room = house.room(path)
        if room not in ROOMS:
            yield f'{house.name(path)}: there is no room {room}'
            continue
        for quoted, target in house.includes(path):
            if '..' in pathlib.PurePosixPath(target).parts:
                yield f'{house.name(path)} includes {target}: no way up'
            base = pathlib.PurePosixPath(target).name
            if quoted and base in owner and owner[base] != room and owner[base] not in ROOMS[room]:
                yield f'{house.name(path)} includes {base} of {owner[base]}, which {room} may not'
            for prefix, rooms in LIBRARIES.items():
                if target.startswith(prefix) and room not in rooms:
                    yield f'{house.name(path)} includes {target}, which {room} may not'


def check_names(house):
    seen = {}
    for path in house.files('src', '.c', '.h'):
        if path.name in seen:
            yield f'{house.name(path)} has the name of {house.name(seen[path.name])}'
        seen[path.name] = path
        if not path.name.startswith('cercle-') and path.name != 'main.c' \
                and not path.name.endswith('-main.c'):
            yield f'{house.name(path)} lacks the prefix'
        if re.search(r'(util|helper|manager|misc)', path.name):
            yield f'{house.name(path)} has a name that says nothing'


def check_cycles(house):
    graph = {}
    stems = {p.name: p.with_suffix('') for p in house.files('src', '.h')}
    for path in house.files('src', '.h', '.c'):
        node = path.with_suffix('')
        graph.setdefault(node, set())
        for quoted, target in house.includes(path):
            other = stems.get(pathlib.PurePosixPath(target).name)
            if quoted and other is not None and other != node and path.suffix == '.h':
                graph[node].add(other)
    state = {}

    def visit(node, trail):
        state[node] = 1
        for other in sorted(graph.get(node, ())):
            if state.get(other) == 1:
                yield ' → '.join(n.name for n in trail + [node, other])
            elif other not in state:
                yield from visit(other, trail + [node])
        state[node] = 2
    for node in sorted(graph):
        if node not in state:
            for cycle in visit(node, []):
                yield f'include cycle: {cycle}'


def check_ui(house):
    for path in house.files('ui', '.ui'):
        relative = path.relative_to(house.root / 'ui').with_suffix('')
        source = house.root / 'src' / 'widgets' / relative.with_suffix('.c')
        if not source.is_file():
            yield f'{house.name(path)} has no {house.name(source)}'
        elif path.name not in house.text(source):
            yield f'{house.name(source)} does not name {path.name}'
    for path in house.files('src/widgets', '.c'):
        for match in re.finditer(r'"/[\w/.]+/([\w-]+\.ui)"', house.text(path)):
            relative = path.relative_to(house.root / 'src' / 'widgets').parent
            if not (house.root / 'ui' / relative / match.group(1)).is_file():
                yield f'{house.name(path)} names {match.group(1)}, which is not in ui/{relative}'


def check_banned(house):
    for path in house.files('src', '.c', '.h') + house.files('tests', '.c', '.h'):
        code = house.code(path)
        name = house.name(path)
        for pattern, allowed, instead in BANNED:
            if name.startswith(tuple(allowed)) if allowed else False:
                continue
            for match in re.finditer(pattern, code):
                line = code.count('\n', 0, match.start()) + 1
                yield f'{name}:{line} {match.group(0).strip()}: use {instead}'


def check_headers(house):
    for path in house.files('src', '.c', '.h') + house.files('tests', '.c', '.h'):
        head = house.text(path).split('\n', 2)[:2]
        if 'SPDX-FileCopyrightText' not in head[0] or 'GPL-3.0-or-later' not in ' '.join(head):
            yield f'{house.name(path)} lacks the two-line SPDX header'


def check_readmes(house):
    for room in ROOMS:
        folder = house.root / 'src' / room
        if not folder.is_dir():
            continue
        readme = folder / 'README.md'
        if not readme.is_file():
            yield f'src/{room} has no README.md'
        elif len(house.text(readme).split('\n')) > 70:
            yield f'src/{room}/README.md is longer than a page'


def counted(house, path):
    return sum(1 for line in house.code(path).split('\n') if line.strip())


def check_tests(house):
    code = sum(counted(house, p) for p in house.files('src', '.c', '.h'))
    tests = sum(counted(house, p) for p in house.files('tests', '.c', '.h', '.py', '.sh'))
    if code and tests / code < MIN_TESTS:
        yield f'{tests} lines of tests for {code} of code: {tests / code:.2f}, at least {MIN_TESTS}'


def messages(text):
    """Entries of a PO text: msgid (with plural) → list of msgstr, and whether fuzzy."""
    entries, current, key, fuzzy = [], {}, None, False
    for line in text.split('\n') + ['']:
        if not line.strip():
            if current:
                entries.append((current, fuzzy))
            current, key, fuzzy = {}, None, False
        elif line.startswith('#,'):
            fuzzy = 'fuzzy' in line
        elif line.startswith('#'):
            continue
        else:
            match = re.match(r'(msg\w+(?:\[\d\])?)\s+"(.*)"$', line)
            if match:
                key = match.group(1)
                current[key] = match.group(2)
            elif line.startswith('"') and key:
                current[key] += line[1:-1]
    return [(e, f) for e, f in entries if e.get('msgid')]


def extracted(house):
    potfiles = house.root / 'po' / 'POTFILES.in'
    names = [n for n in house.text(potfiles).split('\n') if n and not n.startswith('#')]
    command = ['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
               '--keyword=ngettext:1,2', '-o', '-'] + names
    done = subprocess.run(command, cwd=house.root, capture_output=True, text=True)
    return messages(done.stdout), names


def check_words(house):
    if not (house.root / 'po' / 'fr.po').is_file():
        if any(re.search(r'\bN?_\("', house.text(p)) for p in house.files('src', '.c')):
            yield 'there is no po/fr.po'
        return
    found, names = extracted(house)
    for path in house.files('src', '.c') + house.files('ui', '.ui'):
        speaks = re.search(r'\b(N?_|ngettext|C_) ?\("|translatable="yes"', house.text(path))
        if speaks and house.name(path) not in names:
            yield f'{house.name(path)} speaks and is not in po/POTFILES.in'
    same_list = house.root / 'po' / 'same-in-french'
    same = set(house.text(same_list).split('\n')) if same_list.is_file() else set()
    french = {(e.get('msgctxt'), e['msgid']): (e, f) for e, f in
              messages(house.text(house.root / 'po' / 'fr.po'))}
    for entry, _ in found:
        known = french.get((entry.get('msgctxt'), entry['msgid']))
        values = [v for k, v in known[0].items() if k.startswith('msgstr')] if known else []
        if not values or not all(values):
            yield f'no French for “{entry["msgid"]}”'
        elif known[1]:
            yield f'the French of “{entry["msgid"]}” is fuzzy'
        elif values[0] == entry['msgid'] and entry['msgid'] not in same \
                and re.search('[A-Za-z]{3}', values[0]):
            yield f'the French of “{entry["msgid"]}” is English'


PROGRAM_LIBRARIES = {  # program: libraries it must not load by itself
    'cercle-server': ['libgtk-4', 'libadwaita'],
    'cercle': ['libpq'],
}


def check_programs(house, programs):
    for program, refused in PROGRAM_LIBRARIES.items():
        for path in pathlib.Path(programs).rglob(program):
            if not path.is_file():
                continue
            needed = subprocess.run(['ldd', str(path)], capture_output=True, text=True).stdout
            for library in refused:
                if library in needed:
                    yield f'{program} loads {library}'


CHECKS = [check_size, check_functions, check_layers, check_names, check_cycles, check_ui, check_banned,
          check_headers, check_readmes, check_tests, check_words] + homes.CHECKS


def main(arguments):
    house = House(arguments[0])
    checks = [(c.__name__[6:], lambda c=c: list(c(house))) for c in CHECKS]
    if '--programs' in arguments:
        programs = arguments[arguments.index('--programs') + 1]
        checks.append(('programs', lambda: list(check_programs(house, programs))))
    print(f'1..{len(checks)}')
    failed = 0
    for number, (name, run) in enumerate(checks, 1):
        faults = run()
        failed += bool(faults)
        print(f'{"not " if faults else ""}ok {number} - {name}')
        for fault in faults[:40]:
            print(f'# {fault}')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
