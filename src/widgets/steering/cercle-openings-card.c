/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who opened what by exception, and why? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-openings-card.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-opening.h"
#include "cercle-page.h"

/* The last ones: older ones stand in the stories of their cases. */
#define MOST_SHOWN 10

struct _CercleOpeningsCard
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *lines;
  GtkWidget *now, *past; /* boxes; NULL: not yet told */
  gboolean live;         /* one of them */
};

G_DEFINE_FINAL_TYPE (CercleOpeningsCard, cercle_openings_card, ADW_TYPE_BIN)

static void
end_cb (GtkButton *button, CercleRecord *opening)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), CERCLE_TYPE_PAGE);
  g_autoptr (CercleRecord) after = cercle_record_copy (opening);
  g_autofree char *now = cercle_instant_now_text ();
  CercleTx *tx = NULL;

  if (page == NULL)
    return;
  cercle_record_set_text (after, CERCLE_OPENING_ENDED_AT, now);
  tx = cercle_tx_new (_ ("Opening by exception ended."));
  cercle_tx_save (tx, after);
  cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
}

/* (transfer full) */
static char *
words_of (CercleOpeningsCard *self, CercleRecord *opening)
{
  const char *member = cercle_record_get_text (opening, CERCLE_OPENING_MEMBER);
  const char *ended = cercle_record_get_text (opening, CERCLE_OPENING_ENDED_AT);
  g_autofree char *who = cercle_session_name_of_id (self->session, &cercle_member_kind, member);
  g_autofree char *at = cercle_record_display (opening, CERCLE_OPENING_OPENED_AT);
  g_autofree char *until = cercle_record_display (opening, ended != NULL ? CERCLE_OPENING_ENDED_AT
                                                                         : CERCLE_OPENING_UNTIL_AT);

  /* TRANSLATORS: number of a case, who, from, until, the reason that was typed. */
  return g_strdup_printf (_ ("%1$s · %2$s, from %3$s until %4$s: %5$s"),
                          cercle_record_get_text (opening, CERCLE_OPENING_REFERENCE), who, at,
                          until, cercle_record_get_text (opening, CERCLE_OPENING_REASON));
}

/* Who is told of an opening does not always hold the case: then it is asked for as any other. */
static void
show_case_cb (GtkWidget *button, CercleRecord *opening)
{
  GtkWidget *card = gtk_widget_get_ancestor (button, CERCLE_TYPE_OPENINGS_CARD);
  const char *id = cercle_record_get_text (opening, CERCLE_OPENING_CASE);
  g_autoptr (CercleRecord) kase =
      cercle_session_get (CERCLE_OPENINGS_CARD (card)->session, &cercle_case_kind, id);

  if (kase != NULL)
    gtk_widget_activate_action (button, "win.open-case", "s", id);
  else
    gtk_widget_activate_action (button, "win.open-by-exception", "s",
                                cercle_record_get_text (opening, CERCLE_OPENING_REFERENCE));
}

/* (transfer floating): the words, which lead to the case. */
static GtkWidget *
make_words (const char *words, CercleRecord *opening)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Open the case"));
  cercle_set_spoken (button, words);
  g_signal_connect_data (button, "clicked", G_CALLBACK (show_case_cb), g_object_ref (opening),
                         (GClosureNotify) (GCallback) g_object_unref, 0);
  return button;
}

static void
add_line (CercleOpeningsCard *self, CercleRecord *opening)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *words = words_of (self, opening);

  gtk_box_append (GTK_BOX (line), make_words (words, opening));
  if (cercle_opening_is_live (opening, cercle_instant_now ()))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("End It Now"));
      g_autofree char *spoken = g_strdup_printf ("%s %s", _ ("End It Now"), words);

      self->live = TRUE;
      cercle_set_spoken (button, spoken);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_data (button, "clicked", G_CALLBACK (end_cb), g_object_ref (opening),
                             (GClosureNotify) (GCallback) g_object_unref, 0);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_box_append (GTK_BOX (self->lines), line);
}

/* What goes on now stands before the tables, what is over behind them. */
static void
place (CercleOpeningsCard *self)
{
  GtkWidget *card = GTK_WIDGET (self), *box = self->live ? self->now : self->past;

  if (box == NULL)
    return;
  if (gtk_widget_get_parent (card) != box)
    {
      g_object_ref (card);
      if (gtk_widget_get_parent (card) != NULL)
        gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
      gtk_box_append (GTK_BOX (box), card);
      g_object_unref (card);
    }
  if (self->live)
    gtk_box_reorder_child_after (GTK_BOX (box), card, NULL);
  else if (gtk_widget_get_last_child (box) != card)
    gtk_box_reorder_child_after (GTK_BOX (box), card, gtk_widget_get_last_child (box));
}

void
cercle_openings_card_set_places (CercleOpeningsCard *self, GtkWidget *now, GtkWidget *past)
{
  self->now = now;
  self->past = past;
  place (self);
}

static void
show (CercleOpeningsCard *self)
{
  g_autoptr (GPtrArray) found = cercle_session_get_openings (self->session);
  GtkWidget *line;

  self->live = FALSE;
  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  for (guint i = 0; i < MIN (found->len, MOST_SHOWN); i++)
    add_line (self, found->pdata[i]);
  place (self);
  gtk_widget_set_visible (GTK_WIDGET (self), found->len > 0);
}

static void
changed_cb (CercleSession *session, guint64 kinds, CercleOpeningsCard *self)
{
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    if (cercle_kinds ()[i] == &cercle_opening_kind && (kinds & CERCLE_MASK (i)))
      show (self);
}

static void
cercle_openings_card_dispose (GObject *object)
{
  g_clear_object (&CERCLE_OPENINGS_CARD (object)->session);
  G_OBJECT_CLASS (cercle_openings_card_parent_class)->dispose (object);
}

static void
cercle_openings_card_class_init (CercleOpeningsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_openings_card_dispose;
}

static void
cercle_openings_card_init (CercleOpeningsCard *self)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Cases opened by exception"));

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-4");
  gtk_widget_add_css_class (self->lines, "card");
  gtk_widget_add_css_class (self->lines, "openings");
  gtk_box_append (GTK_BOX (section), title);
  gtk_box_append (GTK_BOX (section), self->lines);
  adw_bin_set_child (ADW_BIN (self), section);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cercle_openings_card_new (CercleSession *session)
{
  CercleOpeningsCard *self = g_object_new (CERCLE_TYPE_OPENINGS_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  show (self);
  return GTK_WIDGET (self);
}
