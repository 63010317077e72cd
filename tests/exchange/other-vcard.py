#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Cercle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody else's reader and writer of address cards.

other-vcard.py read    cards on standard input, told property by property
other-vcard.py write   a card on standard output
"""
import sys

import vobject

ORDER = ('fn', 'n', 'org', 'title', 'uid', 'tel', 'email', 'url', 'adr')


def tell(name, value):
    if value:
        print(f'{name}={value}'.replace('\n', '|'))


def read(text):
    for card in vobject.readComponents(text):
        for name in ORDER:
            for line in card.contents.get(name, []):
                if name == 'n':
                    tell('family', line.value.family)
                    tell('given', line.value.given)
                elif name == 'adr':
                    tell('street', line.value.street)
                    tell('city', line.value.city)
                    tell('code', line.value.code)
                elif name == 'org':
                    tell('org', ';'.join(line.value))
                else:
                    tell(name, line.value)
        print()


def write():
    card = vobject.vCard()
    card.add('fn').value = 'Claire Le Moine'
    card.add('n').value = vobject.vcard.Name(family='Le Moine', given='Claire')
    card.add('org').value = ['Établissement d’accueil médicalisé en tout ou partie pour personnes '
                             'handicapées; site de Lisieux, « Été »']
    card.add('tel').value = '06 39 98 42 17'
    card.add('email').value = 'claire@pommiers.example'
    card.add('adr').value = vobject.vcard.Address(street='12 rue des Pommiers\nBP 132', city='Lisieux',
                                                  code='14100', country='France')
    sys.stdout.write(card.serialize())


sys.stdin.reconfigure(encoding='utf-8', newline='')
sys.stdout.reconfigure(encoding='utf-8', newline='')
if sys.argv[1] == 'read':
    read(sys.stdin.read())
else:
    write()
