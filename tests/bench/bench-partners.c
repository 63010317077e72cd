/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory of very many sheets, and what questions to it cost.
 *
 * bench-partners fill FILE SHEETS    a desk's file: the same number gives the same sheets
 * bench-partners ask FILE [QUESTION] prints for each question the milliseconds of processor (median
 * of TURNS), and how many partners are shown */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-partner.h"
#include "cercle-request.h"

#define TODAY "2020-06-23"
#define TERRITORY "t:14"
#define COMMUNITY "c:0199c0de-0000-7000-8000-000000000001"
#define TURNS 5
#define BATCH 5000
#define EVERY_ASKED 130 /* one sheet in so many was asked, twice */

static const char *const kinds[] = {
  "IME",  "SESSAD", "Foyer de vie",    "Relayage",           "Plateforme", "Halte",
  "ESAT", "SAVS",   "Aide à domicile", "Accueil temporaire", "CMPP",       "Loisirs"
};
static const char *const names[] = { "Les Pommiers",    "L’Estuaire",    "La Closerie",
                                     "Les Tilleuls",    "Le Grand Clos", "Les Fougères",
                                     "La Dune",         "L’Orée",        "Saint-Michel",
                                     "Les Hirondelles", "Le Phare",      "La Source" };
static const char *const people[] = { "Anquetil",  "Lemonnier", "Vasseline", "Hautemer", "Ygouf",
                                      "Tanquerel", "Delaroche", "Mauger",    "Quesnel",  "Autret" };
static const char *const themes[] = { "respite",   "home_help respite", "school",
                                      "care",      "housing",           "work",
                                      "transport", "care respite",      "leisure school",
                                      "rights",    "behaviour care",    "home_help" };
static const char *const slots[] = { NULL, "mon_am mon_pm tue_am tue_pm", "sat_am sat_pm sun_am",
                                     "wed_am wed_pm" };
static const char *const missions[] = { "respite_carers respite_home", "respite_temporary",
                                        "care_units", "reinforced_before" };

#define ONE_OF(table, n) ((table)[(n) % G_N_ELEMENTS (table)])

static void
put (CercleStore *store, CercleRecord *record, const char *scope)
{
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  cercle_envelope_set (&cercle_record_envelope (record)->audience, "national");
  if (!cercle_store_put (store, record, &error))
    g_error ("%s", error->message);
}

static void
put_service (CercleStore *store, const char *organisation, const char *commune, guint i)
{
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);
  guint age = i % 4 * 6;

  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, organisation);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, ONE_OF (kinds, i));
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, ONE_OF (themes, i / 3));
  cercle_record_set_text (service, CERCLE_SERVICE_MISSIONS, ONE_OF (missions, i / 7));
  cercle_record_set_text (service, CERCLE_SERVICE_SLOTS, ONE_OF (slots, i / 5));
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_FROM, age);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_TO, age + 20);
  if (i % 3 == 0)
    cercle_record_set_flag (service, CERCLE_SERVICE_WHOLE_AREA, TRUE);
  else
    cercle_record_set_text (service, CERCLE_SERVICE_COMMUNES, commune);
  put (store, service, TERRITORY);
}

static void
put_requests (CercleStore *store, const char *organisation, guint i)
{
  for (guint n = 0; n < 2; n++)
    {
      g_autoptr (CercleRecord) request = cercle_record_new (&cercle_request_kind);

      cercle_record_set_text (request, CERCLE_REQUEST_CASE, "0199c0de-0000-7000-8000-0000000000ca");
      cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION, organisation);
      cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, "2020-06-01");
      cercle_record_set_text (request, CERCLE_REQUEST_ANSWERED_ON, n > 0 ? "2020-06-05" : NULL);
      cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, n > 0 ? "yes" : "waiting");
      put (store, request, COMMUNITY);
    }
}

static void
put_sheet (CercleStore *store, GPtrArray *communes, guint i)
{
  g_autoptr (CercleRecord) organisation = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_record_new (&cercle_place_kind);
  g_autoptr (CercleRecord) contact = cercle_record_new (&cercle_contact_kind);
  const char *id = cercle_record_get_id (organisation);
  const CercleCommune *commune = communes->pdata[i % communes->len];
  g_autofree char *name =
      g_strdup_printf ("%s %s %s", ONE_OF (kinds, i), ONE_OF (names, i / 12), commune->name);
  g_autofree char *phone = g_strdup_printf ("+332%08u", i);

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, phone);
  if (i % 20 == 0)
    cercle_record_set_text (organisation, CERCLE_ORGANISATION_CLOSED_ON, "2019-01-01");
  put (store, organisation, TERRITORY);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, commune->code);
  put (store, place, TERRITORY);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, id);
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, ONE_OF (people, i / 11));
  put (store, contact, TERRITORY);
  put_service (store, id, commune->code, i);
  if (i % EVERY_ASKED == 0)
    put_requests (store, id, i);
}

static void
fill (CercleStore *store, guint n)
{
  static const char *const departments[] = { "14", "50", "61", "27", "76", "35", "59", "62" };
  g_autoptr (GPtrArray) communes = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint d = 0; d < G_N_ELEMENTS (departments); d++)
    {
      g_autoptr (GPtrArray) some = cercle_commune_list (departments[d]);
      for (guint i = 0; i < some->len; i++)
        g_ptr_array_add (communes, some->pdata[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      if (i % BATCH == 0 && !cercle_store_begin (store, &error))
        g_error ("%s", error->message);
      put_sheet (store, communes, i);
      if ((i % BATCH == BATCH - 1 || i == n - 1) && !cercle_store_commit (store, &error))
        g_error ("%s", error->message);
    }
}

/* What a person asks: nothing yet; letters as they come; a need with all that can be said of it;
 * what nobody answers to. */
static const struct
{
  const char *id, *text, *themes, *mission, *commune, *slots;
  int age;
} questions[] = {
  { "nothing", NULL, NULL, NULL, NULL, NULL, -1 },
  { "letter", "r", NULL, NULL, NULL, NULL, -1 },
  { "letters", "rel", NULL, NULL, NULL, NULL, -1 },
  { "name", "relayage pommiers", NULL, NULL, NULL, NULL, -1 },
  { "town", "halte lisieux", NULL, NULL, NULL, NULL, -1 },
  { "person", "anquetil ime", NULL, NULL, NULL, NULL, -1 },
  { "phone", "02 00 12 34 5", NULL, NULL, NULL, NULL, -1 },
  { "need", NULL, "respite", NULL, NULL, NULL, -1 },
  { "needs", NULL, "care respite school", NULL, NULL, NULL, -1 },
  { "child", NULL, "respite", NULL, "14366", "sat_am sat_pm sun_am sun_pm", 9 },
  { "nobody", NULL, "respite", NULL, "14366", "mon_night", 99 },
  { "mission", NULL, NULL, "respite_temporary", "14366", NULL, 30 },
  { "commune", NULL, NULL, NULL, "14366", NULL, 9 },
  { "both", "pommiers", "respite", NULL, "14366", NULL, 9 },
};

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* only: one of them, for a profile; NULL: all. */
static void
ask (CercleStore *store, const char *only)
{
  gint64 now = cercle_instant_from_local (cercle_day_parse (TODAY), 9 * 60, "Europe/Paris");

  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    {
      const CerclePartnerQuestion question = {
        .text = questions[q].text,
        .themes = questions[q].themes,
        .mission = questions[q].mission,
        .commune = questions[q].commune,
        .slots = questions[q].slots,
        .age = questions[q].age,
        .now = now,
        .today = TODAY,
      };
      double times[TURNS];
      guint n = 0, total = 0;

      if (only != NULL && !g_str_equal (only, questions[q].id))
        continue;

      for (guint turn = 0; turn < TURNS; turn++)
        {
          g_autoptr (GError) error = NULL;
          double before = processor_ms ();
          g_autoptr (GPtrArray) lines = cercle_partner_find (store, &question, &total, &error);

          if (lines == NULL)
            g_error ("%s", error->message);
          times[turn] = processor_ms () - before;
          n = lines->len;
        }
      qsort (times, TURNS, sizeof (double), compare_times);
      g_print ("%s %.2f shown %u of %u\n", questions[q].id, times[TURNS / 2], n, total);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = NULL;
  gboolean fills = argc == 4 && g_str_equal (argv[1], "fill");

  if (!fills && !((argc == 3 || argc == 4) && g_str_equal (argv[1], "ask")))
    return 2;
  store = cercle_store_open (argv[2], CERCLE_STORE_DESK, NULL, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  if (fills)
    fill (store, (guint) strtoul (argv[3], NULL, 10));
  else
    ask (store, argc == 4 ? argv[3] : NULL);
  return 0;
}
