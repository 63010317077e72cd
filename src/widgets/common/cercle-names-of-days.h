/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of week days and months in the user's language, and read back as people begin them. */
#pragma once

#include <glib.h>

/* 1 is Monday, 7 Sunday; 1 is January. */
const char *cercle_weekday_name (int weekday, gboolean brief);
const char *cercle_month_name (int month, gboolean brief);
/* From the folded beginning (three letters or more) of the English or the user's name; 0 when none or
 * more than one begins so. */
int cercle_weekday_find (const char *folded);
int cercle_month_find (const char *folded);
