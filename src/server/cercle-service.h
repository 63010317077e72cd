/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server answers, without a network: one function from a request to a reply. The listener
 * calls it on the server's store thread; tests call it directly. */
#pragma once

#include "cercle-store.h"

typedef struct _CercleService CercleService;

typedef struct
{
  const char *method, *path; /* path without the query */
  const char *query;         /* as it stands behind "?", or NULL */
  const char *token;         /* bearer token, or NULL */
  const char *body;          /* NUL-terminated, or NULL */
  gsize length;
  const char *peer;          /* address for throttling, "local" on a Unix socket */
  guint schema;              /* what the desk says it knows, or 0 */
  const char *known;         /* entity tags that the reader has, as they stand in If-None-Match; or NULL */
} CercleIncoming;

/* Next piece of a streamed answer (whole lines); NULL at the end. Called on the store thread. */
typedef char *(*CerclePiece) (CercleService *service, gpointer data, gboolean *failed);
typedef struct
{
  guint status;
  const char *type;          /* content type (static) */
  char *body;                /* owned; NULL when streamed */
  char *tag;                 /* owned; entity tag of what may be kept and asked for again; NULL: none */
  gint64 retry_after;        /* seconds; 0: none */
  CerclePiece next;
  gpointer next_data;
  GDestroyNotify next_free;
} CercleAnswer;
void cercle_answer_clear (CercleAnswer *answer);

/* (transfer full); store (transfer none) must outlive it. name: for /hello. */
CercleService *cercle_service_new (CercleStore *store, const char *name);
void cercle_service_free (CercleService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleService, cercle_service_free)
CercleStore *cercle_service_get_store (CercleService *service);
/* Desks that know less than this schema are told to be renewed: 426. 0, at first: two before ours. */
void cercle_service_set_oldest (CercleService *service, guint schema);
/* Never fails: errors are answers. Writes are committed when it returns, unless the caller opened a
 * transaction around several calls (group commit) and then commits before it sends the answers. */
void cercle_service_answer (CercleService *service, const CercleIncoming *incoming, CercleAnswer *answer);
