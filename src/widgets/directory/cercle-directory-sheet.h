/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One partner, whole: what it has free, answered, can do, wants, and how far that can be trusted. Lives
 * inside the page, whose actions its buttons call. */
#pragma once

#include <adwaita.h>

#include "cercle-partner.h"
#include "cercle-session.h"

#define CERCLE_TYPE_DIRECTORY_SHEET (cercle_directory_sheet_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectorySheet, cercle_directory_sheet, CERCLE, DIRECTORY_SHEET, AdwBin)

GtkWidget *cercle_directory_sheet_new (CercleSession *session);
/* Takes sheet; NULL: nothing is selected. Another partner begins at the top. */
void cercle_directory_sheet_show (CercleDirectorySheet *self, CerclePartnerSheet *sheet);
/* (nullable) (transfer none) */
const CerclePartnerSheet *cercle_directory_sheet_get (CercleDirectorySheet *self);
/* (nullable): the identity of the partner shown. */
const char *cercle_directory_sheet_get_id (CercleDirectorySheet *self);
