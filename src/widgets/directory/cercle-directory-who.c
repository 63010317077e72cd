/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is this partner, and whom does one talk to there? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-directory-line.h"
#include "cercle-directory-parts.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-macros.h"
#include "cercle-mark.h"
#include "cercle-organisation.h"

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

/* --- The name, and what one must know at once ------------------------------------------------ */

static void
add_alarm (GtkWidget *box, const char *words)
{
  g_autofree char *alarm = g_strconcat ("⚠ ", words, NULL);

  cercle_directory_line_words (box, alarm, "error");
}

void
cercle_directory_fill_head (const CercleDirectoryView *view, GtkWidget *box)
{
  const CerclePartnerLine *line = view->sheet->line;
  CercleRecord *organisation = line->organisation;
  g_autofree char *reference =
      g_strconcat ("organisation:", cercle_record_get_id (organisation), NULL);
  g_autofree char *family = cercle_record_display (organisation, CERCLE_ORGANISATION_FAMILY);
  g_autofree char *status = cercle_record_display (organisation, CERCLE_ORGANISATION_STATUS);
  const char *category = text (organisation, CERCLE_ORGANISATION_CATEGORY);
  const char *member = cercle_record_get_flag (organisation, CERCLE_ORGANISATION_IN_CERCLE)
                           ? _ ("takes part in the Cercle")
                           : NULL;
  g_autofree char *town = cercle_directory_town (line);
  g_autofree char *where = cercle_directory_join (category != NULL ? category : family, town);
  g_autofree char *how = cercle_directory_join (status, member);
  g_autofree char *all = cercle_directory_join (where, how);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = cercle_mark_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  cercle_mark_set (CERCLE_MARK (mark), cercle_session_holder_letter (view->session, reference),
                   NULL);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_widget_set_hexpand (words, TRUE);
  cercle_directory_line_words (words, text (organisation, CERCLE_ORGANISATION_NAME), "title-4");
  cercle_directory_line_words (words, all, "dim-label");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (box), row);
  if (cercle_directory_has_closed (line))
    {
      g_autofree char *gone = cercle_directory_closed_for_good (organisation);
      add_alarm (box, gone);
    }
  else if (line->closure != NULL)
    {
      g_autofree char *closed = cercle_directory_closed (line->closure);
      add_alarm (box, closed);
    }
}

/* --- Whom one talks to ----------------------------------------------------------------------- */

static void
add_contact (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *contact)
{
  g_autofree char *name = cercle_directory_contact_name (contact);
  g_autofree char *referent = cercle_record_display (contact, CERCLE_CONTACT_REFERENT);
  g_autofree char *term = cercle_directory_term (contact);
  g_autofree char *since = cercle_directory_join (referent, term);
  g_autofree char *more = cercle_directory_join (text (contact, CERCLE_CONTACT_FUNCTION), since);

  cercle_directory_add_record (view, box, contact, name, more);
  cercle_directory_add_place (view, box, contact, CERCLE_CONTACT_PLACE);
  cercle_directory_line_phone (box, text (contact, CERCLE_CONTACT_PHONE));
  cercle_directory_line_phone (box, text (contact, CERCLE_CONTACT_MOBILE));
  cercle_directory_line_mail (box, text (contact, CERCLE_CONTACT_MAIL));
  if (!cercle_record_is_set (contact, CERCLE_CONTACT_SECURED_MAIL))
    return;
  cercle_directory_line_words (
      box, cercle_field_label (&cercle_contact_kind.fields[CERCLE_CONTACT_SECURED_MAIL]),
      "dim-label");
  cercle_directory_line_mail (box, text (contact, CERCLE_CONTACT_SECURED_MAIL));
}

/* Whoever has left is no one to ring: a name and a day, to be mended or understood. */
static void
add_former (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *contact)
{
  g_autofree char *name = cercle_directory_contact_name (contact);
  g_autofree char *term = cercle_directory_term (contact);
  g_autofree char *left = cercle_directory_join (name, term);

  cercle_directory_add_record (view, box, contact, NULL, left);
}

void
cercle_directory_fill_contacts (const CercleDirectoryView *view, GtkWidget *box)
{
  CercleRecord *organisation = view->sheet->line->organisation;

  cercle_directory_line_phone (box, text (organisation, CERCLE_ORGANISATION_PHONE));
  cercle_directory_line_mail (box, text (organisation, CERCLE_ORGANISATION_MAIL));
  cercle_directory_line_web (box, text (organisation, CERCLE_ORGANISATION_WEB));
  for (guint i = 0; i < view->sheet->contacts->len; i++)
    add_contact (view, box, view->sheet->contacts->pdata[i]);
  for (guint i = 0; i < view->sheet->former->len; i++)
    add_former (view, box, view->sheet->former->pdata[i]);
}

/* --- What it belongs to ---------------------------------------------------------------------- */

/* (nullable): the step that follows this one. */
static const CercleChoice *
next_step (const char *status)
{
  const CercleChoice *step = cercle_partner_statuses;

  while (status != NULL && step->token != NULL && !g_str_equal (step->token, status))
    step++;
  if (step->token != NULL && status != NULL)
    step++;
  return step->token != NULL ? step : NULL;
}

static void
add_step (const CercleDirectoryView *view, GtkWidget *box)
{
  CercleRecord *organisation = view->sheet->line->organisation;
  const CercleChoice *next = next_step (text (organisation, CERCLE_ORGANISATION_STATUS));
  g_autofree char *words = NULL;

  cercle_directory_add_fact (view, box, organisation, CERCLE_ORGANISATION_STATUS);
  if (!view->may || next == NULL)
    return;
  /* TRANSLATORS: the next step of a partner: "Volunteer". */
  words = g_strdup_printf (_ ("Now: %s"), _ (next->label));
  cercle_directory_line_button (cercle_directory_line_row (box), words, "directory.status",
                                next->token);
}

void
cercle_directory_fill_organisation (const CercleDirectoryView *view, GtkWidget *box)
{
  static const guint facts[] = {
    CERCLE_ORGANISATION_LONG_NAME, CERCLE_ORGANISATION_FAMILY,      CERCLE_ORGANISATION_PARENT,
    CERCLE_ORGANISATION_NETWORKS,  CERCLE_ORGANISATION_DEAF_ACCESS, CERCLE_ORGANISATION_IN_CERCLE,
    CERCLE_ORGANISATION_IN_ROUND,
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    cercle_directory_add_fact (view, box, view->sheet->line->organisation, facts[i]);
  add_step (view, box);
}
