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
#include "cercle-organisation.h"

#define ROUND 15
#define LABEL_WIDTH 130

static const guint fields[] = {
  CERCLE_CAPACITY_FREE,
  CERCLE_CAPACITY_UNTIL_ON,
  CERCLE_CAPACITY_TOLD_BY,
};

struct _CercleDirectoryRound
{
  CerclePage parent_instance;
  GtkWidget *states, *who, *rows[G_N_ELEMENTS (fields)], *save, *none;
  GPtrArray *lines; /* CerclePartnerLine */
  guint at;
  char *wanted;           /* who was shown last: the place that is kept */
  CercleRecord *capacity; /* begun for who is shown */
  GCancellable *cancellable;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (CercleDirectoryRound, cercle_directory_round, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleDirectoryRound *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const CerclePartnerLine *
current (CercleDirectoryRound *self)
{
  return self->lines != NULL && self->at < self->lines->len ? self->lines->pdata[self->at] : NULL;
}

static const char *
id_of (const CerclePartnerLine *line)
{
  return cercle_record_get_id (line->organisation);
}

/* --- Who is shown ---------------------------------------------------------------------------- */

static void
show_who (CercleDirectoryRound *self, const CerclePartnerLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *phone = cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_PHONE);
  g_autofree char *town = cercle_directory_town (line);
  g_autofree char *capacity = cercle_directory_capacity (line);
  g_autofree char *told =
      line->capacity != NULL ? cercle_directory_told (line->capacity) : g_strdup ("");

  if (phone == NULL && line->place != NULL)
    phone = cercle_record_get_text (line->place, CERCLE_PLACE_PHONE);
  cercle_directory_line_words (
      box, cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_NAME), "title-2");
  cercle_directory_line_words (box, town, "dim-label");
  if (phone != NULL)
    cercle_directory_line_phone (box, phone);
  else
    cercle_directory_line_words (box, _ ("No Telephone"), "error");
  if (line->capacity != NULL)
    {
      gboolean shown = line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD;
      /* TRANSLATORS: "3 places", "told 19 h ago by Mme Anquetil". */
      g_autofree char *last = shown ? g_strdup_printf (_ ("last: %1$s, %2$s"), capacity, told)
                                    : g_strdup (told);
      cercle_directory_line_words (box, last, "dim-label");
    }
  else
    cercle_directory_line_words (box, capacity, "dim-label");
  adw_bin_set_child (ADW_BIN (self->who), box);
}

static void
show (CercleDirectoryRound *self, gboolean focus)
{
  const CerclePartnerLine *line = current (self);
  g_autofree char *place = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->states), line != NULL ? "round" : "done");
  if (line == NULL)
    {
      cercle_page_set_subtitle (CERCLE_PAGE (self), NULL);
      return;
    }
  place = g_strdup_printf (_ ("%1$u of %2$u to ring"), self->at + 1, self->lines->len);
  cercle_page_set_subtitle (CERCLE_PAGE (self), place);
  if (g_strcmp0 (self->wanted, id_of (line)) != 0 || self->capacity == NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (id_of (line));
      g_clear_object (&self->capacity);
      self->capacity =
          cercle_session_new_capacity (session_of (self), self->wanted, line->capacity);
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          g_autofree char *typed = cercle_record_display (self->capacity, fields[i]);
          cercle_field_row_set_record (CERCLE_FIELD_ROW (self->rows[i]), self->capacity);
          cercle_field_row_set_typed (CERCLE_FIELD_ROW (self->rows[i]), typed);
        }
    }
  show_who (self, line);
  if (focus)
    gtk_widget_grab_focus (self->rows[0]);
}

static void
step (CercleDirectoryRound *self, int by)
{
  int to = (int) self->at + by;

  if (self->lines == NULL || to < 0 || (by > 0 && to > (int) self->lines->len))
    return;
  self->at = (guint) to;
  show (self, TRUE);
}

/* --- What is noted --------------------------------------------------------------------------- */

static void
noted_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (page);

  self->saving = FALSE;
  if (committed && self->states != NULL)
    step (self, 1);
}

static void
note (CercleDirectoryRound *self, CercleRecord *capacity, const char *outcome, const char *label)
{
  g_autoptr (CercleRecord) enquiry =
      cercle_session_new_enquiry (session_of (self), self->wanted, outcome);
  CercleTx *tx = cercle_tx_new (label);

  if (capacity != NULL)
    cercle_tx_save (tx, capacity);
  cercle_tx_save (tx, enquiry);
  self->saving = TRUE;
  cercle_page_commit (CERCLE_PAGE (self), tx, noted_cb, NULL);
}

static void
save (CercleDirectoryRound *self)
{
  g_autoptr (CercleRecord) capacity = NULL;
  g_autoptr (GError) error = NULL;

  if (self->saving || current (self) == NULL)
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
  note (self, capacity, "reached", N_ ("Told and noted."));
}

static void
no_answer (CercleDirectoryRound *self)
{
  if (!self->saving && current (self) != NULL)
    note (self, NULL, "no_answer", N_ ("No answer noted."));
}

/* --- Reading --------------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDirectoryRound) self = data;
  GPtrArray *lines = cercle_session_read_round_finish (CERCLE_SESSION (source), result, NULL);

  if (lines == NULL || self->states == NULL)
    {
      g_clear_pointer (&lines, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = lines;
  self->at = 0;
  for (guint i = 0; self->wanted != NULL && i < lines->len; i++)
    if (g_strcmp0 (id_of (lines->pdata[i]), self->wanted) == 0)
      self->at = i;
  show (self, TRUE);
}

static void
cercle_directory_round_open (CerclePage *page, const char *target)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (page);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_session_read_round_async (session_of (self), ROUND, self->cancellable, read_cb,
                                   g_object_ref (self));
}

static void
cercle_directory_round_start (CerclePage *page)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (page);

  if (current (self) != NULL)
    gtk_widget_grab_focus (self->rows[0]);
}

/* --- Keys ------------------------------------------------------------------------------------ */

/* A letter is a letter where words are typed; the number of places takes none. */
static gboolean
takes_letters (CercleDirectoryRound *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && GTK_IS_EDITABLE (focus) && !gtk_widget_is_ancestor (focus, self->rows[0]);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleDirectoryRound *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean single = FALSE;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || current (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  g_object_get (cercle_page_get_settings (CERCLE_PAGE (self)), "single-keys", &single, NULL);
  if ((key == GDK_KEY_n || key == GDK_KEY_N) && single && !takes_letters (self))
    {
      no_answer (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up)
    {
      step (self, key == GDK_KEY_Page_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (GTK_IS_BUTTON (focus) && focus != self->save))
    return GDK_EVENT_PROPAGATE;
  save (self);
  return GDK_EVENT_STOP;
}

/* --- The page -------------------------------------------------------------------------------- */

static GtkWidget *
build_buttons (CercleDirectoryRound *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->save = gtk_button_new_with_label (_ ("Save and Next"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save), self);
  self->none = gtk_button_new_with_mnemonic (_ ("_No Answer"));
  g_signal_connect_swapped (self->none, "clicked", G_CALLBACK (no_answer), self);
  gtk_box_append (GTK_BOX (row), self->save);
  gtk_box_append (GTK_BOX (row), self->none);
  return row;
}

static GtkWidget *
build_round (CercleDirectoryRound *self)
{
  GtkWidget *clamp = adw_clamp_new (), *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->who = adw_bin_new ();
  gtk_box_append (GTK_BOX (card), self->who);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      self->rows[i] = cercle_field_row_new (session_of (self), &cercle_capacity_kind, fields[i]);
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
  GtkEventController *keys = gtk_event_controller_key_new ();

  G_OBJECT_CLASS (cercle_directory_round_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Morning Round"));
  self->states = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->states), adw_bin_new (), "asking");
  gtk_stack_add_named (GTK_STACK (self->states), build_round (self), "round");
  gtk_stack_add_named (GTK_STACK (self->states), build_done (), "done");
  adw_bin_set_child (ADW_BIN (self), self->states);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
cercle_directory_round_dispose (GObject *object)
{
  CercleDirectoryRound *self = CERCLE_DIRECTORY_ROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->capacity);
  g_clear_pointer (&self->wanted, g_free);
  self->states = NULL;
  G_OBJECT_CLASS (cercle_directory_round_parent_class)->dispose (object);
}

static void
cercle_directory_round_class_init (CercleDirectoryRoundClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = cercle_directory_round_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_directory_round_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_directory_round_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_directory_round_start;
}

static void
cercle_directory_round_init (CercleDirectoryRound *self)
{
}
