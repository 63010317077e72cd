/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one line say of a case, to eyes and ears? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-columns.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-column.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-record-list.h"
#include "cercle-text.h"

#define DUE_TAB 66

static void fill_due (CercleCell *cell, gpointer item, gpointer data);
static void fill_person (CercleCell *cell, gpointer item, gpointer data);
static void fill_need (CercleCell *cell, gpointer item, gpointer data);
static void fill_holder (CercleCell *cell, gpointer item, gpointer data);
static void fill_since (CercleCell *cell, gpointer item, gpointer data);
static void fill_state (CercleCell *cell, gpointer item, gpointer data);
static void fill_span (CercleCell *cell, gpointer item, gpointer data);
static void fill_field (CercleCell *cell, gpointer item, gpointer data);
static void fill_signs (CercleCell *cell, gpointer item, gpointer data);

/* clang-format off */
const CercleColumn cercle_case_list_columns[] = {
  { "due", N_("Due"), 156, 64, CERCLE_COLUMN_SORTS, fill_due },
  { "person", N_("Person"), 0, 0, CERCLE_COLUMN_SORTS, fill_person },
  { "need", N_("Need"), 0, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_need },
  { "holder", N_("Holder"), 176, 150, CERCLE_COLUMN_SORTS, fill_holder },
  { "since", N_("Since"), 68, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_END | CERCLE_COLUMN_WIDE, fill_since },
  { "status", N_("State"), 174, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_state },
  { "signs", "", 38, 38, CERCLE_COLUMN_END, fill_signs },
};
const guint cercle_case_list_n_columns = G_N_ELEMENTS (cercle_case_list_columns);

/* A fact of the case as its field says it, under the others where the list is narrow. */
#define PLAIN (CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW)

static const CercleChoice due_words[] = {
  { "promise", N_("promised") },
  { "call_back", N_("call-back") },
  { "ask", N_("partner asked") },
  { "visit", N_("visit") },
  { "document", N_("document") },
  { "follow_up", N_("follow-up") },
  { "other", N_("to be done") },
  { NULL },
};
/* clang-format on */

const char *
cercle_case_due_words (const char *why)
{
  const CercleChoice *words = why != NULL ? cercle_choice_find (due_words, why) : NULL;
  return words != NULL ? _ (words->label) : NULL;
}

static const char *
text (CercleRecord *record, guint field)
{
  return record != NULL ? cercle_record_get_text (record, field) : NULL;
}

static void
put_due (CercleCell *cell, int day, int today, const char *reason)
{
  g_autofree char *due = cercle_day_format_due (day, today);
  g_autofree char *spoken = cercle_day_format_due_spoken (day, today);
  g_autofree char *said = NULL;

  if (day < today)
    {
      cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, NULL);
      cercle_cell_alarm (cell, due);
    }
  else
    cercle_cell_strong (cell, due);
  if (reason != NULL)
    {
      cercle_cell_tab (cell, DUE_TAB);
      cercle_cell_dim (cell, reason);
      /* TRANSLATORS: "3 days late, answer promised". */
      said = g_strdup_printf (_ ("%1$s, %2$s"), spoken, reason);
    }
  cercle_cell_spoken (cell, said != NULL ? said : spoken);
}

static void
fill_due (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRow *row = CERCLE_ROW (item);
  CercleRecord *kase = cercle_row_get_record (row);
  int day = cercle_day_parse (text (kase, CERCLE_CASE_NEXT_DUE_ON));

  if (day == CERCLE_DAY_NONE)
    return;
  put_due (cell, day, cercle_session_get_today_number (cercle_row_get_session (row)),
           cercle_case_due_words (text (kase, CERCLE_CASE_NEXT_DUE_WHY)));
}

char *
cercle_case_person_detail (CercleRecord *person, CercleRecord *kase, int today)
{
  int age = person != NULL ? cercle_person_age (person, today) : -1;
  const char *commune = text (kase, CERCLE_CASE_COMMUNE);
  g_autofree char *years = NULL;

  if (commune == NULL)
    commune = text (person, CERCLE_PERSON_COMMUNE);
  if (age >= 0)
    years = g_strdup_printf (ngettext ("%d year", "%d years", (gulong) age), age);
  if (years != NULL && commune != NULL)
    /* TRANSLATORS: age, commune. */
    return g_strdup_printf (_ ("%1$s · %2$s"), years, cercle_commune_name (commune));
  if (commune != NULL)
    return g_strdup (cercle_commune_name (commune));
  return years != NULL ? g_steal_pointer (&years) : g_strdup ("");
}

/* A child in care is shown by initials: the screen may be seen by others than its reader. */
static void
fill_person (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRow *row = CERCLE_ROW (item);
  CercleRecord *person = cercle_row_get_person (row), *kase = cercle_row_get_record (row);
  int today = cercle_session_get_today_number (cercle_row_get_session (row));
  g_autofree char *name = person != NULL ? cercle_person_name (person) : NULL;
  g_autofree char *detail = cercle_case_person_detail (person, kase, today);

  if (cercle_row_get_record (row) == NULL)
    return;
  if (g_strcmp0 (text (kase, CERCLE_CASE_PROFILE), "ase") == 0)
    {
      g_autofree char *initials = cercle_text_initials (name != NULL ? name : "");
      cercle_cell_strong (cell, initials);
      cercle_cell_icon (cell, "changes-prevent-symbolic", FALSE, _ ("restricted access"));
    }
  else if (name != NULL && name[0] != '\0')
    cercle_cell_strong (cell, name);
  else
    cercle_cell_dim (cell, person != NULL ? _ ("Name not told") : _ ("Nobody named"));
  cercle_cell_dim (cell, detail);
}

static void
fill_need (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRecord *kase = cercle_row_get_record (CERCLE_ROW (item));
  const char *need = text (kase, CERCLE_CASE_NEED);
  const char *motive = text (kase, CERCLE_CASE_SUB_MISSION);

  if (kase == NULL)
    return;
  if (cercle_record_get_flag (kase, CERCLE_CASE_DANGER))
    cercle_cell_badge (cell, _ ("Danger"));
  else if (g_strcmp0 (text (kase, CERCLE_CASE_COMPLEXITY), "critical") == 0)
    cercle_cell_badge (cell, _ ("Critical"));
  if (need == NULL && motive != NULL)
    need = cercle_choice_label (cercle_sub_missions, motive);
  cercle_cell_text (cell, need);
}

static void
put_holder (CercleCell *cell, CercleSession *session, const char *holder)
{
  g_autofree char *name = holder != NULL ? cercle_session_name_of (session, holder) : NULL;

  cercle_cell_mark (cell, cercle_session_holder_letter (session, holder));
  if (holder != NULL)
    cercle_cell_text (cell, name);
  else
    cercle_cell_alarm (cell, _ ("Nobody"));
}

static void
fill_holder (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRow *row = CERCLE_ROW (item);
  CercleRecord *kase = cercle_row_get_record (row);

  if (kase != NULL)
    put_holder (cell, cercle_row_get_session (row), text (kase, CERCLE_CASE_HOLDER));
}

static void
fill_since (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRow *row = CERCLE_ROW (item);
  CercleRecord *kase = cercle_row_get_record (row);
  int promised = cercle_day_parse (text (kase, CERCLE_CASE_PROMISED_BY));
  g_autofree char *span = cercle_day_format_since (text (kase, CERCLE_CASE_HOLDER_SINCE));

  if (promised != CERCLE_DAY_NONE &&
      promised < cercle_session_get_today_number (cercle_row_get_session (row)))
    {
      cercle_cell_icon (cell, "alarm-symbolic", TRUE, _ ("promise passed"));
      cercle_cell_alarm (cell, span);
    }
  else
    cercle_cell_text (cell, span);
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer data)
{
  const char *status = text (cercle_row_get_record (CERCLE_ROW (item)), CERCLE_CASE_STATUS);

  if (status != NULL)
    cercle_cell_text (cell, cercle_choice_label (cercle_statuses, status));
}

static void
fill_signs (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRow *row = CERCLE_ROW (item);
  int mark = cercle_row_get_mark (row);

  if (mark == 1)
    cercle_cell_icon (cell, "view-refresh-symbolic", FALSE, _ ("not sent yet"));
  else if (mark == 2)
    cercle_cell_icon (cell, "dialog-error-symbolic", TRUE, _ ("refused by the server"));
  if (cercle_row_has_conflict (row))
    cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, _ ("two values, choose one"));
}

/* --- Columns that were chosen ------------------------------------------------------------------
 */

/* (nullable): the record whose field a column shows. */
static CercleRecord *
record_of (CercleRow *row, const CercleCaseColumn *column)
{
  return column->through >= 0 ? cercle_row_get_person (row) : cercle_row_get_record (row);
}

/* What opens a file about her elsewhere is not for every eye in the room. */
static gboolean
is_kept_back (CercleRow *row, const CercleCaseColumn *column)
{
  return column->through >= 0 && column->field == CERCLE_PERSON_MDPH_NUMBER &&
         g_strcmp0 (text (cercle_row_get_record (row), CERCLE_CASE_PROFILE), "ase") == 0;
}

static void
fill_field (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleCaseColumn *column = cercle_cell_column (cell)->about;
  CercleRecord *record = record_of (item, column);
  g_autofree char *words = NULL;

  if (record == NULL || is_kept_back (item, column))
    return;
  if (column->through < 0 && column->field == CERCLE_CASE_REFERENCE)
    words = cercle_case_number (record);
  else if (cercle_record_is_set (record, column->field))
    words = cercle_session_words_of (cercle_row_get_session (item), record, column->field);
  else
    return;
  cercle_cell_text (cell, words);
}

/* Of a day: no hour of it is meant. */
static void
fill_span (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleCaseColumn *column = cercle_cell_column (cell)->about;
  int day = cercle_day_parse (text (record_of (item, column), column->field));
  int today = cercle_session_get_today_number (cercle_row_get_session (item));
  g_autofree char *span = NULL;

  if (day == CERCLE_DAY_NONE)
    return;
  span = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) MAX (today - day, 0)),
                          MAX (today - day, 0));
  cercle_cell_text (cell, span);
}

static CercleColumn
column_for (const CercleCaseColumn *column)
{
  for (guint i = 0; i < cercle_case_list_n_columns; i++)
    if (g_str_equal (cercle_case_list_columns[i].id, column->id))
      return cercle_case_list_columns[i];
  return (CercleColumn){
    column->id, column->label != NULL ? column->label : cercle_case_column_field (column)->label,
    column->width, 0, PLAIN, column->says == CERCLE_CASE_SAYS_SPAN ? fill_span : fill_field, column
  };
}

void
cercle_case_columns_show (CercleCompactList *list, const char *name, const char *written)
{
  g_autoptr (GPtrArray) chosen = cercle_case_columns_read (written);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (CercleColumn));

  for (guint i = 0; i < chosen->len; i++)
    {
      CercleColumn column = column_for (g_ptr_array_index (chosen, i));
      g_array_append_val (columns, column);
    }
  /* The signs are no fact of the case: they stand at the end, whatever is chosen. */
  g_array_append_val (columns, cercle_case_list_columns[cercle_case_list_n_columns - 1]);
  cercle_compact_list_set_columns (list, name, (const CercleColumn *) columns->data, columns->len,
                                   list);
  /* The ones before are let go only now. */
  g_object_set_data_full (G_OBJECT (list), "cercle-columns", columns,
                          (GDestroyNotify) g_array_unref);
}
