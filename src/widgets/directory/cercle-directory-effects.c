/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would it do, how often, and to whom? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-effects.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory-effect.h"
#include "cercle-directory-line.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-wrap-layout.h"

/* Besides the effects of the plan. */
#define ASKS CERCLE_IMPORT_N_EFFECTS
#define N_NUMBERS (CERCLE_IMPORT_N_EFFECTS + 1)

/* What must be looked at first. */
static const guint order[] = {
  CERCLE_IMPORT_EFFECT_DOUBTFUL, ASKS,
  CERCLE_IMPORT_EFFECT_NEW,      CERCLE_IMPORT_EFFECT_CHANGED,
  CERCLE_IMPORT_EFFECT_CLOSED,   CERCLE_IMPORT_EFFECT_DELETED,
  CERCLE_IMPORT_EFFECT_LEFT_OUT, CERCLE_IMPORT_EFFECT_SAME,
};
G_STATIC_ASSERT (G_N_ELEMENTS (order) == N_NUMBERS);

struct _CercleDirectoryEffects
{
  AdwBin parent_instance;
  CercleDirectoryImport *import;
  GtkWidget *numbers[N_NUMBERS], *list;
  GListStore *lines; /* CercleDirectoryEffect */
  guint shown;
};

G_DEFINE_FINAL_TYPE (CercleDirectoryEffects, cercle_directory_effects, ADW_TYPE_BIN)

static guint
number_of (CercleDirectoryEffects *self, guint number)
{
  return number == ASKS ? cercle_directory_import_count_asks (self->import)
                        : cercle_directory_import_count (self->import, number);
}

static const char *
label_of (guint number)
{
  return number == ASKS ? _ ("Edited here: kept") : cercle_import_effect_label (number);
}

/* --- The lines -------------------------------------------------------------------------------- */

static void
fill_lines (CercleDirectoryEffects *self)
{
  GPtrArray *lines = cercle_directory_import_get_lines (self->import);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < lines->len; i++)
    {
      CercleDirectoryLine *line = g_ptr_array_index (lines, i);

      for (guint j = 0; self->shown == ASKS && j < line->asks->len; j++)
        g_ptr_array_add (shown, cercle_directory_effect_new (line, i, line->asks->pdata[j]));
      if (self->shown != ASKS && line->effect == self->shown)
        g_ptr_array_add (shown, cercle_directory_effect_new (line, i, NULL));
    }
  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, shown->pdata, shown->len);
}

static void
activate_cb (CercleDirectoryEffects *self, guint position)
{
  g_autoptr (CercleDirectoryEffect) effect =
      g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (cercle_directory_effect_get_line (effect)->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL)
    g_signal_emit_by_name (self, "resolve", cercle_directory_effect_get_position (effect));
  else
    cercle_directory_effect_toggle (effect);
}

/* --- The numbers ------------------------------------------------------------------------------ */

static void
number_cb (GtkToggleButton *button, CercleDirectoryEffects *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < N_NUMBERS; i++)
    if (self->numbers[i] == GTK_WIDGET (button))
      self->shown = i;
  fill_lines (self);
}

static GtkWidget *
make_numbers (CercleDirectoryEffects *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkToggleButton *first = NULL;

  gtk_widget_set_layout_manager (box, cercle_wrap_layout_new (6, 6));
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      guint n = number_of (self, order[i]);
      /* TRANSLATORS: what a file would do, and to how many sheets: "New · 12". */
      g_autofree char *words = g_strdup_printf (_ ("%1$s · %2$u"), label_of (order[i]), n);
      GtkWidget *button = n > 0 ? gtk_toggle_button_new_with_label (words) : NULL;

      self->numbers[order[i]] = button;
      if (button == NULL)
        continue;
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_signal_connect (button, "toggled", G_CALLBACK (number_cb), self);
      gtk_box_append (GTK_BOX (box), button);
      if (first == NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      first = first != NULL ? first : GTK_TOGGLE_BUTTON (button);
    }
  return box;
}

/* --- Whose words ------------------------------------------------------------------------------ */

static void
append_sentence (GString *words, char *sentence)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

static char *
source_words (CercleDirectoryEffects *self)
{
  const CercleDirectoryLeftOut left = cercle_directory_import_get_left_out (self->import);
  const char *day = cercle_directory_import_get_day (self->import);
  const char *source = cercle_directory_import_get_source (self->import);
  int number = day != NULL ? cercle_day_parse (day) : CERCLE_DAY_NONE;
  g_autofree char *when = cercle_day_format_long (number);
  GString *words = g_string_new (NULL);

  if (number != CERCLE_DAY_NONE)
    /* TRANSLATORS: a directory, and its day: "FINESS, as of Saturday 5 September 2026." */
    append_sentence (words, g_strdup_printf (_ ("%1$s, as of %2$s."), source, when));
  else
    append_sentence (words, g_strconcat (source, ".", NULL));
  if (left.elsewhere > 0)
    append_sentence (
        words,
        g_strdup_printf (ngettext ("%u sheet of other départements is left out.",
                                   "%u sheets of other départements are left out.", left.elsewhere),
                         left.elsewhere));
  if (left.other > 0)
    append_sentence (
        words, g_strdup_printf (ngettext ("%u sheet of a category that is not ours is left out.",
                                          "%u sheets of categories that are not ours are left out.",
                                          left.other),
                                left.other));
  if (left.refused > 0)
    append_sentence (words, g_strdup_printf (ngettext ("%u row could not be read.",
                                                       "%u rows could not be read.", left.refused),
                                             left.refused));
  return g_string_free (words, FALSE);
}

/* --- The whole -------------------------------------------------------------------------------- */

static void
fill (CercleDirectoryEffects *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *words = gtk_label_new (NULL), *scrolled = gtk_scrolled_window_new ();
  g_autofree char *source = source_words (self);
  const char *warning = cercle_directory_import_get_warning (self->import);
  GtkSelectionModel *selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));

  gtk_label_set_text (GTK_LABEL (words), source);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  self->list = gtk_list_view_new (selection, cercle_directory_effect_factory ());
  cercle_set_spoken (self->list, _ ("What the file would do"));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (box), words);
  if (warning != NULL)
    cercle_directory_line_words (box, warning, "warning");
  gtk_box_append (GTK_BOX (box), make_numbers (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
cercle_directory_effects_refresh (CercleDirectoryEffects *self)
{
  fill_lines (self);
}

static void
cercle_directory_effects_finalize (GObject *object)
{
  g_clear_object (&CERCLE_DIRECTORY_EFFECTS (object)->lines);
  G_OBJECT_CLASS (cercle_directory_effects_parent_class)->finalize (object);
}

static void
cercle_directory_effects_class_init (CercleDirectoryEffectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_directory_effects_finalize;
  g_signal_new ("resolve", CERCLE_TYPE_DIRECTORY_EFFECTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cercle_directory_effects_init (CercleDirectoryEffects *self)
{
  self->lines = g_list_store_new (CERCLE_TYPE_DIRECTORY_EFFECT);
}

GtkWidget *
cercle_directory_effects_new (CercleDirectoryImport *import)
{
  CercleDirectoryEffects *self = g_object_new (CERCLE_TYPE_DIRECTORY_EFFECTS, NULL);

  self->import = import;
  fill (self);
  return GTK_WIDGET (self);
}
