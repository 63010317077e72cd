/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided, by whom is it done, and for when? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-deciding.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-bar.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-suggest.h"
#include "cercle-text.h"
#include "cercle-wrap-layout.h"

struct _CercleMeetingDeciding
{
  AdwBin parent_instance;
  GtkWidget *sorts, *words, *who, *day, *line, *partner, *family, *sheet, *hint;
  CercleSession *session;
};

G_DEFINE_FINAL_TYPE (CercleMeetingDeciding, cercle_meeting_deciding, ADW_TYPE_BIN)

/* What is done when it is adopted, said before. */
static const struct
{
  const char *sort, *hint; /* hint: msgid */
} hints[] = {
  { "rule",
    N_ ("Makes a draft of the next version of the matrix, with this meeting as its source.") },
  { "means", N_ ("Is kept with its words, and comes again until it is applied.") },
  { "partner", N_ ("Makes the directory sheet, or keeps the words alone.") },
  { "question", N_ ("Goes with the week’s questions to the nation, without a name.") },
  { "action", N_ ("Needs who does it and for when: it is told on Today.") },
  { "information", N_ ("Stands in the minutes; nothing waits.") },
};

static CercleChoiceBar *
bar_of (CercleMeetingDeciding *self)
{
  return CERCLE_CHOICE_BAR (self->sorts);
}

static void
show_sort (CercleMeetingDeciding *self)
{
  const char *sort = cercle_choice_bar_get (bar_of (self));
  const char *hint = "";

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (g_str_equal (hints[i].sort, sort))
      hint = _ (hints[i].hint);
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_widget_set_visible (self->sheet, g_str_equal (sort, "partner"));
}

const char *
cercle_meeting_deciding_get_sort (CercleMeetingDeciding *self)
{
  return cercle_choice_bar_get (bar_of (self));
}

/* The row of digits begins at 10; the keypad has three rows. */
gboolean
cercle_meeting_deciding_key (CercleMeetingDeciding *self, guint code)
{
  static const guint keypad[] = { 87, 88, 89, 83, 84, 85 };

  for (guint i = 0; i < G_N_ELEMENTS (keypad); i++)
    if (code == 10 + i || code == keypad[i])
      {
        cercle_choice_bar_set (bar_of (self), cercle_decision_sorts[i].token);
        show_sort (self);
        gtk_widget_grab_focus (self->words);
        return TRUE;
      }
  return FALSE;
}

gboolean
cercle_meeting_deciding_is_empty (CercleMeetingDeciding *self)
{
  g_autofree char *words =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->words)), FALSE);
  return words == NULL;
}

static gboolean
refuse (char **sentence, const char *words)
{
  *sentence = g_strdup (words);
  return FALSE;
}

static gboolean
fill_day (CercleMeetingDeciding *self, CercleRecord *decision, char **sentence)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->day));
  int day;
  g_autofree char *text = NULL;

  if (*typed == '\0')
    return TRUE;
  day = cercle_day_format_parse (typed, cercle_session_get_today_number (self->session));
  if (day == CERCLE_DAY_NONE)
    return refuse (sentence, _ ("This is not a day: type for instance 23/06 or tomorrow."));
  text = cercle_day_to_text (day);
  cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, text);
  return TRUE;
}

gboolean
cercle_meeting_deciding_fill (CercleMeetingDeciding *self, CercleRecord *decision,
                              const char **partner, const char **family, char **sentence)
{
  const char *sort = cercle_choice_bar_get (bar_of (self));
  g_autofree char *words =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->words)), FALSE);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->family));
  g_autoptr (GError) error = NULL;

  if (*sort == '\0')
    return refuse (sentence, _ ("Choose what the decision is about: 1 to 6."));
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, sort);
  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, words);
  if (cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who)) == NULL &&
      *cercle_lookup_get_typed (CERCLE_LOOKUP (self->who)) != '\0')
    return refuse (sentence, _ ("Choose who does it in the list."));
  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER,
                          cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who)));
  if (!fill_day (self, decision, sentence))
    return FALSE;
  if (g_str_equal (sort, "partner"))
    {
      *partner = gtk_editable_get_text (GTK_EDITABLE (self->partner));
      *family = cercle_families[chosen].token;
    }
  if (!cercle_record_check (decision, &error))
    return refuse (sentence, error->message);
  return TRUE;
}

void
cercle_meeting_deciding_clear (CercleMeetingDeciding *self)
{
  cercle_choice_bar_set (bar_of (self), "");
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
  gtk_editable_set_text (GTK_EDITABLE (self->day), "");
  gtk_editable_set_text (GTK_EDITABLE (self->partner), "");
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), NULL, NULL);
  show_sort (self);
}

void
cercle_meeting_deciding_set_session (CercleMeetingDeciding *self, CercleSession *session)
{
  self->session = session;
  cercle_suggest_holders (CERCLE_LOOKUP (self->who), session);
}

static GtkWidget *
new_entry (const char *name, int chars, int most)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), most);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), chars);
  cercle_set_spoken (entry, name);
  return entry;
}

static void
make_sheet (CercleMeetingDeciding *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (const CercleChoice *line = cercle_families; line->token != NULL; line++)
    g_ptr_array_add (labels, (gpointer) g_dgettext (GETTEXT_PACKAGE, line->label));
  g_ptr_array_add (labels, NULL);
  self->partner = new_entry (_ ("Partner to add to the directory"), 20, 120);
  gtk_widget_set_hexpand (self->partner, TRUE);
  self->family = gtk_drop_down_new_from_strings ((const char *const *) labels->pdata);
  cercle_set_spoken (self->family, _ ("Family"));
  self->sheet = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->sheet), self->partner);
  gtk_box_append (GTK_BOX (self->sheet), self->family);
}

static void
cercle_meeting_deciding_class_init (CercleMeetingDecidingClass *klass)
{
}

static void
cercle_meeting_deciding_init (CercleMeetingDeciding *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sorts = g_object_new (CERCLE_TYPE_CHOICE_BAR, NULL);
  cercle_choice_bar_fill (bar_of (self), _ ("Decision about"), cercle_decision_sorts);
  g_signal_connect_swapped (self->sorts, "changed", G_CALLBACK (show_sort), self);
  self->words = new_entry (_ ("What is decided"), 20, 500);
  self->who = cercle_lookup_new (_ ("Who"), _ ("Who"));
  gtk_widget_set_hexpand (self->who, TRUE);
  self->day = new_entry (_ ("For when"), 12, 40);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->line), self->who);
  gtk_box_append (GTK_BOX (self->line), self->day);
  make_sheet (self);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_box_append (GTK_BOX (box), self->sorts);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_box_append (GTK_BOX (box), self->sheet);
  gtk_box_append (GTK_BOX (box), self->hint);
  adw_bin_set_child (ADW_BIN (self), box);
  show_sort (self);
}

GtkWidget *
cercle_meeting_deciding_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_DECIDING, NULL);
}
