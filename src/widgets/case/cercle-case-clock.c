/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When may it break, why, and what was done about a danger? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-clock.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-clock.h"
#include "cercle-escape.h"
#include "cercle-moves.h"
#include "cercle-wrap-layout.h"

struct _CercleCaseClock
{
  CercleCasePart parent_instance;
  GtkWidget *chips, *edit;
};

G_DEFINE_FINAL_TYPE (CercleCaseClock, cercle_case_clock, CERCLE_TYPE_CASE_PART)

static void
empty (CercleCaseClock *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (self->chips);

  while (chip != NULL && chip != self->edit)
    {
      gtk_box_remove (GTK_BOX (self->chips), chip);
      chip = gtk_widget_get_first_child (self->chips);
    }
}

static void
add_chip (CercleCaseClock *self, const char *words, gboolean alarm)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *before = gtk_widget_get_prev_sibling (self->edit);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (chip, "reason");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  if (alarm)
    {
      gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      gtk_widget_add_css_class (chip, "error");
    }
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_insert_child_after (GTK_BOX (self->chips), chip, before);
}

static void
clock_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseClock *self = CERCLE_CASE_CLOCK (part);
  CercleSession *session = cercle_case_part_get_session (part);
  const char *answer = cercle_record_get_text (file->kase, CERCLE_CASE_DANGER_ANSWER);
  gboolean danger = cercle_record_get_flag (file->kase, CERCLE_CASE_DANGER);
  g_auto (GStrv) reasons =
      cercle_clock_reasons (file->kase, file->solutions, cercle_session_get_today_number (session),
                            cercle_case_file_label, session);
  g_autofree char *spoken = NULL;

  empty (self);
  for (guint i = 0; reasons[i] != NULL; i++)
    add_chip (self, reasons[i], danger && i == 0);
  if (danger && answer == NULL)
    add_chip (self, _ ("Nobody has said what was done about the danger."), TRUE);
  else if (answer != NULL)
    {
      /* TRANSLATORS: what somebody typed. */
      g_autofree char *told = g_strdup_printf (_ ("About the danger: %s"), answer);
      add_chip (self, told, FALSE);
    }
  if (reasons[0] == NULL && answer == NULL)
    add_chip (self, _ ("No break is expected, and no danger is noted."), FALSE);
  spoken = g_strjoinv (" ", reasons);
  cercle_set_spoken (self->chips, _ ("Danger and expected break"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  gtk_widget_set_visible (
      self->edit,
      cercle_session_may (session, &cercle_case_kind, CERCLE_OP_PATCH) &&
          cercle_case_status_is_open (cercle_record_get_text (file->kase, CERCLE_CASE_STATUS)));
}

static void
cercle_case_clock_class_init (CercleCaseClockClass *klass)
{
  CERCLE_CASE_PART_CLASS (klass)->show = clock_show;
}

static void
cercle_case_clock_init (CercleCaseClock *self)
{
  self->chips = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_layout_manager (self->chips, cercle_wrap_layout_new (6, 6));
  self->edit = gtk_button_new_with_label (_ ("Danger and Break…"));
  gtk_widget_add_css_class (self->edit, "flat");
  gtk_widget_add_css_class (self->edit, "small");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "case.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", "break");
  gtk_box_append (GTK_BOX (self->chips), self->edit);
  adw_bin_set_child (ADW_BIN (self), self->chips);
}
