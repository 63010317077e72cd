/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was asked, what is proposed, what is allowed, and what can be done with each? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-dealings.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-dealing.h"
#include "cercle-escape.h"
#include "cercle-moves.h"
#include "cercle-paper.h"
#include "cercle-plain.h"
#include "cercle-request.h"
#include "cercle-solution.h"
#include "cercle-week-grid.h"
#include "cercle-wrap-layout.h"

#define N_LISTS 3

typedef struct
{
  GtkWidget *card, *lines, *add;
} List;

struct _CercleCaseDealings
{
  CercleCasePart parent_instance;
  GtkWidget *box, *week, *week_words, *week_button, *week_paper;
  List lists[N_LISTS];
};

G_DEFINE_FINAL_TYPE (CercleCaseDealings, cercle_case_dealings, CERCLE_TYPE_CASE_PART)

/* "answer", or "answer:IDENTITY". */
static GtkWidget *
make_button (const char *label, const char *form, const char *subject)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *target =
      subject != NULL ? g_strconcat (form, ":", subject, NULL) : g_strdup (form);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

/* The sign says it, the colour repeats it. */
static GtkWidget *
make_head (const char *head, gboolean alarm)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (alarm)
    {
      gtk_box_append (GTK_BOX (top), gtk_image_new_from_icon_name ("alarm-symbolic"));
      gtk_widget_add_css_class (top, "error");
    }
  gtk_box_append (GTK_BOX (top), cercle_plain_words (head, NULL));
  return top;
}

static void
add_line (CercleCaseDealings *self, guint list, CercleRecord *record, gboolean may)
{
  const CercleDealing *dealing = &cercle_dealings[list];
  CercleSession *session = cercle_case_part_get_session (CERCLE_CASE_PART (self));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *head = dealing->head (session, record);
  g_autofree char *detail = dealing->detail (session, record);
  gboolean alarm = dealing->alarm != NULL && dealing->alarm (session, record);

  gtk_widget_set_layout_manager (buttons, cercle_wrap_layout_new (6, 6));
  gtk_box_append (GTK_BOX (words), make_head (head, alarm));
  if (detail[0] != '\0')
    {
      GtkWidget *label = cercle_plain_words (detail, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), buttons);
  for (guint i = 0; may && i < CERCLE_DEALING_BUTTONS; i++)
    if (dealing->buttons[i].label != NULL && dealing->buttons[i].offered (record))
      {
        GtkWidget *button = make_button (_ (dealing->buttons[i].label), dealing->buttons[i].form,
                                         cercle_record_get_id (record));
        /* TRANSLATORS: what a button does, the line it is about. */
        g_autofree char *spoken =
            g_strdup_printf (_ ("%1$s %2$s"), _ (dealing->buttons[i].label), head);
        cercle_set_spoken (button, spoken);
        gtk_box_append (GTK_BOX (buttons), button);
      }
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (self->lists[list].lines), line);
}

/* The keyboard does not stay on a line that goes. */
static void
leave_lines (CercleCaseDealings *self, guint list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->lists[list].lines))
    {
      if (!gtk_widget_get_mapped (self->lists[list].add) ||
          !gtk_widget_grab_focus (self->lists[list].add))
        gtk_root_set_focus (root, NULL);
    }
}

static void
show_list (CercleCaseDealings *self, guint list, CercleCaseFile *file, gboolean open)
{
  GPtrArray *records = *(GPtrArray **) G_STRUCT_MEMBER_P (file, cercle_dealings[list].offset);
  CercleSession *session = cercle_case_part_get_session (CERCLE_CASE_PART (self));
  gboolean may = open && cercle_session_may (session, cercle_dealings[list].kind, CERCLE_OP_PATCH);
  GtkWidget *line = NULL;

  leave_lines (self, list);
  while ((line = gtk_widget_get_first_child (self->lists[list].lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lists[list].lines), line);
  for (guint i = 0; i < records->len; i++)
    add_line (self, list, g_ptr_array_index (records, i), may);
  if (records->len == 0)
    gtk_box_append (GTK_BOX (self->lists[list].lines),
                    cercle_plain_words (_ (cercle_dealings[list].nothing), "dim-label"));
  gtk_widget_set_visible (
      self->lists[list].add,
      open && cercle_session_may (session, cercle_dealings[list].kind, CERCLE_OP_CREATE));
}

static void
show_week (CercleCaseDealings *self, CercleCaseFile *file, gboolean open)
{
  CercleSession *session = cercle_case_part_get_session (CERCLE_CASE_PART (self));
  const char *needed = cercle_record_get_text (file->kase, CERCLE_CASE_SLOTS_NEEDED);
  g_autofree char *uncovered =
      cercle_solution_uncovered (needed, file->solutions, cercle_session_get_today (session));

  cercle_week_grid_set (CERCLE_WEEK_GRID (self->week), needed, uncovered);
  gtk_widget_set_visible (self->week, needed != NULL);
  gtk_label_set_text (GTK_LABEL (self->week_words),
                      needed == NULL      ? _ ("No part of the week is said to need covering.")
                      : uncovered == NULL ? _ ("Every part of the week that is needed is covered.")
                                          : _ ("Parts of the week are not covered yet."));
  gtk_widget_set_visible (
      self->week_paper,
      needed != NULL && cercle_session_offers_paper (session, CERCLE_PAPER_WEEK, CERCLE_FORM_PDF));
  gtk_widget_set_visible (self->week_button,
                          open && cercle_session_may (session, &cercle_case_kind, CERCLE_OP_PATCH));
}

static void
dealings_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseDealings *self = CERCLE_CASE_DEALINGS (part);
  gboolean open =
      cercle_case_status_is_open (cercle_record_get_text (file->kase, CERCLE_CASE_STATUS));

  for (guint i = 0; i < N_LISTS; i++)
    show_list (self, i, file, open);
  show_week (self, file, open);
}

static void
dealings_set_narrow (CercleCasePart *part, gboolean narrow)
{
  GtkWidget *box = CERCLE_CASE_DEALINGS (part)->box;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (box), !narrow);
}

static void
cercle_case_dealings_class_init (CercleCaseDealingsClass *klass)
{
  CERCLE_CASE_PART_CLASS (klass)->show = dealings_show;
  CERCLE_CASE_PART_CLASS (klass)->set_narrow = dealings_set_narrow;
}

/* By what the case needs. */
static GtkWidget *
make_find (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("system-search-symbolic");

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Find a Partner…"));
  cercle_set_spoken (button, _ ("Find a Partner…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.find-partner");
  return button;
}

static void
make_list (CercleCaseDealings *self, guint i)
{
  List *list = &self->lists[i];
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = cercle_plain_words (_ (cercle_dealings[i].title), "heading");

  list->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  list->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  list->add = make_button (_ (cercle_dealings[i].more), cercle_dealings[i].form, NULL);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (top), title);
  if (cercle_dealings[i].kind == &cercle_request_kind)
    gtk_box_append (GTK_BOX (top), make_find ());
  gtk_box_append (GTK_BOX (top), list->add);
  gtk_box_append (GTK_BOX (list->card), top);
  gtk_box_append (GTK_BOX (list->card), list->lines);
  gtk_widget_add_css_class (list->card, "card");
  gtk_widget_add_css_class (list->card, "case-card");
  gtk_widget_set_hexpand (list->card, TRUE);
  gtk_box_append (GTK_BOX (self->box), list->card);
}

static void
make_week (CercleCaseDealings *self, GtkWidget *card)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->week_words = cercle_plain_words (NULL, NULL);
  self->week = cercle_week_grid_new ();
  self->week_button = make_button (_ ("Week to Cover…"), "week", NULL);
  gtk_widget_set_halign (self->week_button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), self->week_words);
  gtk_box_append (GTK_BOX (card), self->week);
  self->week_paper = gtk_button_new_with_label (_ ("For the Family…"));
  gtk_widget_add_css_class (self->week_paper, "small");
  gtk_widget_set_tooltip_text (self->week_paper,
                               _ ("The week on paper, easy to read: who comes, whom to call"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->week_paper), "win.family-week");
  gtk_box_append (GTK_BOX (buttons), self->week_button);
  gtk_box_append (GTK_BOX (buttons), self->week_paper);
  gtk_box_append (GTK_BOX (card), buttons);
}

static void
cercle_case_dealings_init (CercleCaseDealings *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  for (guint i = 0; i < N_LISTS; i++)
    {
      g_assert (cercle_dealings[i].title != NULL);
      make_list (self, i);
      if (cercle_dealings[i].kind == &cercle_solution_kind)
        make_week (self, self->lists[i].card);
    }
  adw_bin_set_child (ADW_BIN (self), self->box);
}
