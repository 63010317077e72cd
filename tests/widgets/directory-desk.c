/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a directory of three partners come on a desk, and what do its pages show? */
#include "directory-desk.h"

#include "cercle-directory-sheet.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "room.h"

const DirectoryPartner directory_desk_partners[DIRECTORY_PARTNERS] = {
  { "Relayage Les Vergers", "14366", 6, 20 },
  { "Halte La Closerie", "14366", 12, 60 },
  { "Foyer Le Grand Clos", "14118", 18, 70 },
};

static const char *only; /* who is to be left */

void
directory_desk_commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

char *
directory_desk_add (CercleSession *session, guint i)
{
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (session, &cercle_organisation_kind);
  g_autoptr (CercleRecord) place = cercle_session_new_record (session, &cercle_place_kind);
  g_autoptr (CercleRecord) service = cercle_session_new_record (session, &cercle_service_kind);
  const char *id = cercle_record_get_id (organisation);
  CercleTx *tx = cercle_tx_new ("Partner added");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, directory_desk_partners[i].name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_PHONE, "+33231000001");
  cercle_record_set_flag (organisation, CERCLE_ORGANISATION_IN_ROUND, i < 2);
  cercle_record_set_text (place, CERCLE_PLACE_ORGANISATION, id);
  cercle_record_set_text (place, CERCLE_PLACE_COMMUNE, directory_desk_partners[i].commune);
  cercle_record_set_text (place, CERCLE_PLACE_ADDRESS, "3 rue des Roses");
  cercle_record_set_flag (place, CERCLE_PLACE_HIDDEN, i == 0);
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, id);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Répit");
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_FROM, directory_desk_partners[i].from);
  cercle_record_set_integer (service, CERCLE_SERVICE_AGE_TO, directory_desk_partners[i].to);
  cercle_tx_save (tx, organisation);
  cercle_tx_save (tx, place);
  cercle_tx_save (tx, service);
  directory_desk_commit (session, tx);
  return g_strdup (id);
}

void
directory_desk_begin (DirectoryDesk *room, GType page, int width)
{
  directory_desk_begin_as (room, "ada", page, width);
}

void
directory_desk_begin_as (DirectoryDesk *room, const char *login, GType page, int width)
{
  case_desk_begin_as (&room->desk, login);
  for (guint i = 0; i < DIRECTORY_PARTNERS; i++)
    room->ids[i] = directory_desk_add (room->desk.session, i);
  only = room->ids[0];
  case_desk_show (&room->desk, page, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (room->desk.page));
}

void
directory_desk_end (DirectoryDesk *room)
{
  case_desk_end (&room->desk);
  for (guint i = 0; i < DIRECTORY_PARTNERS; i++)
    g_free (room->ids[i]);
}

CercleDirectoryChips *
directory_desk_chips (gpointer page)
{
  return CERCLE_DIRECTORY_CHIPS (tree_find (page, CERCLE_TYPE_DIRECTORY_CHIPS, NULL));
}

const char *
directory_desk_shown (gpointer page)
{
  GtkWidget *sheet = tree_find (page, CERCLE_TYPE_DIRECTORY_SHEET, NULL);
  return cercle_directory_sheet_get_id (CERCLE_DIRECTORY_SHEET (sheet));
}

gboolean
directory_desk_has_all (gpointer page)
{
  return case_desk_n_shown (page) >= DIRECTORY_PARTNERS && directory_desk_shown (page) != NULL;
}

gboolean
directory_desk_has_one (gpointer page)
{
  return case_desk_n_shown (page) == 1 && g_strcmp0 (directory_desk_shown (page), only) == 0;
}

gboolean
directory_desk_has_none (gpointer page)
{
  return case_desk_n_shown (page) == 0 && directory_desk_shown (page) == NULL;
}

gboolean
directory_desk_is_on (CaseDesk *desk, GType type)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL;
}

gboolean
directory_desk_has_form (gpointer page)
{
  GtkWidget *form = tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL);
  return gtk_widget_get_mapped (form);
}

gboolean
directory_desk_has_no_form (gpointer page)
{
  return !directory_desk_has_form (page);
}

void
directory_desk_edit (DirectoryDesk *room, const char *kind, const char *id)
{
  g_autofree char *target = g_strconcat (kind, ":", id, NULL);

  gtk_widget_activate_action (room->desk.page, "directory.edit", "s", target);
  CASE_DESK_WAIT (&room->desk, directory_desk_has_form);
}

void
directory_desk_type (DirectoryDesk *room, guint field, const char *text)
{
  case_desk_type (&room->desk, field, text);
}

void
directory_desk_save (DirectoryDesk *room)
{
  GtkWidget *form = tree_find (room->desk.page, CERCLE_TYPE_MATRIX_FORM, NULL);
  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
}
