/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Those around the person of a case: a line each, opened to be corrected in place; one more, one less.
 * Lives inside a CerclePage. */
#pragma once

#include <adwaita.h>

#include "cercle-case-file.h"

#define CERCLE_TYPE_CASE_RELATIVES (cercle_case_relatives_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseRelatives, cercle_case_relatives, CERCLE, CASE_RELATIVES, AdwBin)

GtkWidget *cercle_case_relatives_new (CercleSession *session);
/* Hidden where there is no person to stand around. */
void cercle_case_relatives_show (CercleCaseRelatives *self, CercleCaseFile *file);
/* Commits what is valid, writes the drafts of what is not. */
void cercle_case_relatives_leave (CercleCaseRelatives *self);
/* (nullable): the row of one field of one relative. */
GtkWidget *cercle_case_relatives_get_row (CercleCaseRelatives *self, const char *id, guint field);
