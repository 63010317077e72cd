/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers that helped here say something else today? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-answers.h"

#include <glib/gi18n-lib.h>

#include "cercle-keyboard.h"
#include "cercle-question-desk.h"

struct _CercleCaseAnswers
{
  CercleCasePart parent_instance;
  GtkWidget *box;
  GCancellable *reading;
  char *kase; /* whose bands are shown */
};

G_DEFINE_FINAL_TYPE (CercleCaseAnswers, cercle_case_answers, CERCLE_TYPE_CASE_PART)

static void
clear (CercleCaseAnswers *self)
{
  cercle_keyboard_clear (GTK_BOX (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_band (CercleCaseAnswers *self, const CercleAnswerChanged *changed)
{
  GtkWidget *band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Read the New Answer"));
  g_autofree char *day = cercle_record_display (changed->newer, CERCLE_ARTICLE_ISSUED_ON);
  /* TRANSLATORS: a question of the FAQ, the day of its new answer. */
  g_autofree char *words =
      g_strdup_printf (_ ("The answer used here to “%1$s” has changed on %2$s."),
                       cercle_record_get_text (changed->newer, CERCLE_ARTICLE_QUESTION), day);
  g_autofree char *target =
      g_strconcat (changed->kase, " ", cercle_record_get_id (changed->newer), NULL);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-answer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_add_css_class (band, "reason");
  gtk_box_append (GTK_BOX (band), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (band), label);
  gtk_box_append (GTK_BOX (band), button);
  gtk_box_append (GTK_BOX (self->box), band);
}

static void
read_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCaseAnswers) self = data;
  g_autoptr (GPtrArray) changed =
      cercle_session_read_changed_finish (CERCLE_SESSION (session), result, NULL);

  if (changed == NULL || self->box == NULL)
    return;
  clear (self);
  for (guint i = 0; i < changed->len; i++)
    add_band (self, changed->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), changed->len > 0);
}

static void
cancel (CercleCaseAnswers *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* Most cases used no answer: nothing is read then. */
static void
answers_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseAnswers *self = CERCLE_CASE_ANSWERS (part);
  const char *kase = cercle_record_get_id (file->kase);

  cancel (self);
  if (g_strcmp0 (self->kase, kase) != 0 || file->uses->len == 0)
    clear (self);
  g_free (self->kase);
  self->kase = g_strdup (kase);
  if (file->uses->len == 0)
    return;
  self->reading = g_cancellable_new ();
  cercle_session_read_changed_async (cercle_case_part_get_session (part), kase, self->reading,
                                     read_cb, g_object_ref (self));
}

static void
cercle_case_answers_dispose (GObject *object)
{
  CercleCaseAnswers *self = CERCLE_CASE_ANSWERS (object);

  cancel (self);
  self->box = NULL;
  g_clear_pointer (&self->kase, g_free);
  G_OBJECT_CLASS (cercle_case_answers_parent_class)->dispose (object);
}

static void
cercle_case_answers_class_init (CercleCaseAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_answers_dispose;
  CERCLE_CASE_PART_CLASS (klass)->show = answers_show;
}

static void
cercle_case_answers_init (CercleCaseAnswers *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
