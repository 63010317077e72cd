/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does the case stand, in whose hands, until when? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-state.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-mark.h"
#include "cercle-menu-button.h"
#include "cercle-moves.h"
#include "cercle-plain.h"

/* An expected break this near is said in red. */
#define NEAR_DAYS 7
#define N_CELLS 4

typedef struct
{
  GtkWidget *box, *caption, *value, *detail;
} Cell;

struct _CercleCaseState
{
  CercleCasePart parent_instance;
  GtkWidget *grid;
  Cell state, holder, promise, fracture;
  GtkWidget *mark, *name; /* in the holder's button */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CercleCaseState, cercle_case_state, CERCLE_TYPE_CASE_PART)

static const char *
text (CercleRecord *kase, guint field)
{
  return cercle_record_get_text (kase, field);
}

GMenuModel *
cercle_case_state_menu (CercleRecord *kase)
{
  const char *status = text (kase, CERCLE_CASE_STATUS);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  g_auto (GStrv) next = cercle_case_next_statuses (status);

  for (guint i = 0; next[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("case.move::", next[i], NULL);
      g_menu_append (moves, cercle_choice_label (cercle_statuses, next[i]), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  if (cercle_case_status_is_open (status))
    {
      g_menu_append (end, _ ("Put It on an Agenda…"), "case.form('agenda')");
      g_menu_append (end, _ ("Close the Case…"), "case.close");
    }
  else
    g_menu_append (end, _ ("Open It Again"), "case.reopen");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
make_cell (Cell *cell, GtkWidget *value)
{
  cell->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  cell->caption = cercle_plain_words (NULL, "dim-label");
  gtk_widget_add_css_class (cell->caption, "caption");
  cell->value = value;
  cell->detail = cercle_plain_words (NULL, "dim-label");
  gtk_widget_add_css_class (cell->detail, "caption");
  gtk_widget_add_css_class (cell->box, "cell");
  gtk_widget_set_hexpand (cell->box, TRUE);
  gtk_box_append (GTK_BOX (cell->box), cell->caption);
  gtk_box_append (GTK_BOX (cell->box), cell->value);
  gtk_box_append (GTK_BOX (cell->box), cell->detail);
}

static void
tell (Cell *cell, const char *caption, const char *value, const char *detail)
{
  gtk_label_set_text (GTK_LABEL (cell->caption), caption);
  if (GTK_IS_LABEL (cell->value))
    gtk_label_set_text (GTK_LABEL (cell->value), value);
  gtk_label_set_text (GTK_LABEL (cell->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (cell->detail, detail != NULL && detail[0] != '\0');
}

static void
show_alarm (Cell *cell, gboolean alarm)
{
  if (alarm)
    gtk_widget_add_css_class (cell->value, "error");
  else
    gtk_widget_remove_css_class (cell->value, "error");
}

static void
show_state (CercleCaseState *self, CercleRecord *kase)
{
  const char *status = text (kase, CERCLE_CASE_STATUS);
  const char *motive = text (kase, CERCLE_CASE_CLOSING_MOTIVE);
  const char *label = status != NULL ? cercle_choice_label (cercle_statuses, status) : "?";
  g_autofree char *since = cercle_day_format_since (text (kase, CERCLE_CASE_STATUS_SINCE));
  g_autofree char *caption
      /* TRANSLATORS: a span such as "4 d". */
      = since[0] != '\0' ? g_strdup_printf (_ ("State for %s"), since) : g_strdup (_ ("State"));
  g_autofree char *spoken = g_strdup_printf (_ ("State: %s. Move the case"), label);
  g_autoptr (GMenuModel) menu = cercle_case_state_menu (kase);

  tell (&self->state, caption, label,
        motive != NULL ? cercle_choice_label (cercle_closing_motives, motive) : NULL);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->state.value), label);
  cercle_menu_button_set (GTK_MENU_BUTTON (self->state.value), menu);
  cercle_set_spoken (self->state.value, spoken);
}

static void
show_holder (CercleCaseState *self, CercleSession *session, CercleRecord *kase)
{
  const char *holder = text (kase, CERCLE_CASE_HOLDER);
  g_autofree char *name =
      holder != NULL ? cercle_session_name_of (session, holder) : g_strdup (_ ("Nobody"));
  g_autofree char *since = cercle_day_format_since (text (kase, CERCLE_CASE_HOLDER_SINCE));
  g_autofree char *caption =
      since[0] != '\0' ? g_strdup_printf (_ ("Holder for %s"), since) : g_strdup (_ ("Holder"));
  g_autofree char *spoken = g_strdup_printf (_ ("Holder: %s. Hand over"), name);

  tell (&self->holder, caption, NULL, text (kase, CERCLE_CASE_NEXT_STEP));
  cercle_mark_set (CERCLE_MARK (self->mark), cercle_session_holder_letter (session, holder), NULL);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  show_alarm (&self->holder, holder == NULL);
  cercle_set_spoken (self->holder.value, spoken);
}

/* "D-1, tomorrow" */
static char *
due_words (int day, int today)
{
  g_autofree char *due = cercle_day_format_due (day, today);
  g_autofree char *brief = cercle_day_format_short (day, today);

  if (day == today)
    return g_steal_pointer (&brief);
  /* TRANSLATORS: "D-4", the day in words. */
  return g_strdup_printf (_ ("%1$s, %2$s"), due, brief);
}

/* With the baton, or to the person: that she is called back. */
static const char *
promise_of (CercleRecord *kase)
{
  const char *promised = text (kase, CERCLE_CASE_PROMISED_BY);
  gboolean call_back = g_strcmp0 (text (kase, CERCLE_CASE_NEXT_DUE_WHY), "call_back") == 0;

  return promised == NULL && call_back ? text (kase, CERCLE_CASE_NEXT_DUE_ON) : promised;
}

static void
show_promise (CercleCaseState *self, CercleRecord *kase, int today)
{
  int day = cercle_day_parse (promise_of (kase));
  g_autofree char *words =
      day != CERCLE_DAY_NONE ? due_words (day, today) : g_strdup (_ ("Nothing promised"));
  gboolean late = day != CERCLE_DAY_NONE && day < today;

  tell (&self->promise, _ ("Promised by"), words, late ? _ ("The promise has passed.") : NULL);
  show_alarm (&self->promise, late);
}

/* Of a closed case it is history: no days are counted, and nothing is urgent. */
static void
show_break (CercleCaseState *self, CercleRecord *kase, int today)
{
  gboolean open = cercle_case_status_is_open (text (kase, CERCLE_CASE_STATUS));
  int day = cercle_day_parse (text (kase, CERCLE_CASE_BREAK_ON));
  g_autofree char *words = NULL;

  if (day == CERCLE_DAY_NONE)
    words = g_strdup (_ ("No day told"));
  else
    words = open ? due_words (day, today) : cercle_day_format_short (day, today);
  tell (&self->fracture, _ ("Break expected"), words, NULL);
  show_alarm (&self->fracture, open && day != CERCLE_DAY_NONE && day - today <= NEAR_DAYS);
}

static void
place_cells (CercleCaseState *self)
{
  const Cell *cells[N_CELLS] = { &self->state, &self->holder, &self->promise, &self->fracture };

  for (int i = 0; i < N_CELLS; i++)
    {
      if (gtk_widget_get_parent (cells[i]->box) != NULL)
        gtk_grid_remove (GTK_GRID (self->grid), cells[i]->box);
      gtk_grid_attach (GTK_GRID (self->grid), cells[i]->box, self->narrow ? i % 2 : i,
                       self->narrow ? i / 2 : 0, 1, 1);
    }
}

static GtkWidget *
make_holder_button (CercleCaseState *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->mark = cercle_mark_new ();
  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.hand-over");
  gtk_widget_set_tooltip_text (button, _ ("Hand the baton on"));
  return button;
}

static void
state_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseState *self = CERCLE_CASE_STATE (part);
  CercleSession *session = cercle_case_part_get_session (part);
  int today = cercle_session_get_today_number (session);

  show_state (self, file->kase);
  show_holder (self, session, file->kase);
  show_promise (self, file->kase, today);
  show_break (self, file->kase, today);
}

static void
state_set_narrow (CercleCasePart *part, gboolean narrow)
{
  CercleCaseState *self = CERCLE_CASE_STATE (part);

  self->narrow = narrow;
  place_cells (self);
}

static void
cercle_case_state_dispose (GObject *object)
{
  CercleCaseState *self = CERCLE_CASE_STATE (object);

  g_clear_object (&self->state.box);
  g_clear_object (&self->holder.box);
  g_clear_object (&self->promise.box);
  g_clear_object (&self->fracture.box);
  G_OBJECT_CLASS (cercle_case_state_parent_class)->dispose (object);
}

static void
cercle_case_state_class_init (CercleCaseStateClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_case_state_dispose;
  part_class->show = state_show;
  part_class->set_narrow = state_set_narrow;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "casestate");
}

static void
cercle_case_state_init (CercleCaseState *self)
{
  GtkWidget *moves = gtk_menu_button_new ();
  GtkWidget *holder = make_holder_button (self);

  make_cell (&self->state, moves);
  make_cell (&self->holder, holder);
  make_cell (&self->promise, cercle_plain_words (NULL, "heading"));
  make_cell (&self->fracture, cercle_plain_words (NULL, "heading"));
  gtk_widget_add_css_class (moves, "flat");
  gtk_widget_add_css_class (holder, "flat");
  gtk_widget_add_css_class (holder, "heading");
  gtk_widget_set_halign (moves, GTK_ALIGN_START);
  gtk_widget_set_halign (holder, GTK_ALIGN_START);
  g_object_ref_sink (self->state.box);
  g_object_ref_sink (self->holder.box);
  g_object_ref_sink (self->promise.box);
  g_object_ref_sink (self->fracture.box);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_add_css_class (self->grid, "card");
  adw_bin_set_child (ADW_BIN (self), self->grid);
  place_cells (self);
}
