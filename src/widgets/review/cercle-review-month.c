/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the reviews of a month come to, in words and numbers? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-month.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-filter.h"
#include "cercle-display.h"
#include "cercle-escape.h"

#define NONE "—"
#define SHOWN "cercle-shown"

/* --- Words ------------------------------------------------------------------------------------ */

static char *
say_count (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  return g_strdup_printf ("%u", figures->figures[id].n);
}

static char *
say_minutes (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  /* TRANSLATORS: minutes. */
  return g_strdup_printf (_ ("%.1f min"), figures->figures[id].value);
}

static char *
say_days (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  double days = figures->figures[id].value;
  guint whole = (guint) days;

  if (days - whole > 0)
    return g_strdup_printf (_ ("%.1f days"), days);
  return g_strdup_printf (ngettext ("%u day", "%u days", whole), whole);
}

static char *
say_share (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  return g_strdup_printf (_ ("%u%%"), cercle_review_figures_share (figures, id));
}

static char *
of_verdicts (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  guint of = figures->figures[CERCLE_REVIEW_SEEN].n;

  return g_strdup_printf (ngettext ("%1$u of %2$u verdict", "%1$u of %2$u verdicts", of),
                          figures->figures[id].n, of);
}

static char *
over_verdicts (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  guint n = figures->figures[id].n;
  return g_strdup_printf (ngettext ("%u timed verdict", "%u timed verdicts", n), n);
}

/* In the order they are shown. */
static const struct
{
  CercleReviewFigureId id, of; /* of: without any there is no value */
  const char *name;
  char *(*value) (const CercleReviewFigures *figures, CercleReviewFigureId id);
  char *(*basis) (const CercleReviewFigures *figures, CercleReviewFigureId id); /* or NULL */
} lines[] = {
  { CERCLE_REVIEW_SESSIONS, CERCLE_REVIEW_N_FIGURES, N_ ("Reviews"), say_count, NULL },
  { CERCLE_REVIEW_SEEN, CERCLE_REVIEW_N_FIGURES, N_ ("Verdicts given"), say_count, NULL },
  { CERCLE_REVIEW_PACE, CERCLE_REVIEW_PACE, N_ ("Time for a case, on average"), say_minutes,
    over_verdicts },
  { CERCLE_REVIEW_DELAY, CERCLE_REVIEW_DELAY,
    N_ ("From the opening of a case to its first verdict, median"), say_days, NULL },
  { CERCLE_REVIEW_KNOWN, CERCLE_REVIEW_SEEN, N_ ("Already being handled by the MDPH"), say_share,
    of_verdicts },
  { CERCLE_REVIEW_RIGHTS_ACTION, CERCLE_REVIEW_SEEN, N_ ("Rights to refresh or to open"), say_share,
    of_verdicts },
  { CERCLE_REVIEW_THIRD_TIME, CERCLE_REVIEW_N_FIGURES,
    N_ ("On a list for the third time or more without a verdict"), say_count, NULL },
};

typedef struct
{
  char *value, *basis, *cases; /* basis, cases: "" for none */
} Words;

static void
words_clear (Words *words)
{
  g_free (words->value);
  g_free (words->basis);
  g_free (words->cases);
}

static void
words_init (Words *words, const CercleReviewFigures *figures, guint line)
{
  const CercleReviewFigure *figure = &figures->figures[lines[line].id];
  guint n = figure->cases->len;
  gboolean known =
      lines[line].of == CERCLE_REVIEW_N_FIGURES || figures->figures[lines[line].of].n > 0;

  words->value = known ? lines[line].value (figures, lines[line].id) : g_strdup (NONE);
  words->basis = known && lines[line].basis != NULL ? lines[line].basis (figures, lines[line].id)
                                                    : g_strdup ("");
  words->cases = n > 0 ? g_strdup_printf (ngettext ("%u case", "%u cases", n), n) : g_strdup ("");
}

/* --- The grid --------------------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_name (const char *name, const Words *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *between = *words->basis != '\0' && *words->cases != '\0' ? " · " : "";
  g_autofree char *rest = g_strconcat (words->basis, between, words->cases, NULL);

  gtk_box_append (GTK_BOX (box), make_label (name, NULL));
  if (*rest != '\0')
    gtk_box_append (GTK_BOX (box), make_label (rest, "dim-label"));
  return box;
}

/* A number with cases opens them; another one is only read. */
static GtkWidget *
make_number (const char *name, const Words *words, const CercleReviewFigure *figure)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_copy (figure->cases, NULL, NULL);
  g_autofree char *all = NULL, *written = NULL, *said = NULL, *spoken = NULL;
  GtkWidget *number;

  if (ids->len == 0)
    {
      number = gtk_label_new (words->value);
      gtk_widget_add_css_class (number, "numeric");
      gtk_widget_set_halign (number, GTK_ALIGN_END);
      return number;
    }
  g_ptr_array_set_free_func (ids, NULL);
  g_ptr_array_add (ids, NULL);
  all = g_strjoinv (" ", (char **) ids->pdata);
  written = cercle_case_filter_write (&(CercleCaseFilter){ .ids = all });
  /* TRANSLATORS: name of a figure, its value. */
  said = g_strdup_printf (_ ("%1$s: %2$s"), name, words->value);
  spoken = g_strconcat (said, " · ", words->cases, NULL);
  number = gtk_button_new_with_label (words->value);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_halign (number, GTK_ALIGN_END);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (number), "s", written);
  /* After its target: an action is refused without the one it wants. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (number), "win.show-cases");
  gtk_widget_set_tooltip_text (number, _ ("Show These Cases"));
  cercle_set_spoken (number, spoken);
  return number;
}

/* (transfer full): all that is shown and opened. */
static char *
gather (const CercleReviewFigures *figures)
{
  GString *all = g_string_new (figures->until);

  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    {
      const CercleReviewFigure *figure = &figures->figures[f];

      g_string_append_printf (all, "|%u %.3f", figure->n, figure->value);
      for (guint i = 0; i < figure->cases->len; i++)
        g_string_append (all, figure->cases->pdata[i]);
    }
  return g_string_free (all, FALSE);
}

void
cercle_review_month_show (GtkGrid *grid, const CercleReviewFigures *figures)
{
  g_autofree char *all = gather (figures);
  g_autofree char *until = cercle_display_day (figures->until);
  g_autofree char *title = NULL;
  GtkWidget *child;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (grid), SHOWN), all) == 0)
    return;
  g_object_set_data_full (G_OBJECT (grid), SHOWN, g_steal_pointer (&all), g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  title = g_strdup_printf (_ ("The %1$d days until %2$s"), CERCLE_REVIEW_FIGURES_DAYS, until);
  gtk_grid_attach (grid, make_label (title, "title-4"), 0, 0, 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *name = _ (lines[i].name);
      Words words;

      words_init (&words, figures, i);
      gtk_grid_attach (grid, make_name (name, &words), 0, (int) i + 1, 1, 1);
      gtk_grid_attach (grid, make_number (name, &words, &figures->figures[lines[i].id]), 1,
                       (int) i + 1, 1, 1);
      words_clear (&words);
    }
}
