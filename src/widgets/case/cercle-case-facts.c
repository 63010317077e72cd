/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the person and of the case, and how is it corrected in passing? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-facts.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-case-relatives.h"
#include "cercle-choices.h"
#include "cercle-draft.h"
#include "cercle-fact.h"
#include "cercle-macros.h"
#include "cercle-page.h"
#include "cercle-person.h"
#include "cercle-template.h"

/* Facts in the order of the two columns. Those that are not always shown appear when they are set,
 * or when all are asked for. */
static const struct
{
  const CercleKind *kind;
  guint field;
  gboolean always;
} facts[] = {
  { &cercle_person_kind, CERCLE_PERSON_FIRST_NAME, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_LAST_NAME, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_BIRTH_ON, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_BIRTH_YEAR, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_COMMUNE, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_PHONE, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_PHONE_2, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_MAIL, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_CALL_BACK, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_CALL_BACK_WHEN, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_COMMUNICATION, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_LIVES_WITH, TRUE },
  { &cercle_person_kind, CERCLE_PERSON_PROTECTION, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_MDPH_NUMBER, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_ADDRESS, FALSE },
  { &cercle_person_kind, CERCLE_PERSON_SEX, FALSE },
  { &cercle_case_kind, CERCLE_CASE_NEED, TRUE },
  { &cercle_case_kind, CERCLE_CASE_SUB_MISSION, TRUE },
  { &cercle_case_kind, CERCLE_CASE_THEMES, FALSE },
  { &cercle_case_kind, CERCLE_CASE_LEVEL, FALSE },
  { &cercle_case_kind, CERCLE_CASE_COMPLEXITY, TRUE },
  { &cercle_case_kind, CERCLE_CASE_BREAKS, FALSE },
  { &cercle_case_kind, CERCLE_CASE_UNSAFE, FALSE },
  { &cercle_case_kind, CERCLE_CASE_DANGER, FALSE },
  { &cercle_case_kind, CERCLE_CASE_NO_SOLUTION, FALSE },
  { &cercle_case_kind, CERCLE_CASE_NO_CONTACT, FALSE },
  { &cercle_case_kind, CERCLE_CASE_BLIND_SPOT, FALSE },
  { &cercle_case_kind, CERCLE_CASE_BLIND_SPOT_WHY, FALSE },
  { &cercle_case_kind, CERCLE_CASE_NOTIFIED, TRUE },
  { &cercle_case_kind, CERCLE_CASE_BREAK_ON, TRUE },
  { &cercle_case_kind, CERCLE_CASE_BREAK_WHY, TRUE },
  { &cercle_case_kind, CERCLE_CASE_EXISTING, TRUE },
  { &cercle_case_kind, CERCLE_CASE_NEEDS, FALSE },
  { &cercle_case_kind, CERCLE_CASE_RISK, FALSE },
  { &cercle_case_kind, CERCLE_CASE_ESCALATION, FALSE },
  { &cercle_case_kind, CERCLE_CASE_TAGS, FALSE },
  { &cercle_case_kind, CERCLE_CASE_COMMUNE, FALSE },
  { &cercle_case_kind, CERCLE_CASE_PROFILE, FALSE },
};

struct _CercleCaseFacts
{
  CercleCasePart parent_instance;
  GtkWidget *columns, *person_column, *case_column, *relatives, *all;
  CercleSession *session;
  GtkWidget *rows[G_N_ELEMENTS (facts)]; /* CercleFact */
  CercleRecord *kase, *person;
};

G_DEFINE_FINAL_TYPE (CercleCaseFacts, cercle_case_facts, CERCLE_TYPE_CASE_PART)

static const CercleTemplateChild children[] = {
  { "columns", G_STRUCT_OFFSET (CercleCaseFacts, columns) },
  { "person_column", G_STRUCT_OFFSET (CercleCaseFacts, person_column) },
  { "case_column", G_STRUCT_OFFSET (CercleCaseFacts, case_column) },
  { "all", G_STRUCT_OFFSET (CercleCaseFacts, all) },
};

static CercleRecord *
record_of (CercleCaseFacts *self, guint i)
{
  return facts[i].kind == &cercle_person_kind ? self->person : self->kase;
}

/* --- Which are shown ------------------------------------------------------------------------- */

static void
show_rows (CercleCaseFacts *self)
{
  gboolean all = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->all));
  guint64 concerned = 0;

  /* What a refusal is about must be at hand. */
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].kind == &cercle_case_kind && cercle_fact_is_refused (CERCLE_FACT (self->rows[i])))
      concerned |= cercle_case_rule (facts[i].field);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      CercleRecord *record = record_of (self, i);
      gboolean shown =
          facts[i].always || all || cercle_fact_is_dirty (CERCLE_FACT (self->rows[i])) ||
          (facts[i].kind == &cercle_case_kind && (concerned & CERCLE_MASK (facts[i].field)) != 0) ||
          (record != NULL && cercle_record_is_set (record, facts[i].field));
      gtk_widget_set_visible (self->rows[i], record != NULL && shown);
    }
  gtk_widget_set_visible (self->person_column, self->person != NULL);
  gtk_button_set_label (GTK_BUTTON (self->all), all ? _ ("Fewer Facts") : _ ("All Facts"));
}

/* --- Changes --------------------------------------------------------------------------------- */

/* A mission comes with its motive: both are one fact. */
static void
complete (CercleRecord *record, guint field)
{
  if (cercle_record_get_kind (record) == &cercle_case_kind && field == CERCLE_CASE_SUB_MISSION)
    cercle_record_set_text (record, CERCLE_CASE_MISSION,
                            cercle_mission_of (cercle_record_get_text (record, field)));
}

/* The rows to be saved together with this one: those that were refused without it. */
static GPtrArray *
find_waiting (CercleCaseFacts *self, CercleFact *row)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_ptr_array_add (rows, row);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (self->rows[i] != GTK_WIDGET (row) &&
        cercle_fact_get_record (CERCLE_FACT (self->rows[i])) == cercle_fact_get_record (row) &&
        cercle_fact_is_refused (CERCLE_FACT (self->rows[i])))
      g_ptr_array_add (rows, self->rows[i]);
  return rows;
}

/* (transfer full): the record as the first n rows have it; NULL with a sentence when a rule is
 * against it. */
static CercleRecord *
put_together (GPtrArray *rows, guint n, GError **error)
{
  g_autoptr (CercleRecord) copy =
      cercle_record_copy (cercle_fact_get_record (g_ptr_array_index (rows, 0)));

  for (guint i = 0; i < n; i++)
    {
      if (!cercle_fact_apply (g_ptr_array_index (rows, i), copy, error))
        return NULL;
      complete (copy, cercle_fact_get_field (g_ptr_array_index (rows, i)));
    }
  return cercle_record_check (copy, error) ? g_steal_pointer (&copy) : NULL;
}

static void
refuse (CercleCaseFacts *self, GPtrArray *rows, const char *sentence)
{
  for (guint i = 0; i < rows->len; i++)
    cercle_fact_refuse (g_ptr_array_index (rows, i), sentence);
  show_rows (self);
}

static void
committed_cb (CercleFact *row, CercleCaseFacts *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);
  g_autoptr (GPtrArray) rows = find_waiting (self, row);
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Fact changed."));
  g_autoptr (CercleRecord) copy = NULL;
  g_autoptr (GError) whole = NULL, alone = NULL;
  guint saved = rows->len;

  if (cercle_fact_get_record (row) == NULL || page == NULL)
    return;
  copy = put_together (rows, saved, &whole);
  if (copy == NULL)
    copy = put_together (rows, saved = 1, &alone);
  /* Applying has taken their sentences away: those that stay refused say it again. */
  if (copy == NULL)
    {
      refuse (self, rows, alone->message);
      return;
    }
  cercle_tx_save (tx, copy);
  for (guint i = 0; i < saved; i++)
    cercle_fact_end_draft (g_ptr_array_index (rows, i), tx);
  g_ptr_array_remove_range (rows, 0, saved);
  if (whole != NULL)
    refuse (self, rows, whole->message);
  cercle_page_commit (CERCLE_PAGE (page), g_steal_pointer (&tx), NULL, NULL);
}

/* --- The whole ------------------------------------------------------------------------------- */

/* Texts that were typed and never saved come back, once for each case. */
static void
restore_drafts (CercleCaseFacts *self)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (self->session, CERCLE_FACT_DRAFT);

  for (guint i = 0; i < drafts->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (facts); j++)
      cercle_fact_restore (CERCLE_FACT (self->rows[j]), g_ptr_array_index (drafts, i));
}

GtkWidget *
cercle_case_facts_get_row (CercleCaseFacts *self, const CercleKind *kind, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].kind == kind && facts[i].field == field)
      return self->rows[i];
  return NULL;
}

static void
facts_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseFacts *self = CERCLE_CASE_FACTS (part);
  gboolean other = self->kase == NULL || g_strcmp0 (cercle_record_get_id (self->kase),
                                                    cercle_record_get_id (file->kase)) != 0;

  g_set_object (&self->kase, file->kase);
  g_set_object (&self->person, file->person);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      gboolean may = cercle_session_may (self->session, facts[i].kind, CERCLE_OP_PATCH);
      cercle_fact_set_editable (CERCLE_FACT (self->rows[i]), may);
      cercle_fact_set_record (CERCLE_FACT (self->rows[i]), record_of (self, i));
    }
  if (other)
    restore_drafts (self);
  cercle_case_relatives_show (CERCLE_CASE_RELATIVES (self->relatives), file);
  show_rows (self);
}

static void
facts_set_narrow (CercleCasePart *part, gboolean narrow)
{
  CercleCaseFacts *self = CERCLE_CASE_FACTS (part);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
facts_leave (CercleCasePart *part)
{
  CercleCaseFacts *self = CERCLE_CASE_FACTS (part);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (self->rows[i] != NULL)
      cercle_fact_leave (CERCLE_FACT (self->rows[i]));
  if (self->relatives != NULL)
    cercle_case_relatives_leave (CERCLE_CASE_RELATIVES (self->relatives));
}

static void
cercle_case_facts_constructed (GObject *object)
{
  CercleCaseFacts *self = CERCLE_CASE_FACTS (object);

  G_OBJECT_CLASS (cercle_case_facts_parent_class)->constructed (object);
  self->session = g_object_ref (cercle_case_part_get_session (CERCLE_CASE_PART (self)));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      GtkWidget *column =
          facts[i].kind == &cercle_person_kind ? self->person_column : self->case_column;
      self->rows[i] = cercle_fact_new (self->session, facts[i].kind, facts[i].field);
      g_signal_connect (self->rows[i], "committed", G_CALLBACK (committed_cb), self);
      gtk_box_append (GTK_BOX (column), self->rows[i]);
    }
  self->relatives = cercle_case_relatives_new (self->session);
  gtk_box_append (GTK_BOX (self->person_column), self->relatives);
}

static void
cercle_case_facts_dispose (GObject *object)
{
  CercleCaseFacts *self = CERCLE_CASE_FACTS (object);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (self->rows[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->rows[i], self);
  memset (self->rows, 0, sizeof self->rows);
  self->relatives = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->kase);
  g_clear_object (&self->person);
  G_OBJECT_CLASS (cercle_case_facts_parent_class)->dispose (object);
}

static void
cercle_case_facts_class_init (CercleCaseFactsClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_case_facts_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_case_facts_dispose;
  part_class->show = facts_show;
  part_class->set_narrow = facts_set_narrow;
  part_class->leave = facts_leave;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-facts.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_facts_init (CercleCaseFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (show_rows), self);
}
