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
#include "cercle-draft.h"
#include "cercle-escape.h"
#include "cercle-json.h"
#include "cercle-lookup.h"
#include "cercle-suggest.h"
#include "cercle-text.h"
#include "cercle-wrap-layout.h"

#define DRAFT "decision"

struct _CercleMeetingDeciding
{
  AdwBin parent_instance;
  GtkWidget *sorts, *words, *who, *day, *line, *partner, *family, *sheet, *hint;
  CercleSession *session;
  CercleDraft *draft; /* of the item; NULL: none is in hand */
  char *item;
  gboolean loading;
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
  /* Of who is in the directory the family is known. */
  gtk_widget_set_visible (self->family,
                          cercle_lookup_get_chosen (CERCLE_LOOKUP (self->partner)) == NULL);
}

/* --- What is typed survives ------------------------------------------------------------------- */

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
keep_lookup (JsonObject *object, const char *name, const char *id, GtkWidget *lookup)
{
  const char *chosen = cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup));

  if (chosen != NULL)
    json_object_set_string_member (object, id, chosen);
  json_object_set_string_member (object, name, cercle_lookup_get_typed (CERCLE_LOOKUP (lookup)));
}

static JsonObject *
content (gpointer owner)
{
  CercleMeetingDeciding *self = owner;
  guint family = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->family));
  JsonObject *object = NULL;

  if (*text_of (self->words) == '\0' && *text_of (self->day) == '\0' &&
      *cercle_lookup_get_typed (CERCLE_LOOKUP (self->who)) == '\0' &&
      *cercle_lookup_get_typed (CERCLE_LOOKUP (self->partner)) == '\0')
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "sort", cercle_choice_bar_get (bar_of (self)));
  json_object_set_string_member (object, "words", text_of (self->words));
  json_object_set_string_member (object, "day", text_of (self->day));
  json_object_set_string_member (object, "family", cercle_families[family].token);
  keep_lookup (object, "who", "who_id", self->who);
  keep_lookup (object, "partner", "partner_id", self->partner);
  return object;
}

/* (transfer none): "" when there is none. */
static const char *
kept (JsonObject *typed, const char *name)
{
  const char *text = NULL;

  if (typed != NULL)
    cercle_json_text_opt (typed, name, &text, NULL);
  return text != NULL ? text : "";
}

static void
restore_lookup (JsonObject *typed, const char *name, const char *id, GtkWidget *lookup)
{
  if (*kept (typed, id) != '\0')
    cercle_lookup_set_chosen (CERCLE_LOOKUP (lookup), kept (typed, id), kept (typed, name));
  else
    {
      cercle_lookup_set_chosen (CERCLE_LOOKUP (lookup), NULL, NULL);
      cercle_lookup_set_typed (CERCLE_LOOKUP (lookup), kept (typed, name));
    }
}

/* typed NULL: an empty form. */
static void
restore (CercleMeetingDeciding *self, JsonObject *typed)
{
  self->loading = TRUE;
  cercle_choice_bar_set (bar_of (self), kept (typed, "sort"));
  gtk_editable_set_text (GTK_EDITABLE (self->words), kept (typed, "words"));
  gtk_editable_set_text (GTK_EDITABLE (self->day), kept (typed, "day"));
  for (guint i = 0; cercle_families[i].token != NULL; i++)
    if (g_str_equal (cercle_families[i].token, kept (typed, "family")))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->family), i);
  restore_lookup (typed, "who", "who_id", self->who);
  restore_lookup (typed, "partner", "partner_id", self->partner);
  show_sort (self);
  self->loading = FALSE;
}

static void
touch (CercleMeetingDeciding *self)
{
  if (!self->loading && self->draft != NULL)
    cercle_draft_touch (self->draft);
}

void
cercle_meeting_deciding_set_item (CercleMeetingDeciding *self, const char *item)
{
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) typed = NULL;

  if (g_strcmp0 (self->item, item) == 0)
    return;
  g_clear_pointer (&self->draft, cercle_draft_free);
  g_free (self->item);
  self->item = g_strdup (item);
  if (item != NULL)
    {
      id = cercle_draft_id (self->session, DRAFT, item);
      typed = cercle_draft_read (self->session, DRAFT, id);
      self->draft = cercle_draft_new (self->session, id, DRAFT, content, self);
      cercle_draft_set_of (self->draft, item);
    }
  restore (self, typed);
}

void
cercle_meeting_deciding_flush (CercleMeetingDeciding *self)
{
  if (self->draft != NULL)
    cercle_draft_flush (self->draft);
}

/* --- Taking it -------------------------------------------------------------------------------- */

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
        touch (self);
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

/* Of the directory, or to be added to it. */
static void
fill_partner (CercleMeetingDeciding *self, CercleRecord *decision, const char **partner,
              const char **family)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->family));
  const char *known = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->partner));
  g_autofree char *reference = known != NULL ? g_strconcat ("organisation:", known, NULL) : NULL;

  *partner = known == NULL ? cercle_lookup_get_typed (CERCLE_LOOKUP (self->partner)) : NULL;
  *family = cercle_families[chosen].token;
  cercle_record_set_text (decision, CERCLE_DECISION_LED_TO, reference);
}

gboolean
cercle_meeting_deciding_fill (CercleMeetingDeciding *self, CercleRecord *decision,
                              const char **partner, const char **family, char **sentence)
{
  const char *sort = cercle_choice_bar_get (bar_of (self));
  g_autofree char *words = cercle_text_clean (text_of (self->words), FALSE);
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
    fill_partner (self, decision, partner, family);
  if (!cercle_record_check (decision, &error))
    return refuse (sentence, error->message);
  return TRUE;
}

void
cercle_meeting_deciding_end (CercleMeetingDeciding *self, const char *item)
{
  g_autofree char *id = cercle_draft_id (self->session, DRAFT, item);

  if (g_strcmp0 (self->item, item) != 0)
    {
      cercle_session_draft (self->session, id, DRAFT, item, NULL);
      return;
    }
  cercle_draft_end (self->draft, NULL);
  restore (self, NULL);
}

void
cercle_meeting_deciding_set_session (CercleMeetingDeciding *self, CercleSession *session)
{
  self->session = session;
  cercle_suggest_holders (CERCLE_LOOKUP (self->who), session);
  cercle_suggest_organisations (CERCLE_LOOKUP (self->partner), session);
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
  self->partner = cercle_lookup_new (_ ("Partner, of the directory or new"),
                                     _ ("Partner, of the directory or new"));
  cercle_lookup_set_any (CERCLE_LOOKUP (self->partner), TRUE);
  g_signal_connect_swapped (self->partner, "chosen", G_CALLBACK (show_sort), self);
  g_signal_connect_swapped (self->partner, "typed", G_CALLBACK (show_sort), self);
  gtk_widget_set_hexpand (self->partner, TRUE);
  self->family = gtk_drop_down_new_from_strings ((const char *const *) labels->pdata);
  cercle_set_spoken (self->family, _ ("Family"));
  self->sheet = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->sheet), self->partner);
  gtk_box_append (GTK_BOX (self->sheet), self->family);
}

static void
follow_typing (CercleMeetingDeciding *self)
{
  GtkWidget *const lookups[] = { self->who, self->partner };

  g_signal_connect_swapped (self->sorts, "changed", G_CALLBACK (touch), self);
  g_signal_connect_swapped (self->words, "changed", G_CALLBACK (touch), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (touch), self);
  g_signal_connect_swapped (self->family, "notify::selected", G_CALLBACK (touch), self);
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      g_signal_connect_swapped (lookups[i], "typed", G_CALLBACK (touch), self);
      g_signal_connect_swapped (lookups[i], "chosen", G_CALLBACK (touch), self);
    }
}

static void
cercle_meeting_deciding_dispose (GObject *object)
{
  CercleMeetingDeciding *self = CERCLE_MEETING_DECIDING (object);

  g_clear_pointer (&self->draft, cercle_draft_free);
  g_clear_pointer (&self->item, g_free);
  G_OBJECT_CLASS (cercle_meeting_deciding_parent_class)->dispose (object);
}

static void
cercle_meeting_deciding_class_init (CercleMeetingDecidingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_meeting_deciding_dispose;
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
  follow_typing (self);
  show_sort (self);
}

GtkWidget *
cercle_meeting_deciding_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_DECIDING, NULL);
}
