/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One request on its way to its answer: what handlers of routes see. */
#pragma once

#include "cercle-access.h"
#include "cercle-service.h"
#include "cercle-throttle.h"

struct _CercleService
{
  CercleStore *store;
  char *name;
  guint oldest;             /* schema of a desk that is still answered */
  char *nobody;             /* password of a login that does not exist: it costs as much to try;
                               NULL until somebody signs in */
  CercleThrottle *accounts, *peers;
  CercleThrottle *openings; /* of those who ask for cases that there are not */
  CercleThrottle *calendars; /* of places that ask for calendars that there are not */
  const char *last_route;   /* of the last request, for the log: its pattern (static) … */
  char *last_account;       /* … and the identity of who asked, or of the address of a calendar; or NULL */
};

typedef struct _CercleRoute CercleRoute;
typedef struct _CercleSignIn CercleSignIn;

typedef struct
{
  CercleService *service;
  CercleStore *store;
  const CercleIncoming *incoming;
  const CercleRoute *route;
  char *scope;           /* from the path, or NULL; of a calendar: its token */
  GHashTable *parameters; /* of the query, decoded */
  CercleAccess access;
  CercleAnswer *answer;
  CercleSignIn *sign_in; /* set when a password must be checked before the visit can end; owned */
} CercleVisit;

/* Ends the visit with a problem document. retry_after in seconds, or 0. */
void cercle_visit_refuse (CercleVisit *visit, guint status, const char *token, gint64 retry_after);
/* What the database did not do: 503, and the cause in the log. */
void cercle_visit_fail (CercleVisit *visit, const GError *error);
/* Takes body, JSON. */
void cercle_visit_answer (CercleVisit *visit, guint status, char *body);
/* FALSE when the query is no list of distinct parameters that allowed (space separated) names. */
gboolean cercle_visit_read_query (CercleVisit *visit, const char *allowed);
/* The parameter as a number from 1 to most; absent gives unset; -1 when it is none. */
gint64 cercle_visit_number (CercleVisit *visit, const char *name, gint64 unset, gint64 most);

/* For whoever has other threads: a visit in two parts, both on the store thread. begin returns a
 * password to be checked elsewhere (transfer full), then end gives the answer; or NULL: answered. */
CercleSignIn *cercle_service_begin (CercleService *self, const CercleIncoming *incoming,
                                    CercleAnswer *answer);
void cercle_service_end (CercleService *self, const CercleIncoming *incoming,
                         CercleSignIn *sign_in, CercleAnswer *answer);
