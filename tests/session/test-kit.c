/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every desk have the kit, and does a community's own sheet take the place of the first one?
 */
#include "cercle-choices.h"
#include "cercle-directory.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef Seat Fixture;

static void
test_every_motive (Fixture *fixture, gconstpointer data)
{
  for (const CercleChoice *motive = cercle_sub_missions; motive->token != NULL; motive++)
    {
      g_autoptr (GPtrArray) sheets =
          cercle_session_get_reflex_sheets (fixture->session, motive->token, NULL);

      g_test_message ("%s", motive->token);
      g_assert_cmpuint (sheets->len, ==, 1);
      g_assert_nonnull (cercle_record_get_text (sheets->pdata[0], CERCLE_DOCUMENT_TITLE));
      g_assert_nonnull (cercle_record_get_text (sheets->pdata[0], CERCLE_DOCUMENT_TEXT));
    }
}

static CercleRecord *
add_sheet (Fixture *fixture, const char *replaces, const char *retired)
{
  CercleRecord *sheet = cercle_session_new_record (fixture->session, &cercle_document_kind);
  CercleTx *tx = cercle_tx_new ("Sheet");
  g_autoptr (CercleRecord) copy = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (sheet, CERCLE_DOCUMENT_TITLE, "Répit dans le Calvados");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_SORT, "reflex");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_MISSIONS, "respite_carers");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_VERSION, "2");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_ISSUED_ON,
                          cercle_session_get_today (fixture->session));
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_REPLACES, replaces);
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_RETIRED_ON, retired);
  cercle_tx_save (tx, sheet);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
  return sheet;
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first =
      cercle_session_get_reflex_sheets (fixture->session, "respite_carers", NULL);
  const char *id = cercle_record_get_id (first->pdata[0]);
  g_autoptr (CercleRecord) gone =
      add_sheet (fixture, id, cercle_session_get_today (fixture->session));
  g_autoptr (GPtrArray) still = NULL, now = NULL;
  g_autoptr (CercleRecord) own = NULL;

  /* One that was retired replaces nothing. */
  still = cercle_session_get_reflex_sheets (fixture->session, "respite_carers", NULL);
  g_assert_cmpuint (still->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_id (still->pdata[0]), ==, id);
  own = add_sheet (fixture, id, NULL);
  now = cercle_session_get_reflex_sheets (fixture->session, "respite_carers", NULL);
  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_id (now->pdata[0]), ==, cercle_record_get_id (own));
}

/* Tied to a theme alone: beside calls about a case that has it, after what the motive says. */
static void
test_theme (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) sheet =
      cercle_session_new_record (fixture->session, &cercle_document_kind);
  g_autoptr (GPtrArray) without = NULL, with = NULL, alone = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Sheet");

  cercle_record_set_text (sheet, CERCLE_DOCUMENT_TITLE, "Numérique dans le Calvados");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_SORT, "reflex");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_THEMES, "digital");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_VERSION, "1");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_ISSUED_ON,
                          cercle_session_get_today (fixture->session));
  cercle_tx_save (tx, sheet);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
  without = cercle_session_get_reflex_sheets (fixture->session, "respite_carers", NULL);
  g_assert_cmpuint (without->len, ==, 1);
  with = cercle_session_get_reflex_sheets (fixture->session, "respite_carers", "digital work");
  g_assert_cmpuint (with->len, >, 1);
  g_assert_cmpstr (cercle_record_get_id (with->pdata[0]), ==,
                   cercle_record_get_id (without->pdata[0]));
  alone = cercle_session_get_reflex_sheets (fixture->session, "", "digital");
  g_assert_cmpuint (alone->len, >, 0);
  g_assert_cmpstr (cercle_record_get_id (alone->pdata[0]), ==, cercle_record_get_id (sheet));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/kit/every-motive", Fixture, "col", seat_set_up, test_every_motive,
              seat_tear_down);
  g_test_add ("/session/kit/replaced", Fixture, "col", seat_set_up, test_replaced, seat_tear_down);
  g_test_add ("/session/kit/theme", Fixture, "col", seat_set_up, test_theme, seat_tear_down);
  return g_test_run ();
}
