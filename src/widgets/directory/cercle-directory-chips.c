/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for in the directory? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-chips.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory-words.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-suggest.h"
#include "cercle-wrap-layout.h"

#define QUIET_MS 200
#define OLDEST 120
#define MOST_OFFERED 12
#define MOST_MISSIONS 4

#define MOST_OF_A_LIST 4

/* list: of open codes, of which there may be several. */
static const struct
{
  const char *name; /* msgid */
  const char *list;
} sorts[CERCLE_N_CHIPS] = {
  [CERCLE_CHIP_THEME] = { N_ ("need"), "theme" },
  [CERCLE_CHIP_MISSION] = { N_ ("mission") },
  [CERCLE_CHIP_AGE] = { N_ ("age") },
  [CERCLE_CHIP_COMMUNE] = { N_ ("place") },
  [CERCLE_CHIP_SLOTS] = { N_ ("when") },
  [CERCLE_CHIP_OFFER] = { N_ ("speciality"), "offer" },
  [CERCLE_CHIP_HANDICAP] = { N_ ("disability"), "handicap" },
  [CERCLE_CHIP_PUBLIC] = { N_ ("for"), "public" },
  [CERCLE_CHIP_NETWORK] = { N_ ("network"), "network" },
  [CERCLE_CHIP_STANDING] = { N_ ("partner") },
};

/* Each code is a chip of its own. */
typedef struct
{
  CercleChip sort;
  char *value;
  GtkWidget *button;
} Chip;

struct _CercleDirectoryChips
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *field, *lookup;
  GArray *chips; /* Chip, as they stand */
  char *values[CERCLE_N_CHIPS];
  char *text;      /* as the question has it */
  char *half_days; /* of the day that was asked for */
  guint quiet;
};

G_DEFINE_FINAL_TYPE (CercleDirectoryChips, cercle_directory_chips, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- Chips ----------------------------------------------------------------------------------- */

/* (transfer full) */
static char *
years (const char *digits)
{
  guint age = (guint) g_ascii_strtoull (digits, NULL, 10);
  return g_strdup_printf (ngettext ("%u year", "%u years", age), age);
}

/* (transfer full) */
static char *
slots_words (const char *tokens)
{
  g_auto (GStrv) when = cercle_directory_when (tokens);
  guint n = g_strv_length (when);

  if (n == 0)
    return g_strdup (tokens);
  if (n == 1)
    return g_strdup (when[0]);
  /* TRANSLATORS: the first day or half-day of some, and how many there are. */
  return g_strdup_printf (_ ("%1$s … (%2$u)"), when[0], n);
}

static int
today_of (CercleDirectoryChips *self)
{
  return cercle_session_get_today_number (self->session);
}

/* (transfer full) */
static char *
when_words (CercleDirectoryChips *self, const char *value)
{
  int day = cercle_day_parse (value);

  return day != CERCLE_DAY_NONE ? cercle_day_format_short (day, today_of (self))
                                : slots_words (value);
}

static char *
code_words (CercleDirectoryChips *self, const char *list, const char *token)
{
  g_autofree char *code = g_strdup_printf ("code:%s:%s", list, token);

  return cercle_session_name_of (self->session, code);
}

static char *
words_of (CercleDirectoryChips *self, CercleChip chip, const char *value)
{
  if (sorts[chip].list != NULL)
    return code_words (self, sorts[chip].list, value);
  switch (chip)
    {
    case CERCLE_CHIP_MISSION:
      return g_strdup (cercle_choice_label (cercle_sub_missions, value));
    case CERCLE_CHIP_AGE:
      return years (value);
    case CERCLE_CHIP_COMMUNE:
      return g_strdup (cercle_commune_name (value));
    case CERCLE_CHIP_STANDING:
      return g_strdup (cercle_choice_label (cercle_partner_standings, value));
    case CERCLE_CHIP_THEME:
    case CERCLE_CHIP_SLOTS:
    case CERCLE_CHIP_OFFER:
    case CERCLE_CHIP_HANDICAP:
    case CERCLE_CHIP_PUBLIC:
    case CERCLE_CHIP_NETWORK:
    case CERCLE_N_CHIPS:
    default:
      return when_words (self, value);
    }
}

/* (transfer full): without these tokens, or with them. */
static char *
with_token (const char *value, const char *token, gboolean with)
{
  g_auto (GStrv) tokens = g_strsplit (value != NULL ? value : "", " ", -1);
  GString *all = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0' && !g_str_equal (tokens[i], token))
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", tokens[i]);
  if (with)
    g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", token);
  return g_string_free (all, FALSE);
}

static void
take_away (CercleDirectoryChips *self, const Chip *chip)
{
  CercleChip sort = chip->sort;
  g_autofree char *left =
      sorts[sort].list != NULL ? with_token (self->values[sort], chip->value, FALSE) : NULL;

  cercle_directory_chips_set (self, sort, left);
}

static void
remove_cb (GtkWidget *button, CercleDirectoryChips *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (g_array_index (self->chips, Chip, i).button == button)
      {
        gtk_widget_grab_focus (self->lookup);
        take_away (self, &g_array_index (self->chips, Chip, i));
        return;
      }
}

static GtkWidget *
make_button (CercleDirectoryChips *self, CercleChip chip, const char *value)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *kind = gtk_label_new (_ (sorts[chip].name));
  g_autofree char *words = words_of (self, chip, value);
  /* TRANSLATORS: "need", "respite". */
  g_autofree char *spoken =
      g_strdup_printf (_ ("Take away: %1$s, %2$s"), _ (sorts[chip].name), words);

  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), kind);
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  cercle_set_spoken (button, spoken);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static void
chip_clear (gpointer data)
{
  g_free (((Chip *) data)->value);
}

/* Behind the glass, in the order of their sorts. */
static void
add_chip (CercleDirectoryChips *self, CercleChip sort, const char *value)
{
  guint n = self->chips->len;
  GtkWidget *after = n > 0 ? g_array_index (self->chips, Chip, n - 1).button
                           : gtk_widget_get_first_child (self->field);
  Chip chip = { sort, g_strdup (value), make_button (self, sort, value) };

  gtk_box_insert_child_after (GTK_BOX (self->field), chip.button, after);
  g_array_append_val (self->chips, chip);
}

static void
show_chips (CercleDirectoryChips *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    gtk_box_remove (GTK_BOX (self->field), g_array_index (self->chips, Chip, i).button);
  g_array_set_size (self->chips, 0);
  for (CercleChip sort = 0; sort < CERCLE_N_CHIPS; sort++)
    {
      g_auto (GStrv) each = NULL;

      if (self->values[sort] == NULL)
        continue;
      each = g_strsplit (self->values[sort], sorts[sort].list != NULL ? " " : "\n", -1);
      for (guint i = 0; each[i] != NULL; i++)
        add_chip (self, sort, each[i]);
    }
}

static gboolean
put (CercleDirectoryChips *self, CercleChip chip, const char *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->values[chip], value) == 0)
    return FALSE;
  g_free (self->values[chip]);
  self->values[chip] = g_strdup (value);
  show_chips (self);
  return TRUE;
}

static void
tell (CercleDirectoryChips *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_free (self->text);
  self->text = g_strstrip (g_strdup (cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup))));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- What is offered ------------------------------------------------------------------------- */

static void
offer (GPtrArray *found, CercleChip chip, const char *value, const char *label)
{
  g_autofree char *id = g_strdup_printf ("%u:%s", chip, value);

  if (found->len < MOST_OFFERED)
    g_ptr_array_add (found, cercle_suggestion_new (id, label, _ (sorts[chip].name), 0));
}

/* Of an open list; of one that is not asked for first, only the best. */
static void
offer_codes (CercleDirectoryChips *self, GPtrArray *found, CercleChip chip, const char *typed)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (self->session, sorts[chip].list);
  guint n = 0, most = chip == CERCLE_CHIP_THEME ? G_MAXUINT : MOST_OF_A_LIST;

  for (guint i = 0; i < codes->len && n < most; i++)
    {
      const char *token = cercle_record_get_text (codes->pdata[i], CERCLE_CODE_TOKEN);
      g_autofree char *label = code_words (self, sorts[chip].list, token);

      if (!cercle_suggestion_fits (typed, label, NULL))
        continue;
      offer (found, chip, token, label);
      n++;
    }
}

static void
offer_missions (GPtrArray *found, const char *typed)
{
  g_autoptr (GPtrArray) missions = cercle_suggest_find_motives (typed);

  for (guint i = 0; i < MIN (missions->len, MOST_MISSIONS); i++)
    offer (found, CERCLE_CHIP_MISSION, cercle_suggestion_get_id (missions->pdata[i]),
           cercle_suggestion_get_label (missions->pdata[i]));
}

static void
offer_age (GPtrArray *found, const char *typed)
{
  char *end = NULL;
  guint64 age = g_ascii_strtoull (typed, &end, 10);
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, age);
  g_autofree char *label = years (digits);

  /* A telephone number begins with 0. */
  if (end == typed || age > OLDEST || end - typed > 3 || (*typed == '0' && age > 0))
    return;
  while (*end == ' ')
    end++;
  if (*end == '\0' || g_str_has_suffix (label, end) || strstr (label, end) != NULL)
    offer (found, CERCLE_CHIP_AGE, digits, label);
}

static void
offer_slots (GPtrArray *found, const char *typed)
{
  const CercleChoice *const tables[] = { cercle_directory_spans, cercle_slots };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CercleChoice *line = tables[i]; line->token != NULL; line++)
      if (cercle_suggestion_fits (typed, _ (line->label), NULL))
        offer (found, CERCLE_CHIP_SLOTS, line->token, _ (line->label));
}

/* A day as people type it: "tomorrow", "27/06". */
static void
offer_day (CercleDirectoryChips *self, GPtrArray *found, const char *typed)
{
  int today = today_of (self), day = cercle_day_format_parse (typed, today);
  g_autofree char *value = NULL, *label = NULL;

  if (day == CERCLE_DAY_NONE || day < today || typed[strspn (typed, "0123456789")] == '\0')
    return;
  value = cercle_day_to_text (day);
  label = cercle_day_format_long (day);
  offer (found, CERCLE_CHIP_SLOTS, value, label);
}

static void
offer_standings (GPtrArray *found, const char *typed)
{
  for (const CercleChoice *line = cercle_partner_standings; line->token != NULL; line++)
    if (cercle_suggestion_fits (typed, _ (line->label), NULL))
      offer (found, CERCLE_CHIP_STANDING, line->token, _ (line->label));
}

static void
offer_communes (CercleDirectoryChips *self, GPtrArray *found, const char *typed)
{
  g_autoptr (GPtrArray) communes =
      cercle_suggest_find_communes_within (typed, cercle_session_get_territory (self->session));

  for (guint i = 0; i < communes->len; i++)
    offer (found, CERCLE_CHIP_COMMUNE, cercle_suggestion_get_id (communes->pdata[i]),
           cercle_suggestion_get_label (communes->pdata[i]));
}

/* Nothing typed: the needs, which is what one begins with. */
static void
search_cb (CercleDirectoryChips *self, const char *typed)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  offer_age (found, typed);
  offer_codes (self, found, CERCLE_CHIP_THEME, typed);
  if (*typed != '\0')
    {
      offer_slots (found, typed);
      offer_day (self, found, typed);
      for (CercleChip chip = CERCLE_CHIP_HANDICAP; chip <= CERCLE_CHIP_NETWORK; chip++)
        offer_codes (self, found, chip, typed);
      offer_codes (self, found, CERCLE_CHIP_OFFER, typed);
      offer_standings (found, typed);
      offer_missions (found, typed);
      if (!g_ascii_isdigit (*typed))
        offer_communes (self, found, typed);
    }
  cercle_lookup_offer (CERCLE_LOOKUP (self->lookup), typed, found);
}

static void
chosen_cb (CercleDirectoryChips *self)
{
  g_autofree char *id = g_strdup (cercle_lookup_get_chosen (CERCLE_LOOKUP (self->lookup)));
  g_autofree char *value = NULL;
  CercleChip sort = CERCLE_CHIP_THEME;

  if (id == NULL)
    return;
  sort = (CercleChip) (id[0] - '0');
  value =
      sorts[sort].list != NULL ? with_token (self->values[sort], id + 2, TRUE) : g_strdup (id + 2);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->lookup), NULL, NULL);
  put (self, sort, value);
  tell (self);
}

static gboolean
quiet_cb (gpointer data)
{
  CercleDirectoryChips *self = data;

  self->quiet = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (CercleDirectoryChips *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static gboolean
drop_last (CercleDirectoryChips *self)
{
  if (self->chips->len == 0)
    return FALSE;
  take_away (self, &g_array_index (self->chips, Chip, self->chips->len - 1));
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleDirectoryChips *self)
{
  CercleLookup *lookup = CERCLE_LOOKUP (self->lookup);

  if (cercle_lookup_is_open (lookup) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_BackSpace && *cercle_lookup_get_typed (lookup) == '\0')
    return drop_last (self);
  if (key == GDK_KEY_Escape)
    return cercle_directory_chips_clear (self);
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  if (self->quiet != 0)
    tell (self);
  g_signal_emit (self, signals[SIGNAL_GO], 0);
  return GDK_EVENT_STOP;
}

/* --- The widget ------------------------------------------------------------------------------ */

static gboolean
cercle_directory_chips_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CERCLE_DIRECTORY_CHIPS (widget)->lookup);
}

static void
cercle_directory_chips_dispose (GObject *object)
{
  CercleDirectoryChips *self = CERCLE_DIRECTORY_CHIPS (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_object (&self->session);
  for (guint i = 0; i < CERCLE_N_CHIPS; i++)
    g_clear_pointer (&self->values[i], g_free);
  g_clear_pointer (&self->chips, g_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->half_days, g_free);
  G_OBJECT_CLASS (cercle_directory_chips_parent_class)->dispose (object);
}

static void
cercle_directory_chips_class_init (CercleDirectoryChipsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_directory_chips_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = cercle_directory_chips_grab_focus;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO] =
      g_signal_new ("go", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_directory_chips_init (CercleDirectoryChips *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->chips = g_array_new (FALSE, FALSE, sizeof (Chip));
  g_array_set_clear_func (self->chips, chip_clear);
  self->field = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->field, cercle_wrap_layout_new (6, 3));
  gtk_widget_add_css_class (self->field, "search-field");
  self->lookup =
      cercle_lookup_new (_ ("Search the directory"), _ ("Need, age, commune, day, or a name"));
  cercle_lookup_set_any (CERCLE_LOOKUP (self->lookup), TRUE);
  cercle_lookup_set_width_chars (CERCLE_LOOKUP (self->lookup), 32);
  g_signal_connect_swapped (self->lookup, "search", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->lookup, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->lookup, "typed", G_CALLBACK (typed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->lookup, keys);
  gtk_box_append (GTK_BOX (self->field), gtk_image_new_from_icon_name ("system-search-symbolic"));
  gtk_box_append (GTK_BOX (self->field), self->lookup);
  adw_bin_set_child (ADW_BIN (self), self->field);
}

GtkWidget *
cercle_directory_chips_new (CercleSession *session)
{
  CercleDirectoryChips *self = g_object_new (CERCLE_TYPE_DIRECTORY_CHIPS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cercle_directory_chips_set (CercleDirectoryChips *self, CercleChip chip, const char *value)
{
  if (put (self, chip, value))
    tell (self);
}

const char *
cercle_directory_chips_get (CercleDirectoryChips *self, CercleChip chip)
{
  return self->values[chip];
}

/* Half-days; of a day, those of its day of the week. */
static void
ask_when (CercleDirectoryChips *self, CerclePartnerQuestion *question)
{
  const char *value = self->values[CERCLE_CHIP_SLOTS];
  int day = cercle_day_parse (value);
  const char *name = NULL;

  question->slots = value;
  if (day == CERCLE_DAY_NONE)
    return;
  name = cercle_weekdays[cercle_day_weekday (day) - 1].token;
  g_free (self->half_days);
  self->half_days = g_strdup_printf ("%s_am %s_pm", name, name);
  question->slots = self->half_days;
  question->day = value;
}

void
cercle_directory_chips_ask (CercleDirectoryChips *self, CerclePartnerQuestion *question)
{
  const char *age = self->values[CERCLE_CHIP_AGE];

  question->text = self->text != NULL && *self->text != '\0' ? self->text : NULL;
  question->themes = self->values[CERCLE_CHIP_THEME];
  question->mission = self->values[CERCLE_CHIP_MISSION];
  question->commune = self->values[CERCLE_CHIP_COMMUNE];
  question->offers = self->values[CERCLE_CHIP_OFFER];
  question->handicaps = self->values[CERCLE_CHIP_HANDICAP];
  question->publics = self->values[CERCLE_CHIP_PUBLIC];
  question->networks = self->values[CERCLE_CHIP_NETWORK];
  question->standing = self->values[CERCLE_CHIP_STANDING];
  ask_when (self, question);
  question->age = age != NULL ? (int) g_ascii_strtoll (age, NULL, 10) : -1;
}

gboolean
cercle_directory_chips_is_empty (CercleDirectoryChips *self)
{
  for (guint i = 0; i < CERCLE_N_CHIPS; i++)
    if (self->values[i] != NULL)
      return FALSE;
  return *cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup)) == '\0';
}

gboolean
cercle_directory_chips_clear (CercleDirectoryChips *self)
{
  if (cercle_directory_chips_is_empty (self))
    return FALSE;
  for (CercleChip chip = 0; chip < CERCLE_N_CHIPS; chip++)
    put (self, chip, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->lookup), NULL, NULL);
  tell (self);
  return TRUE;
}
