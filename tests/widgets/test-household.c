/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does whoever has come to the lines of "who is calling" stay there when an answer arrives? */
#include "case-desk.h"

#include "cercle-call-household.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "room.h"

#define FOUND "New request for Jeanne Quesnel"

static gboolean
is_there_cb (gpointer household)
{
  return tree_shows (household, FOUND);
}

static gboolean
is_gone_cb (gpointer household)
{
  return !tree_shows (household, FOUND);
}

static void
choose_keyboard (GtkWidget *household, const char *words)
{
  GtkWidget *line = gtk_widget_get_first_child (gtk_widget_get_first_child (household));

  while (line != NULL && !tree_shows (line, words))
    line = gtk_widget_get_next_sibling (line);
  g_assert_nonnull (line);
  g_assert_true (gtk_widget_grab_focus (line));
}

static void
assert_keyboard (CaseDesk *desk, const char *words)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));

  g_assert_true (GTK_IS_CHECK_BUTTON (focus));
  g_assert_true (tree_shows (focus, words));
}

static void
test_keyboard (void)
{
  CaseDesk desk;
  GtkWidget *widget = g_object_new (CERCLE_TYPE_CALL_HOUSEHOLD, NULL);
  CercleCallHousehold *household = CERCLE_CALL_HOUSEHOLD (widget);

  case_desk_begin (&desk);
  g_autofree char *kase = case_desk_add (desk.session, "Jeanne", "Quesnel", "Respite", NULL);
  cercle_call_household_set_session (household, desk.session);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk.overlay), widget);
  gtk_window_present (GTK_WINDOW (desk.window));
  tree_draw (desk.window);

  choose_keyboard (widget, "Anonymous contact");
  cercle_call_household_look (household, NULL, "Quesnel", NULL);
  room_wait ("the answer", is_there_cb, widget);
  assert_keyboard (&desk, "Anonymous contact");
  choose_keyboard (widget, "Somebody new");
  cercle_call_household_look (household, NULL, NULL, NULL);
  room_wait ("nobody", is_gone_cb, widget);
  assert_keyboard (&desk, "Somebody new");

  /* Whose line has gone: the keyboard is on the one that is always there. */
  cercle_call_household_look (household, NULL, "Quesnel", NULL);
  room_wait ("the answer", is_there_cb, widget);
  choose_keyboard (widget, FOUND);
  cercle_call_household_look (household, NULL, NULL, NULL);
  room_wait ("nobody", is_gone_cb, widget);
  assert_keyboard (&desk, "Somebody new");
  case_desk_end (&desk);
}

/* (transfer full): somebody as she is typed during a call; who: first name, last name, day of birth
 * and commune, each NULL where it was not told. */
static CercleRecord *
type_person (CercleSession *session, const char *const who[4])
{
  static const guint fields[] = { CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME,
                                  CERCLE_PERSON_BIRTH_ON, CERCLE_PERSON_COMMUNE };
  CercleRecord *person = cercle_session_new_record (session, &cercle_person_kind);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    cercle_record_set_text (person, fields[i], who[i]);
  return person;
}

static void
put_person (CercleSession *session, const char *kase, const char *const who[4])
{
  g_autoptr (CercleRecord) person = case_desk_person (session, kase);
  g_autoptr (CercleRecord) typed = type_person (session, who);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Described");

  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    cercle_record_take_value (person, typed, i);
  cercle_tx_save (tx, person);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
show_household (CaseDesk *desk, GtkWidget *widget)
{
  cercle_call_household_set_session (CERCLE_CALL_HOUSEHOLD (widget), desk->session);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk->overlay), widget);
  gtk_window_present (GTK_WINDOW (desk->window));
  tree_draw (desk->window);
}

typedef struct
{
  GtkWidget *household;
  const char *said; /* NULL: she is not offered */
} Offered;

static gboolean
is_offered_cb (gpointer data)
{
  const Offered *offered = data;
  g_autofree char *words = tree_words (offered->household);
  gboolean there = strstr (words, "New request for Mathis Quesnel") != NULL;

  return offered->said != NULL ? there && strstr (words, offered->said) != NULL : !there;
}

/* Who is known already is offered before a second record is made, with why: a name that sounds
 * alike though it begins otherwise, the day of birth, the commune. */
static void
test_alike (void)
{
  static const struct
  {
    const char *who[4];
    const char *said; /* NULL: she is not the same */
  } typed[] = {
    { { "Mathis", "Kesnel", "2011-05-04", NULL }, "a name that sounds alike, born the same day" },
    { { "Matisse", "Quesnel", "2011-05-04", "14366" }, "the same commune" },
    { { "Kesnel", "Mathis", "2011-05-04", NULL }, "born the same day" },
    { { "Mathis", "Kesnel", "1971-05-04", "14366" }, NULL },
    { { "Léa", "Kesnel", "2011-05-04", "14366" }, NULL },
  };
  CaseDesk desk;
  GtkWidget *widget = g_object_new (CERCLE_TYPE_CALL_HOUSEHOLD, NULL);
  CercleCallHousehold *household = CERCLE_CALL_HOUSEHOLD (widget);

  case_desk_begin (&desk);
  g_autofree char *kase = case_desk_add (desk.session, "Mathis", "Quesnel", "Respite", NULL);
  put_person (desk.session, kase,
              (const char *const[4]){ "Mathis", "Quesnel", "2011-05-04", "14366" });
  show_household (&desk, widget);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CercleRecord) like = type_person (desk.session, typed[i].who);

      Offered offered = { widget, typed[i].said };

      cercle_call_household_look (household, NULL, "nobody", like);
      room_catch_up (desk.session);
      room_wait (typed[i].who[1], is_offered_cb, &offered);
    }
  case_desk_end (&desk);
}

static gboolean
has_both_cb (gpointer household)
{
  return tree_shows (household, "Respite") && tree_shows (household, "Séjour");
}

/* Whose records were made one is offered the cases of both. */
static void
test_merged (void)
{
  CaseDesk desk;
  GtkWidget *widget = g_object_new (CERCLE_TYPE_CALL_HOUSEHOLD, NULL);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Merged");

  case_desk_begin (&desk);
  g_autofree char *kase = case_desk_add (desk.session, "Mathis", "Quesnel", "Respite", NULL);
  g_autofree char *former = case_desk_add (desk.session, "Matisse", "Kesnel", "Séjour", NULL);
  g_autoptr (CercleRecord) survivor = case_desk_person (desk.session, kase);
  g_autoptr (CercleRecord) loser = case_desk_person (desk.session, former);
  g_autoptr (CercleRecord) merge = cercle_person_merge (loser, survivor, 0, NULL, &error);
  g_assert_no_error (error);
  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, loser);
  cercle_tx_save (tx, merge);
  room_commit (desk.session, tx, &error);
  g_assert_no_error (error);
  show_household (&desk, widget);
  cercle_call_household_look (CERCLE_CALL_HOUSEHOLD (widget), NULL, "Quesnel", NULL);
  room_wait ("both cases", has_both_cb, widget);
  g_assert_false (tree_shows (widget, "Kesnel"));
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/household/keyboard", test_keyboard);
  g_test_add_func ("/household/alike", test_alike);
  g_test_add_func ("/household/merged", test_merged);
  return g_test_run ();
}
