/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two persons who are linked show each other's case, from one record, and nobody else's? */
#include "case-desk.h"

#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-person.h"
#include "room.h"

static const char *awaited;

static gboolean
begins_cb (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static gboolean
shows_cb (gpointer page)
{
  return tree_walk (page, begins_cb, (gpointer) awaited);
}

static gboolean
opens_cb (GtkWidget *widget, gpointer id)
{
  GVariant *target = NULL;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget) ||
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.open-case") != 0)
    return FALSE;
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  return g_str_equal (g_variant_get_string (target, NULL), id);
}

/* Her record among those around him, known as the person of the other case. */
static void
link_them (CaseDesk *desk, const char *his, const char *hers)
{
  g_autoptr (CercleRecord) him = case_desk_person (desk->session, his);
  g_autoptr (CercleRecord) her = case_desk_person (desk->session, hers);
  g_autoptr (CercleRecord) relative =
      cercle_session_new_record (desk->session, &cercle_relative_kind);
  CercleTx *tx = cercle_tx_new ("Relative");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (him));
  cercle_record_set_text (relative, CERCLE_RELATIVE_LINK, "mother");
  cercle_record_set_text (relative, CERCLE_RELATIVE_KNOWN, cercle_record_get_id (her));
  cercle_tx_save (tx, relative);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

static void
show (CaseDesk *desk, const char *id)
{
  case_desk_show (desk, CERCLE_TYPE_CASE_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk->page), id);
}

static void
test_both_ends (void)
{
  CaseDesk desk;
  g_autofree char *his = NULL, *hers = NULL, *other = NULL;

  case_desk_begin (&desk);
  his = case_desk_add (desk.session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  hers = case_desk_add (desk.session, "Sandrine", "Quesnel", "Aidante épuisée", NULL);
  other = case_desk_add (desk.session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  link_them (&desk, his, hers);
  show (&desk, his);
  awaited = "Sandrine Quesnel (Mother) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, hers));
  g_assert_null (tree_unnamed (desk.page));
  show (&desk, hers);
  awaited = "Mathis Quesnel (Son or daughter) also has an open case";
  CASE_DESK_WAIT (&desk, shows_cb);
  g_assert_true (tree_walk (desk.page, opens_cb, his));
  show (&desk, other);
  awaited = "Thierry Onfroy";
  g_assert_false (tree_walk (desk.page, opens_cb, his));
  g_assert_false (tree_walk (desk.page, opens_cb, hers));
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/kin/both-ends", test_both_ends);
  return g_test_run ();
}
