/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of a launch, who says so, and what is missing? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-launch-list.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-directory-line.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-launch-desk.h"
#include "cercle-macros.h"

typedef struct
{
  GtkWidget *box;
  CercleSession *session;
  const CercleLaunchLine *line;
  const CercleLaunchFacts *facts;
  gboolean may;
} Listing;

static GtkWidget *
add_section (const Listing *listing, const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  cercle_directory_line_words (section, title, "heading");
  gtk_widget_add_css_class (section, "card");
  gtk_widget_add_css_class (section, "directory-sheet");
  gtk_box_append (GTK_BOX (listing->box), section);
  return section;
}

static void
add_field (GtkWidget *section, CercleRecord *record, guint field)
{
  g_autofree char *words = cercle_record_display (record, field);

  if (*words != '\0')
    cercle_directory_line_fact (
        section, cercle_field_label (&cercle_record_get_kind (record)->fields[field]), words);
}

static void
add_plan (const Listing *listing)
{
  static const guint fields[] = { CERCLE_LAUNCH_WAVE, CERCLE_LAUNCH_PLANNED_ON,
                                  CERCLE_LAUNCH_ACTUAL_ON, CERCLE_LAUNCH_REMARK };
  const CercleLaunchStanding *standing = listing->line->standing;
  gboolean late = standing->state == CERCLE_LAUNCH_LATE;
  const char *state = cercle_launch_state_label (standing->state);
  g_autofree char *marked = late ? g_strconcat ("⚠ ", state, NULL) : g_strdup (state);
  GtkWidget *section = add_section (
      listing, cercle_record_get_text (listing->line->community, CERCLE_COMMUNITY_NAME));

  cercle_directory_line_words (section, marked, late ? "warning" : "title-4");
  if (standing->state == CERCLE_LAUNCH_UNPLANNED)
    cercle_directory_line_words (section, _ ("No day of launch is planned."), "dim-label");
  for (guint i = 0; listing->line->launch != NULL && i < G_N_ELEMENTS (fields); i++)
    add_field (section, listing->line->launch, fields[i]);
  if (listing->may)
    cercle_directory_line_button (cercle_directory_line_row (section), _ ("Days of the Launch…"),
                                  "launch.plan", NULL);
}

/* --- Points ---------------------------------------------------------------------------------- */

/* The hours that are confirmed. (transfer full) (nullable) */
static char *
hours_words (CercleRecord *community)
{
  g_autofree char *days = cercle_record_display (community, CERCLE_COMMUNITY_OPEN_DAYS);
  g_autofree char *opens = cercle_record_display (community, CERCLE_COMMUNITY_OPENS_AT);
  g_autofree char *closes = cercle_record_display (community, CERCLE_COMMUNITY_CLOSES_AT);

  if (*opens == '\0' || *closes == '\0')
    return NULL;
  /* TRANSLATORS: days of the week, an hour, an hour. */
  return g_strdup_printf (_ ("%1$s: from %2$s to %3$s"), days, opens, closes);
}

static void
add_confirmation (const Listing *listing, GtkWidget *section, CercleRecord *check)
{
  g_autofree char *day = cercle_record_display (check, CERCLE_LAUNCH_CHECK_DONE_ON);
  g_autofree char *by =
      cercle_session_name_of_id (listing->session, &cercle_member_kind,
                                 cercle_record_get_text (check, CERCLE_LAUNCH_CHECK_DONE_BY));
  gboolean review = g_strcmp0 (cercle_record_get_text (check, CERCLE_LAUNCH_CHECK_SORT),
                               CERCLE_LAUNCH_REVIEW) == 0;
  g_autofree char *words = g_strdup_printf (
      review ? _ ("Signed on %1$s by %2$s") : _ ("Confirmed on %1$s by %2$s"), day, by);

  cercle_directory_line_words (section, words, NULL);
  cercle_directory_line_words (
      section, cercle_record_get_text (check, CERCLE_LAUNCH_CHECK_EVIDENCE), "dim-label");
}

static void
add_buttons (const Listing *listing, GtkWidget *section, const CercleLaunchPoint *point)
{
  const char *token = point->point->token;
  gboolean review = g_str_equal (token, CERCLE_LAUNCH_REVIEW);
  GtkWidget *row = NULL, *button = NULL;
  const char *label = NULL;
  g_autofree char *spoken = NULL;

  if (!listing->may)
    return;
  if (review && point->state != CERCLE_POINT_CONFIRMED &&
      !cercle_launch_may_sign (listing->line->standing))
    {
      cercle_directory_line_words (section, _ ("It is signed once the points above hold."),
                                   "dim-label");
      return;
    }
  row = cercle_directory_line_row (section);
  label = point->state == CERCLE_POINT_CONFIRMED ? _ ("Edit…")
          : review                               ? _ ("Sign…")
                                                 : _ ("Confirm…");
  button = cercle_directory_line_button (row, label, "launch.confirm", token);
  spoken = g_strdup_printf ("%s %s", label, _ (point->point->label));
  cercle_set_spoken (button, spoken);
  if (point->state == CERCLE_POINT_CONFIRMED)
    cercle_directory_line_button (row, _ ("Withdraw the Confirmation"), "launch.retract", token);
}

static void
add_point (const Listing *listing, const CercleLaunchPoint *point)
{
  const char *label = _ (point->point->label);
  g_autofree char *title = g_strconcat (point->missing == NULL ? "✓ " : "○ ", label, NULL);
  g_autofree char *told = listing->facts != NULL
                              ? cercle_launch_told_words (point->point->token, listing->facts)
                              : NULL;
  g_autofree char *hours =
      g_str_equal (point->point->token, "hours") ? hours_words (listing->line->community) : NULL;
  GtkWidget *section = add_section (listing, title);

  if (point->missing != NULL)
    {
      g_autofree char *warning = g_strconcat ("⚠ ", point->missing, NULL);
      cercle_directory_line_words (section, warning, "warning");
    }
  cercle_directory_line_words (section, told, NULL);
  cercle_directory_line_words (section, hours, NULL);
  if (point->state == CERCLE_POINT_CONFIRMED)
    add_confirmation (listing, section, point->check);
  add_buttons (listing, section, point);
}

void
cercle_launch_list_fill (GtkWidget *box, CercleSession *session, const CercleLaunchLine *line,
                         const CercleLaunchFacts *facts, gboolean may)
{
  const Listing listing = { box, session, line, facts, may };
  gboolean here = cercle_keyboard_clear (GTK_BOX (box));

  add_plan (&listing);
  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    add_point (&listing, &line->standing->points[i]);
  if (here)
    gtk_widget_child_focus (box, GTK_DIR_TAB_FORWARD);
}
