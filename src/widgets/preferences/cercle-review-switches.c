/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules bring cases to the review? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-switches.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-macros.h"
#include "cercle-review.h"

/* What a person adds by hand is no rule. */
#define BY_HAND "hand"

struct _CercleReviewSwitches
{
  GtkBox parent_instance;
  CercleSession *session;
  GPtrArray *switches; /* GtkWidget, not owned; their token is their name */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (CercleReviewSwitches, cercle_review_switches, GTK_TYPE_BOX)

void
cercle_review_switches_show (CercleReviewSwitches *self)
{
  CercleRecord *community = cercle_session_get_community (self->session);
  gboolean may = community != NULL &&
                 cercle_session_may (self->session, &cercle_community_kind, CERCLE_OP_PATCH);

  self->loading = TRUE;
  for (guint i = 0; i < self->switches->len; i++)
    {
      GtkWidget *check = self->switches->pdata[i];
      gboolean off =
          community != NULL && cercle_record_has_token (community, CERCLE_COMMUNITY_REVIEW_OFF,
                                                        gtk_widget_get_name (check));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !off);
      gtk_widget_set_sensitive (check, may);
    }
  self->loading = FALSE;
}

/* The switch goes back when the change was refused. */
static void
saved_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewSwitches) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (session), result, &error) &&
      self->switches != NULL)
    cercle_review_switches_show (self);
}

static void
toggled_cb (CercleReviewSwitches *self, GtkCheckButton *check)
{
  CercleRecord *community = cercle_session_get_community (self->session);
  g_autoptr (CercleRecord) copy = NULL;
  CercleTx *tx = NULL;

  if (self->loading || community == NULL)
    return;
  copy = cercle_record_copy (community);
  cercle_record_set_token (copy, CERCLE_COMMUNITY_REVIEW_OFF,
                           gtk_widget_get_name (GTK_WIDGET (check)),
                           !gtk_check_button_get_active (check));
  tx = cercle_tx_new (N_ ("Settings of the community changed."));
  cercle_tx_save (tx, copy);
  cercle_session_commit_async (self->session, tx, saved_cb, g_object_ref (self));
}

static void
cercle_review_switches_dispose (GObject *object)
{
  CercleReviewSwitches *self = CERCLE_REVIEW_SWITCHES (object);

  for (guint i = 0; self->switches != NULL && i < self->switches->len; i++)
    gtk_box_remove (GTK_BOX (self), self->switches->pdata[i]);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cercle_review_switches_parent_class)->dispose (object);
}

static void
cercle_review_switches_class_init (CercleReviewSwitchesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_review_switches_dispose;
}

static void
cercle_review_switches_init (CercleReviewSwitches *self)
{
  self->switches = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  for (const CercleChoice *reason = cercle_review_reasons; reason->token != NULL; reason++)
    {
      GtkWidget *check;

      if (g_str_equal (reason->token, BY_HAND))
        continue;
      check = gtk_check_button_new_with_label (_ (reason->label));
      gtk_widget_set_name (check, reason->token);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self), check);
      g_ptr_array_add (self->switches, check);
    }
}

GtkWidget *
cercle_review_switches_new (CercleSession *session)
{
  CercleReviewSwitches *self = g_object_new (CERCLE_TYPE_REVIEW_SWITCHES, NULL);

  self->session = g_object_ref (session);
  cercle_review_switches_show (self);
  return GTK_WIDGET (self);
}
