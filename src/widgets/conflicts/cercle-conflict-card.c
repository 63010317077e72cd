/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are two values shown so that either can be kept? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-conflict-card.h"

#include <glib/gi18n-lib.h>

#include "cercle-conflict.h"
#include "cercle-conflict-words.h"
#include "cercle-escape.h"
#include "cercle-template.h"
#include "cercle-toast.h"

struct _CercleConflictCard
{
  GtkWidget parent_instance;
  GtkWidget *box, *title, *place, *open;
  GtkWidget *current, *current_author, *proposed, *proposed_author, *keep_current, *keep_proposed;
  CercleSession *session;
  CercleRecord *conflict;
};

G_DEFINE_FINAL_TYPE (CercleConflictCard, cercle_conflict_card, GTK_TYPE_WIDGET)

static const CercleTemplateChild children[] = {
#define CHILD(name)                                                                                \
  {                                                                                                \
#name, G_STRUCT_OFFSET(CercleConflictCard, name)                                               \
  }
  CHILD (box),          CHILD (title),          CHILD (place),    CHILD (open),
  CHILD (current),      CHILD (current_author), CHILD (proposed), CHILD (proposed_author),
  CHILD (keep_current), CHILD (keep_proposed),
#undef CHILD
};

static void
resolved_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleConflictCard) self = data;
  g_autoptr (GError) error = NULL;

  if (cercle_session_commit_finish (CERCLE_SESSION (session), result, &error))
    cercle_toast (GTK_WIDGET (self), _ ("Conflict settled"), TRUE);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

static void
keep_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleConflictCard *self = CERCLE_CONFLICT_CARD (widget);
  const char *choice = g_str_has_suffix (name, "current") ? "current" : "proposed";

  if (self->conflict != NULL && !cercle_record_is_set (self->conflict, CERCLE_CONFLICT_CHOICE))
    cercle_session_resolve_async (self->session, self->conflict, choice, resolved_cb,
                                  g_object_ref (self));
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleConflictCard *self = CERCLE_CONFLICT_CARD (widget);
  const char *kase =
      self->conflict != NULL ? cercle_record_get_text (self->conflict, CERCLE_CONFLICT_CASE) : NULL;
  if (kase != NULL)
    gtk_widget_activate_action (widget, "win.open-case", "s", kase);
}

static void
show_side (CercleConflictCard *self, GtkWidget *value, GtkWidget *author, guint field, guint by)
{
  g_autofree char *words = cercle_conflict_value (self->session, self->conflict, field);
  g_autofree char *who = cercle_conflict_author (self->session, self->conflict, by, by + 1);
  gtk_label_set_text (GTK_LABEL (value), words);
  gtk_label_set_text (GTK_LABEL (author), who);
}

void
cercle_conflict_card_show (CercleConflictCard *self, CercleRecord *conflict, gboolean with_case)
{
  g_set_object (&self->conflict, conflict);
  gtk_widget_set_visible (self->box, conflict != NULL);
  if (conflict == NULL)
    return;
  g_autofree char *subject = cercle_conflict_subject (conflict);
  g_autofree char *title = g_strdup_printf (_ ("%s: two values"), subject);
  g_autofree char *place = cercle_conflict_place (self->session, conflict);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  gtk_widget_set_visible (self->place, with_case);
  gtk_widget_set_visible (self->open,
                          with_case && cercle_record_is_set (conflict, CERCLE_CONFLICT_CASE));
  show_side (self, self->current, self->current_author, CERCLE_CONFLICT_CURRENT,
             CERCLE_CONFLICT_CURRENT_BY);
  show_side (self, self->proposed, self->proposed_author, CERCLE_CONFLICT_PROPOSED,
             CERCLE_CONFLICT_PROPOSED_BY);
  g_autofree char *keep =
      g_strdup_printf (_ ("Keep “%s”"), gtk_label_get_text (GTK_LABEL (self->current)));
  g_autofree char *other =
      g_strdup_printf (_ ("Keep “%s”"), gtk_label_get_text (GTK_LABEL (self->proposed)));
  cercle_set_spoken (self->keep_current, keep);
  cercle_set_spoken (self->keep_proposed, other);
}

CercleRecord *
cercle_conflict_card_get_conflict (CercleConflictCard *self)
{
  return self->conflict;
}

static void
cercle_conflict_card_dispose (GObject *object)
{
  CercleConflictCard *self = CERCLE_CONFLICT_CARD (object);
  gtk_widget_dispose_template (GTK_WIDGET (object), CERCLE_TYPE_CONFLICT_CARD);
  g_clear_object (&self->session);
  g_clear_object (&self->conflict);
  G_OBJECT_CLASS (cercle_conflict_card_parent_class)->dispose (object);
}

static void
cercle_conflict_card_class_init (CercleConflictCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_conflict_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "conflict.keep-current", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "conflict.keep-proposed", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "conflict.open", NULL, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, 0, "conflict.keep-current", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, 0, "conflict.keep-proposed", NULL);
  cercle_template_bind (widget_class, "conflicts/cercle-conflict-card.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_conflict_card_init (CercleConflictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cercle_conflict_card_new (CercleSession *session)
{
  CercleConflictCard *self = g_object_new (CERCLE_TYPE_CONFLICT_CARD, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
