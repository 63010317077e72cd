/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in words, in the language of the process. All results (transfer full), "" when there is
 * nothing to say. */
#pragma once

#include "cercle-field.h"

/* "2020-06-02" as "2 June 2020". */
char *cercle_display_day (const char *day);
/* The same and the minute, in the time zone below. */
char *cercle_display_instant (const char *instant);
/* 570 as "09:30". */
char *cercle_display_minute (int minute);
/* A value kept as plain text (see cercle_record_value_text()). Tokens of code lists and references
 * stay as they are: their words are in other records. */
char *cercle_field_display (const CercleField *field, const char *value);
/* Zone in which instants are shown, Europe/Paris until told otherwise: the territory's. Any
 * thread. */
void cercle_display_set_zone (const char *zone);
const char *cercle_display_get_zone (void);
