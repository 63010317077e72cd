/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does an import do to a directory that people keep, the first time, again, and a month later?
 */
#include "cercle-directory-plan.h"
#include "cercle-directory.h"
#include "cercle-foreign-category.h"
#include "cercle-foreign-offer.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "kept-file.h"

#define SCOPE "t:14"
#define KEY "140000019"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = kept_file_new (CERCLE_STORE_DESK, &fixture->folder, &fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kept_file_remove (fixture->store, fixture->folder, fixture->path);
}

/* As FINESS tells it in a month; name and phone may be NULL for the usual ones. */
static CercleForeignSheet *
sheet_of (const char *name, const char *phone)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_FINESS);

  sheet->key = g_strdup (KEY);
  sheet->name = g_strdup (name != NULL ? name : "IME Les Hautes Haies");
  sheet->finess = g_strdup (KEY);
  sheet->finess_legal = g_strdup ("140000001");
  sheet->legal_name = g_strdup ("Les Sept Pommiers");
  sheet->department = g_strdup ("14");
  sheet->commune = g_strdup ("14366");
  sheet->town = g_strdup ("Lisieux");
  cercle_foreign_sheet_take_line (sheet, "3 rue du Gué");
  cercle_foreign_sheet_take_phones (sheet, phone != NULL ? phone : "02 31 00 00 01");
  return sheet;
}

static CerclePlanLine *
plan (Fixture *fixture, CercleForeignSheet *sheet, const char *day, const char *same_as)
{
  GError *error = NULL;
  g_autoptr (CercleDirectoryPlan) self = cercle_directory_plan_new (
      fixture->store, SCOPE, sheet->source, "0199c0de-0000-7000-8000-000000000001", day, &error);
  CerclePlanLine *line;

  g_assert_no_error (error);
  if (same_as != NULL)
    cercle_directory_plan_decide (self, sheet->key, *same_as != '\0' ? same_as : NULL);
  line = cercle_directory_plan_sheet (self, sheet, &error);
  g_assert_no_error (error);
  cercle_foreign_sheet_free (sheet);
  return line;
}

static void
save (Fixture *fixture, CerclePlanLine *line)
{
  for (guint i = 0; i < line->records->len; i++)
    {
      GError *error = NULL;

      g_assert_true (cercle_record_check (line->records->pdata[i], &error));
      g_assert_no_error (error);
      cercle_store_put (fixture->store, line->records->pdata[i], &error);
      g_assert_no_error (error);
    }
}

static CercleRecord *
organisation (Fixture *fixture, const char *id)
{
  return cercle_store_get (fixture->store, &cercle_organisation_kind, id, NULL);
}

static guint
count (Fixture *fixture, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  return (guint) cercle_store_count (fixture->store, query, NULL);
}

/* Somebody edits a field on the desk. */
static void
edit (Fixture *fixture, const char *id, guint field, const char *value)
{
  g_autoptr (CercleRecord) record = organisation (fixture, id);

  cercle_record_set_text (record, field, value);
  g_assert_true (cercle_store_put (fixture->store, record, NULL));
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) again = NULL, later = NULL, last = NULL;
  g_autoptr (CercleRecord) site = NULL, source = NULL;
  g_autofree char *source_id = NULL;

  g_assert_cmpint (first->effect, ==, CERCLE_PLAN_NEW);
  save (fixture, first);
  g_assert_cmpuint (count (fixture, &cercle_organisation_kind), ==, 2); /* and who manages it */
  g_assert_cmpuint (count (fixture, &cercle_place_kind), ==, 1);
  again = plan (fixture, sheet_of (NULL, NULL), "2020-05-05", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_SAME);
  g_assert_cmpuint (again->records->len, ==, 0);
  later = plan (fixture, sheet_of (NULL, "02 31 00 00 02"), "2020-06-04", NULL);
  g_assert_cmpint (later->effect, ==, CERCLE_PLAN_CHANGED);
  g_assert_cmpuint (later->records->len, ==, 2); /* the sheet, and what is known of its source */
  g_assert_cmpuint (later->asks->len, ==, 0);
  save (fixture, later);
  site = organisation (fixture, later->organisation);
  g_assert_cmpstr (cercle_record_get_text (site, CERCLE_ORGANISATION_PHONE), ==, "+33231000002");
  source_id = cercle_source_id (SCOPE, "finess", KEY, "organisation");
  source = cercle_store_get (fixture->store, &cercle_source_kind, source_id, NULL);
  g_assert_cmpstr (cercle_record_get_text (source, CERCLE_SOURCE_STATED_ON), ==, "2020-06-04");
  g_assert_null (strstr (cercle_record_get_text (source, CERCLE_SOURCE_SAID), "31000002"));
  last = plan (fixture, sheet_of (NULL, "02 31 00 00 02"), "2020-06-05", NULL);
  g_assert_cmpint (last->effect, ==, CERCLE_PLAN_SAME);
}

/* When a place is open is told anew whole; what stood of yesterday's hours does not stay beside it.
 */
static void
test_hours (Fixture *fixture, gconstpointer data)
{
  CercleForeignSheet *sheet = sheet_of (NULL, NULL);
  g_autoptr (CerclePlanLine) first = NULL, later = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_place_kind);

  cercle_foreign_sheet_take_text (sheet, &sheet->hours, "lundi au vendredi");
  first = plan (fixture, sheet, "2020-05-04", NULL);
  save (fixture, first);
  sheet = sheet_of (NULL, NULL);
  cercle_foreign_sheet_take_text (sheet, &sheet->hours, "lundi, mardi");
  later = plan (fixture, sheet, "2020-06-04", NULL);
  g_assert_cmpint (later->effect, ==, CERCLE_PLAN_CHANGED);
  g_assert_cmpuint (later->asks->len, ==, 0);
  save (fixture, later);
  places = cercle_store_find (fixture->store, query, NULL);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (places->pdata[0], CERCLE_PLACE_HOURS), ==,
                   "lundi, mardi");
}

static void
test_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) same = NULL, asked = NULL, quiet = NULL;
  g_autoptr (CercleRecord) kept = NULL, accepted = NULL;

  save (fixture, first);
  edit (fixture, first->organisation, CERCLE_ORGANISATION_PHONE, "+33231999999");
  /* The source still says what it said: nothing to ask. */
  same = plan (fixture, sheet_of (NULL, NULL), "2020-05-05", NULL);
  g_assert_cmpint (same->effect, ==, CERCLE_PLAN_SAME);
  /* It says something new of what a person edited: asked, and kept unless accepted. */
  asked = plan (fixture, sheet_of ("IME Hautes Haies", "02 31 00 00 02"), "2020-06-04", NULL);
  g_assert_cmpuint (asked->asks->len, ==, 1);
  g_assert_cmpstr (((CerclePlanAsk *) asked->asks->pdata[0])->value, ==, "+33231000002");
  save (fixture, asked);
  kept = organisation (fixture, first->organisation);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_PHONE), ==, "+33231999999");
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_NAME), ==, "IME Hautes Haies");
  quiet = plan (fixture, sheet_of ("IME Hautes Haies", "02 31 00 00 02"), "2020-06-05", NULL);
  g_assert_cmpint (quiet->effect, ==, CERCLE_PLAN_SAME);
  g_clear_pointer (&asked, cercle_plan_line_free);
  asked = plan (fixture, sheet_of ("IME Hautes Haies", "02 31 00 00 03"), "2020-07-04", NULL);
  g_assert_cmpuint (asked->asks->len, ==, 1);
  cercle_plan_line_accept (asked, 0);
  save (fixture, asked);
  accepted = organisation (fixture, first->organisation);
  g_assert_cmpstr (cercle_record_get_text (accepted, CERCLE_ORGANISATION_PHONE), ==,
                   "+33231000003");
}

static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) asked = NULL, absent = NULL;
  CercleForeignSheet *sheet = sheet_of (NULL, NULL);

  save (fixture, first);
  /* What the source no longer says stays. */
  g_ptr_array_set_size (sheet->phones, 0);
  absent = plan (fixture, sheet, "2020-06-04", NULL);
  save (fixture, absent);
  g_autoptr (CercleRecord) kept = organisation (fixture, first->organisation);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_PHONE), ==, "+33231000001");
  /* What somebody took out is not put back in silence. */
  edit (fixture, first->organisation, CERCLE_ORGANISATION_NAME, "IME");
  asked = plan (fixture, sheet_of ("IME Nouveau", NULL), "2020-07-04", NULL);
  g_assert_cmpuint (asked->asks->len, ==, 1);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) before = NULL, first = NULL, closed = NULL;
  CercleForeignSheet *sheet = sheet_of (NULL, NULL);

  sheet->closed = TRUE;
  before = plan (fixture, sheet, "2020-05-04", NULL);
  g_assert_cmpint (before->effect, ==, CERCLE_PLAN_LEFT_OUT);
  g_assert_cmpuint (before->records->len, ==, 0);
  first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  save (fixture, first);
  sheet = sheet_of (NULL, NULL);
  sheet->closed = TRUE;
  sheet->closed_on = g_strdup ("2020-05-31");
  closed = plan (fixture, sheet, "2020-06-04", NULL);
  g_assert_cmpint (closed->effect, ==, CERCLE_PLAN_CLOSED);
  save (fixture, closed);
  g_autoptr (CercleRecord) kept = organisation (fixture, first->organisation);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_CLOSED_ON), ==, "2020-05-31");
  g_assert_false (cercle_record_envelope (kept)->deleted);
}

static void
test_doubtful (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) ours = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (CerclePlanLine) doubtful = NULL, same = NULL, other = NULL;
  g_autoptr (CercleRecord) kept = NULL;
  const char *id = cercle_record_get_id (ours);

  /* A colleague typed it, without its number; a telephone that she was given. */
  cercle_record_set_text (ours, CERCLE_ORGANISATION_NAME, "Les Hautes Haies (IME)");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_PHONE, "+33231000001");
  cercle_envelope_set (&cercle_record_envelope (ours)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (ours)->audience, "national");
  g_assert_true (cercle_store_put (fixture->store, ours, NULL));
  doubtful = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_assert_cmpint (doubtful->effect, ==, CERCLE_PLAN_DOUBTFUL);
  g_assert_cmpuint (doubtful->records->len, ==, 0);
  g_assert_cmpuint (doubtful->candidates->len, ==, 1);
  g_assert_cmpstr (((CerclePlanCandidate *) doubtful->candidates->pdata[0])->id, ==, id);
  other = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", "");
  g_assert_cmpint (other->effect, ==, CERCLE_PLAN_NEW);
  g_assert_cmpstr (other->organisation, !=, id);
  same = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", id);
  g_assert_cmpint (same->effect, ==, CERCLE_PLAN_CHANGED);
  g_assert_cmpuint (same->asks->len, ==, 1); /* the name is hers: asked */
  save (fixture, same);
  kept = organisation (fixture, id);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_NAME), ==,
                   "Les Hautes Haies (IME)");
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_ORGANISATION_FINESS), ==, KEY);
}

/* Ours is written in letters, in a commune; the directory of the administration writes it out. */
static void
test_letters (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    CerclePlanEffect effect;
  } sheets[] = {
    { "Maison départementale des personnes handicapées (MDPH) - Calvados", CERCLE_PLAN_DOUBTFUL },
    { "Maison départementale des personnes handicapées (MDPH) - Orne", CERCLE_PLAN_NEW },
  };
  g_autoptr (CercleRecord) ours = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_record_new (&cercle_place_kind);

  cercle_record_set_text (ours, CERCLE_ORGANISATION_NAME, "MDPH du Calvados");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_FAMILY, "mdph");
  cercle_envelope_set (&cercle_record_envelope (ours)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (ours)->audience, "national");
  g_assert_true (cercle_store_put (fixture->store, ours, NULL));
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, cercle_record_get_id (ours));
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, "14118");
  cercle_envelope_set (&cercle_record_envelope (place)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (place)->audience, "national");
  g_assert_true (cercle_store_put (fixture->store, place, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_SERVICE_PUBLIC);
      g_autoptr (CerclePlanLine) line = NULL;

      sheet->key = g_strdup_printf ("key-%u", i);
      sheet->name = g_strdup (sheets[i].name);
      sheet->commune = g_strdup ("14118");
      line = plan (fixture, sheet, "2020-05-04", NULL);
      g_assert_cmpint (line->effect, ==, sheets[i].effect);
    }
}

static void
test_two_sites (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (CercleDirectoryPlan) self =
      cercle_directory_plan_new (fixture->store, SCOPE, CERCLE_FOREIGN_FINESS,
                                 "0199c0de-0000-7000-8000-000000000001", "2020-05-04", &error);
  g_autoptr (CercleForeignSheet) one = sheet_of (NULL, NULL), other = sheet_of ("SESSAD", NULL);
  g_autoptr (CerclePlanLine) first = NULL, second = NULL;

  /* Two sites, one telephone, one legal entity, which is made once. */
  g_free (other->key);
  g_free (other->finess);
  other->key = g_strdup ("140000027");
  other->finess = g_strdup ("140000027");
  first = cercle_directory_plan_sheet (self, one, &error);
  second = cercle_directory_plan_sheet (self, other, &error);
  g_assert_no_error (error);
  save (fixture, first);
  save (fixture, second);
  g_assert_cmpint (second->effect, ==, CERCLE_PLAN_NEW);
  g_assert_cmpuint (count (fixture, &cercle_organisation_kind), ==, 3);
  g_assert_cmpuint (count (fixture, &cercle_source_kind), ==, 5);
}

/* The same in another edition of FINESS, the address written in another way. */
static CercleForeignSheet *
sheet_of_table (const char *key)
{
  CercleForeignSheet *sheet = sheet_of (NULL, NULL);
  CercleForeignContact *contact = cercle_foreign_contact_new ();

  sheet->source = CERCLE_FOREIGN_FINESS_CSV;
  g_free (sheet->key);
  sheet->key = g_strdup (key);
  g_ptr_array_set_size (sheet->street, 0);
  cercle_foreign_sheet_take_line (sheet, "3 R DU GUE");
  contact->first_name = g_strdup ("Élise");
  contact->last_name = g_strdup ("LE MOINE");
  g_ptr_array_add (sheet->contacts, contact);
  return sheet;
}

static void
add_contact (Fixture *fixture, const char *organisation)
{
  g_autoptr (CercleRecord) contact = cercle_record_new (&cercle_contact_kind);

  cercle_envelope_set (&cercle_record_envelope (contact)->scope, SCOPE);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, organisation);
  cercle_record_set_text (contact, CERCLE_CONTACT_FIRST_NAME, "Elise");
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Le Moine");
  cercle_record_set_text (contact, CERCLE_CONTACT_FUNCTION, "directrice");
  g_assert_true (cercle_store_put (fixture->store, contact, NULL));
}

/* A second source tells of the same place and the same person: neither is there twice, and what it
 * says otherwise is asked about. Another key of that source is another place. */
static void
test_two_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2026-09-05", NULL);
  g_autoptr (CerclePlanLine) second = NULL, again = NULL, other = NULL;

  save (fixture, first);
  add_contact (fixture, first->organisation);
  second = plan (fixture, sheet_of_table (KEY), "2026-05-12", NULL);
  g_assert_cmpstr (second->organisation, ==, first->organisation);
  g_assert_cmpuint (second->asks->len, ==, 1);
  save (fixture, second);
  g_assert_cmpuint (count (fixture, &cercle_place_kind), ==, 1);
  g_assert_cmpuint (count (fixture, &cercle_contact_kind), ==, 1);
  again = plan (fixture, sheet_of_table (KEY), "2026-05-12", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_SAME);
  other = plan (fixture, sheet_of_table ("another"), "2026-05-12", first->organisation);
  save (fixture, other);
  g_assert_cmpuint (count (fixture, &cercle_place_kind), ==, 2);
  g_assert_cmpuint (count (fixture, &cercle_contact_kind), ==, 1);
}

static void
remove_record (Fixture *fixture, const CercleKind *kind, const char *id)
{
  g_autoptr (CercleRecord) record = cercle_store_get (fixture->store, kind, id, NULL);

  cercle_record_envelope (record)->deleted = TRUE;
  g_assert_true (cercle_store_put (fixture->store, record, NULL));
}

/* What somebody deleted here does not come back with the next document; where the source was made
 * to say nothing any more, because its import was undone, it does, under another identity. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) again = NULL, anew = NULL;
  g_autofree char *source_id = cercle_source_id (SCOPE, "finess", KEY, "organisation");
  g_autoptr (CercleRecord) source = NULL;

  save (fixture, first);
  remove_record (fixture, &cercle_organisation_kind, first->organisation);
  again = plan (fixture, sheet_of (NULL, NULL), "2020-06-04", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_DELETED);
  g_assert_cmpuint (again->records->len, ==, 0);
  source = cercle_store_get (fixture->store, &cercle_source_kind, source_id, NULL);
  cercle_record_unset (source, CERCLE_SOURCE_SAID);
  g_assert_true (cercle_store_put (fixture->store, source, NULL));
  anew = plan (fixture, sheet_of (NULL, NULL), "2020-06-04", NULL);
  g_assert_cmpint (anew->effect, ==, CERCLE_PLAN_NEW);
  g_assert_cmpstr (anew->organisation, !=, first->organisation);
  save (fixture, anew);
}

/* A place that was deleted alone stays away, and the rest of its sheet is as it was. */
static void
test_part_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) again = NULL;

  save (fixture, first);
  for (guint i = 0; i < first->records->len; i++)
    if (cercle_record_get_kind (first->records->pdata[i]) == &cercle_place_kind)
      remove_record (fixture, &cercle_place_kind, cercle_record_get_id (first->records->pdata[i]));
  again = plan (fixture, sheet_of (NULL, NULL), "2020-06-04", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_SAME);
  g_assert_cmpuint (count (fixture, &cercle_place_kind), ==, 0);
}

/* Its category, when the source tells one. */
static CercleForeignSheet *
sorted_sheet (const char *category)
{
  CercleForeignSheet *sheet = sheet_of (NULL, NULL);

  cercle_foreign_sheet_take_category (sheet, category, NULL);
  return sheet;
}

static CercleRecord *
service_of (Fixture *fixture)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autoptr (GPtrArray) found = cercle_store_find (fixture->store, query, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* What its category does is written once, told with its source, and follows the category; what
 * somebody said otherwise stays, and is asked about. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sorted_sheet ("192"), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) again = NULL, later = NULL, last = NULL;
  g_autoptr (CercleRecord) service = NULL, source = NULL, followed = NULL;
  g_autofree char *source_id = cercle_source_id (SCOPE, "finess", KEY, "service"), *about = NULL;

  save (fixture, first);
  service = service_of (fixture);
  g_assert_cmpstr (cercle_record_get_text (service, CERCLE_SERVICE_ORGANISATION), ==,
                   first->organisation);
  g_assert_cmpstr (cercle_record_get_text (service, CERCLE_SERVICE_THEMES), ==, "place school");
  g_assert_cmpstr (cercle_record_get_text (service, CERCLE_SERVICE_OFFER), ==, "49");
  g_assert_cmpstr (cercle_record_get_text (service, CERCLE_SERVICE_HANDICAPS), ==,
                   "motor multiple");
  g_assert_cmpint (cercle_record_get_integer (service, CERCLE_SERVICE_AGE_FROM, -1), ==, 0);
  g_assert_cmpint (cercle_record_get_integer (service, CERCLE_SERVICE_AGE_TO, -1), ==, 20);
  source = cercle_store_get (fixture->store, &cercle_source_kind, source_id, NULL);
  about = g_strconcat ("service:", cercle_record_get_id (service), NULL);
  g_assert_cmpstr (cercle_record_get_text (source, CERCLE_SOURCE_ABOUT), ==, about);
  again = plan (fixture, sorted_sheet ("192"), "2020-05-05", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_SAME);
  g_assert_cmpuint (again->records->len, ==, 0);
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, "respite");
  g_assert_true (cercle_store_put (fixture->store, service, NULL));
  later = plan (fixture, sorted_sheet ("255"), "2020-06-04", NULL);
  g_assert_cmpuint (later->asks->len, ==, 1);
  g_assert_cmpstr (((CerclePlanAsk *) later->asks->pdata[0])->value, ==, "care place");
  save (fixture, later);
  followed = service_of (fixture);
  g_assert_cmpstr (cercle_record_get_text (followed, CERCLE_SERVICE_THEMES), ==, "respite");
  g_assert_cmpstr (cercle_record_get_text (followed, CERCLE_SERVICE_OFFER), ==, "40");
  g_assert_cmpint (cercle_record_get_integer (followed, CERCLE_SERVICE_AGE_FROM, -1), ==, 18);
  g_assert_false (cercle_record_is_set (followed, CERCLE_SERVICE_AGE_TO));
  g_assert_false (cercle_record_is_set (followed, CERCLE_SERVICE_HANDICAPS));
  last = plan (fixture, sorted_sheet ("255"), "2020-06-05", NULL);
  g_assert_cmpint (last->effect, ==, CERCLE_PLAN_SAME);
}

/* Whose services somebody told is known better than by a category; a service that was deleted stays
 * away; who has closed does nothing. */
static void
test_no_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CerclePlanLine) first = plan (fixture, sheet_of (NULL, NULL), "2020-05-04", NULL);
  g_autoptr (CerclePlanLine) own = NULL, closed = NULL, made = NULL, again = NULL;
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind), concluded = NULL;
  CercleForeignSheet *sheet = sorted_sheet ("183");

  save (fixture, first);
  sheet->closed = TRUE;
  closed = plan (fixture, sheet, "2020-05-05", NULL);
  for (guint i = 0; i < closed->records->len; i++)
    g_assert_true (cercle_record_get_kind (closed->records->pdata[i]) != &cercle_service_kind);
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, first->organisation);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Accueil de jour");
  cercle_envelope_set (&cercle_record_envelope (service)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (service)->audience, "national");
  g_assert_true (cercle_store_put (fixture->store, service, NULL));
  own = plan (fixture, sorted_sheet ("183"), "2020-05-05", NULL);
  save (fixture, own);
  g_assert_cmpuint (count (fixture, &cercle_service_kind), ==, 1);
  remove_record (fixture, &cercle_service_kind, cercle_record_get_id (service));
  made = plan (fixture, sorted_sheet ("183"), "2020-05-06", NULL);
  g_assert_cmpint (made->effect, ==, CERCLE_PLAN_CHANGED);
  save (fixture, made);
  concluded = service_of (fixture);
  remove_record (fixture, &cercle_service_kind, cercle_record_get_id (concluded));
  again = plan (fixture, sorted_sheet ("183"), "2020-05-07", NULL);
  g_assert_cmpint (again->effect, ==, CERCLE_PLAN_SAME);
  g_assert_cmpuint (count (fixture, &cercle_service_kind), ==, 0);
}

/* Each line of the table can be kept, as it stands, in a record. */
static void
test_offers (void)
{
  static const CercleForeignSource sources[] = { CERCLE_FOREIGN_FINESS,
                                                 CERCLE_FOREIGN_SERVICE_PUBLIC };

  for (guint s = 0; s < G_N_ELEMENTS (sources); s++)
    {
      guint n = 0;
      const CercleForeignOffer *offers = cercle_foreign_offers (sources[s], &n);

      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n; i++)
        {
          const CercleForeignOffer *offer = &offers[i];
          const struct
          {
            guint field;
            const char *tokens;
          } sets[] = {
            { CERCLE_SERVICE_THEMES, offer->themes },
            { CERCLE_SERVICE_MISSIONS, offer->missions },
            { CERCLE_SERVICE_PUBLICS, offer->publics },
            { CERCLE_SERVICE_HANDICAPS, offer->handicaps },
          };
          g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);

          g_test_message ("%s", offer->category);
          g_assert_nonnull (cercle_foreign_category_find (sources[s], offer->category));
          g_assert_nonnull (offer->themes);
          g_assert_true (offer->age_to == -1 || offer->age_from <= offer->age_to);
          for (guint f = 0; f < G_N_ELEMENTS (sets); f++)
            {
              cercle_record_set_text (service, sets[f].field, sets[f].tokens);
              g_assert_true (cercle_record_check_field (service, sets[f].field, NULL));
              g_assert_cmpstr (cercle_record_get_text (service, sets[f].field), ==, sets[f].tokens);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/plan/offers", test_offers);
  g_test_add ("/exchange/plan/service", Fixture, NULL, set_up, test_service, tear_down);
  g_test_add ("/exchange/plan/no-service", Fixture, NULL, set_up, test_no_service, tear_down);
  g_test_add ("/exchange/plan/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/exchange/plan/hours", Fixture, NULL, set_up, test_hours, tear_down);
  g_test_add ("/exchange/plan/edited", Fixture, NULL, set_up, test_edited, tear_down);
  g_test_add ("/exchange/plan/emptied", Fixture, NULL, set_up, test_emptied, tear_down);
  g_test_add ("/exchange/plan/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/exchange/plan/deleted", Fixture, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/exchange/plan/part-deleted", Fixture, NULL, set_up, test_part_deleted, tear_down);
  g_test_add ("/exchange/plan/letters", Fixture, NULL, set_up, test_letters, tear_down);
  g_test_add ("/exchange/plan/doubtful", Fixture, NULL, set_up, test_doubtful, tear_down);
  g_test_add ("/exchange/plan/two-sources", Fixture, NULL, set_up, test_two_sources, tear_down);
  g_test_add ("/exchange/plan/two-sites", Fixture, NULL, set_up, test_two_sites, tear_down);
  return g_test_run ();
}
