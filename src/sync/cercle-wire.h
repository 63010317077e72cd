/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire, version 1: the same encoder and decoder on both ends. JSON; lines of NDJSON are at most
 * 1 MiB, plain answers 4 MiB, a stream has no total. Texts are (transfer full) without a newline. */
#pragma once

#include "cercle-mutation.h"

#define CERCLE_WIRE_PROTOCOL 1
/* Header of each request of a desk: the newest schema it knows. A server that no longer understands it
 * answers 426. */
#define CERCLE_WIRE_SCHEMA_HEADER "Cercle-Schema"
#define CERCLE_WIRE_MAX_LINE (1024 * 1024)
#define CERCLE_WIRE_MAX_ANSWER (4 * 1024 * 1024)
#define CERCLE_WIRE_MAX_REQUEST (1024 * 1024)
#define CERCLE_WIRE_MAX_ITEMS 500
#define CERCLE_WIRE_MAX_TX 50

#define CERCLE_WIRE_ERROR (cercle_wire_error_quark ())
typedef enum
{
  CERCLE_WIRE_ERROR_FORM,   /* not what the protocol says */
  CERCLE_WIRE_ERROR_KIND,   /* a kind this program does not know: a desk skips the line */
} CercleWireError;
GQuark cercle_wire_error_quark (void);

/* {"mid","n","tx"?,"kind","id","scope","op","base_rev","set","was","at"} */
JsonObject *cercle_wire_put_mutation (const CercleMutation *mutation);
CercleMutation *cercle_wire_get_mutation (JsonObject *object, GError **error);
/* {"device","items":[…]} of POST /v1/mutations */
char *cercle_wire_put_batch (const char *device, GPtrArray *mutations);
GPtrArray *cercle_wire_get_batch (const char *body, gsize length, char **device, GError **error);
/* {"outcomes":[{"mid","status","duplicate"?,"rev","seq","conflicts"?,"problem"?,"field"?}]} */
JsonObject *cercle_wire_put_outcome (const CercleOutcome *outcome);
CercleOutcome *cercle_wire_get_outcome (JsonObject *object, GError **error);
char *cercle_wire_put_outcomes (GPtrArray *outcomes);
GPtrArray *cercle_wire_get_outcomes (const char *body, gsize length, GError **error);

/* Feed and snapshot lines: {"t":"put","kind","id","seq","rev","scope","audience","by","at","new_by",
 * "new_at","v":{…}} · {"t":"del",…} · {"t":"hide",…} */
char *cercle_wire_put_item (const CercleFeedItem *item);
/* First line of a snapshot {"t":"snap","scope","epoch","seq"}; last line of feed and snapshot
 * {"t":"end","scope","epoch","cursor","mark"?,"more"}. A stream without its end line was cut. */
typedef enum { CERCLE_LINE_ITEM, CERCLE_LINE_SNAP, CERCLE_LINE_END } CercleLineSort;
typedef struct
{
  CercleLineSort sort;
  CercleFeedItem *item;                /* ITEM; owned */
  char *scope, *epoch, *cursor, *mark; /* SNAP, END */
  gint64 seq;
  gboolean more;
} CercleLine;
void cercle_line_free (CercleLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleLine, cercle_line_free)
char *cercle_wire_put_line (const CercleLine *line);
CercleLine *cercle_wire_get_line (const char *text, gsize length, GError **error);

/* The cursor is readable text and carries no right: "v1/<scope>/<epoch>/<seq>". */
char *cercle_wire_put_cursor (const char *scope, const char *epoch, gint64 seq);
gboolean cercle_wire_get_cursor (const char *cursor, char **scope, char **epoch, gint64 *seq);

typedef struct
{
  guint protocol, schema;
  char *name, *version, *epoch;
  gboolean example;                    /* invented data */
} CercleHello;
typedef struct { char *scope, *epoch; gint64 head, floor; } CercleScope;
typedef struct
{
  char *token, *login, *member, *role, *audiences, *community;
  GPtrArray *scopes;                   /* CercleScope */
} CercleGrant;
void cercle_hello_free (CercleHello *hello);
void cercle_scope_free (CercleScope *scope);
void cercle_grant_free (CercleGrant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleHello, cercle_hello_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleGrant, cercle_grant_free)
char *cercle_wire_put_hello (const CercleHello *hello);
CercleHello *cercle_wire_get_hello (const char *body, gsize length, GError **error);
/* GET /v1/scopes and the answer of POST /v1/session (which alone has the token). */
char *cercle_wire_put_grant (const CercleGrant *grant);
CercleGrant *cercle_wire_get_grant (const char *body, gsize length, GError **error);
/* {"login","password","device"} */
char *cercle_wire_put_login (const char *login, const char *password, const char *device);
gboolean cercle_wire_get_login (const char *body, gsize length, char **login, char **password,
                                char **device, GError **error);
/* application/problem+json: {"type":"cercle:<token>","title","status","detail"?} */
char *cercle_wire_put_problem (const char *token, guint status);
/* (transfer full): the token, or "unknown". */
char *cercle_wire_get_problem (const char *body, gsize length);
