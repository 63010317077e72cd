/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom do we ring this morning, and what do they have free? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-round.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory-desk.h"
#include "cercle-directory-line.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-escape.h"
#include "cercle-field-row.h"
#include "cercle-macros.h"

#define ROUND 15
#define LABEL_WIDTH 130

static const guint fields[] = {
  CERCLE_CAPACITY_FREE,
  CERCLE_CAPACITY_UNTIL_ON,
  CERCLE_CAPACITY_TOLD_BY,
  CERCLE_CAPACITY_COMMENT,
};

struct _CercleDirectoryRound
{
  CercleDirectoryTurn parent_instance;
  GtkWidget *rows[G_N_ELEMENTS (fields)];
  CercleRecord *capacity; /* begun for who is shown */
};

G_DEFINE_FINAL_TYPE (CercleDirectoryRound, cercle_directory_round, CERCLE_TYPE_DIRECTORY_TURN)

static CercleSession *
session_of (CercleDirectoryTurn *turn)
{
  return cercle_page_get_session (CERCLE_PAGE (turn));
}

/* --- Who is shown ---------------------------------------------------------------------------- */

static void
cercle_directory_round_tell (CercleDirectoryTurn *turn, const CerclePartnerLine *line,
                             GtkWidget *box)
{
  g_autofree char *capacity = cercle_directory_capacity (line);
  g_autofree char *told =
      line->capacity != NULL ? cercle_directory_told (line->capacity) : g_strdup ("");
  gboolean shown = line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD;
  g_autofree char *last = NULL;

  if (line->capacity != NULL)
    /* TRANSLATORS: "3 places", "told 19 h ago by Mme Anquetil". */
    last = shown ? g_strdup_printf (_ ("last: %1$s, %2$s"), capacity, told) : g_strdup (told);
  cercle_directory_line_words (box, last != NULL ? last : capacity, "dim-label");
  if (shown)
    cercle_directory_line_words (
        box, cercle_record_get_text (line->capacity, CERCLE_CAPACITY_COMMENT), "dim-label");
}

static void
cercle_directory_round_shown (CercleDirectoryTurn *turn, const CerclePartnerLine *line,
                              gboolean other)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (turn);
  g_autofree char *place = NULL;

  if (line != NULL)
    place = g_strdup_printf (_ ("%1$u of %2$u to ring"), cercle_directory_turn_at (turn) + 1,
                             cercle_directory_turn_n (turn));
  cercle_page_set_subtitle (CERCLE_PAGE (turn), place);
  if (line == NULL || (!other && self->capacity != NULL))
    return;
  g_clear_object (&self->capacity);
  self->capacity = cercle_session_new_capacity (
      session_of (turn), cercle_record_get_id (line->organisation), line->capacity);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *typed = cercle_record_display (self->capacity, fields[i]);
      cercle_field_row_set_record (CERCLE_FIELD_ROW (self->rows[i]), self->capacity);
      cercle_field_row_set_typed (CERCLE_FIELD_ROW (self->rows[i]), typed);
    }
}

static void
cercle_directory_round_focus (CercleDirectoryTurn *turn)
{
  gtk_widget_grab_focus (CERCLE_DIRECTORY_ROUND (turn)->rows[0]);
}

/* --- What is noted --------------------------------------------------------------------------- */

static void
note (CercleDirectoryTurn *turn, CercleRecord *capacity, const char *outcome, const char *label)
{
  const CerclePartnerLine *line = cercle_directory_turn_current (turn);
  g_autoptr (CercleRecord) enquiry = NULL;
  CercleTx *tx = NULL;

  if (line == NULL || cercle_directory_turn_is_noting (turn))
    return;
  enquiry = cercle_session_new_enquiry (session_of (turn),
                                        cercle_record_get_id (line->organisation), outcome);
  tx = cercle_tx_new (label);
  if (capacity != NULL)
    cercle_tx_save (tx, capacity);
  cercle_tx_save (tx, enquiry);
  cercle_directory_turn_note (turn, tx);
}

static void
save (CercleDirectoryTurn *turn)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (turn);
  g_autoptr (CercleRecord) capacity = NULL;
  g_autoptr (GError) error = NULL;

  if (cercle_directory_turn_current (turn) == NULL || self->capacity == NULL)
    return;
  capacity = cercle_record_copy (self->capacity);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!cercle_field_row_apply (CERCLE_FIELD_ROW (self->rows[i]), capacity, NULL))
      {
        gtk_widget_grab_focus (self->rows[i]);
        return;
      }
  if (!cercle_record_check (capacity, &error))
    {
      cercle_field_row_refuse (CERCLE_FIELD_ROW (self->rows[0]), error->message);
      gtk_widget_grab_focus (self->rows[0]);
      return;
    }
  note (turn, capacity, "reached", N_ ("Told and noted."));
}

static void
no_answer (CercleDirectoryTurn *turn)
{
  note (turn, NULL, "no_answer", N_ ("No answer noted."));
}

static const CercleDirectoryTurnKey keys[] = {
  { GDK_KEY_Return, save },
  { GDK_KEY_n, no_answer },
  { 0, NULL },
};

/* --- Reading --------------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDirectoryTurn) turn = data;

  cercle_directory_turn_take (
      turn, cercle_session_read_round_finish (CERCLE_SESSION (source), result, NULL));
}

static void
cercle_directory_round_read (CercleDirectoryTurn *turn, GCancellable *cancellable)
{
  cercle_session_read_round_async (session_of (turn), ROUND, cancellable, read_cb,
                                   g_object_ref (turn));
}

/* --- The page -------------------------------------------------------------------------------- */

static GtkWidget *
build_buttons (CercleDirectoryRound *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new_with_label (_ ("Save and Next"));

  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (save), self);
  gtk_box_append (GTK_BOX (row), button);
  button = gtk_button_new_with_mnemonic (_ ("_No Answer"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (no_answer), self);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static GtkWidget *
build_round (CercleDirectoryRound *self)
{
  GtkWidget *clamp = adw_clamp_new (), *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (card), cercle_directory_turn_new_who (CERCLE_DIRECTORY_TURN (self)));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      self->rows[i] = cercle_field_row_new (session_of (CERCLE_DIRECTORY_TURN (self)),
                                            &cercle_capacity_kind, fields[i]);
      cercle_field_row_set_label_width (CERCLE_FIELD_ROW (self->rows[i]), LABEL_WIDTH);
      gtk_box_append (GTK_BOX (card), self->rows[i]);
    }
  gtk_box_append (GTK_BOX (card), build_buttons (self));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "directory-round");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  adw_clamp_set_child (ADW_CLAMP (clamp), card);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
build_done (void)
{
  GtkWidget *done = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("To the Directory"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (done), "object-select-symbolic");
  cercle_set_title (done, _ ("Nobody to Ring"));
  cercle_set_description (done, _ ("Everybody on the morning round was reached. Partners are put "
                                   "on it in their sheet."));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "directory");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-page");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (done), button);
  return done;
}

static void
cercle_directory_round_constructed (GObject *object)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (object);
  GtkWidget *work = NULL;

  G_OBJECT_CLASS (cercle_directory_round_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Morning Round"));
  work = build_round (self);
  cercle_directory_turn_build (CERCLE_DIRECTORY_TURN (self), work, build_done (), self->rows[0]);
}

static void
cercle_directory_round_dispose (GObject *object)
{
  g_clear_object (&CERCLE_DIRECTORY_ROUND (object)->capacity);
  G_OBJECT_CLASS (cercle_directory_round_parent_class)->dispose (object);
}

static void
cercle_directory_round_class_init (CercleDirectoryRoundClass *klass)
{
  CercleDirectoryTurnClass *turn_class = CERCLE_DIRECTORY_TURN_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_directory_round_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_directory_round_dispose;
  turn_class->keys = keys;
  turn_class->read = cercle_directory_round_read;
  turn_class->tell = cercle_directory_round_tell;
  turn_class->shown = cercle_directory_round_shown;
  turn_class->focus = cercle_directory_round_focus;
}

static void
cercle_directory_round_init (CercleDirectoryRound *self)
{
}
