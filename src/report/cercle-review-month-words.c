/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the reviews of a month come to, in words and numbers? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-review-month-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-display.h"

#define NONE "—"

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
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", whole), whole);
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

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$u of %2$u verdict", "%1$u of %2$u verdicts", of),
      figures->figures[id].n, of);
}

static char *
over_verdicts (const CercleReviewFigures *figures, CercleReviewFigureId id)
{
  guint n = figures->figures[id].n;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u timed verdict", "%u timed verdicts", n),
                          n);
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

const guint cercle_review_month_n_lines = G_N_ELEMENTS (lines);

void
cercle_review_month_words_clear (CercleReviewMonthWords *self)
{
  g_free (self->value);
  g_free (self->basis);
  g_free (self->cases);
}

void
cercle_review_month_words_init (CercleReviewMonthWords *self, const CercleReviewFigures *figures,
                                guint line)
{
  CercleReviewFigureId id = lines[line].id;
  guint n = figures->figures[id].cases->len;
  gboolean known =
      lines[line].of == CERCLE_REVIEW_N_FIGURES || figures->figures[lines[line].of].n > 0;

  self->id = id;
  self->name = _ (lines[line].name);
  self->value = known ? lines[line].value (figures, id) : g_strdup (NONE);
  self->basis =
      known && lines[line].basis != NULL ? lines[line].basis (figures, id) : g_strdup ("");
  self->cases = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case", "%u cases", n), n)
                      : g_strdup ("");
}

char *
cercle_review_month_title (const CercleReviewFigures *figures)
{
  g_autofree char *until = cercle_display_day (figures->until);

  return g_strdup_printf (_ ("The %1$d days until %2$s"), CERCLE_REVIEW_FIGURES_DAYS, until);
}
