/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One of our own partners, as the writers of this room take it. Pure; any thread. */
#pragma once

#include "cercle-foreign-sheet.h"
#include "cercle-record.h"

typedef struct
{
  CercleRecord *organisation;
  CercleRecord *parent; /* NULL: none */
  GPtrArray *places, *contacts;
  const char *today;
  gboolean people; /* its persons leave with it, and how somebody's home is reached */
} CercleDirectoryOwn;

/* (transfer full): never the address or the telephone of a place that is hidden, never a mobile
 * telephone, nobody whose time there is over. */
CercleForeignSheet *cercle_directory_own (const CercleDirectoryOwn *own);
