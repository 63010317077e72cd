/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Marks a string for translation without translating it: tables hold msgids. */
#ifndef N_
#define N_(text) (text)
#endif

#define CERCLE_MASK(field) (G_GUINT64_CONSTANT (1) << (field))
