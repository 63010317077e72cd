/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream that unpacks gzip where it finds it, and passes on what is not compressed. It refuses
 * with CERCLE_FOREIGN_ERROR what is cut off, what does not end where it says, and what unpacks into
 * more than a directory ever is. For this room. */
#pragma once

#include <gio/gio.h>

#include "cercle-foreign.h"

/* The national extract is 0.75 GB, fifteen times its packed size. */
#define CERCLE_FOREIGN_MOST_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define CERCLE_FOREIGN_MOST_RATIO 100
/* Below this many bytes no ratio says anything. */
#define CERCLE_FOREIGN_RATIO_FROM (G_GUINT64_CONSTANT (8) << 20)

#define CERCLE_TYPE_FOREIGN_GUNZIP (cercle_foreign_gunzip_get_type ())
G_DECLARE_FINAL_TYPE (CercleForeignGunzip, cercle_foreign_gunzip, CERCLE, FOREIGN_GUNZIP,
                      GFilterInputStream)

/* (transfer full). progress may be NULL. */
GInputStream *cercle_foreign_gunzip_new (GInputStream *stream, CercleForeignProgress progress,
                                         gpointer data);
