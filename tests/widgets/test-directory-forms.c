/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Can a sheet say all there is to say, and is what was changed taken back? */
#include "directory-desk.h"

#include "cercle-commune-set.h"
#include "cercle-community.h"
#include "cercle-directory-desk.h"
#include "cercle-directory-page-private.h"
#include "cercle-directory.h"
#include "cercle-lookup.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "room.h"

/* Letters in an entry, and the line that is then offered taken by Return. */
static GtkWidget *waited;

static gboolean
is_offered_cb (gpointer page)
{
  return cercle_lookup_is_open (CERCLE_LOOKUP (waited));
}

static void
take_line (DirectoryDesk *room, GtkWidget *lookup, const char *letters)
{
  GtkWidget *entry = tree_find (lookup, GTK_TYPE_ENTRY, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean taken = FALSE;

  waited = lookup;
  if (letters != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), letters);
  else
    g_signal_emit_by_name (lookup, "search", "");
  CASE_DESK_WAIT (&room->desk, is_offered_cb);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &taken);
    }
  g_assert_true (taken);
}

/* (transfer full): the one service of the first partner. */
static CercleRecord *
service_of (DirectoryDesk *room)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_SERVICE_ORGANISATION, CERCLE_IS, room->ids[0]);
  found = room_find (room->desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* The first partner alone, its sheet shown. */
static void
begin_sheet (DirectoryDesk *room)
{
  directory_desk_begin (room, CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room->desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room->desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room->desk, directory_desk_has_one);
}

/* The area of a service is a set of communes, added by name; what names none is refused and stays.
 */
static void
test_area (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) before = NULL, after = NULL, without = NULL;
  GtkWidget *set = NULL, *away = NULL;

  begin_sheet (&room);
  before = service_of (&room);
  directory_desk_edit (&room, "service", cercle_record_get_id (before));
  set = tree_find (room.desk.page, CERCLE_TYPE_COMMUNE_SET, NULL);
  take_line (&room, tree_find (set, CERCLE_TYPE_LOOKUP, NULL), "lisieux");
  take_line (&room, tree_find (set, CERCLE_TYPE_LOOKUP, NULL), "14000");
  g_assert_true (tree_shows (set, "Lisieux"));
  g_assert_true (tree_shows (set, "Caen"));
  g_assert_null (tree_unnamed (room.desk.page));
  directory_desk_type (&room, CERCLE_SERVICE_COMMUNES, "14118 14366 ?zzz");
  directory_desk_save (&room);
  case_desk_wait_for_words (&room.desk, "No commune has this name: take one of the list.");
  g_assert_true (directory_desk_has_form (room.desk.page));
  directory_desk_type (&room, CERCLE_SERVICE_COMMUNES, "14118 14366");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "Caen, Lisieux");
  after = service_of (&room);
  g_assert_cmpstr (cercle_record_get_text (after, CERCLE_SERVICE_COMMUNES), ==, "14118 14366");
  directory_desk_edit (&room, "service", cercle_record_get_id (before));
  set = tree_find (room.desk.page, CERCLE_TYPE_COMMUNE_SET, NULL);
  away = gtk_widget_get_ancestor (tree_find (set, GTK_TYPE_LABEL, "Caen"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (away, "clicked");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  without = service_of (&room);
  g_assert_cmpstr (cercle_record_get_text (without, CERCLE_SERVICE_COMMUNES), ==, "14366");
  directory_desk_end (&room);
}

/* The second place of the first partner: a person works there. A private home is offered by its
 * commune, never by its address. */
static void
test_part (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) place = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_contact_kind);
  g_autoptr (GPtrArray) found = NULL;
  CercleTx *tx = cercle_tx_new ("Place added");

  begin_sheet (&room);
  place = cercle_session_new_record (room.desk.session, &cercle_place_kind);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, room.ids[0]);
  cercle_record_set_text (place, CERCLE_PLACE_NAME, "Antenne de Pont-l’Évêque");
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, "14514");
  cercle_tx_save (tx, place);
  directory_desk_commit (room.desk.session, tx);
  directory_desk_edit (&room, "contact", "");
  directory_desk_type (&room, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  take_line (&room,
             tree_find (tree_find (room.desk.page, CERCLE_TYPE_MATRIX_FORM, NULL),
                        CERCLE_TYPE_LOOKUP, NULL),
             NULL);
  g_assert_false (case_desk_says (&room.desk, "3 rue des Roses"));
  g_assert_cmpstr (cercle_lookup_get_typed (CERCLE_LOOKUP (waited)), ==, "Lisieux");
  take_line (&room, waited, "antenne");
  g_assert_cmpstr (cercle_lookup_get_chosen (CERCLE_LOOKUP (waited)), ==,
                   cercle_record_get_id (place));
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  found = room_find (room.desk.session, query);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (found->pdata[0], CERCLE_CONTACT_PLACE), ==,
                   cercle_record_get_id (place));
  case_desk_wait_for_words (&room.desk, "Antenne de Pont-l’Évêque");
  directory_desk_end (&room);
}

/* Ctrl+Z takes back what was changed on a sheet, and the sheet shows it. */
static void
test_undo (void)
{
  DirectoryDesk room;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) organisation = NULL;

  begin_sheet (&room);
  directory_desk_edit (&room, "organisation", room.ids[0]);
  directory_desk_type (&room, CERCLE_ORGANISATION_NAME, "Relayage des Vergers d’Auge");
  directory_desk_type (&room, CERCLE_ORGANISATION_STRENGTHS, "Répond dans l’heure");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "Répond dans l’heure");
  g_assert_true (room_undo (room.desk.session, &error));
  g_assert_no_error (error);
  case_desk_wait_for_words (&room.desk, "Relayage Les Vergers");
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME), ==,
                   directory_desk_partners[0].name);
  g_assert_false (cercle_record_is_set (organisation, CERCLE_ORGANISATION_STRENGTHS));
  gtk_widget_activate_action (room.desk.page, "directory.still-true", NULL);
  case_desk_wait_for_words (&room.desk, "Checked on");
  g_assert_true (room_undo (room.desk.session, &error));
  case_desk_wait_for_words (&room.desk, "Never checked");
  directory_desk_end (&room);
}

/* A number whose key is wrong may stand on a letter: it is kept as it was typed, and told. */
static void
test_numbers (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) organisation = NULL;

  begin_sheet (&room);
  directory_desk_edit (&room, "organisation", room.ids[0]);
  directory_desk_type (&room, CERCLE_ORGANISATION_FINESS, "140000308");
  directory_desk_type (&room, CERCLE_ORGANISATION_SIRET, "12345678901234");
  directory_desk_save (&room);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  case_desk_wait_for_words (&room.desk, "⚠ The key of this SIRET does not match.");
  g_assert_false (case_desk_says (&room.desk, "⚠ The key of this FINESS number does not match."));
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_SIRET), ==,
                   "12345678901234");
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FINESS), ==,
                   "140000308");
  directory_desk_end (&room);
}

/* --- What is taken away ---------------------------------------------------------------------- */

static gboolean
offers_removal (DirectoryDesk *room)
{
  GtkWidget *button = tree_find (room->desk.page, GTK_TYPE_BUTTON, "Take Away");
  return button != NULL && gtk_widget_get_mapped (button);
}

static gboolean
has_no_place_cb (gpointer page)
{
  return !tree_shows (page, "Antenne de Pont-l’Évêque");
}

static gboolean
has_nobody_cb (gpointer page)
{
  return !tree_shows (page, "Anquetil");
}

static void
take_away (DirectoryDesk *room, const char *kind, const char *id)
{
  directory_desk_edit (room, kind, id);
  g_assert_true (offers_removal (room));
  g_signal_emit_by_name (tree_find (room->desk.page, GTK_TYPE_BUTTON, "Take Away"), "clicked");
}

/* The partner of begin_sheet(), with a second place and somebody who works there. */
static void
begin_removing (DirectoryDesk *room, char **place, char **contact)
{
  g_autoptr (CercleRecord) where = NULL, who = NULL;
  CercleTx *tx = cercle_tx_new ("Place added");

  directory_desk_begin_as (room, "col", CERCLE_TYPE_DIRECTORY_PAGE, 1156);
  CASE_DESK_WAIT (&room->desk, directory_desk_has_all);
  cercle_directory_chips_set (directory_desk_chips (room->desk.page), CERCLE_CHIP_AGE, "9");
  CASE_DESK_WAIT (&room->desk, directory_desk_has_one);
  where = cercle_session_new_record (room->desk.session, &cercle_place_kind);
  who = cercle_session_new_record (room->desk.session, &cercle_contact_kind);
  *place = g_strdup (cercle_record_get_id (where));
  *contact = g_strdup (cercle_record_get_id (who));
  cercle_record_set_text (where, CERCLE_PLACE_ORGANISATION, room->ids[0]);
  cercle_record_set_text (where, CERCLE_PLACE_NAME, "Antenne de Pont-l’Évêque");
  cercle_record_set_text (who, CERCLE_CONTACT_ORGANISATION, room->ids[0]);
  cercle_record_set_text (who, CERCLE_CONTACT_LAST_NAME, "Anquetil");
  cercle_record_set_text (who, CERCLE_CONTACT_PLACE, *place);
  cercle_tx_save (tx, where);
  cercle_tx_save (tx, who);
  directory_desk_commit (room->desk.session, tx);
  case_desk_wait_for_words (&room->desk, "Anquetil");
}

/* A place goes when nobody is said to be there; one undo brings it back. A partner itself closes,
 * and is not taken away. */
static void
test_remove (void)
{
  DirectoryDesk room;
  g_autofree char *place = NULL, *contact = NULL;
  g_autoptr (GError) error = NULL;

  begin_removing (&room, &place, &contact);
  directory_desk_edit (&room, "organisation", room.ids[0]);
  g_assert_false (offers_removal (&room));
  directory_desk_edit (&room, "place", "");
  g_assert_false (offers_removal (&room));
  take_away (&room, "place", place);
  case_desk_wait_for_words (&room.desk, "Something else on this sheet is said to be there");
  take_away (&room, "contact", contact);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  CASE_DESK_WAIT (&room.desk, has_nobody_cb);
  take_away (&room, "place", place);
  CASE_DESK_WAIT (&room.desk, directory_desk_has_no_form);
  CASE_DESK_WAIT (&room.desk, has_no_place_cb);
  g_assert_true (room_undo (room.desk.session, &error));
  g_assert_no_error (error);
  case_desk_wait_for_words (&room.desk, "Antenne de Pont-l’Évêque");
  g_assert_true (room_undo (room.desk.session, &error));
  g_assert_no_error (error);
  case_desk_wait_for_words (&room.desk, "Anquetil");
  directory_desk_end (&room);
}

/* An adviser writes, and takes nothing away: the server would refuse it. */
static void
test_may_not_remove (void)
{
  DirectoryDesk room;
  g_autoptr (CercleRecord) service = NULL;

  begin_sheet (&room);
  service = service_of (&room);
  directory_desk_edit (&room, "service", cercle_record_get_id (service));
  g_assert_false (offers_removal (&room));
  directory_desk_end (&room);
}

/* From identified to committed, a step at a time. */
static void
test_steps (void)
{
  static const char *const steps[] = { "Now: Identified", "Now: Contacted", "Now: Volunteer",
                                       "Now: Committed" };
  DirectoryDesk room;
  g_autoptr (CercleRecord) organisation = NULL;

  begin_sheet (&room);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      case_desk_wait_for_words (&room.desk, steps[i]);
      g_signal_emit_by_name (tree_find (room.desk.page, GTK_TYPE_BUTTON, steps[i]), "clicked");
    }
  case_desk_wait_for_words (&room.desk, "Lisieux · Committed");
  g_assert_null (tree_find (room.desk.page, GTK_TYPE_BUTTON, "Now: Identified"));
  organisation = cercle_session_get (room.desk.session, &cercle_organisation_kind, room.ids[0]);
  g_assert_cmpstr (cercle_record_get_text (organisation, CERCLE_ORGANISATION_STATUS), ==,
                   "committed");
  directory_desk_end (&room);
}

/* --- What is written is read ------------------------------------------------------------------ */

/* Read in other words than its own, or not on the sheet at all (NULL). */
static const struct
{
  const CercleKind *kind;
  guint field;
  const char *words;
} in_other_words[] = {
  { &cercle_organisation_kind, CERCLE_ORGANISATION_CLOSED_ON, NULL }, /* leaves the list */
  { &cercle_organisation_kind, CERCLE_ORGANISATION_CHECK_EVERY, "90" },
  { &cercle_place_kind, CERCLE_PLACE_HIDDEN, NULL }, /* test_sheet */
  { &cercle_service_kind, CERCLE_SERVICE_AGE_FROM, "from 7 to 11 years" },
  { &cercle_service_kind, CERCLE_SERVICE_AGE_TO, "from 7 to 11 years" },
  { &cercle_service_kind, CERCLE_SERVICE_WHOLE_AREA, "the whole département" },
  { &cercle_capacity_kind, CERCLE_CAPACITY_FREE, "4 free places" },
};
static const CercleKind *const written[] = {
  &cercle_organisation_kind, &cercle_place_kind,  &cercle_service_kind,
  &cercle_contact_kind,      &cercle_notice_kind, &cercle_capacity_kind,
};

/* The lists come with the file's first answers. */
static gboolean
has_codes (gpointer session)
{
  g_autoptr (GPtrArray) themes = cercle_session_get_codes (session, "theme");
  g_autoptr (GPtrArray) units = cercle_session_get_codes (session, "capacity");

  return themes->len > 0 && units->len > 0;
}

static char *
code_of (CercleSession *session, const char *list)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, list);

  g_assert_cmpuint (codes->len, >, 0);
  return g_strdup (cercle_record_get_text (codes->pdata[0], CERCLE_CODE_TOKEN));
}

/* (transfer full): a value that this field may have, and no other has. */
static char *
value_for (CercleSession *session, const CercleKind *kind, guint field, const char *const *refs)
{
  const CercleField *line = &kind->fields[field];

  if (line->flags & CERCLE_COMMUNE)
    return g_strdup ("14118");
  if (line->flags & CERCLE_PHONE)
    return g_strdup_printf ("+332317%02u%02u1", kind->fields[0].name[0] % 90u, field);
  if (line->list != NULL)
    return code_of (session, line->list);
  if (line->choices != NULL)
    return g_strdup (line->choices[line->type == CERCLE_SET ? 0 : 1].token);
  if (line->type == CERCLE_REF)
    for (guint i = 0; i < G_N_ELEMENTS (written); i++)
      if (g_str_equal (written[i]->name, line->targets))
        return g_strdup (refs[i]);
  if (line->type == CERCLE_DAY)
    return g_strdup (g_str_has_prefix (line->name, "from") ? "2020-06-01" : "2031-07-03");
  if (line->max == 9)
    return g_strdup ("140000308");
  if (line->max == 14)
    return g_strdup ("12345678901234");
  return line->max == 5 ? g_strdup ("14123") : g_strdup_printf ("%s %s", kind->name, line->name);
}

static void
write_value (CercleSession *session, CercleRecord *record, guint field, const char *const *refs)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  const CercleField *line = &kind->fields[field];
  g_autofree char *value = NULL;

  if (line->type == CERCLE_FLAG)
    cercle_record_set_flag (record, field, TRUE);
  else if (line->type == CERCLE_MINUTE)
    cercle_record_set_integer (record, field, field == CERCLE_PLACE_OPENS_AT ? 545 : 1055);
  else if (line->type == CERCLE_INTEGER)
    cercle_record_set_integer (record, field,
                               line->max == 999                     ? 4
                               : line->max == 1095                  ? 90
                               : g_str_equal (line->name, "age_to") ? 11
                                                                    : 7);
  else
    {
      value = value_for (session, kind, field, refs);
      cercle_record_set_text (record, field, value);
    }
}

/* FALSE: nothing to look for. words (out, transfer full). */
static gboolean
words_for (CercleSession *session, CercleRecord *record, guint field, char **words)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  for (guint i = 0; i < G_N_ELEMENTS (in_other_words); i++)
    if (in_other_words[i].kind == kind && in_other_words[i].field == field)
      {
        *words = g_strdup (in_other_words[i].words);
        return *words != NULL;
      }
  if (kind->fields[field].type == CERCLE_FLAG)
    *words = g_strdup (cercle_field_label (&kind->fields[field]));
  else if (g_strcmp0 (kind->fields[field].targets, "place") == 0)
    *words = g_strdup ("place name");
  else if (g_strcmp0 (kind->fields[field].targets, "service") == 0)
    *words = g_strdup ("service name");
  else
    *words = cercle_session_words_of (session, record, field);
  return TRUE;
}

/* Every field of every form stands on the sheet: what nobody can read, nobody mends. */
static void
test_read (void)
{
  DirectoryDesk room;
  CercleRecord *records[G_N_ELEMENTS (written)] = { NULL };
  const char *refs[G_N_ELEMENTS (written)] = { NULL };
  CercleTx *tx = cercle_tx_new ("All is written");

  begin_sheet (&room);
  ROOM_WAIT (has_codes, room.desk.session);
  refs[0] = room.ids[1];
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const CercleMatrixFormSort *form = cercle_directory_editing_form (written[i]);

      if (i == 0)
        {
          g_autoptr (CercleRecord) before =
              cercle_session_get (room.desk.session, written[0], room.ids[0]);
          records[0] = cercle_record_copy (before);
        }
      else
        {
          records[i] = i == 5 ? cercle_session_new_capacity (room.desk.session, room.ids[0], NULL)
                              : cercle_session_new_record (room.desk.session, written[i]);
          cercle_record_set_text (records[i], 0, room.ids[0]);
          refs[i] = cercle_record_get_id (records[i]);
        }
      for (guint f = 0; f < form->n_fields; f++)
        if (form->fields[f] != CERCLE_ORGANISATION_CLOSED_ON || i != 0)
          if (form->fields[f] != CERCLE_PLACE_HIDDEN || i != 1)
            write_value (room.desk.session, records[i], form->fields[f], refs);
      cercle_tx_save (tx, records[i]);
    }
  directory_desk_commit (room.desk.session, tx);
  case_desk_wait_for_words (&room.desk, "4 free places");
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const CercleMatrixFormSort *form = cercle_directory_editing_form (written[i]);

      for (guint f = 0; f < form->n_fields; f++)
        {
          g_autofree char *words = NULL;

          if (words_for (room.desk.session, records[i], form->fields[f], &words) &&
              !case_desk_says (&room.desk, words))
            {
              g_autofree char *said = tree_words (room.desk.page);
              g_error ("“%s” of %s is not on the sheet (“%s”): %s",
                       written[i]->fields[form->fields[f]].name, written[i]->name, words, said);
            }
        }
      g_object_unref (records[i]);
    }
  g_assert_null (tree_unnamed (room.desk.page));
  directory_desk_end (&room);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/directory/area", test_area);
  g_test_add_func ("/directory/part", test_part);
  g_test_add_func ("/directory/undo", test_undo);
  g_test_add_func ("/directory/numbers", test_numbers);
  g_test_add_func ("/directory/read", test_read);
  g_test_add_func ("/directory/remove", test_remove);
  g_test_add_func ("/directory/may-not-remove", test_may_not_remove);
  g_test_add_func ("/directory/steps", test_steps);
  return g_test_run ();
}
