/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of foreign directories share. For this room. */
#pragma once

#include "cercle-foreign.h"

typedef struct
{
  CercleForeignSource source;
  const CercleForeignOptions *options;
  CercleForeignFunc func;
  gpointer data;
  CercleForeignTally tally;
  GHashTable *keys; /* how often each was met; NULL: not looked at */
} CercleForeignReading;

gboolean cercle_foreign_wants_department (const CercleForeignReading *reading,
                                          const char *department);
gboolean cercle_foreign_wants_category (const CercleForeignReading *reading, const char *code);
/* (transfer full) of the sheet: counts it, and gives it when it is wanted. FALSE: stop. */
gboolean cercle_foreign_give (CercleForeignReading *reading, CercleForeignSheet *sheet,
                              GError **error);
/* The day of the document, whatever stands behind it. */
void cercle_foreign_note_day (CercleForeignReading *reading, const char *text);
/* Always FALSE. */
gboolean cercle_foreign_fail (GError **error, CercleForeignError code, const char *sentence);

/* A reader of each source: stream is unpacked. Errors as cercle_foreign_read() has them. */
typedef gboolean (*CercleForeignReader) (CercleForeignReading *reading, GInputStream *stream,
                                         GCancellable *cancellable, GError **error);
gboolean cercle_foreign_read_finess (CercleForeignReading *reading, GInputStream *stream,
                                     GCancellable *cancellable, GError **error);
gboolean cercle_foreign_read_finess_csv (CercleForeignReading *reading, GInputStream *stream,
                                         GCancellable *cancellable, GError **error);
gboolean cercle_foreign_read_service_public (CercleForeignReading *reading, GInputStream *stream,
                                             GCancellable *cancellable, GError **error);
gboolean cercle_foreign_read_vcard (CercleForeignReading *reading, GInputStream *stream,
                                    GCancellable *cancellable, GError **error);
gboolean cercle_foreign_read_table (CercleForeignReading *reading, GInputStream *stream,
                                    GCancellable *cancellable, GError **error);
/* What a table says of itself, as an error of a directory. (transfer full) of cause; always FALSE.
 */
gboolean cercle_foreign_fail_table (GError *cause, GError **error);
