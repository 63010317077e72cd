/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions: opened with a password, told, closed. */
#pragma once

#include "cercle-visit.h"

/* A password takes a twentieth of a second to check: the route and the end run on the store thread,
 * check on any. */
struct _CercleSignIn
{
  char *login, *password, *device;
  char *stored; /* what the password is checked against */
  CercleAccount *account; /* NULL: nobody has this login */
  gboolean right;
};
void cercle_sign_in_free (CercleSignIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSignIn, cercle_sign_in_free)
void cercle_sign_in_check (CercleSignIn *self);
void cercle_sign_in_end (CercleVisit *visit, CercleSignIn *self);

void cercle_route_hello (CercleVisit *visit);
/* Leaves visit->sign_in, or an answer (form, throttled). Counts the try as failed until the end. */
void cercle_route_sign_in (CercleVisit *visit);
void cercle_route_sign_out (CercleVisit *visit);
void cercle_route_scopes (CercleVisit *visit);
