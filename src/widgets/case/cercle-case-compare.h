/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one person side by side, field by field. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-record.h"

/* mask: of the person's fields whose value is the other record's. Called only when accepted. */
typedef void (*CercleCaseCompared) (guint64 mask, gpointer data);

/* A dialog over from's window, from within a page. destroy (data) when it closes. */
void cercle_case_compare_ask (GtkWidget *from, CercleRecord *person, CercleRecord *other,
                              CercleCaseCompared compared, gpointer data, GDestroyNotify destroy);
