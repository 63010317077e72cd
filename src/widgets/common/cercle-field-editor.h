/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The control a field is edited with, one table line a type; for CercleFieldRow. Values are the record's
 * own text ("" unset), typed is what stands in the control. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

typedef struct _CercleFieldEditor CercleFieldEditor;

/* finished: a choice was made, Return was pressed: commit. Otherwise only a keystroke. */
typedef void (*CercleFieldChanged) (gpointer owner, gboolean finished);

/* editable FALSE, or a type that is not edited in place: a text that can be selected. */
CercleFieldEditor *cercle_field_editor_new (CercleSession *session, const CercleField *field,
                                            gboolean editable, CercleFieldChanged changed,
                                            gpointer owner);
void cercle_field_editor_free (CercleFieldEditor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleFieldEditor, cercle_field_editor_free)
/* (transfer none): to put into the row; and the part that takes the focus. */
GtkWidget *cercle_field_editor_get_widget (CercleFieldEditor *self);
GtkWidget *cercle_field_editor_get_focus (CercleFieldEditor *self);
gboolean cercle_field_editor_is_editable (CercleFieldEditor *self);
/* Lines are offered under it: Escape is theirs. */
gboolean cercle_field_editor_is_open (CercleFieldEditor *self);
void cercle_field_editor_set_value (CercleFieldEditor *self, const char *value);
/* (transfer full): NULL with a sentence when what is typed cannot be a value of this type. */
char *cercle_field_editor_get_value (CercleFieldEditor *self, GError **error);
char *cercle_field_editor_get_typed (CercleFieldEditor *self);
void cercle_field_editor_set_typed (CercleFieldEditor *self, const char *typed);
