# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The national extract of FINESS at its real size, read for one département: by what gzip and a plain
pass over the same bytes cost, in seconds of the processors, and by the memory of a process that reads
nothing. And 200 000 sheets of a desk asked what a person asks, by one pass of bare SQLite over them."""
import os
import pathlib
import statistics
import subprocess

SITES, SEED = 175000, 1
LEAST_BYTES = 700_000_000
DEPARTMENT = '14'
MOST_MEMORY = 64  # MiB above the empty process
MOST_TIME = 2.0
SHEETS = 200000
MOST_SEARCH = 1.2


class Directory:
    def __init__(self, bench, numbers, processor, turns):
        self.bench, self.numbers, self.processor, self.turns = bench, numbers, processor, turns

    def extract(self):
        """Made once; the same seed gives the same bytes."""
        path = self.bench.path('extract.json.gz')
        if not os.path.exists(path):
            made = self.numbers(self.bench.run(self.bench.program('tests/support/make-extract'), path, str(SITES), str(SEED)))
            self.bench.tap.note(f'extract of {SITES} sites: {made["bytes"] / 1e6:.0f} MB, '
                                f'packed {made["packed"] / 1e6:.0f}')
            if made['bytes'] < LEAST_BYTES:
                raise SystemExit('Bail out! the extract is smaller than the real one')
        return path

    def read(self, *arguments):
        before = self.processor()
        told = self.numbers(self.bench.run(self.bench.tool('bench-directory'), *arguments))
        return self.processor() - before, told

    def limit(self, path):
        """gzip -dc | wc -c, and the tokens of the same bytes, without unpacking them twice."""
        before = self.processor()
        with subprocess.Popen(['gzip', '-dc', path], stdout=subprocess.PIPE) as gzip:
            subprocess.run(['wc', '-c'], stdin=gzip.stdout, stdout=subprocess.DEVNULL, check=True)
        plain = self.processor() - before
        with subprocess.Popen(['gzip', '-dc', path], stdout=subprocess.PIPE) as gzip:
            tokens = subprocess.run([self.bench.tool('limit-tokens')], stdin=gzip.stdout, check=True,
                                    stdout=subprocess.PIPE, text=True)
        return plain + self.numbers(tokens.stdout)['cpu']

    def measure(self):
        path, pairs = self.extract(), []
        _, empty = self.read()
        for _ in range(self.turns):
            seconds, told = self.read(path, DEPARTMENT)
            if told['seen'] != SITES or not told['given']:
                raise SystemExit('Bail out! not every site was seen')
            pairs.append((seconds, self.limit(path)))
            self.bench.tap.note(f'directory: {pairs[-1][0]:.2f} s of processors, limit {pairs[-1][1]:.2f} s; '
                                f'{told["given"]:.0f} of {SITES} sites given')
        pathlib.Path(path).unlink()
        self.bench.tap.check('the national extract read for one département, by gzip and a pass over its tokens '
                             '(processor)', statistics.median(ours for ours, _ in pairs)
                             / statistics.median(limit for _, limit in pairs), MOST_TIME)
        self.bench.tap.check('the most memory of it, above a process that reads nothing',
                             (told['resident'] - empty['resident']) / 1024, MOST_MEMORY, 'MiB')


class Partners:
    def __init__(self, bench, numbers, turns):
        self.bench, self.numbers, self.turns = bench, numbers, turns

    def ask(self, path):
        """Milliseconds of processor of each question."""
        told = self.bench.run(self.bench.tool('bench-partners'), 'ask', path)
        return {line.split()[0]: float(line.split()[1]) for line in told.splitlines()}

    def measure(self):
        path = self.bench.path('partners.db')
        self.bench.run(self.bench.tool('bench-partners'), 'fill', path, str(SHEETS))
        pairs = []
        for _ in range(self.turns):
            asked = self.ask(path)
            limit = self.numbers(self.bench.run(self.bench.tool('limit-partners'), path))['pass']
            dearest = max(asked, key=asked.get)
            pairs.append((asked[dearest], limit))
            self.bench.tap.note(f'search of {SHEETS} sheets: dearest “{dearest}” {asked[dearest]:.0f} ms of '
                                f'processor, one pass {limit:.0f} ms; '
                                + ', '.join(f'{name} {ms:.0f}' for name, ms in asked.items()))
        pathlib.Path(path).unlink()
        self.bench.tap.check(f'the dearest question to {SHEETS} sheets, by one pass of bare SQLite over them '
                             '(processor)', statistics.median(ours for ours, _ in pairs)
                             / statistics.median(limit for _, limit in pairs), MOST_SEARCH)
