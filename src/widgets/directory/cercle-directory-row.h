/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A partner that a search found, as the list shows it: it stays valid while the list is read again. */
#pragma once

#include "cercle-partner.h"
#include "cercle-record.h"

#define CERCLE_TYPE_DIRECTORY_ROW (cercle_directory_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryRow, cercle_directory_row, CERCLE, DIRECTORY_ROW, GObject)

/* Takes line. */
CercleDirectoryRow *cercle_directory_row_new (CerclePartnerLine *line);
const CerclePartnerLine *cercle_directory_row_get_line (CercleDirectoryRow *self);
const char *cercle_directory_row_get_id (CercleDirectoryRow *self);
