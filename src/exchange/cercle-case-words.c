/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a case outside the program? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-case-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-csv.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-display.h"
#include "cercle-text.h"

#define OF_CASE(name) { &cercle_case_kind, CERCLE_CASE_##name }
#define OF_PERSON(name) { &cercle_person_kind, CERCLE_PERSON_##name }

/* No telephone number, no address, no word of anybody: a table goes further than it was meant to. */
const CercleCaseFact cercle_case_table[] = {
  OF_CASE (REFERENCE),     OF_PERSON (LAST_NAME),   OF_PERSON (FIRST_NAME),
  OF_PERSON (BIRTH_ON),    OF_PERSON (COMMUNE),     OF_CASE (NEED),
  OF_CASE (MISSION),       OF_CASE (SUB_MISSION),   OF_CASE (THEMES),
  OF_CASE (LEVEL),         OF_CASE (COMPLEXITY),    OF_CASE (PRIORITY),
  OF_CASE (DANGER),        OF_CASE (RISK),          OF_CASE (NOTIFIED),
  OF_CASE (BREAK_ON),      OF_CASE (STATUS),        OF_CASE (STATUS_SINCE),
  OF_CASE (HOLDER),        OF_CASE (HOLDER_SINCE),  OF_CASE (NEXT_STEP),
  OF_CASE (PROMISED_BY),   OF_CASE (NEXT_DUE_ON),   OF_CASE (RESPONSIBILITY),
  OF_CASE (LEAD),          OF_CASE (TAGS),          OF_CASE (BLIND_SPOT),
  OF_CASE (BLIND_SPOT_WHY), OF_CASE (OPENED_ON),    OF_CASE (LAST_NEWS_ON),
  OF_CASE (CLOSED_ON),     OF_CASE (CLOSING_MOTIVE),
};
const guint cercle_case_table_n = G_N_ELEMENTS (cercle_case_table);

const CercleCaseFact cercle_case_paper[] = {
  OF_PERSON (BIRTH_ON),      OF_PERSON (COMMUNE),      OF_PERSON (PHONE),
  OF_PERSON (COMMUNICATION), OF_PERSON (CALL_BACK),    OF_PERSON (CALL_BACK_WHEN),
  OF_PERSON (LIVES_WITH),    OF_PERSON (PROTECTION),   OF_PERSON (MDPH_NUMBER),
  OF_CASE (NEED),            OF_CASE (MISSION),        OF_CASE (SUB_MISSION),
  OF_CASE (THEMES),          OF_CASE (NEEDS),          OF_CASE (LEVEL),
  OF_CASE (COMPLEXITY),      OF_CASE (DANGER),         OF_CASE (DANGER_ANSWER),
  OF_CASE (RISK),            OF_CASE (NOTIFIED),       OF_CASE (EXISTING),
  OF_CASE (BREAK_ON),        OF_CASE (BREAK_WHY),      OF_CASE (BREAK_REASONS),
  OF_CASE (BLIND_SPOT_WHY),  OF_CASE (FIRST_LINE_WHO), OF_CASE (FIRST_LINE_ANSWER),
  OF_CASE (RESPONSIBILITY),  OF_CASE (LEAD),           OF_CASE (DEBRIEFED_ON),
};
const guint cercle_case_paper_n = G_N_ELEMENTS (cercle_case_paper);

gboolean
cercle_case_words_is_hidden (const CercleCaseWords *self)
{
  return g_strcmp0 (cercle_record_get_text (self->kase, CERCLE_CASE_PROFILE), "ase") == 0;
}

char *
cercle_case_words_name (const CercleCaseWords *self)
{
  g_autofree char *name = self->person != NULL ? cercle_person_name (self->person) : NULL;

  if (name == NULL || *name == '\0')
    return g_strdup (self->person != NULL ? _ ("Name not told") : _ ("Nobody named"));
  return cercle_case_words_is_hidden (self) ? cercle_text_initials (name) : g_steal_pointer (&name);
}

char *
cercle_case_words_need (const CercleCaseWords *self)
{
  const char *need = cercle_record_get_text (self->kase, CERCLE_CASE_NEED);
  const char *motive = cercle_record_get_text (self->kase, CERCLE_CASE_SUB_MISSION);

  if (need == NULL && motive != NULL)
    need = cercle_choice_label (cercle_sub_missions, motive);
  return g_strdup (need != NULL ? need : "");
}

/* A child in care keeps her initials, wherever a name would stand. */
static char *
hidden_name (CercleRecord *person, guint field)
{
  const char *name = cercle_record_get_text (person, field);
  g_autofree char *initials = name != NULL ? cercle_text_initials (name) : NULL;

  return g_strdup (initials != NULL ? initials : "");
}

/* Whom it is about: nothing of this leaves for a child in care. */
static gboolean
is_kept_back (const CercleCaseWords *self, const CercleCaseFact *fact)
{
  return fact->kind == &cercle_person_kind && fact->field == CERCLE_PERSON_MDPH_NUMBER
         && cercle_case_words_is_hidden (self);
}

char *
cercle_case_words_of (const CercleCaseWords *self, const CercleCaseFact *fact)
{
  CercleRecord *record = fact->kind == &cercle_person_kind ? self->person : self->kase;

  if (record == NULL || is_kept_back (self, fact))
    return g_strdup ("");
  if (fact->kind == &cercle_person_kind && fact->field <= CERCLE_PERSON_LAST_NAME
      && cercle_case_words_is_hidden (self))
    return hidden_name (record, fact->field);
  if (fact->kind == &cercle_case_kind && fact->field == CERCLE_CASE_PRIORITY)
    return g_strdup (cercle_choice_label (
        cercle_priorities, cercle_case_priority (record, cercle_day_parse (self->today))));
  return cercle_names_display (self->names, record, fact->field);
}

char *
cercle_case_words_cell (const CercleCaseWords *self, const CercleCaseFact *fact)
{
  CercleRecord *record = fact->kind == &cercle_person_kind ? self->person : self->kase;
  CercleFieldType type = fact->kind->fields[fact->field].type;
  const char *value = NULL;
  gint64 instant = 0;

  if (record == NULL || (type != CERCLE_DAY && type != CERCLE_INSTANT))
    return cercle_case_words_of (self, fact);
  value = cercle_record_get_text (record, fact->field);
  if (type == CERCLE_DAY)
    return cercle_csv_day (cercle_day_parse (value));
  if (value == NULL || !cercle_instant_parse (value, &instant))
    return g_strdup ("");
  return cercle_csv_day (cercle_instant_local_day (instant, cercle_display_get_zone (), NULL));
}

/* --- Columns of a list ----------------------------------------------------------------------- */

static CercleCaseFact
fact_of (const CercleCaseColumn *column)
{
  return (CercleCaseFact){ column->through >= 0 ? &cercle_person_kind : &cercle_case_kind,
                           column->field };
}

/* As of the day of the paper. */
static char *
span_words (const CercleCaseWords *self, const CercleCaseFact *fact)
{
  const char *value = cercle_record_get_text (self->kase, fact->field);
  int today = cercle_day_parse (self->today), from = cercle_day_parse (value);
  gint64 instant = 0;

  if (value != NULL && cercle_instant_parse (value, &instant))
    from = cercle_instant_local_day (instant, cercle_display_get_zone (), NULL);
  if (from == CERCLE_DAY_NONE || today == CERCLE_DAY_NONE)
    return g_strdup ("");
  from = MAX (today - from, 0);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) from), from);
}

static char *
need_words (const CercleCaseWords *self)
{
  g_autofree char *need = cercle_case_words_need (self);

  return cercle_record_get_flag (self->kase, CERCLE_CASE_DANGER)
             ? g_strdup_printf ("%s · %s", _ ("Danger"), need)
             : g_steal_pointer (&need);
}

/* Under the name what the case is called among professionals. */
static char *
person_words (const CercleCaseWords *self)
{
  g_autofree char *number = cercle_case_number (self->kase);
  g_autofree char *name = cercle_case_words_name (self);

  return g_strdup_printf ("%s\n%s", name, number);
}

char *
cercle_case_words_column (const CercleCaseWords *self, const CercleCaseColumn *column)
{
  const CercleCaseFact fact = fact_of (column);

  switch (column->says)
    {
    case CERCLE_CASE_SAYS_PERSON:
      return person_words (self);
    case CERCLE_CASE_SAYS_NEED:
      return need_words (self);
    case CERCLE_CASE_SAYS_SPAN:
      return span_words (self, &fact);
    case CERCLE_CASE_SAYS_HOLDER:
      return cercle_record_is_set (self->kase, fact.field) ? cercle_case_words_of (self, &fact)
                                                           : g_strdup (_ ("Nobody"));
    case CERCLE_CASE_SAYS_DUE:
    case CERCLE_CASE_SAYS_FIELD:
    default:
      return cercle_case_words_of (self, &fact);
    }
}

GArray *
cercle_case_words_facts (GPtrArray *columns)
{
  const CercleCaseFact first_name = OF_PERSON (FIRST_NAME);
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (CercleCaseFact));

  for (guint i = 0; i < columns->len; i++)
    {
      const CercleCaseColumn *column = g_ptr_array_index (columns, i);
      CercleCaseFact fact = fact_of (column);

      g_array_append_val (facts, fact);
      if (column->says == CERCLE_CASE_SAYS_PERSON)
        g_array_append_val (facts, first_name);
    }
  return facts;
}

/* --- Read ------------------------------------------------------------------------------------ */

static void
unref_record (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

GPtrArray *
cercle_case_words_read (CercleStore *store, const gint64 *keys, guint n, GError **error)
{
  g_autoptr (GPtrArray) cases
      = cercle_store_get_page (store, &cercle_case_kind, keys, n, error);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (unref_record);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (cases, i), *person = NULL;
      const char *id = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_PERSON) : NULL;
      g_autoptr (GError) failure = NULL;

      if (id != NULL)
        person = cercle_one_person_get (store, id, &failure);
      if (person != NULL && cercle_record_envelope (person)->deleted)
        g_clear_object (&person);
      g_ptr_array_add (pairs, kase != NULL ? g_object_ref (kase) : NULL);
      g_ptr_array_add (pairs, person);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  return cases != NULL ? g_steal_pointer (&pairs) : NULL;
}

GPtrArray *
cercle_case_words_open (CercleCaseWords *self, CercleStore *store, const char *id, GError **error)
{
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, id);
  g_autoptr (GPtrArray) pair = cercle_case_words_read (store, &key, 1, error);

  if (pair == NULL)
    return NULL;
  self->kase = g_ptr_array_index (pair, 0);
  self->person = g_ptr_array_index (pair, 1);
  if (self->kase != NULL && !cercle_record_envelope (self->kase)->deleted)
    return g_steal_pointer (&pair);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This case is not on this desk any more."));
  return NULL;
}
