/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A form on a case that fills in one record: a new one, or one that is there. Its rows come from a
 * table of fields; drafts, checks and saving from the form. */
#pragma once

#include "cercle-case-form.h"
#include "cercle-lookup.h"

typedef struct
{
  guint field;
  const char *label;           /* msgid; NULL: the field's */
  const CercleChoice *choices; /* a TEXT that holds one of these tokens; or NULL */
  /* A TEXT for which there are proposals; any other text may be typed. Or NULL. */
  void (*suggest) (CercleLookup *lookup, CercleSession *session);
} CercleCaseRow;

#define CERCLE_TYPE_CASE_ENTRY (cercle_case_entry_get_type ())
G_DECLARE_DERIVABLE_TYPE (CercleCaseEntry, cercle_case_entry, CERCLE, CASE_ENTRY, CercleCaseForm)

struct _CercleCaseEntryClass
{
  CercleCaseFormClass parent_class;
  const CercleKind *kind;
  const CercleCaseRow *rows;
  guint n_rows;
  /* (transfer full): the record as it is before anything is typed: a new one with its defaults, or
   * a copy of subject. subject: what the form was opened on, or NULL. NULL: that is not there (any
   * more). */
  CercleRecord *(*begin) (CercleCaseEntry *self, const char *subject);
  /* Something was chosen, or the file has changed: what depends on it. record: begun, with what was
   * chosen; what is being typed is not in it. May be NULL. */
  void (*changed) (CercleCaseEntry *self, CercleRecord *record);
  /* record: filled in and checked; puts what goes with it into tx. FALSE with a sentence. May be
   * NULL. */
  gboolean (*finish) (CercleCaseEntry *self, CercleRecord *record, CercleTx *tx, GError **error);
  guint rule_row; /* field of the row where a rule across fields of the kind is mended */
};

/* Before it is started: what it is about now; NULL: something new. Another subject empties the
 * form. */
void cercle_case_entry_set_subject (CercleCaseEntry *self, const char *subject);
const char *cercle_case_entry_get_subject (CercleCaseEntry *self);

/* For the forms themselves. (transfer none) both. */
CercleCaseFile *cercle_case_entry_get_file (CercleCaseEntry *self);
CercleSession *cercle_case_entry_get_session (CercleCaseEntry *self);
/* A hidden row is not saved. */
void cercle_case_entry_show_row (CercleCaseEntry *self, guint field, gboolean shown);
/* (transfer none) (nullable): its control, once the form knows its session. */
GtkWidget *cercle_case_entry_get_control (CercleCaseEntry *self, guint field);
/* For finish: the keyboard goes to the row of field. FALSE with a sentence. */
gboolean cercle_case_entry_refuse (CercleCaseEntry *self, guint field, GError **error,
                                   const char *sentence);
/* Nothing allows what is passed on, which the form says already: what can be done. field: the row of
 * the typed reason. */
gboolean cercle_case_entry_refuse_unconsented (CercleCaseEntry *self, guint field, GError **error);
/* Likewise, where somebody else has said why. Always FALSE. */
gboolean cercle_case_entry_point (CercleCaseEntry *self, guint field);
/* (transfer none): a line of words under the rows; text NULL hides it. */
GtkWidget *cercle_case_entry_add_words (CercleCaseEntry *self);
void cercle_case_entry_tell (GtkWidget *words, const char *text, gboolean alarm);
