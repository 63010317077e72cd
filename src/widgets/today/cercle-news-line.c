/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line say of one thing that was done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-news-line.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-session.h"
#include "cercle-text.h"

struct _CercleNewsLine
{
  GObject parent_instance;
  CercleRecord *event;
  gboolean first; /* of its case: lines below it are of the same until the next first one */
};

G_DEFINE_FINAL_TYPE (CercleNewsLine, cercle_news_line, G_TYPE_OBJECT)

static void
cercle_news_line_finalize (GObject *object)
{
  g_clear_object (&CERCLE_NEWS_LINE (object)->event);
  G_OBJECT_CLASS (cercle_news_line_parent_class)->finalize (object);
}

static void
cercle_news_line_class_init (CercleNewsLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_news_line_finalize;
}

static void
cercle_news_line_init (CercleNewsLine *self)
{
}

static CercleNewsLine *
new_line (CercleRecord *event, gboolean first)
{
  CercleNewsLine *line = g_object_new (CERCLE_TYPE_NEWS_LINE, NULL);

  line->event = g_object_ref (event);
  line->first = first;
  return line;
}

GPtrArray *
cercle_news_lines (GPtrArray *cases)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cases->len; i++)
    {
      const CercleNewsCase *kase = g_ptr_array_index (cases, i);

      for (guint j = 0; j < kase->authors->len; j++)
        {
          const CercleNewsAuthor *author = g_ptr_array_index (kase->authors, j);

          for (guint k = 0; k < author->events->len; k++)
            g_ptr_array_add (lines,
                             new_line (g_ptr_array_index (author->events, k), j == 0 && k == 0));
        }
    }
  return lines;
}

CercleRecord *
cercle_news_line_get_event (CercleNewsLine *self)
{
  return self->event;
}

const char *
cercle_news_line_get_case (CercleNewsLine *self)
{
  return cercle_record_get_text (self->event, CERCLE_EVENT_CASE);
}

/* --- Columns --------------------------------------------------------------------------------- */

/* (transfer full): a child in care by initials. */
static char *
name_of (CercleSession *session, CercleRecord *kase)
{
  const char *person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autofree char *name =
      person != NULL ? cercle_session_name_of_id (session, &cercle_person_kind, person) : NULL;

  if (name == NULL || name[0] == '\0')
    return g_strdup (person != NULL ? _ ("Name not told") : _ ("Nobody named"));
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0)
    return cercle_text_initials (name);
  return g_steal_pointer (&name);
}

static void
fill_case (CercleCell *cell, gpointer item, gpointer data)
{
  CercleNewsLine *line = item;
  g_autoptr (CercleRecord) kase =
      cercle_session_get (data, &cercle_case_kind, cercle_news_line_get_case (line));
  g_autofree char *name = kase != NULL ? name_of (data, kase) : NULL, *number = NULL;

  if (kase == NULL)
    return;
  number = cercle_case_number (kase);
  if (!line->first)
    {
      cercle_cell_dim (cell, name);
      return;
    }
  cercle_cell_strong (cell, name);
  cercle_cell_dim (cell, number);
}

static char *
name_cb (const char *reference, gpointer data)
{
  return cercle_session_name_of (data, reference);
}

static gboolean
is_in_care (CercleSession *session, CercleNewsLine *line)
{
  g_autoptr (CercleRecord) kase =
      cercle_session_get (session, &cercle_case_kind, cercle_news_line_get_case (line));

  return kase == NULL || g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0;
}

static void
fill_what (CercleCell *cell, gpointer item, gpointer data)
{
  CercleNewsLine *line = item;
  g_autofree char *sentence = NULL;

  if (cercle_news_names_somebody (line->event) && is_in_care (data, line))
    {
      cercle_cell_text (cell, cercle_choice_label (cercle_event_sorts, "told"));
      return;
    }
  sentence = cercle_event_sentence (line->event, name_cb, data);
  cercle_cell_text (cell, g_strdelimit (sentence, "\n", ' '));
}

static void
fill_who (CercleCell *cell, gpointer item, gpointer data)
{
  CercleNewsLine *line = item;
  const char *by = cercle_record_get_text (line->event, CERCLE_EVENT_BY);
  g_autofree char *name =
      by != NULL ? cercle_session_name_of_id (data, &cercle_member_kind, by) : NULL;

  cercle_cell_text (cell, name);
}

static void
fill_when (CercleCell *cell, gpointer item, gpointer data)
{
  CercleNewsLine *line = item;
  g_autofree char *when = cercle_day_format_instant (
      cercle_record_get_text (line->event, CERCLE_EVENT_AT), cercle_session_get_zone (data),
      cercle_session_get_today_number (data), TRUE);

  cercle_cell_dim (cell, when);
}

/* clang-format off */
const CercleColumn cercle_news_columns[] = {
  { "case", N_("Case"), 250, 0, CERCLE_COLUMN_BELOW, fill_case },
  { "what", N_("What"), 0, 0, 0, fill_what },
  { "who", N_("Who"), 160, 0, CERCLE_COLUMN_BELOW, fill_who },
  { "when", N_("When"), 132, 132, CERCLE_COLUMN_END, fill_when },
};
/* clang-format on */
const guint cercle_news_n_columns = G_N_ELEMENTS (cercle_news_columns);
