/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do both rooms see of a case? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-told.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-plain.h"

/* In the order they are read. */
static const struct
{
  guint field;
  const char *label; /* msgid */
} lines[] = {
  { CERCLE_REVIEW_ITEM_NEED, N_ ("What is asked") },
  { CERCLE_REVIEW_ITEM_BREAK_ON, N_ ("Break expected") },
  { CERCLE_REVIEW_ITEM_HELD_BY, N_ ("Holder") },
  { CERCLE_REVIEW_ITEM_EXISTING, N_ ("Already in place") },
  { CERCLE_REVIEW_ITEM_TRIED, N_ ("Tried") },
  { CERCLE_REVIEW_ITEM_RIGHTS_HELD, N_ ("Rights") },
  { CERCLE_REVIEW_ITEM_MDPH_NUMBER, N_ ("MDPH number") },
  { CERCLE_REVIEW_ITEM_EVENTS, N_ ("Last events") },
};

struct _CercleReviewTold
{
  AdwBin parent_instance;
  GtkWidget *who, *place, *facts, *identity, *why, *words, *nameless, *nameless_words, *consent;
  GtkWidget *labels[G_N_ELEMENTS (lines)], *values[G_N_ELEMENTS (lines)];
  gboolean may_consent, projected;
};

G_DEFINE_FINAL_TYPE (CercleReviewTold, cercle_review_told, ADW_TYPE_BIN)

enum
{
  SIGNAL_CONSENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- What is said ------------------------------------------------------------------------------
 */

/* "J-4, Saturday 27 June 2020" */
static char *
tell_break (CercleRecord *told, int today)
{
  int day = cercle_day_parse (cercle_record_get_text (told, CERCLE_REVIEW_ITEM_BREAK_ON));
  g_autofree char *due = NULL, *long_day = NULL;

  if (day == CERCLE_DAY_NONE)
    return NULL;
  due = cercle_day_format_due (day, today);
  long_day = cercle_day_format_long (day);
  /* TRANSLATORS: "J-4", the day in full. */
  return g_strdup_printf (_ ("%1$s, %2$s"), due, long_day);
}

static char *
tell_holder (CercleRecord *told)
{
  g_autofree char *by = cercle_record_display (told, CERCLE_REVIEW_ITEM_HELD_BY);
  g_autofree char *since = cercle_record_display (told, CERCLE_REVIEW_ITEM_HELD_SINCE);

  if (*by == '\0' || *since == '\0')
    return g_steal_pointer (&by);
  /* TRANSLATORS: who holds the case, a day. */
  return g_strdup_printf (_ ("%1$s, since %2$s"), by, since);
}

static char *
tell_line (CercleRecord *told, guint field, int today)
{
  if (field == CERCLE_REVIEW_ITEM_BREAK_ON)
    return tell_break (told, today);
  if (field == CERCLE_REVIEW_ITEM_HELD_BY)
    return tell_holder (told);
  return cercle_record_display (told, field);
}

static char *
tell_facts (CercleReviewRow *row, gboolean projected)
{
  g_autofree char *reference = cercle_record_display (row->told, CERCLE_REVIEW_ITEM_REFERENCE);
  g_autofree char *word = cercle_record_display (row->told, CERCLE_REVIEW_ITEM_PRIORITY);
  GString *all = g_string_new (reference);

  if (*word != '\0')
    g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", word);
  if (row->times > 1)
    {
      g_string_append (all, all->len > 0 ? " · " : "");
      g_string_append_printf (all, _ ("time no. %u"), row->times);
    }
  /* The MDPH is not told of it. */
  if (!projected && cercle_review_row_is_in_care (row))
    g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", _ ("in care"));
  return g_string_free (all, FALSE);
}

static const char *
tell_identity (CercleReviewRow *row, gboolean shown)
{
  if (row->kase == NULL)
    return "";
  if (row->named)
    return shown ? _ ("Identity shown, she agreed (M hides it)")
                 : _ ("Identity hidden, she agreed to it being told (M shows it)");
  return shown ? _ ("For your eyes only: no consent to tell who she is (M hides it)")
               : _ ("Identity hidden: no consent to tell it");
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
show_words (CercleReviewTold *self, CercleRecord *told)
{
  const char *words = cercle_record_get_text (told, CERCLE_REVIEW_ITEM_WORDS);
  /* TRANSLATORS: quotation marks around what a person said. */
  g_autofree char *quoted = words != NULL ? g_strdup_printf (_ ("“%s”"), words) : NULL;

  show_text (self->words, quoted);
}

void
cercle_review_told_show (CercleReviewTold *self, CercleReviewRow *row, guint n, gboolean shown,
                         int day)
{
  g_autofree char *place = NULL, *facts = tell_facts (row, self->projected), *why = NULL;
  g_autofree char *told = cercle_record_display (row->told, CERCLE_REVIEW_ITEM_WHO);
  gboolean nameless = cercle_review_is_nameless (row->told, row->named);

  /* On the wall she is called as the MDPH is told. */
  gtk_label_set_text (GTK_LABEL (self->who),
                      self->projected && shown ? told : cercle_review_row_call (row, shown));
  /* TRANSLATORS: case 4 of 12. */
  place = g_strdup_printf (_ ("%1$u / %2$u"), row->number, n);
  show_text (self->place, place);
  show_text (self->facts, facts);
  show_text (self->identity, self->projected ? NULL : tell_identity (row, shown));
  if (row->why != NULL && *row->why != '\0')
    why = g_strdup_printf (_ ("Why today: %s"), row->why);
  show_text (self->why, why);
  show_words (self, row->told);
  gtk_widget_set_visible (self->nameless, nameless && !self->projected);
  gtk_widget_set_visible (self->consent, self->may_consent && row->kase != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *value = tell_line (row->told, lines[i].field, day);

      show_text (self->values[i], value);
      gtk_widget_set_visible (self->labels[i], value != NULL && *value != '\0');
    }
}

void
cercle_review_told_set_may_consent (CercleReviewTold *self, gboolean may_consent)
{
  self->may_consent = may_consent;
}

void
cercle_review_told_set_projected (CercleReviewTold *self)
{
  self->projected = TRUE;
}

/* --- The page ----------------------------------------------------------------------------------
 */

static void
add_lines (CercleReviewTold *self, GtkWidget *box)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "case-card");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *name = gtk_label_new (_ (lines[i].label));
      GtkWidget *value = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_yalign (GTK_LABEL (name), 0);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (value), 0);
      gtk_label_set_wrap (GTK_LABEL (value), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, (int) i, 1, 1);
      self->labels[i] = name;
      self->values[i] = value;
    }
  gtk_box_append (GTK_BOX (box), grid);
}

static void
consent_cb (CercleReviewTold *self)
{
  g_signal_emit (self, signals[SIGNAL_CONSENT], 0);
}

static void
add_nameless (CercleReviewTold *self, GtkWidget *box)
{
  self->nameless = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->nameless_words = cercle_plain_add_words (self->nameless, NULL, NULL);
  gtk_widget_set_hexpand (self->nameless_words, TRUE);
  gtk_label_set_text (GTK_LABEL (self->nameless_words),
                      _ ("Neither an MDPH number nor a consent to tell who she is: the MDPH cannot "
                         "find her."));
  self->consent = gtk_button_new_with_label (_ ("Record Consent…"));
  gtk_widget_set_valign (self->consent, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->consent, "clicked", G_CALLBACK (consent_cb), self);
  gtk_box_append (GTK_BOX (self->nameless), self->consent);
  gtk_box_append (GTK_BOX (box), self->nameless);
}

static void
cercle_review_told_class_init (CercleReviewToldClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "reviewtold");
  signals[SIGNAL_CONSENT] = g_signal_new ("consent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_review_told_init (CercleReviewTold *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  cercle_set_spoken (self, _ ("What is told of the case"));
  gtk_box_append (GTK_BOX (box), head);
  self->who = cercle_plain_add_words (head, NULL, "title-2");
  gtk_widget_set_hexpand (self->who, TRUE);
  self->place = cercle_plain_add_words (head, NULL, "title-4");
  gtk_widget_add_css_class (self->place, "dim-label");
  gtk_widget_add_css_class (self->place, "numeric");
  self->facts = cercle_plain_add_words (box, NULL, "dim-label");
  self->identity = cercle_plain_add_words (box, NULL, "dim-label");
  self->why = cercle_plain_add_words (box, NULL, "reason");
  self->words = cercle_plain_add_words (box, NULL, "quote");
  gtk_widget_add_css_class (self->words, "words");
  add_nameless (self, box);
  add_lines (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_review_told_new (void)
{
  return g_object_new (CERCLE_TYPE_REVIEW_TOLD, NULL);
}
