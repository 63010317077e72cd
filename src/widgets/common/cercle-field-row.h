/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a record, edited in place: label and editor derived from the kind's table. TEXT, NOTE,
 * INTEGER, FLAG, DAY, MINUTE, CHOICE, CODE, SET; other types are shown. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_FIELD_ROW (cercle_field_row_get_type ())
/* Signals: "committed": the field was left, Return was pressed or a choice was made, and what it holds is
 *            valid and differs from the record shown. Copy the record, cercle_field_row_apply(), save.
 *          "typed": at each change, for drafts.
 * Escape brings the record's value back. Ctrl+Z undoes typing. */
G_DECLARE_FINAL_TYPE (CercleFieldRow, cercle_field_row, CERCLE, FIELD_ROW, GtkWidget)

/* session (nullable): for the choices of open lists and today's date. */
GtkWidget *cercle_field_row_new (CercleSession *session, const CercleKind *kind, guint field);
guint cercle_field_row_get_field (CercleFieldRow *self);
/* Shows the record's value, unless something else is being typed here: then that stays. NULL: empty. */
void cercle_field_row_set_record (CercleFieldRow *self, CercleRecord *record);
/* Not editable: shown as text that can be selected. Derived and retired fields never are. */
void cercle_field_row_set_editable (CercleFieldRow *self, gboolean editable);
/* Writes what is typed into record; FALSE with a sentence (also shown under the editor). */
gboolean cercle_field_row_apply (CercleFieldRow *self, CercleRecord *record, GError **error);
/* TRUE while the editor holds something else than the record. */
gboolean cercle_field_row_is_dirty (CercleFieldRow *self);
/* (transfer full): what is typed, as text, for a draft; and back. */
char *cercle_field_row_get_typed (CercleFieldRow *self);
void cercle_field_row_set_typed (CercleFieldRow *self, const char *typed);
/* The same as a proposal of the program: Escape brings it back, and takes it from nobody. */
void cercle_field_row_propose (CercleFieldRow *self, const char *typed);
/* Emits "committed" now if there is something to commit; FALSE when what is typed is not valid. */
gboolean cercle_field_row_commit (CercleFieldRow *self);
/* A rule across fields, or the server, refuses what is typed: the sentence stands under the editor and what
 * is typed stays, until it is mended, taken back with Escape, or the record has it. */
void cercle_field_row_refuse (CercleFieldRow *self, const char *sentence);
/* In a form whose title says the rest, fewer words are shown than the field's name, which is still
 * spoken. */
void cercle_field_row_set_label (CercleFieldRow *self, const char *label);
/* Width of the label beside the editor; 0: label above; -1: not shown, still spoken. */
void cercle_field_row_set_label_width (CercleFieldRow *self, int pixels);
