/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The address of a server, taken apart. Only for this room. */
#pragma once

#include <glib.h>

typedef struct
{
  char *base;   /* "https://cercle.example.org" without a slash at the end */
  char *socket; /* path of a Unix socket; then base is http://localhost */
  gboolean near; /* this machine: no proxy on the way */
} CercleAddress;

/* (transfer full): NULL with CERCLE_TRANSPORT_ERROR_ADDRESS. */
CercleAddress *cercle_address_parse (const char *text, GError **error);
void cercle_address_free (CercleAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleAddress, cercle_address_free)
