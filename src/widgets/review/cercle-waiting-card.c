/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits here, on which lists, since when, and with what? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-card.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-plain.h"
#include "cercle-text.h"
#include "cercle-waiting-list.h"

#define WRAP_CHARS 24

struct _CercleWaitingCard
{
  AdwBin parent_instance;
  CercleSession *session;
};

G_DEFINE_FINAL_TYPE (CercleWaitingCard, cercle_waiting_card, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  int field; /* -1: the body */
} columns[] = {
  { N_ ("Body"), -1 },
  { N_ ("Waiting since"), CERCLE_WAITING_ROW_SINCE_ON },
  { N_ ("Waiting for"), CERCLE_WAITING_ROW_NEED },
  { N_ ("Answer of the body"), CERCLE_WAITING_ROW_ANSWER },
  { N_ ("Support in place"), CERCLE_WAITING_ROW_SERVICE },
};

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = cercle_plain_words (text, style);

  if (box != NULL)
    gtk_box_append (GTK_BOX (box), label);
  return label;
}

static char *
day_words (const char *day)
{
  return cercle_day_format_long (cercle_day_parse (day));
}

/* --- Who ------------------------------------------------------------------------------------- */

/* "born on …", "born in …", or NULL. */
static char *
birth_words (CercleRecord *person, gboolean discreet)
{
  const char *day = cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON);
  gint64 year = cercle_record_get_integer (person, CERCLE_PERSON_BIRTH_YEAR, 0);
  g_autofree char *words = NULL;

  if (day != NULL && !discreet)
    {
      words = day_words (day);
      return g_strdup_printf (_ ("born on %s"), words);
    }
  if (day != NULL)
    year = g_ascii_strtoll (day, NULL, 10);
  return year != 0 ? g_strdup_printf (_ ("born in %d"), (int) year) : NULL;
}

static char *
name_words (CercleRecord *person, gboolean discreet)
{
  g_autofree char *name = cercle_person_name (person);

  if (*name != '\0')
    return discreet ? cercle_text_initials (name) : g_steal_pointer (&name);
  if (discreet)
    return g_strdup (_ ("Without a name"));
  return g_strdup (cercle_record_get_text (person, CERCLE_PERSON_MDPH_NUMBER));
}

/* Name and birth on one line: "Mathis Quesnel, born on 12 March 2011". */
static char *
person_words (CercleRecord *person, gboolean discreet)
{
  g_autofree char *name = name_words (person, discreet);
  g_autofree char *birth = birth_words (person, discreet);

  return birth != NULL ? g_strdup_printf (C_ ("name, birth", "%s, %s"), name, birth)
                       : g_steal_pointer (&name);
}

static void
add_who (GtkWidget *box, const CercleWaitingOne *one, gboolean discreet)
{
  g_autoptr (CercleRecord) told = cercle_waiting_row_person (g_ptr_array_index (one->rows, 0));
  CercleRecord *person = one->person != NULL ? one->person : told;
  g_autofree char *words = person_words (person, discreet);
  const char *since = cercle_waiting_one_since (one);
  const char *decision = cercle_waiting_one_decision (one);
  guint n = cercle_waiting_one_lists (one);
  g_autofree char *lists =
      g_strdup_printf (ngettext ("Waits on %u list", "Waits on %u lists", n), n);

  add_label (box, words, "title-1");
  add_label (box, lists, n > 1 ? "heading" : NULL);
  if (since != NULL)
    {
      g_autofree char *day = day_words (since);
      g_autofree char *waits = g_strdup_printf (_ ("Waits since %s"), day);
      add_label (box, waits, NULL);
    }
  if (cercle_waiting_one_has_nothing (one))
    add_label (box, _ ("⚠ Has nothing: no support, no answer, no open case"), "error");
  if (decision != NULL)
    {
      g_autofree char *decided = g_strdup_printf (
          _ ("✓ Decided: %s"), cercle_choice_label (cercle_waiting_decisions, decision));
      add_label (box, decided, "success");
    }
}

/* --- On which lists --------------------------------------------------------------------------- */

/* The body; and whether its last file still named her. */
static char *
body_words (CercleWaitingCard *self, CercleRecord *row)
{
  g_autoptr (CercleRecord) list =
      cercle_session_get (self->session, &cercle_waiting_list_kind,
                          cercle_record_get_text (row, CERCLE_WAITING_ROW_LIST));
  const char *body = list != NULL ? cercle_record_get_text (list, CERCLE_WAITING_LIST_BODY) : "?";

  if (list == NULL ||
      g_strcmp0 (cercle_record_get_text (row, CERCLE_WAITING_ROW_SEEN_AT),
                 cercle_record_get_text (list, CERCLE_WAITING_LIST_IMPORTED_AT)) == 0)
    return g_strdup (body);
  return g_strdup_printf (_ ("%s (not in its last file)"), body);
}

static char *
cell_words (CercleWaitingCard *self, CercleRecord *row, int field)
{
  const char *text = field >= 0 ? cercle_record_get_text (row, (guint) field) : NULL;

  if (field < 0)
    return body_words (self, row);
  if (text == NULL)
    return g_strdup ("–");
  return field == CERCLE_WAITING_ROW_SINCE_ON ? day_words (text) : g_strdup (text);
}

static void
add_cell (GtkWidget *grid, guint column, guint row, const char *words, const char *style)
{
  GtkWidget *label = add_label (NULL, words, style);

  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WRAP_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), label, (int) column, (int) row, 1, 1);
}

static void
add_rows (CercleWaitingCard *self, GtkWidget *box, const CercleWaitingOne *one)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    add_cell (grid, c, 0, _ (columns[c].title), "dim-label");
  for (guint i = 0; i < one->rows->len; i++)
    for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
      {
        g_autofree char *words =
            cell_words (self, g_ptr_array_index (one->rows, i), columns[c].field);
        add_cell (grid, c, i + 1, words, NULL);
      }
  gtk_box_append (GTK_BOX (box), grid);
}

/* --- Who she may be --------------------------------------------------------------------------- */

static void
add_button (GtkWidget *box, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
}

/* A sentence that takes the width there is, and what can be done about it. */
static GtkWidget *
add_line (GtkWidget *box, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (add_label (line, words, NULL), TRUE);
  gtk_box_append (GTK_BOX (box), line);
  return line;
}

static void
add_case (CercleWaitingCard *self, GtkWidget *box, const char *id)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (self->session, &cercle_case_kind, id);
  const char *reference =
      kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_REFERENCE) : NULL;
  const char *need = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_NEED) : NULL;
  g_autofree char *words =
      g_strdup_printf (_ ("Open case %s: %s"), reference != NULL ? reference : _ ("not yet sent"),
                       need != NULL ? need : "–");
  GtkWidget *line = add_line (box, words);

  add_button (line, _ ("Show the Case"), "win.open-case", g_variant_new_string (id));
  add_button (line, _ ("Known in This Case"), "waiting.known", g_variant_new_string (id));
}

static void
add_doubt (CercleWaitingCard *self, GtkWidget *box, const CercleWaitingDoubt *doubt, guint i)
{
  g_autoptr (CercleRecord) other =
      doubt->person != NULL ? g_object_ref (doubt->person) : cercle_waiting_row_person (doubt->row);
  g_autofree char *who = person_words (other, FALSE);
  g_autofree char *where =
      doubt->row != NULL ? body_words (self, doubt->row) : g_strdup (_ ("known here"));
  g_auto (GStrv) reasons = cercle_duplicate_reasons (doubt->alike);
  g_autofree char *why = g_strjoinv (", ", reasons);
  g_autofree char *words = g_strdup_printf (C_ ("who, where, why", "%s (%s): %s"), who, where, why);
  GtkWidget *line = add_line (box, words);

  add_button (line, _ ("Same Person"), "waiting.same", g_variant_new_uint32 (i));
  add_button (line, _ ("Somebody Else"), "waiting.apart", g_variant_new_uint32 (i));
}

static void
add_questions (CercleWaitingCard *self, GtkWidget *box, const CercleWaitingOne *one)
{
  if (one->cases->len > 0)
    add_label (box, _ ("Already known"), "title-4");
  for (guint i = 0; i < one->cases->len; i++)
    add_case (self, box, g_ptr_array_index (one->cases, i));
  if (one->doubts->len > 0)
    add_label (box, _ ("Is it the same person?"), "title-4");
  for (guint i = 0; i < one->doubts->len; i++)
    add_doubt (self, box, g_ptr_array_index (one->doubts, i), i);
}

void
cercle_waiting_card_show (CercleWaitingCard *self, const CercleWaitingOne *one,
                          CercleWaitingSight sight)
{
  GtkWidget *box = NULL;

  if (one != NULL)
    {
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
      add_who (box, one, sight == CERCLE_WAITING_DISCREET);
      add_rows (self, box, one);
      if (sight == CERCLE_WAITING_AT_THE_DESK)
        add_questions (self, box, one);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
cercle_waiting_card_dispose (GObject *object)
{
  g_clear_object (&CERCLE_WAITING_CARD (object)->session);
  G_OBJECT_CLASS (cercle_waiting_card_parent_class)->dispose (object);
}

static void
cercle_waiting_card_class_init (CercleWaitingCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_waiting_card_dispose;
}

static void
cercle_waiting_card_init (CercleWaitingCard *self)
{
}

GtkWidget *
cercle_waiting_card_new (CercleSession *session)
{
  CercleWaitingCard *self = g_object_new (CERCLE_TYPE_WAITING_CARD, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
