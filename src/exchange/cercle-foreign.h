/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading somebody else's directory, one sheet at a time, in bounded memory, however long the
 * document is: nothing is kept, nothing is written. Blocks and reads; never on the thread that
 * draws. Any other thread. */
#pragma once

#include <gio/gio.h>

#include "cercle-foreign-sheet.h"

#define CERCLE_FOREIGN_ERROR (cercle_foreign_error_quark ())
typedef enum
{
  CERCLE_FOREIGN_ERROR_READ,   /* the disk, the network: not the document's fault */
  CERCLE_FOREIGN_ERROR_PACKED, /* the compressed file is cut off, damaged, or something follows it
                                */
  CERCLE_FOREIGN_ERROR_BOMB,   /* it unpacks into more than such a document ever is */
  CERCLE_FOREIGN_ERROR_FORM,   /* not JSON, not a table, not a card: or not that document */
  CERCLE_FOREIGN_ERROR_LARGE,  /* a text, a line or a nesting beyond what such a document has */
} CercleForeignError;
GQuark cercle_foreign_error_quark (void);

/* What came of a document, for the sentence at its end. */
typedef struct
{
  char source_on[11]; /* the day of the document, "" when it does not say */
  guint seen;         /* sheets in it */
  guint given;
  guint elsewhere; /* left out: in another département */
  guint other;     /* left out: of a category that is not wanted */
  guint refused;   /* left out: no name, or a row that may have shifted */
  guint closed;    /* among the given */
} CercleForeignTally;

/* Which column of a table tells what; see cercle-foreign-map.h. */
typedef struct _CercleForeignMap CercleForeignMap;

/* (transfer full) of the sheet. FALSE with error stops the reading. */
typedef gboolean (*CercleForeignFunc) (CercleForeignSheet *sheet, gpointer data, GError **error);
/* How many bytes of the stream were read, compressed where they are; from time to time, on the
 * thread that reads. */
typedef void (*CercleForeignProgress) (guint64 bytes, gpointer data);

typedef struct
{
  const char *const *departments; /* only these ("14", "2A", "974"); NULL: all of them */
  const char *const *categories;  /* of FINESS, or of service-public; NULL: those that serve the
                                     disabled; an empty list: all of them */
  const char *area;               /* of telephone numbers where the source does not say; or NULL */
  gboolean without_closed;        /* sites that are closed are left out, not told */
  const CercleForeignMap *map;    /* of CERCLE_FOREIGN_TABLE; NULL: guessed by its columns */
  CercleForeignProgress progress; /* may be NULL; with the same data as func */
  CercleForeignTally *tally;      /* (out), may be NULL; set also when the reading fails */
} CercleForeignOptions;

/* The stream may be compressed by gzip: it is looked at, not its name. func is called for each
 * sheet in the order of the document. FALSE with CERCLE_FOREIGN_ERROR and a translated sentence
 * that repeats nothing of what is in the document, with G_IO_ERROR_CANCELLED, or with what func
 * said: sheets that were given by then are to be forgotten. */
gboolean cercle_foreign_read (CercleForeignSource source, GInputStream *stream,
                              const CercleForeignOptions *options, CercleForeignFunc func,
                              gpointer data, GCancellable *cancellable, GError **error);

/* (transfer full): the départements of a territory: "6AE" is 67 and 68, "69M" is 69. */
GStrv cercle_foreign_departments (const char *territory);
/* Sets departments and area: the directories of the State are those of all France; what somebody
 * keeps is hers, wherever it is. departments: of her territory, not empty; lent to options. */
void cercle_foreign_options_take_territory (CercleForeignOptions *options,
                                            CercleForeignSource source,
                                            const char *const *departments);
/* For who keeps a document whole: adds a sheet (transfer full), up to more than a territory ever
 * has. FALSE with CERCLE_FOREIGN_ERROR_LARGE. */
gboolean cercle_foreign_keep (GPtrArray *sheets, CercleForeignSheet *sheet, GError **error);
/* FALSE with CERCLE_FOREIGN_ERROR_FORM: nothing of what was read is a partner. */
gboolean cercle_foreign_check_tally (const CercleForeignTally *tally, GError **error);
