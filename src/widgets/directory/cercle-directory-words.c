/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is said what a partner has free, answered, and wants? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

static const char *
text (CercleRecord *record, guint field)
{
  return record != NULL ? cercle_record_get_text (record, field) : NULL;
}

char *
cercle_directory_town (const CerclePartnerLine *line)
{
  return g_strdup (cercle_commune_name (text (line->place, CERCLE_PLACE_COMMUNE)));
}

char *
cercle_directory_places (CercleRecord *capacity)
{
  guint n = (guint) cercle_record_get_integer (capacity, CERCLE_CAPACITY_FREE, 0);

  /* TRANSLATORS: at most nine letters: its age stands beside it in a narrow column. */
  return n == 0 ? g_strdup (_ ("no place"))
                : g_strdup_printf (ngettext ("%u free place", "%u free places", n), n);
}

char *
cercle_directory_told (CercleRecord *capacity)
{
  const char *by = text (capacity, CERCLE_CAPACITY_TOLD_BY);
  g_autofree char *span = cercle_day_format_since (text (capacity, CERCLE_CAPACITY_TOLD_AT));

  if (*span == '\0' && by == NULL)
    return g_strdup (_ ("told just now"));
  if (*span == '\0')
    return g_strdup_printf (_ ("told just now by %s"), by);
  /* TRANSLATORS: a span such as "2 h"; who said it. */
  return by != NULL ? g_strdup_printf (_ ("told %1$s ago by %2$s"), span, by)
                    : g_strdup_printf (_ ("told %s ago"), span);
}

char *
cercle_directory_capacity (const CerclePartnerLine *line)
{
  g_autofree char *span = NULL;

  if (line->capacity == NULL)
    return g_strdup (_ ("never told"));
  if (line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD)
    return cercle_directory_places (line->capacity);
  if (line->age == CERCLE_CAPACITY_UNKNOWN)
    return g_strdup (_ ("what was told is over"));
  span = cercle_day_format_since (text (line->capacity, CERCLE_CAPACITY_TOLD_AT));
  /* TRANSLATORS: a span such as "4 d". */
  return g_strdup_printf (_ ("not told for %s"), span);
}

gboolean
cercle_directory_has_closed (const CerclePartnerLine *line)
{
  return cercle_record_is_set (line->organisation, CERCLE_ORGANISATION_CLOSED_ON);
}

char *
cercle_directory_closed_for_good (CercleRecord *organisation)
{
  g_autofree char *day = cercle_record_display (organisation, CERCLE_ORGANISATION_CLOSED_ON);

  return g_strdup_printf (_ ("Closed for good on %s"), day);
}

gboolean
cercle_directory_refused_last (const CerclePartnerLine *line)
{
  return line->evidence.last_no_on != NULL &&
         g_strcmp0 (line->evidence.last_no_on, line->evidence.last_yes_on) > 0;
}

char *
cercle_directory_answer (const CerclePartnerLine *line, int today)
{
  const CerclePartnerEvidence *evidence = &line->evidence;
  gboolean refused = cercle_directory_refused_last (line);
  const char *on = refused ? evidence->last_no_on : evidence->last_yes_on;
  g_autofree char *day = on != NULL ? cercle_day_format_short (cercle_day_parse (on), today) : NULL;

  if (evidence->asked == 0)
    return g_strdup (_ ("never asked"));
  if (day == NULL)
    return g_strdup (_ ("no answer yet"));
  /* TRANSLATORS: a day such as "Fri 19 Jun" or "yesterday". */
  return refused ? g_strdup_printf (C_ ("answer", "no, %s"), day)
                 : g_strdup_printf (C_ ("answer", "yes, %s"), day);
}

char *
cercle_directory_evidence (const CerclePartnerEvidence *evidence)
{
  guint days = (guint) MAX (evidence->median_days, 0);
  g_autofree char *within = NULL;

  if (evidence->asked == 0)
    return g_strdup (_ ("We have never asked them."));
  if (evidence->median_days < 0)
    return g_strdup_printf (
        ngettext ("Asked once; no answer yet.", "Asked %u times; no answer yet.", evidence->asked),
        evidence->asked);
  within = days == 0 ? g_strdup (_ ("on the same day"))
                     : g_strdup_printf (ngettext ("within %u day", "within %u days", days), days);
  /* TRANSLATORS: how often they answered, how often they were asked; "within 2 days". */
  return g_strdup_printf (_ ("%1$u answers to %2$u requests, %3$s (median)"), evidence->answered,
                          evidence->asked, within);
}

char *
cercle_directory_ages (CercleRecord *service)
{
  int from = (int) cercle_record_get_integer (service, CERCLE_SERVICE_AGE_FROM, -1);
  int to = (int) cercle_record_get_integer (service, CERCLE_SERVICE_AGE_TO, -1);

  if (from > 0 && to >= 0)
    return g_strdup_printf (_ ("from %1$d to %2$d years"), from, to);
  if (from > 0)
    return g_strdup_printf (_ ("from %d years"), from);
  return to >= 0 ? g_strdup_printf (_ ("up to %d years"), to) : g_strdup ("");
}

char *
cercle_directory_closed (CercleRecord *closure)
{
  g_autofree char *day = cercle_record_display (closure, CERCLE_NOTICE_TO_ON);

  return *day != '\0' ? g_strdup_printf (_ ("Closed until %s"), day)
                      : g_strdup (_ ("Closed until further notice"));
}

char *
cercle_directory_to_know (CercleSession *session, const CerclePartnerLine *line)
{
  const char *condition = text (line->service, CERCLE_SERVICE_CONDITIONS);

  if (cercle_directory_has_closed (line))
    return cercle_directory_closed_for_good (line->organisation);
  if (line->closure != NULL)
    return cercle_directory_closed (line->closure);
  if (cercle_directory_refused_last (line) && line->evidence.last_motive != NULL)
    {
      g_autofree char *code = g_strconcat ("code:refusal:", line->evidence.last_motive, NULL);
      g_autofree char *motive = cercle_session_name_of (session, code);
      return g_strdup_printf (_ ("refused: %s"), motive);
    }
  if (condition != NULL)
    return g_strdup (condition);
  return line->service != NULL ? cercle_directory_ages (line->service) : g_strdup ("");
}

/* --- The kit --------------------------------------------------------------------------------- */

char *
cercle_directory_version (CercleRecord *document)
{
  g_autofree char *day = cercle_record_display (document, CERCLE_DOCUMENT_ISSUED_ON);

  return g_strdup_printf (_ ("Version %1$s, %2$s"), text (document, CERCLE_DOCUMENT_VERSION), day);
}

/* --- When ------------------------------------------------------------------------------------ */

/* clang-format off */
const CercleChoice cercle_directory_spans[] = {
  { "fri_am fri_pm mon_am mon_pm thu_am thu_pm tue_am tue_pm wed_am wed_pm", N_ ("working days") },
  { "sat_am sat_pm sun_am sun_pm", N_ ("week-end") },
  { "mon_am mon_pm", N_ ("Monday") },
  { "tue_am tue_pm", N_ ("Tuesday") },
  { "wed_am wed_pm", N_ ("Wednesday") },
  { "thu_am thu_pm", N_ ("Thursday") },
  { "fri_am fri_pm", N_ ("Friday") },
  { "sat_am sat_pm", N_ ("Saturday") },
  { "sun_am sun_pm", N_ ("Sunday") },
  { "fri_night mon_night sat_night sun_night thu_night tue_night wed_night", N_ ("nights") },
  { NULL },
};
/* clang-format on */

/* Takes these tokens out of the set; FALSE, and nothing, when one is not in it. */
static gboolean
take_all (GHashTable *set, const char *tokens)
{
  g_auto (GStrv) each = g_strsplit (tokens, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (!g_hash_table_contains (set, each[i]))
      return FALSE;
  for (guint i = 0; each[i] != NULL; i++)
    g_hash_table_remove (set, each[i]);
  return TRUE;
}

GStrv
cercle_directory_when (const char *tokens)
{
  static const CercleChoice *const tables[] = { cercle_directory_spans, cercle_slots };
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) each = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    g_hash_table_add (set, each[i]);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const CercleChoice *line = tables[t]; line->token != NULL; line++)
      if (take_all (set, line->token))
        g_ptr_array_add (words, g_strdup (_ (line->label)));
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* --- Whose time it is ------------------------------------------------------------------------ */

char *
cercle_directory_term (CercleRecord *contact)
{
  g_autofree char *from = cercle_record_display (contact, CERCLE_CONTACT_FROM_ON);
  g_autofree char *to = cercle_record_display (contact, CERCLE_CONTACT_TO_ON);

  if (*from != '\0' && *to != '\0')
    return g_strdup_printf (_ ("from %1$s to %2$s"), from, to);
  if (*to != '\0')
    return g_strdup_printf (_ ("until %s"), to);
  return *from != '\0' ? g_strdup_printf (_ ("since %s"), from) : g_strdup ("");
}

char *
cercle_directory_contact_name (CercleRecord *contact)
{
  const char *first = text (contact, CERCLE_CONTACT_FIRST_NAME);
  const char *last = text (contact, CERCLE_CONTACT_LAST_NAME);

  return g_strstrip (
      g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : ""));
}

gboolean
cercle_directory_has_left (CercleRecord *contact, const char *today)
{
  const char *to = text (contact, CERCLE_CONTACT_TO_ON);

  return to != NULL && strcmp (to, today) < 0;
}
