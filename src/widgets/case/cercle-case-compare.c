/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of two values is right, where two records are one person? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-compare.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-dialog.h"
#include "cercle-duplicate.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-page.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"

#define VALUE_CHARS 24
#define MOST_HEIGHT 320 /* of the values; more are scrolled */
/* A dialog is as narrow as its text may be, and a value that wraps may be one letter wide. */
#define LEAST_WIDTH 500

typedef struct
{
  GtkWidget *theirs[CERCLE_PERSON_N_FIELDS]; /* chosen: the other record's value; NULL: no choice */
  CercleCaseCompared compared;
  gpointer data;
  GDestroyNotify destroy;
} Compare;

static char *
words_of (CercleSession *session, CercleRecord *person, guint field)
{
  const CercleField *line = &cercle_person_kind.fields[field];
  g_autofree char *tokens = NULL;

  if (line->list == NULL)
    return cercle_record_display (person, field);
  tokens = cercle_record_value_text (person, field);
  return cercle_choice_list_words (session, line, tokens != NULL ? tokens : "");
}

static GtkWidget *
add_value (GtkWidget *grid, int column, int row, const char *field, const char *words,
           GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new (), *label = gtk_label_new (NULL);
  const char *said = words[0] != '\0' ? words : _ ("Not told");
  /* TRANSLATORS: a field and its value: "Commune: Lisieux". */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s: %2$s"), field, said);

  gtk_label_set_text (GTK_LABEL (label), said);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  if (words[0] == '\0')
    gtk_widget_add_css_class (label, "dim-label");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  cercle_set_spoken (button, spoken);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_grid_attach (GTK_GRID (grid), button, column, row, 1, 1);
  return button;
}

static void
add_heading (GtkWidget *grid, int column, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (GTK_GRID (grid), label, column, 0, 1, 1);
}

/* What differs; the value kept at first is this record's, or the only one there is. */
static GtkWidget *
build (Compare *self, CercleSession *session, CercleRecord *person, CercleRecord *other)
{
  GtkWidget *grid = gtk_grid_new (), *scroller = gtk_scrolled_window_new ();
  int row = 1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_heading (grid, 1, _ ("This record"));
  add_heading (grid, 2, _ ("The other one"));
  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    {
      const char *name = cercle_field_label (&cercle_person_kind.fields[i]);
      g_autofree char *ours = NULL, *theirs = NULL;
      GtkWidget *label = NULL, *first = NULL;

      if (i == CERCLE_PERSON_MERGED_INTO || cercle_record_same (person, other, i))
        continue;
      ours = words_of (session, person, i);
      theirs = words_of (session, other, i);
      label = gtk_label_new (name);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
      first = add_value (grid, 1, row, name, ours, NULL);
      self->theirs[i] = add_value (grid, 2, row++, name, theirs, first);
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (cercle_record_is_set (person, i) ? first : self->theirs[i]), TRUE);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_size_request (scroller, LEAST_WIDTH, -1);
  return scroller;
}

static void
answered_cb (gboolean accepted, gpointer data)
{
  Compare *self = data;
  guint64 mask = 0;

  for (guint i = 0; accepted && i < CERCLE_PERSON_N_FIELDS; i++)
    if (self->theirs[i] != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->theirs[i])))
      mask |= CERCLE_MASK (i);
  if (accepted)
    self->compared (mask, self->data);
  self->destroy (self->data);
  g_free (self);
}

void
cercle_case_compare_ask (GtkWidget *from, CercleRecord *person, CercleRecord *other,
                         CercleCaseCompared compared, gpointer data, GDestroyNotify destroy)
{
  CercleSession *session =
      cercle_page_get_session (CERCLE_PAGE (gtk_widget_get_ancestor (from, CERCLE_TYPE_PAGE)));
  Compare *self = g_new0 (Compare, 1);
  g_auto (GStrv) reasons = cercle_duplicate_reasons (cercle_duplicate_compare (person, other));
  g_autofree char *alike = g_strjoinv (_ (", "), reasons);
  g_autofree char *name = cercle_person_name (other);
  /* TRANSLATORS: a name; what is alike. */
  g_autofree char *body = g_strdup_printf (
      _ ("%1$s: %2$s. Choose which value is kept. Both histories stay, and the two can be "
         "separated again for %3$d days."),
      name, alike, CERCLE_MERGE_UNDO_DAYS);

  self->compared = compared;
  self->data = data;
  self->destroy = destroy;
  cercle_dialog_ask (from,
                     &(CercleQuestion){ .heading = _ ("Are they one person?"),
                                        .body = body,
                                        .accept = _ ("Make Them One"),
                                        .extra = build (self, session, person, other) },
                     answered_cb, self);
}
