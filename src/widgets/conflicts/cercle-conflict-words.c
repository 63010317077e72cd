/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a conflict say to the people who must settle it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-conflict-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-day-format.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-moves.h"
#include "cercle-review.h"

#define MAX_JSON 400000

static const CercleKind *
kind_of (CercleRecord *conflict)
{
  return cercle_kind_find (cercle_record_get_text (conflict, CERCLE_CONFLICT_OF_KIND));
}

static gboolean
is_move (CercleRecord *conflict)
{
  return g_strcmp0 (cercle_record_get_text (conflict, CERCLE_CONFLICT_FIELDS), "move") == 0;
}

/* Positions of the fields it is about. (transfer full) */
static GArray *
fields_of (CercleRecord *conflict)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));
  const CercleKind *kind = kind_of (conflict);
  const char *names = cercle_record_get_text (conflict, CERCLE_CONFLICT_FIELDS);
  g_auto (GStrv) split = g_strsplit (names != NULL ? names : "", " ", -1);

  for (guint i = 0; kind != NULL && split[i] != NULL; i++)
    {
      int field = cercle_kind_field (kind, split[i]);
      guint position = (guint) field;
      if (field >= 0)
        g_array_append_val (fields, position);
    }
  return fields;
}

char *
cercle_conflict_subject (CercleRecord *conflict)
{
  const CercleKind *kind = kind_of (conflict);
  g_autoptr (GArray) fields = fields_of (conflict);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (is_move (conflict))
    return g_strdup (_ ("A move of the case"));
  /* Its fields stand below, one a line. */
  if (kind == &cercle_review_item_kind && fields->len > 1)
    return g_strdup (_ ("Verdict of the review"));
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (labels, (gpointer) _ (kind->fields[g_array_index (fields, guint, i)].label));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (_ (", "), (char **) labels->pdata);
}

static char *
name_cb (const char *reference, gpointer session)
{
  return cercle_session_name_of (session, reference);
}

static char *
display (CercleSession *session, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *text;

  if (!cercle_record_is_set (record, field))
    return g_strdup (_ ("nothing"));
  if (line->type != CERCLE_REF)
    return cercle_record_display (record, field);
  text = cercle_record_get_text (record, field);
  return strchr (text, ':') != NULL
             ? cercle_session_name_of (session, text)
             : cercle_session_name_of_id (session, cercle_kind_find (line->targets), text);
}

static char *
move_value (CercleSession *session, CercleRecord *values, guint field)
{
  if (field == CERCLE_CONFLICT_PROPOSED)
    return cercle_event_sentence (values, name_cb, session);
  g_autofree char *status = display (session, values, CERCLE_CASE_STATUS);
  g_autofree char *holder = display (session, values, CERCLE_CASE_HOLDER);
  return g_strdup_printf (_ ("State: %s. Holder: %s"), status, holder);
}

char *
cercle_conflict_value (CercleSession *session, CercleRecord *conflict, guint field)
{
  const char *text = cercle_record_get_text (conflict, field);
  g_autoptr (JsonObject) object =
      cercle_json_parse (text != NULL ? text : "{}", -1, MAX_JSON, NULL);
  const CercleKind *kind = kind_of (conflict);
  g_autoptr (GArray) fields = fields_of (conflict);
  GString *words = g_string_new (NULL);

  if (is_move (conflict) && field == CERCLE_CONFLICT_PROPOSED)
    kind = &cercle_event_kind;
  if (object == NULL || kind == NULL)
    return g_string_free (words, FALSE);
  g_autoptr (CercleRecord) values = cercle_record_new (kind);
  cercle_record_apply_json (values, object, CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED, NULL,
                            NULL);
  if (is_move (conflict))
    {
      g_string_free (words, TRUE);
      return move_value (session, values, field);
    }
  if (json_object_has_member (object, "deleted"))
    g_string_append_printf (words, "%s\n", _ ("The record was removed."));
  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *value = display (session, values, g_array_index (fields, guint, i));
      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", value);
    }
  return g_string_free (words, FALSE);
}

char *
cercle_conflict_author (CercleSession *session, CercleRecord *conflict, guint by, guint at)
{
  const char *id = cercle_record_get_text (conflict, by);
  g_autofree char *name = cercle_session_name_of_id (session, cercle_kind_find ("member"), id);
  g_autofree char *when = cercle_day_format_instant (
      cercle_record_get_text (conflict, at), cercle_session_get_zone (session),
      cercle_session_get_today_number (session), TRUE);
  return id != NULL ? g_strdup_printf (_ ("%s, %s"), name, when) : g_steal_pointer (&when);
}

char *
cercle_conflict_place (CercleSession *session, CercleRecord *conflict)
{
  const char *id = cercle_record_get_text (conflict, CERCLE_CONFLICT_CASE);
  const CercleKind *kind = kind_of (conflict);
  g_autoptr (CercleRecord) kase =
      id != NULL ? cercle_session_get (session, &cercle_case_kind, id) : NULL;
  const char *person;

  if (kase == NULL)
    return g_strdup (kind != NULL ? _ (kind->label) : "");
  person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autofree char *name = cercle_session_name_of_id (session, cercle_kind_find ("person"), person);
  g_autofree char *number = cercle_case_number (kase);
  return g_strdup_printf (_ ("%s, %s"), name, number);
}
