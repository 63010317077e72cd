/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a call keep every word as a draft, promise what the working time allows, and put the number
 * for children first when a child is concerned? */
#include <gtk/gtk.h>

#include "cercle-call-form.h"
#include "cercle-call-promise.h"
#include "cercle-choice-bar.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-wrap-layout.h"

static void
test_draft_keeps_all (void)
{
  static const char *const typed[] = {
    "Quesnel", "M. & Mme <b>D_upont",      "« répit » “x” \\ \"",
    "مرحبا",   "👩‍🦽 deux\nlignes", "1",
  };
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CercleCallForm) form = cercle_call_form_new ();
      for (guint field = 0; field < CERCLE_FORM_N_FIELDS; field++)
        cercle_call_form_set (form, field, typed[i]);
      g_autofree char *content = cercle_call_form_print (form);
      g_autoptr (CercleCallForm) again =
          cercle_call_form_parse (cercle_call_form_get_id (form), content);
      g_assert_nonnull (again);
      g_assert_cmpstr (cercle_call_form_get_id (again), ==, cercle_call_form_get_id (form));
      for (guint field = 0; field < CERCLE_FORM_N_FIELDS; field++)
        g_assert_cmpstr (cercle_call_form_get (again, field), ==, typed[i]);
    }
}

static void
test_draft_of_ten_thousand (void)
{
  g_autoptr (CercleCallForm) form = cercle_call_form_new ();
  g_autofree char *words = g_strnfill (10000, 'e');
  cercle_call_form_set (form, CERCLE_FORM_WORDS, words);
  g_autofree char *content = cercle_call_form_print (form);
  g_autoptr (CercleCallForm) again = cercle_call_form_parse ("x", content);
  g_assert_cmpstr (cercle_call_form_get (again, CERCLE_FORM_WORDS), ==, words);
}

static void
test_spoilt_drafts (void)
{
  static const char *const spoilt[] = { NULL, "", "{", "[]", "{\"phone\":3}", "{\"words\":{}}" };
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    g_assert_null (cercle_call_form_parse ("x", spoilt[i]));
  g_autoptr (CercleCallForm) newer =
      cercle_call_form_parse ("x", "{\"phone\":\"06\",\"of_a_newer_version\":\"y\"}");
  g_assert_cmpstr (cercle_call_form_get (newer, CERCLE_FORM_PHONE), ==, "06");
}

static void
test_empty (void)
{
  g_autoptr (CercleCallForm) form = cercle_call_form_new ();
  g_assert_true (cercle_call_form_is_empty (form));
  cercle_call_form_set (form, CERCLE_FORM_ORIGIN, "direct");
  g_assert_true (cercle_call_form_is_empty (form));
  g_assert_true (cercle_call_form_set (form, CERCLE_FORM_PHONE, "0"));
  g_assert_false (cercle_call_form_set (form, CERCLE_FORM_PHONE, "0"));
  g_assert_false (cercle_call_form_is_empty (form));
  cercle_call_form_set (form, CERCLE_FORM_PHONE, "");
  g_assert_true (cercle_call_form_is_empty (form));
}

static void
test_children (void)
{
  static const struct
  {
    CercleFormField field;
    const char *value;
    gboolean child;
  } cases[] = {
    { CERCLE_FORM_REQUESTER, "ase", TRUE },
    { CERCLE_FORM_REQUESTER, "foster_family", TRUE },
    { CERCLE_FORM_REQUESTER, "carer", FALSE },
    { CERCLE_FORM_SUB_MISSION, "ase_foster", TRUE },
    { CERCLE_FORM_SUB_MISSION, "care_units", FALSE },
    { CERCLE_FORM_BIRTH, "2011", TRUE },
    { CERCLE_FORM_BIRTH, "12/03/2011", TRUE },
    { CERCLE_FORM_BIRTH, "1958", FALSE },
    { CERCLE_FORM_BIRTH, "not a year", FALSE },
    { CERCLE_FORM_BIRTH, "2002", FALSE },
  };
  int today = cercle_day_from_ymd (2020, 6, 23);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CercleCallForm) form = cercle_call_form_new ();
      cercle_call_form_set (form, cases[i].field, cases[i].value);
      g_assert_cmpint (cercle_call_form_is_about_a_child (form, NULL, today), ==, cases[i].child);
    }
  g_autoptr (CercleCallForm) form = cercle_call_form_new ();
  g_autoptr (CercleRecord) person = cercle_record_new (&cercle_person_kind);
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, "2002-06-24");
  g_assert_true (cercle_call_form_is_about_a_child (form, person, today));
  g_assert_false (cercle_call_form_is_about_a_child (form, person, today + 1));
}

/* Calvados, Monday to Friday 9:00 to 18:00. */
static void
test_promises (void)
{
  static const CercleWorkingTime time = { 0x1f, 540, 1080, "metropole", "Europe/Paris" };
  static const struct
  {
    const char *now, *days[CERCLE_N_PROMISES];
    int minutes[CERCLE_N_PROMISES];
  } cases[] = {
    /* A Tuesday morning, and too late in the same day. */
    { "2020-06-23T07:42:00.000Z",
      { "2020-06-23", "2020-06-24", "2020-06-25" },
      { 1020, 600, 720 } },
    { "2020-06-23T14:30:00.000Z", { "2020-06-24", "2020-06-25", "2020-06-26" }, { 600, 600, 720 } },
    /* A Friday evening; Monday 13 July before Bastille Day; New Year's Eve. */
    { "2020-06-26T16:00:00.000Z", { "2020-06-29", "2020-06-30", "2020-07-01" }, { 600, 600, 720 } },
    { "2020-07-13T06:30:00.000Z",
      { "2020-07-13", "2020-07-15", "2020-07-16" },
      { 1020, 600, 720 } },
    { "2020-12-31T17:30:00.000Z", { "2021-01-04", "2021-01-05", "2021-01-06" }, { 600, 600, 720 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CerclePromise promises[CERCLE_N_PROMISES];
      gint64 now = 0;
      g_assert_true (cercle_instant_parse (cases[i].now, &now));
      cercle_call_promises (&time, now, promises);
      for (guint j = 0; j < CERCLE_N_PROMISES; j++)
        {
          g_autofree char *day = cercle_day_to_text (promises[j].day);
          g_assert_cmpstr (day, ==, cases[i].days[j]);
          g_assert_cmpint (promises[j].minute, ==, cases[i].minutes[j]);
        }
    }
}

static void
count_cb (CercleChoiceBar *bar, guint *n)
{
  *n += 1;
}

static guint
stops (GtkWidget *widget)
{
  guint n = gtk_widget_get_focusable (widget) ? 1 : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += GTK_IS_LABEL (child) ? 0 : stops (child);
  return n;
}

static void
test_choice_bar (void)
{
  CercleChoiceBar *bar = g_object_ref_sink (g_object_new (CERCLE_TYPE_CHOICE_BAR, NULL));
  guint changed = 0;

  cercle_choice_bar_fill (bar, "Origin", cercle_origins);
  g_signal_connect (bar, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_cmpstr (cercle_choice_bar_get (bar), ==, "");
  g_assert_cmpuint (stops (GTK_WIDGET (bar)), ==, 1);
  cercle_choice_bar_set (bar, "relay");
  g_assert_cmpstr (cercle_choice_bar_get (bar), ==, "relay");
  g_assert_cmpuint (stops (GTK_WIDGET (bar)), ==, 1);
  cercle_choice_bar_set (bar, "of a newer version");
  g_assert_cmpstr (cercle_choice_bar_get (bar), ==, "");
  g_assert_cmpuint (changed, ==, 0);
  g_assert_finalize_object (bar);
}

static void
test_wrap_layout (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  int minimum, natural, one, three;

  gtk_widget_set_layout_manager (box, cercle_wrap_layout_new (10, 5));
  for (int i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_label_new ("x");
      gtk_widget_set_size_request (child, 100, 20);
      gtk_box_append (GTK_BOX (box), child);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 320);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 320, &one, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 150, &three, NULL, NULL, NULL);
  g_assert_cmpint (three, ==, 3 * one + 2 * 5);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 150, &three, NULL, NULL, NULL);
  g_assert_cmpint (three, ==, 2 * one + 5);
  /* What is still empty at its head has its space: as wide as it wants to be, all is one line. */
  gtk_box_prepend (GTK_BOX (box), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 220);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, natural, &three, NULL, NULL, NULL);
  g_assert_cmpint (three, ==, one);
  g_assert_finalize_object (box);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call/draft/keeps-all", test_draft_keeps_all);
  g_test_add_func ("/call/draft/ten-thousand", test_draft_of_ten_thousand);
  g_test_add_func ("/call/draft/spoilt", test_spoilt_drafts);
  g_test_add_func ("/call/empty", test_empty);
  g_test_add_func ("/call/children", test_children);
  g_test_add_func ("/call/promises", test_promises);
  g_test_add_func ("/call/choice-bar", test_choice_bar);
  g_test_add_func ("/call/wrap-layout", test_wrap_layout);
  return g_test_run ();
}
