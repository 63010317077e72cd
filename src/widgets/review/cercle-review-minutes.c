/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said at a review, and do both sides agree to it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-minutes.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-counts.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-minutes.h"
#include "cercle-plain.h"
#include "cercle-review-month.h"
#include "cercle-template.h"
#include "cercle-toast.h"

struct _CercleReviewMinutes
{
  CerclePage parent_instance;
  GtkWidget *states, *scroller, *present, *lines, *guests, *remarks, *agreed;
  GtkWidget *guests_label, *remarks_label, *agree, *mdph_agreed, *month;
  GPtrArray *reviews; /* CercleRecord, newest first; NULL: not read yet */
  char *day;          /* shown, or to be shown; NULL: the newest */
  CercleRecord *review;
  char *shown; /* all words of the lines: the same are not built again */
  GCancellable *cancellable;
  gboolean waits;    /* to be asked when it is shown */
  gboolean starting; /* the keyboard waits for the minutes, whose keys are the arrows */
};

G_DEFINE_FINAL_TYPE (CercleReviewMinutes, cercle_review_minutes, CERCLE_TYPE_PAGE)

#define CHILD(name)                                                                                \
  {                                                                                                \
#name, G_STRUCT_OFFSET(CercleReviewMinutes, name)                                              \
  }
static const CercleTemplateChild children[] = {
  CHILD (states), CHILD (scroller), CHILD (present),       CHILD (lines),
  CHILD (guests), CHILD (remarks),  CHILD (agreed),        CHILD (guests_label),
  CHILD (agree),  CHILD (month),    CHILD (remarks_label), CHILD (mdph_agreed),
};

static void ask (CercleReviewMinutes *self);

static CercleSession *
session_of (CercleReviewMinutes *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static gboolean
is_of_mdph (CercleReviewMinutes *self)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));
  return member != NULL &&
         g_strcmp0 (cercle_record_get_text (member, CERCLE_MEMBER_ROLE), "mdph") == 0;
}

/* --- What is shown --------------------------------------------------------------------------- */

static char *
name_of (const char *reference, gpointer session)
{
  return cercle_session_name_of (session, reference);
}

/* (transfer full): "what is to be done by whom, until when, said by whom", as far as known. */
static char *
tell_rest (const CercleMinutesLine *line)
{
  const char *const parts[] = { line->holder, line->due, line->author };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* A case: who it is, which opens it, and what was said of it. */
static void
add_line (CercleReviewMinutes *self, const CercleMinutesLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = NULL;
  g_autofree char *rest = tell_rest (line);
  g_auto (GStrv) lines = g_strsplit (line->who, "\n", -1);
  g_autofree char *who = g_strjoinv (" · ", lines);

  gtk_box_append (GTK_BOX (box), cercle_plain_words (who, "heading"));
  gtk_box_append (GTK_BOX (box),
                  cercle_plain_words (line->words != NULL ? line->words : line->why, NULL));
  if (*rest != '\0')
    gtk_box_append (GTK_BOX (box), cercle_plain_words (rest, "dim-label"));
  gtk_widget_add_css_class (box, "minutes-line");
  /* The MDPH's desk holds no case: there is nothing to open. */
  if (line->kase == NULL || is_of_mdph (self))
    {
      gtk_box_append (GTK_BOX (self->lines), box);
      return;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "minutes");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", line->kase);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-case");
  gtk_box_append (GTK_BOX (self->lines), button);
}

static void
add_part (CercleReviewMinutes *self, const char *title, GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  gtk_box_append (GTK_BOX (self->lines), cercle_plain_words (title, "title-4"));
  for (guint i = 0; i < lines->len; i++)
    add_line (self, lines->pdata[i]);
}

static void
gather (GString *all, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleMinutesLine *line = lines->pdata[i];
      g_string_append_printf (all, "%s|%s|%s|%s|%s|%s\n", line->who, line->why,
                              line->words != NULL ? line->words : "", line->holder, line->due,
                              line->author);
    }
  g_string_append_c (all, '\n');
}

/* Only when they say something else: whoever stands on one goes on standing there. */
static void
show_lines (CercleReviewMinutes *self, const CercleMinutes *minutes)
{
  g_autoptr (GString) all = g_string_new (minutes->day);
  g_autofree char *seen = g_strdup_printf (
      ngettext ("%u case seen", "%u cases seen", minutes->seen->len), minutes->seen->len);
  GtkWidget *child;

  gather (all, minutes->seen);
  gather (all, minutes->carried);
  gather (all, minutes->left_out);
  cercle_page_set_subtitle (CERCLE_PAGE (self), minutes->day);
  if (g_strcmp0 (self->shown, all->str) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (all->str);
  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  add_part (self, seen, minutes->seen);
  add_part (self, _ ("Carried over to the next review"), minutes->carried);
  add_part (self, _ ("Taken off this list"), minutes->left_out);
}

/* What is being typed stays. */
static void
show_entry (GtkWidget *entry, CercleRecord *before, CercleRecord *review, guint field)
{
  const char *was = before != NULL ? cercle_record_get_text (before, field) : NULL;
  const char *now = cercle_record_get_text (review, field);

  if (before == NULL ||
      g_strcmp0 (cercle_record_get_id (before), cercle_record_get_id (review)) != 0 ||
      g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), was != NULL ? was : ""))
    gtk_editable_set_text (GTK_EDITABLE (entry), now != NULL ? now : "");
}

static void
show_agreed (CercleReviewMinutes *self, const CercleMinutes *minutes)
{
  gboolean mdph = is_of_mdph (self);
  const char *ours = mdph ? minutes->mdph_agreed : minutes->team_agreed;
  g_autofree char *words = NULL, *present = NULL;

  /* TRANSLATORS: who agreed, and when; or "not yet". */
  words = g_strdup_printf (_ ("Agreed for the community: %1$s\nAgreed for the MDPH: %2$s"),
                           minutes->team_agreed != NULL ? minutes->team_agreed : _ ("not yet"),
                           minutes->mdph_agreed != NULL ? minutes->mdph_agreed : _ ("not yet"));
  gtk_label_set_text (GTK_LABEL (self->agreed), words);
  present = g_strdup_printf (_ ("Present: %s"), minutes->present);
  gtk_label_set_text (GTK_LABEL (self->present), present);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "minutes.agree", ours == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "minutes.mdph-agreed",
                                 !mdph && minutes->mdph_agreed == NULL);
  gtk_widget_set_visible (self->mdph_agreed, !mdph);
}

static void
show (CercleReviewMinutes *self, const CercleSitting *sitting)
{
  g_autoptr (CercleMinutes) minutes = cercle_minutes_new (sitting, name_of, session_of (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->states),
                                    minutes != NULL ? "minutes" : "empty");
  if (minutes == NULL)
    return;
  show_lines (self, minutes);
  show_entry (self->guests, self->review, sitting->list->review, CERCLE_REVIEW_GUESTS);
  show_entry (self->remarks, self->review, sitting->list->review, CERCLE_REVIEW_REMARKS);
  g_set_object (&self->review, sitting->list->review);
  show_agreed (self, minutes);
  if (self->starting)
    gtk_widget_grab_focus (self->scroller);
  self->starting = FALSE;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* Position of the day among the reviews; -1: it is none of them. */
static int
position (CercleReviewMinutes *self)
{
  for (guint i = 0; self->reviews != NULL && i < self->reviews->len; i++)
    if (g_strcmp0 (cercle_record_get_text (self->reviews->pdata[i], CERCLE_REVIEW_HELD_ON),
                   self->day) == 0)
      return (int) i;
  return -1;
}

static void
sitting_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewMinutes) self = data;
  g_autoptr (CercleSitting) sitting =
      cercle_session_read_sitting_finish (CERCLE_SESSION (source), result, NULL);

  /* Superseded, or the page is gone; a read that failed is asked again with the next change. */
  if (sitting != NULL && self->states != NULL)
    show (self, sitting);
}

static void
figures_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewMinutes) self = data;
  g_autoptr (CercleReviewFigures) figures =
      cercle_session_read_review_figures_finish (CERCLE_SESSION (source), result, NULL);

  if (figures != NULL && self->states != NULL)
    cercle_review_month_show (GTK_GRID (self->month), figures);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewMinutes) self = data;
  g_autoptr (GPtrArray) reviews =
      cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  int at;

  if (reviews == NULL || self->states == NULL)
    return;
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  self->reviews = g_steal_pointer (&reviews);
  if (self->reviews->len == 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->states), "empty");
      return;
    }
  if (self->day == NULL || position (self) < 0)
    {
      g_free (self->day);
      self->day =
          g_strdup (cercle_record_get_text (self->reviews->pdata[0], CERCLE_REVIEW_HELD_ON));
    }
  at = position (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "minutes.previous",
                                 at + 1 < (int) self->reviews->len);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "minutes.next", at > 0);
  cercle_session_read_sitting_async (session_of (self), self->day, self->cancellable, sitting_cb,
                                     g_object_ref (self));
  cercle_session_read_review_figures_async (session_of (self), self->day, self->cancellable,
                                            figures_cb, g_object_ref (self));
}

static void
cancel (CercleReviewMinutes *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (CercleReviewMinutes *self)
{
  g_autoptr (CercleQuery) query = NULL;

  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->waits)
    return;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  query = cercle_minutes_days (cercle_session_get_today (session_of (self)));
  cercle_session_find_async (session_of (self), query, self->cancellable, found_cb,
                             g_object_ref (self));
}

/* --- What is done ----------------------------------------------------------------------------- */

/* What was typed is kept when the field is left. */
static void
save (CercleReviewMinutes *self)
{
  CercleTx *tx = NULL;
  g_autoptr (CercleRecord) copy = NULL;
  const struct
  {
    GtkWidget *entry;
    guint field;
  } typed[] = { { self->guests, CERCLE_REVIEW_GUESTS }, { self->remarks, CERCLE_REVIEW_REMARKS } };

  if (self->review == NULL || self->guests == NULL)
    return;
  copy = cercle_record_copy (self->review);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (typed[i].entry));
      cercle_record_set_text (copy, typed[i].field, *text != '\0' ? text : NULL);
    }
  if (cercle_record_get_changed (copy) == 0)
    return;
  tx = cercle_tx_new (N_ ("Minutes changed."));
  cercle_tx_save (tx, copy);
  g_set_object (&self->review, copy);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

static void
agreed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewMinutes) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    cercle_toast_error (GTK_WIDGET (self), error);
  else
    cercle_toast (GTK_WIDGET (self), _ ("Minutes agreed to."), TRUE);
}

static void
agree (CercleReviewMinutes *self, gboolean for_mdph, const char *guests)
{
  cercle_session_agree_async (session_of (self), self->day, for_mdph, guests,
                              gtk_editable_get_text (GTK_EDITABLE (self->remarks)), agreed_cb,
                              g_object_ref (self));
}

static void
agree_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (widget);

  if (self->review != NULL)
    agree (self, FALSE, gtk_editable_get_text (GTK_EDITABLE (self->guests)));
}

typedef struct
{
  CercleReviewMinutes *page;
  GtkWidget *entry; /* not owned: lives as long as the question */
} Saying;

/* Who said so for the MDPH is one of those who were present. */
static void
said_cb (gboolean accepted, gpointer data)
{
  g_autofree Saying *saying = data;
  g_autoptr (CercleReviewMinutes) self = saying->page;
  const char *guests, *name;
  g_autofree char *all = NULL;

  if (!accepted || self->guests == NULL)
    return;
  guests = gtk_editable_get_text (GTK_EDITABLE (self->guests));
  name = gtk_editable_get_text (GTK_EDITABLE (saying->entry));
  if (*name == '\0' || strstr (guests, name) != NULL)
    all = g_strdup (guests);
  else
    all = *guests != '\0' ? g_strdup_printf ("%s, %s", guests, name) : g_strdup (name);
  gtk_editable_set_text (GTK_EDITABLE (self->guests), all);
  agree (self, TRUE, all);
}

static void
mdph_agreed_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (widget);
  Saying *saying = NULL;
  const CercleQuestion question = { .heading = _ ("Who Said So for the MDPH?"),
                                    .body = _ ("The name is kept with those who were present."),
                                    .accept = _ ("_The MDPH Agreed"),
                                    .extra = gtk_entry_new () };

  if (self->review == NULL)
    {
      g_object_unref (g_object_ref_sink (question.extra));
      return;
    }
  saying = g_new0 (Saying, 1);
  saying->page = g_object_ref (self);
  saying->entry = question.extra;
  cercle_set_spoken (question.extra, question.heading);
  gtk_entry_set_activates_default (GTK_ENTRY (question.extra), TRUE);
  cercle_dialog_ask (widget, &question, said_cb, saying);
}

static void
walk (CercleReviewMinutes *self, int step)
{
  int to = position (self) + step;

  save (self);
  if (self->reviews == NULL || to < 0 || to >= (int) self->reviews->len)
    return;
  g_free (self->day);
  self->day = g_strdup (cercle_record_get_text (self->reviews->pdata[to], CERCLE_REVIEW_HELD_ON));
  ask (self);
}

static void
previous_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  walk (CERCLE_REVIEW_MINUTES (widget), 1);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  walk (CERCLE_REVIEW_MINUTES (widget), -1);
}

/* --- The page --------------------------------------------------------------------------------- */

static void
map_cb (CercleReviewMinutes *self)
{
  if (self->waits)
    ask (self);
}

static void
cercle_review_minutes_open (CerclePage *page, const char *target)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (page);

  if (target == NULL)
    return;
  g_free (self->day);
  self->day = g_strdup (target);
  ask (self);
}

static void
cercle_review_minutes_start (CerclePage *page)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (page);

  self->starting = self->review == NULL;
  if (!self->starting)
    gtk_widget_grab_focus (self->scroller);
}

static void
cercle_review_minutes_leave (CerclePage *page)
{
  save (CERCLE_REVIEW_MINUTES (page));
}

static gboolean
cercle_review_minutes_fill_paper (CerclePage *page, CerclePaper *paper)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (page);

  save (self);
  paper->day = g_strdup (self->day);
  return self->review != NULL;
}

static void
cercle_review_minutes_constructed (GObject *object)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (object);

  G_OBJECT_CLASS (cercle_review_minutes_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Minutes of the review"));
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  self->waits = TRUE;
}

static void
cercle_review_minutes_dispose (GObject *object)
{
  CercleReviewMinutes *self = CERCLE_REVIEW_MINUTES (object);

  cancel (self);
  self->states = self->guests = NULL;
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_clear_object (&self->review);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (cercle_review_minutes_parent_class)->dispose (object);
}

static void
cercle_review_minutes_class_init (CercleReviewMinutesClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_review_minutes_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_review_minutes_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_review_minutes_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_review_minutes_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_review_minutes_leave;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_review_minutes_fill_paper;
  gtk_widget_class_install_action (widget, "minutes.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget, "minutes.next", NULL, next_cb);
  gtk_widget_class_install_action (widget, "minutes.agree", NULL, agree_cb);
  gtk_widget_class_install_action (widget, "minutes.mdph-agreed", NULL, mdph_agreed_cb);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Left, 0, "minutes.previous", NULL);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Right, 0, "minutes.next", NULL);
  cercle_template_bind (widget, "review/cercle-review-minutes.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_review_minutes_init (CercleReviewMinutes *self)
{
  GtkWidget *entries[2];

  gtk_widget_init_template (GTK_WIDGET (self));
  entries[0] = self->guests;
  entries[1] = self->remarks;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_swapped (focus, "leave", G_CALLBACK (save), self);
      gtk_widget_add_controller (entries[i], focus);
      g_signal_connect_swapped (entries[i], "activate", G_CALLBACK (save), self);
    }
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
