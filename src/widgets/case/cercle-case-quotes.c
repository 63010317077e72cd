/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the person say, when, and to whom? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-quotes.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"

#define SHOWN_FIRST 2
/* More letters than this are folded: the rest of the page must stay in view. */
#define LONG 280
#define FOLDED_LINES 3

struct _CercleCaseQuotes
{
  CercleCasePart parent_instance;
  GtkWidget *quotes, *more;
  GPtrArray *told; /* of GtkWidget: every quote, not owned */
  gboolean all;
};

G_DEFINE_FINAL_TYPE (CercleCaseQuotes, cercle_case_quotes, CERCLE_TYPE_CASE_PART)

static void
show_some (CercleCaseQuotes *self)
{
  guint n = self->told->len;
  guint hidden = n > SHOWN_FIRST ? n - SHOWN_FIRST : 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->told, i), self->all || i < SHOWN_FIRST);
  gtk_widget_set_visible (self->more, hidden > 0);
  if (self->all)
    label = g_strdup (_ ("Fewer words"));
  else
    label = g_strdup_printf (ngettext ("%u more", "%u more", hidden), hidden);
  gtk_button_set_label (GTK_BUTTON (self->more), label);
}

static void
more_cb (CercleCaseQuotes *self)
{
  self->all = !self->all;
  show_some (self);
}

static void
read_on_cb (GtkToggleButton *button, GtkLabel *label)
{
  gboolean whole = gtk_toggle_button_get_active (button);

  gtk_label_set_lines (label, whole ? -1 : FOLDED_LINES);
  gtk_label_set_ellipsize (label, whole ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

static void
add_quote (CercleCaseQuotes *self, const char *words, const char *origin)
{
  GtkWidget *quote = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  /* TRANSLATORS: words of a person, in quotation marks. */
  g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), words);
  GtkWidget *label = gtk_label_new (quoted);
  GtkWidget *who = gtk_label_new (origin);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "words");
  gtk_label_set_xalign (GTK_LABEL (who), 0);
  gtk_label_set_wrap (GTK_LABEL (who), TRUE);
  gtk_widget_add_css_class (who, "dim-label");
  gtk_widget_add_css_class (who, "caption");
  gtk_widget_add_css_class (quote, "quote");
  gtk_widget_set_hexpand (quote, TRUE);
  gtk_box_append (GTK_BOX (quote), label);
  gtk_box_append (GTK_BOX (quote), who);
  if (g_utf8_strlen (words, -1) > LONG)
    {
      GtkWidget *fold = gtk_toggle_button_new_with_label (_ ("Read On"));
      gtk_widget_add_css_class (fold, "flat");
      gtk_widget_set_halign (fold, GTK_ALIGN_START);
      g_signal_connect_object (fold, "toggled", G_CALLBACK (read_on_cb), label, 0);
      read_on_cb (GTK_TOGGLE_BUTTON (fold), GTK_LABEL (label));
      gtk_box_append (GTK_BOX (quote), fold);
    }
  gtk_box_append (GTK_BOX (self->quotes), quote);
  g_ptr_array_add (self->told, quote);
}

/* Words of an event: noted by a member, that day. */
static void
add_event (CercleCaseQuotes *self, CercleSession *session, CercleRecord *event)
{
  const char *words = cercle_record_get_text (event, CERCLE_EVENT_TEXT);
  const char *by = cercle_record_get_text (event, CERCLE_EVENT_BY);
  g_autofree char *when = cercle_day_format_instant (
      cercle_record_get_text (event, CERCLE_EVENT_AT), cercle_session_get_zone (session),
      cercle_session_get_today_number (session), TRUE);
  g_autofree char *reference = by != NULL ? g_strconcat ("member:", by, NULL) : NULL;
  g_autofree char *name = by != NULL ? cercle_session_name_of (session, reference) : NULL;
  /* TRANSLATORS: a day, the member who noted the words. */
  g_autofree char *origin =
      name != NULL ? g_strdup_printf (_ ("%1$s, noted by %2$s"), when, name) : g_strdup (when);

  if (words != NULL)
    add_quote (self, words, origin);
}

static void
add_first (CercleCaseQuotes *self, CercleSession *session, CercleRecord *kase)
{
  const char *words = cercle_record_get_text (kase, CERCLE_CASE_WORDS);
  const char *by = cercle_record_get_text (kase, CERCLE_CASE_WORDS_BY);
  int opened = cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON));
  g_autofree char *day =
      cercle_day_format_short (opened, cercle_session_get_today_number (session));
  /* TRANSLATORS: who said it, the day of the first call. */
  g_autofree char *origin = by != NULL
                                ? g_strdup_printf (_ ("%1$s, %2$s, at the first call"), by, day)
                                : g_strdup_printf (_ ("%s, at the first call"), day);

  if (words != NULL)
    add_quote (self, words, origin);
}

static void
empty (CercleCaseQuotes *self)
{
  GtkWidget *quote = NULL;

  while ((quote = gtk_widget_get_first_child (self->quotes)) != NULL)
    gtk_box_remove (GTK_BOX (self->quotes), quote);
  g_ptr_array_set_size (self->told, 0);
}

/* Last said first; what was said at the first call is the oldest. */
static void
quotes_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseQuotes *self = CERCLE_CASE_QUOTES (part);
  CercleSession *session = cercle_case_part_get_session (part);

  empty (self);
  for (guint i = 0; i < file->events->len; i++)
    {
      CercleRecord *event = g_ptr_array_index (file->events, i);
      if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "words") == 0)
        add_event (self, session, event);
    }
  add_first (self, session, file->kase);
  show_some (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->told->len > 0);
}

static void
quotes_set_narrow (CercleCasePart *part, gboolean narrow)
{
  CercleCaseQuotes *self = CERCLE_CASE_QUOTES (part);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->quotes),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
cercle_case_quotes_dispose (GObject *object)
{
  CercleCaseQuotes *self = CERCLE_CASE_QUOTES (object);

  g_clear_pointer (&self->told, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_case_quotes_parent_class)->dispose (object);
}

static void
cercle_case_quotes_class_init (CercleCaseQuotesClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  part_class->show = quotes_show;
  part_class->set_narrow = quotes_set_narrow;
  G_OBJECT_CLASS (klass)->dispose = cercle_case_quotes_dispose;
  gtk_widget_class_set_css_name (widget_class, "casequotes");
}

static void
cercle_case_quotes_init (CercleCaseQuotes *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->told = g_ptr_array_new ();
  self->quotes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (column), self->quotes);
  gtk_box_append (GTK_BOX (column), self->more);
  adw_bin_set_child (ADW_BIN (self), column);
}
