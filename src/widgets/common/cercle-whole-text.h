/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry whose text is read whole, on as many lines as it needs, while nobody types in it. */
#pragma once

#include <gtk/gtk.h>

/* (transfer floating): entry stands in it; the height does not change when it gets the focus. */
GtkWidget *cercle_whole_text_new (GtkWidget *entry);
