/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided about this case, and what will it change? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-choosing.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-plain.h"
#include "cercle-suggest.h"

/* Letters are the same in every language: they are on the printed sheet of keys. */
static const struct
{
  guint field;
  const char *letter, *label; /* msgid */
  const CercleChoice *choices;
  const char *keys;
  int columns;
} questions[] = {
  { CERCLE_REVIEW_ITEM_KNOWN, "A", N_ ("Already being handled?"), cercle_known, "oni", 3 },
  { CERCLE_REVIEW_ITEM_RIGHTS, "B", N_ ("Rights"), cercle_review_rights, "jrvc", 2 },
  { CERCLE_REVIEW_ITEM_DECISION, "✓", N_ ("Decision"), cercle_review_decisions, "123456", 2 },
};
#define N_QUESTIONS G_N_ELEMENTS (questions)
#define MOST_ANSWERS 6

/* X11 and Wayland key codes: the row of digits begins at 10; the keypad has its own order. */
#define FIRST_DIGIT 10
static const guint keypad[MOST_ANSWERS] = { 87, 88, 89, 83, 84, 85 };

enum
{
  STEP,
  ANSWER,
  DAY,
  NOTE,
  N_ENTRIES
};
static const struct
{
  const char *label, *placeholder; /* msgids */
} entries[N_ENTRIES] = {
  [STEP] = { N_ ("At which step"), N_ ("Step: instruction, team, decision…") },
  [ANSWER] = { N_ ("Answer expected on"), N_ ("Answer on: 26/06, +3…") },
  [DAY] = { N_ ("For"), N_ ("26/06, tomorrow, +3…") },
  [NOTE] = { N_ ("Note"), N_ ("Note for the minutes") },
};

struct _CercleReviewChoosing
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *buttons[N_QUESTIONS][MOST_ANSWERS];
  GtkWidget *entries[N_ENTRIES], *handled, *who, *day_label, *changes, *minutes;
  GHashTable *drafts;    /* case: CercleRecord, chosen and not given yet */
  CercleRecord *verdict; /* of the case shown: its item with what is chosen */
  char *kase;
  const CercleSittingLine *line;
  GCancellable *weighing;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (CercleReviewChoosing, cercle_review_choosing, ADW_TYPE_BIN)

enum
{
  SIGNAL_GIVE,
  SIGNAL_WORDS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is (CercleReviewChoosing *self, guint field, const char *token)
{
  return g_strcmp0 (cercle_record_get_text (self->verdict, field), token) == 0;
}

/* The day of the decision: when it is looked at again, or for when it is done. */
static guint
day_field (CercleReviewChoosing *self)
{
  return is (self, CERCLE_REVIEW_ITEM_DECISION, "again") ? CERCLE_REVIEW_ITEM_AGAIN_ON
                                                         : CERCLE_REVIEW_ITEM_DUE_ON;
}

/* --- What it changes ----------------------------------------------------------------------- */

static char *
name_cb (const char *reference, gpointer session)
{
  return cercle_session_name_of (session, reference);
}

/* What the rules fill in stands in the fields as long as nobody chose otherwise. */
static void
show_completed (CercleReviewChoosing *self, CercleRecord *weighed)
{
  const char *holder = cercle_record_get_text (weighed, CERCLE_REVIEW_ITEM_HOLDER);
  g_autofree char *name = holder != NULL ? cercle_session_name_of (self->session, holder) : NULL;
  int day = cercle_day_parse (cercle_record_get_text (weighed, day_field (self)));
  g_autofree char *words =
      cercle_day_format_short (day, cercle_session_get_today_number (self->session));

  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), holder, name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[DAY]),
                                  *words != '\0' ? words : _ (entries[DAY].placeholder));
}

static void
show_weighed (CercleReviewChoosing *self, CercleRecord *weighed, GPtrArray *effects)
{
  g_autofree char *sentence = cercle_review_effects_sentence (effects, name_cb, self->session);
  g_autofree char *words = cercle_review_item_words (weighed);
  g_autofree char *changes = NULL, *minutes = NULL;

  if (*sentence != '\0')
    changes = g_strdup_printf (_ ("What changes: %s"), sentence);
  if (*words != '\0')
    minutes = g_strdup_printf (_ ("In the minutes: %s"), words);
  gtk_label_set_text (GTK_LABEL (self->changes), changes != NULL ? changes : "");
  gtk_widget_set_visible (self->changes, changes != NULL);
  gtk_label_set_text (GTK_LABEL (self->minutes), minutes != NULL ? minutes : "");
  gtk_widget_set_visible (self->minutes, minutes != NULL);
  show_completed (self, weighed);
  g_signal_emit (self, signals[SIGNAL_WORDS], 0, words);
}

typedef struct
{
  CercleReviewChoosing *self;
  CercleRecord *weighed;
} Weighing;

static void
weighed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Weighing *weighing = data;
  g_autoptr (CercleReviewChoosing) self = weighing->self;
  g_autoptr (CercleRecord) weighed = weighing->weighed;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) effects =
      cercle_session_weigh_finish (CERCLE_SESSION (source), result, &error);

  if (effects != NULL && self->weighing != NULL)
    show_weighed (self, weighed, effects);
}

static void
weigh (CercleReviewChoosing *self)
{
  Weighing *weighing = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_cancellable_cancel (self->weighing);
  g_clear_object (&self->weighing);
  if (!cercle_record_is_set (self->verdict, CERCLE_REVIEW_ITEM_DECISION) ||
      cercle_record_is_set (self->verdict, CERCLE_REVIEW_ITEM_DECIDED_AT))
    {
      show_weighed (self, self->verdict, none);
      return;
    }
  self->weighing = g_cancellable_new ();
  weighing = g_new0 (Weighing, 1);
  weighing->self = g_object_ref (self);
  weighing->weighed = cercle_record_copy (self->verdict);
  cercle_session_weigh_async (self->session, self->line, weighing->weighed, self->weighing,
                              weighed_cb, weighing);
}

/* --- What is chosen ------------------------------------------------------------------------ */

static void
show_answers (CercleReviewChoosing *self)
{
  self->quiet = TRUE;
  for (guint q = 0; q < N_QUESTIONS; q++)
    for (guint a = 0; questions[q].choices[a].token != NULL; a++)
      {
        GtkWidget *tick = g_object_get_data (G_OBJECT (self->buttons[q][a]), "tick");
        gboolean chosen = is (self, questions[q].field, questions[q].choices[a].token);

        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[q][a]), chosen);
        /* Its place is kept: what is chosen moves nothing. */
        gtk_widget_set_opacity (tick, chosen ? 1 : 0);
      }
  self->quiet = FALSE;
  gtk_widget_set_visible (self->handled, is (self, CERCLE_REVIEW_ITEM_KNOWN, "yes"));
  gtk_label_set_text (GTK_LABEL (self->day_label), day_field (self) == CERCLE_REVIEW_ITEM_AGAIN_ON
                                                       ? _ ("Look again on")
                                                       : _ (entries[DAY].label));
}

static void
keep (CercleReviewChoosing *self)
{
  /* A verdict that is changed is a new one: author and hour are filled in when it is given. */
  cercle_record_unset (self->verdict, CERCLE_REVIEW_ITEM_DECIDED_AT);
  cercle_record_unset (self->verdict, CERCLE_REVIEW_ITEM_DECIDED_BY);
  g_hash_table_replace (self->drafts, g_strdup (self->kase), g_object_ref (self->verdict));
  show_answers (self);
  weigh (self);
}

static void
take_day (CercleReviewChoosing *self, guint field, guint entry)
{
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]))));
  int day = cercle_day_format_parse (typed, cercle_session_get_today_number (self->session));
  g_autofree char *text = day != CERCLE_DAY_NONE ? cercle_day_to_text (day) : NULL;

  cercle_record_set_text (self->verdict, field, text);
}

static void
take_typed (CercleReviewChoosing *self)
{
  static const guint texts[][2] = { { CERCLE_REVIEW_ITEM_STEP, STEP },
                                    { CERCLE_REVIEW_ITEM_NOTE, NOTE } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *typed =
          g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[texts[i][1]]))));
      cercle_record_set_text (self->verdict, texts[i][0], *typed != '\0' ? typed : NULL);
    }
  cercle_record_unset (self->verdict, CERCLE_REVIEW_ITEM_DUE_ON);
  cercle_record_unset (self->verdict, CERCLE_REVIEW_ITEM_AGAIN_ON);
  take_day (self, CERCLE_REVIEW_ITEM_ANSWER_ON, ANSWER);
  take_day (self, day_field (self), DAY);
}

static void
choose (CercleReviewChoosing *self, guint question, guint answer)
{
  if (self->verdict == NULL)
    return;
  cercle_record_set_text (self->verdict, questions[question].field,
                          questions[question].choices[answer].token);
  if (!is (self, CERCLE_REVIEW_ITEM_KNOWN, "yes"))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entries[STEP]), "");
      gtk_editable_set_text (GTK_EDITABLE (self->entries[ANSWER]), "");
    }
  take_typed (self);
  keep (self);
}

static void
clicked_cb (CercleReviewChoosing *self, GtkWidget *button)
{
  for (guint q = 0; q < N_QUESTIONS; q++)
    for (guint a = 0; a < MOST_ANSWERS; a++)
      if (self->buttons[q][a] == button && !self->quiet)
        choose (self, q, a);
}

static void
typed_cb (CercleReviewChoosing *self)
{
  if (self->quiet || self->verdict == NULL)
    return;
  take_typed (self);
  keep (self);
}

static void
who_cb (CercleReviewChoosing *self)
{
  if (self->quiet || self->verdict == NULL)
    return;
  cercle_record_set_text (self->verdict, CERCLE_REVIEW_ITEM_HOLDER,
                          cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who)));
  keep (self);
}

static void
give_cb (CercleReviewChoosing *self)
{
  g_signal_emit (self, signals[SIGNAL_GIVE], 0);
}

/* --- The form ------------------------------------------------------------------------------ */

static GtkWidget *
make_answer (CercleReviewChoosing *self, guint q, guint a)
{
  const char cap[] = { g_ascii_toupper (questions[q].keys[a]), '\0' };
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *key = gtk_label_new (cap);
  GtkWidget *label = gtk_label_new (_ (questions[q].choices[a].label));
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_add_css_class (key, "keycap");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  cercle_set_spoken (button, _ (questions[q].choices[a].label));
  g_object_set_data (G_OBJECT (button), "tick", tick);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static void
add_question (CercleReviewChoosing *self, GtkWidget *box, guint q)
{
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *letter = gtk_label_new (questions[q].letter);
  GtkWidget *label = gtk_label_new (_ (questions[q].label));
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (letter, "step-number");
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (title), letter);
  gtk_box_append (GTK_BOX (title), label);
  /* The decisions are of different lengths, and each must be read whole. */
  gtk_grid_set_column_homogeneous (GTK_GRID (grid),
                                   questions[q].field != CERCLE_REVIEW_ITEM_DECISION);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint a = 0; questions[q].choices[a].token != NULL; a++)
    {
      self->buttons[q][a] = make_answer (self, q, a);
      gtk_grid_attach (GTK_GRID (grid), self->buttons[q][a], (int) a % questions[q].columns,
                       (int) a / questions[q].columns, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), grid);
}

static void
make_entry (CercleReviewChoosing *self, guint i)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ (entries[i].placeholder));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  cercle_set_spoken (entry, _ (entries[i].label));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (give_cb), self);
  self->entries[i] = entry;
}

static void
add_handled (CercleReviewChoosing *self, GtkWidget *box)
{
  self->handled = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->handled), self->entries[STEP]);
  gtk_box_append (GTK_BOX (self->handled), self->entries[ANSWER]);
  gtk_box_append (GTK_BOX (box), self->handled);
}

static void
add_what_follows (CercleReviewChoosing *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->who = cercle_lookup_new (_ ("Who"), _ ("Who"));
  cercle_lookup_set_width_chars (CERCLE_LOOKUP (self->who), 16);
  gtk_widget_set_hexpand (self->who, TRUE);
  g_signal_connect_swapped (self->who, "chosen", G_CALLBACK (who_cb), self);
  self->day_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->day_label, "dim-label");
  gtk_box_append (GTK_BOX (line), self->who);
  gtk_box_append (GTK_BOX (line), self->day_label);
  gtk_box_append (GTK_BOX (line), self->entries[DAY]);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->entries[NOTE]);
}

static void
cercle_review_choosing_dispose (GObject *object)
{
  CercleReviewChoosing *self = CERCLE_REVIEW_CHOOSING (object);

  g_cancellable_cancel (self->weighing);
  g_clear_object (&self->weighing);
  g_clear_object (&self->session);
  g_clear_object (&self->verdict);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->kase, g_free);
  G_OBJECT_CLASS (cercle_review_choosing_parent_class)->dispose (object);
}

static void
cercle_review_choosing_class_init (CercleReviewChoosingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_review_choosing_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_GIVE] = g_signal_new ("give", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WORDS] = g_signal_new ("words", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cercle_review_choosing_init (CercleReviewChoosing *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  cercle_set_spoken (self, _ ("Verdict"));
  for (guint i = 0; i < N_ENTRIES; i++)
    make_entry (self, i);
  for (guint q = 0; q < N_QUESTIONS; q++)
    {
      add_question (self, box, q);
      if (questions[q].field == CERCLE_REVIEW_ITEM_KNOWN)
        add_handled (self, box);
    }
  add_what_follows (self, box);
  self->changes = cercle_plain_add_words (box, NULL, "quote");
  self->minutes = cercle_plain_add_words (box, NULL, "dim-label");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_review_choosing_new (void)
{
  return g_object_new (CERCLE_TYPE_REVIEW_CHOOSING, NULL);
}

void
cercle_review_choosing_set_session (CercleReviewChoosing *self, CercleSession *session)
{
  g_set_object (&self->session, session);
  cercle_suggest_holders (CERCLE_LOOKUP (self->who), session);
}

/* --- From outside -------------------------------------------------------------------------- */

static void
fill_entry (CercleReviewChoosing *self, guint entry, guint field)
{
  const char *value = cercle_record_get_text (self->verdict, field);
  g_autofree char *shown = NULL;

  if (cercle_review_item_kind.fields[field].type == CERCLE_DAY && value != NULL)
    shown = cercle_day_format_short (cercle_day_parse (value),
                                     cercle_session_get_today_number (self->session));
  gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), shown != NULL   ? shown
                                                              : value != NULL ? value
                                                                              : "");
}

static void
fill (CercleReviewChoosing *self)
{
  self->quiet = TRUE;
  fill_entry (self, STEP, CERCLE_REVIEW_ITEM_STEP);
  fill_entry (self, ANSWER, CERCLE_REVIEW_ITEM_ANSWER_ON);
  fill_entry (self, DAY, day_field (self));
  fill_entry (self, NOTE, CERCLE_REVIEW_ITEM_NOTE);
  self->quiet = FALSE;
}

/* The item as it is now, with what was chosen. */
static CercleRecord *
join (CercleReviewRow *row, CercleRecord *draft)
{
  CercleRecord *verdict = cercle_record_copy (row->item);
  guint64 fields = cercle_review_item_verdict ();

  for (guint i = 0; draft != NULL && i < CERCLE_REVIEW_ITEM_N_FIELDS; i++)
    if (fields & CERCLE_MASK (i))
      cercle_record_take_value (verdict, draft, i);
  return verdict;
}

void
cercle_review_choosing_show (CercleReviewChoosing *self, CercleReviewRow *row,
                             const CercleSittingLine *line)
{
  const char *kase = cercle_review_row_get_case (row);
  gboolean same = g_strcmp0 (kase, self->kase) == 0;
  CercleRecord *draft = g_hash_table_lookup (self->drafts, kase);

  self->line = line;
  g_clear_object (&self->verdict);
  self->verdict = join (row, draft);
  if (draft != NULL)
    g_hash_table_replace (self->drafts, g_strdup (kase), g_object_ref (self->verdict));
  if (!same)
    {
      g_free (self->kase);
      self->kase = g_strdup (kase);
    }
  if (!same || draft == NULL)
    fill (self);
  show_answers (self);
  weigh (self);
}

/* -1: none. */
static int
answer_of (guint q, guint key, guint code)
{
  for (int a = 0; questions[q].keys[a] != '\0'; a++)
    {
      gboolean digit = g_ascii_isdigit (questions[q].keys[a]);

      if (digit && (code == FIRST_DIGIT + (guint) a || code == keypad[a]))
        return a;
      if (!digit && gdk_keyval_to_lower (key) == (guint) questions[q].keys[a])
        return a;
    }
  return -1;
}

gboolean
cercle_review_choosing_key (CercleReviewChoosing *self, guint key, guint code)
{
  for (guint q = 0; q < N_QUESTIONS; q++)
    {
      int answer = answer_of (q, key, code);

      if (answer >= 0)
        {
          choose (self, q, (guint) answer);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_day (CercleReviewChoosing *self, guint entry)
{
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]))));

  return *typed == '\0' ||
         cercle_day_format_parse (typed, cercle_session_get_today_number (self->session)) !=
             CERCLE_DAY_NONE;
}

/* A case that is looked at again or taken off needs no checks. */
static const char *
what_is_missing (CercleReviewChoosing *self)
{
  gboolean checked = cercle_record_is_set (self->verdict, CERCLE_REVIEW_ITEM_KNOWN) &&
                     cercle_record_is_set (self->verdict, CERCLE_REVIEW_ITEM_RIGHTS);

  if (!cercle_record_is_set (self->verdict, CERCLE_REVIEW_ITEM_DECISION))
    return _ ("Choose a decision: 1 to 6.");
  if (!checked && !is (self, CERCLE_REVIEW_ITEM_DECISION, "again") &&
      !is (self, CERCLE_REVIEW_ITEM_DECISION, "removed"))
    return _ ("Answer the two checks first: A with O, N or I; B with J, R, V or C.");
  if (!is_day (self, ANSWER) || !is_day (self, DAY))
    return _ ("This is not a day: type for instance 23/06 or tomorrow.");
  return NULL;
}

CercleRecord *
cercle_review_choosing_get_verdict (CercleReviewChoosing *self, char **sentence)
{
  const char *missing = what_is_missing (self);

  if (missing == NULL)
    return cercle_record_copy (self->verdict);
  *sentence = g_strdup (missing);
  return NULL;
}

void
cercle_review_choosing_forget (CercleReviewChoosing *self, const char *kase)
{
  g_hash_table_remove (self->drafts, kase);
}
