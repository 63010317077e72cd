/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of an organisation that we have is the one that another source tells of, too? Two
 * sources know the same place and the same person by different keys. Thread of the store. */
#pragma once

#include "cercle-foreign-sheet.h"
#include "cercle-store.h"

/* *id (transfer full): of the place of an organisation in the sheet's commune: the one of that
 * address, else the only one; NULL: there is none. What another key of the same source (its token)
 * tells of is another place. FALSE with error. */
gboolean cercle_directory_same_place (CercleStore *store, const char *organisation,
                                      const char *source, const CercleForeignSheet *sheet,
                                      char **id, GError **error);
/* *id (transfer full): of the person of an organisation with both of these names, or NULL. */
gboolean cercle_directory_same_contact (CercleStore *store, const char *organisation,
                                        const CercleForeignContact *contact, char **id,
                                        GError **error);
/* But for accents and capitals; NULL reads as "". */
gboolean cercle_directory_reads_alike (const char *one, const char *other);
/* (transfer full): the lines of the street in one, as a place keeps them; "" for none. */
char *cercle_directory_street (const CercleForeignSheet *sheet);
