/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every desk of this community, and who may change it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-community-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-field-row.h"
#include "cercle-review-rules.h"
#include "cercle-review-switches.h"

#define LABEL_WIDTH 260

/* A field begins a group, or stands in the one above. */
static const struct
{
  const char *group; /* msgid; NULL: goes on */
  guint field;
} lines[] = {
  { N_ ("How to Reach Us"), CERCLE_COMMUNITY_PHONE },
  { NULL, CERCLE_COMMUNITY_MAIL },
  { NULL, CERCLE_COMMUNITY_BASIN },
  { N_ ("Working Time"), CERCLE_COMMUNITY_OPEN_DAYS },
  { NULL, CERCLE_COMMUNITY_OPENS_AT },
  { NULL, CERCLE_COMMUNITY_CLOSES_AT },
  { NULL, CERCLE_COMMUNITY_HOLIDAYS },
  { N_ ("Delays"), CERCLE_COMMUNITY_DELAY_RELAY },
  { NULL, CERCLE_COMMUNITY_DELAY_CRITICAL },
  { NULL, CERCLE_COMMUNITY_DELAY_COMPLEX },
  { NULL, CERCLE_COMMUNITY_DELAY_COMMON },
  { NULL, CERCLE_COMMUNITY_DELAY_FIRST_LINE },
  { NULL, CERCLE_COMMUNITY_DELAY_ORIENTED },
  { NULL, CERCLE_COMMUNITY_DELAY_STAFF },
  { NULL, CERCLE_COMMUNITY_DELAY_CHOICE },
  { NULL, CERCLE_COMMUNITY_DELAY_SILENCE },
  { N_ ("Review with the MDPH"), CERCLE_COMMUNITY_REVIEW_BREAK },
  { NULL, CERCLE_COMMUNITY_REVIEW_RIGHTS },
  { NULL, CERCLE_COMMUNITY_REVIEW_ANSWER },
  { NULL, CERCLE_COMMUNITY_REVIEW_SECONDS },
  { NULL, CERCLE_COMMUNITY_REVIEW_MINUTES },
  { N_ ("Levels"), CERCLE_COMMUNITY_LEVEL_1 },
  { NULL, CERCLE_COMMUNITY_LEVEL_2 },
  { NULL, CERCLE_COMMUNITY_LEVEL_3 },
};

struct _CercleCommunityPage
{
  AdwPreferencesPage parent_instance;
  CercleSession *session;
  GtkWidget *rows[G_N_ELEMENTS (lines)]; /* CercleFieldRow */
  GtkWidget *rules;                      /* of the review */
};

G_DEFINE_FINAL_TYPE (CercleCommunityPage, cercle_community_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
is_of_review (guint field)
{
  return field >= CERCLE_COMMUNITY_REVIEW_BREAK && field <= CERCLE_COMMUNITY_REVIEW_MINUTES;
}

/* (transfer full) (nullable): as it stands, with what holds where it has settled nothing. */
static CercleRecord *
whole_community (CercleSession *session)
{
  CercleRecord *community = cercle_session_get_community (session);
  g_autoptr (CercleRecord) whole = community != NULL ? cercle_record_copy (community) : NULL;

  for (guint i = 0; whole != NULL && i < G_N_ELEMENTS (lines); i++)
    if (is_of_review (lines[i].field) && !cercle_record_is_set (community, lines[i].field))
      cercle_record_set_integer (whole, lines[i].field,
                                 cercle_review_limit (community, lines[i].field));
  return g_steal_pointer (&whole);
}

static void
show (CercleCommunityPage *self)
{
  g_autoptr (CercleRecord) community = whole_community (self->session);
  gboolean may = cercle_session_may (self->session, &cercle_community_kind, CERCLE_OP_PATCH);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      cercle_field_row_set_editable (CERCLE_FIELD_ROW (self->rows[i]), may && community != NULL);
      cercle_field_row_set_record (CERCLE_FIELD_ROW (self->rows[i]), community);
    }
  cercle_review_switches_show (CERCLE_REVIEW_SWITCHES (self->rules));
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleFieldRow) row = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (session), result, &error))
    cercle_field_row_refuse (row, error->message);
}

static void
committed_cb (CercleFieldRow *row, CercleCommunityPage *self)
{
  CercleRecord *community = cercle_session_get_community (self->session);
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Settings of the community changed."));
  g_autoptr (CercleRecord) copy = NULL;
  g_autoptr (GError) error = NULL;

  if (community == NULL)
    return;
  copy = cercle_record_copy (community);
  if (!cercle_field_row_apply (row, copy, &error))
    return;
  if (!cercle_record_check (copy, &error))
    {
      cercle_field_row_refuse (row, error->message);
      return;
    }
  cercle_tx_save (tx, copy);
  cercle_session_commit_async (self->session, g_steal_pointer (&tx), saved_cb, g_object_ref (row));
}

static void
cercle_community_page_dispose (GObject *object)
{
  CercleCommunityPage *self = CERCLE_COMMUNITY_PAGE (object);

  /* libadwaita 1.2 keeps a group alive with the window it stood in; what it showed goes now. */
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (self->rows[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->rows[i], self);
        gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->rows[i])), self->rows[i]);
      }
  if (self->rules != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->rules)), self->rules);
  self->rules = NULL;
  memset (self->rows, 0, sizeof self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cercle_community_page_parent_class)->dispose (object);
}

static void
cercle_community_page_class_init (CercleCommunityPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_community_page_dispose;
}

static void
cercle_community_page_init (CercleCommunityPage *self)
{
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Community"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "system-users-symbolic");
}

/* (transfer none): where the rows of a group stand. */
static GtkWidget *
add_group (CercleCommunityPage *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  cercle_set_title (group, _ (title));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "settings");
  adw_preferences_group_add (group, box);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  return box;
}

GtkWidget *
cercle_community_page_new (CercleSession *session)
{
  CercleCommunityPage *self = g_object_new (CERCLE_TYPE_COMMUNITY_PAGE, NULL);
  GtkWidget *box = NULL;

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].group != NULL)
        box = add_group (self, lines[i].group);
      if (lines[i].field == CERCLE_COMMUNITY_REVIEW_BREAK)
        gtk_box_append (GTK_BOX (box), self->rules = cercle_review_switches_new (session));
      self->rows[i] = cercle_field_row_new (session, &cercle_community_kind, lines[i].field);
      cercle_field_row_set_label_width (CERCLE_FIELD_ROW (self->rows[i]), LABEL_WIDTH);
      g_signal_connect (self->rows[i], "committed", G_CALLBACK (committed_cb), self);
      gtk_box_append (GTK_BOX (box), self->rows[i]);
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

GtkWidget *
cercle_community_page_get_row (CercleCommunityPage *self, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].field == field)
      return self->rows[i];
  return NULL;
}
