#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody else's reader of calendars: each time that something is held, as it is shown.

A line each, in the order of time: when by Greenwich | minutes | status | title | place | link.
"""
import datetime
import sys

import vobject


def text(event, name):
    return getattr(event, name).value.replace('\n', '|') if hasattr(event, name) else ''


def tell(event, start):
    start = start.astimezone(datetime.timezone.utc)
    return (start, f'{start:%Y-%m-%dT%H:%M}Z {event.duration.value.seconds // 60}'
            f' {text(event, "status")};{text(event, "summary")};{text(event, "location")};{text(event, "url")}')


sys.stdin.reconfigure(encoding='utf-8', newline='')
sys.stdout.reconfigure(encoding='utf-8')
calendar = vobject.readOne(sys.stdin.read())
events = calendar.vevent_list
apart = {(e.uid.value, e.recurrence_id.value.astimezone(datetime.timezone.utc)): e
         for e in events if hasattr(e, 'recurrence_id')}
held = []
for event in events:
    if hasattr(event, 'recurrence_id'):
        continue
    starts = list(event.rruleset) if event.rruleset else [event.dtstart.value]
    for start in starts:
        other = apart.pop((event.uid.value, start.astimezone(datetime.timezone.utc)), None)
        held.append(tell(other, other.dtstart.value) if other else tell(event, start))
assert not apart, 'what is told apart is no part of a series'
assert {e.uid.value for e in events} == {events[0].uid.value}
for _, line in sorted(held):
    print(line)
