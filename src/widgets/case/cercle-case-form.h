/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A small form on a case: a note, an action, the baton, a move, the closing. Keeps what is typed as
 * a draft, checks, saves as one action with Ctrl+Return, says what is wrong and loses nothing.
 * Lives inside a CerclePage. */
#pragma once

#include <adwaita.h>

#include "cercle-case-file.h"

#define CERCLE_TYPE_CASE_FORM (cercle_case_form_get_type ())
/* Signal "done": it was saved, or left with Escape (the draft stays). */
G_DECLARE_DERIVABLE_TYPE (CercleCaseForm, cercle_case_form, CERCLE, CASE_FORM, AdwBin)

struct _CercleCaseFormClass
{
  AdwBinClass parent_class;
  const char *draft;  /* sort of its drafts */
  const char *title;  /* msgid */
  const char *button; /* msgid */
  const char *label;  /* msgid of the action, for the toast and undo */
  /* The case, its people or actions have changed. */
  void (*show) (CercleCaseForm *self);
  /* Puts records into tx; FALSE with a sentence. */
  gboolean (*fill) (CercleCaseForm *self, CercleTx *tx, GError **error);
  /* After fill, which puts nothing into tx then: the session makes the action, and callback ends
   * with cercle_session_commit_finish(). May be NULL. */
  void (*send) (CercleCaseForm *self, GAsyncReadyCallback callback, gpointer data);
  /* (transfer full): what is typed; NULL: nothing worth keeping. */
  JsonObject *(*keep) (CercleCaseForm *self);
  /* Puts it back; NULL: an empty form with its defaults. */
  void (*restore) (CercleCaseForm *self, JsonObject *typed);
  /* Puts the focus where one types first. */
  void (*start) (CercleCaseForm *self);
};

/* --- For the page --- */
/* file: valid until the next call. Another case brings its own draft. */
void cercle_case_form_show (CercleCaseForm *self, CercleSession *session, CercleCaseFile *file);
void cercle_case_form_start (CercleCaseForm *self);
void cercle_case_form_flush (CercleCaseForm *self);
gboolean cercle_case_form_save (CercleCaseForm *self);
/* TRUE when there is something typed. */
gboolean cercle_case_form_has_draft (CercleCaseForm *self);

/* --- For the forms themselves --- */
/* In init: a row more; the form is touched when something is typed or chosen in the control, or in
 * the controls of a box. label names it, for screen readers too; NULL: control alone. (transfer
 * none): the row. */
GtkWidget *cercle_case_form_add (CercleCaseForm *self, const char *label, GtkWidget *control);
/* (transfer none): the box of the rows. */
GtkWidget *cercle_case_form_get_rows (CercleCaseForm *self);
/* Something was typed or chosen. */
void cercle_case_form_touch (CercleCaseForm *self);
void cercle_case_form_set_ready (CercleCaseForm *self, gboolean ready);
CercleSession *cercle_case_form_get_session (CercleCaseForm *self);
CercleCaseFile *cercle_case_form_get_file (CercleCaseForm *self);
/* While it is filled in: control (nullable) is what is refused, and gets the keyboard. said: the
 * sentence stands beside it already, and is not repeated under the form. */
void cercle_case_form_point (CercleCaseForm *self, GtkWidget *control, gboolean said);
/* FALSE with a sentence under the form; the keyboard goes to control (nullable). */
gboolean cercle_case_form_refuse (CercleCaseForm *self, GtkWidget *control, GError **error,
                                  const char *sentence);
/* Reads a day that somebody typed in entry; "" is unset. FALSE with a sentence, and the keyboard
 * there. */
gboolean cercle_case_form_read_day (CercleCaseForm *self, GtkWidget *entry, char **day,
                                    GError **error);
/* Texts in drafts; NULL when there is none. (transfer none) */
const char *cercle_case_form_text (JsonObject *typed, const char *name);
/* text NULL: empties the entry. */
void cercle_case_form_put (GtkWidget *entry, const char *text);
