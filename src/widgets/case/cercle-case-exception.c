/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when may this case be read here, and why? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-exception.h"

#include <glib/gi18n-lib.h>

#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-opening.h"
#include "cercle-page.h"

struct _CercleCaseException
{
  CercleCasePart parent_instance;
  GtkWidget *words, *end;
  CercleRecord *opening; /* NULL: this desk holds the case by right */
};

G_DEFINE_FINAL_TYPE (CercleCaseException, cercle_case_exception, CERCLE_TYPE_CASE_PART)

static void
end_cb (CercleCaseException *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);
  CercleTx *tx = NULL;
  g_autoptr (CercleRecord) after = NULL;
  g_autofree char *now = cercle_instant_now_text ();

  if (self->opening == NULL || page == NULL)
    return;
  after = cercle_record_copy (self->opening);
  cercle_record_set_text (after, CERCLE_OPENING_ENDED_AT, now);
  tx = cercle_tx_new (_ ("Opening by exception ended."));
  cercle_tx_save (tx, after);
  cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
}

static void
exception_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseException *self = CERCLE_CASE_EXCEPTION (part);
  g_autofree char *until = NULL, *words = NULL;

  g_clear_object (&self->opening);
  self->opening = cercle_session_get_opening (cercle_case_part_get_session (part), file->kase);
  gtk_widget_set_visible (GTK_WIDGET (self), self->opening != NULL);
  if (self->opening == NULL)
    return;
  until = cercle_record_display (self->opening, CERCLE_OPENING_UNTIL_AT);
  /* TRANSLATORS: a day and an hour, the reason that was typed. */
  words = g_strdup_printf (_ ("Opened by exception until %1$s: %2$s"), until,
                           cercle_record_get_text (self->opening, CERCLE_OPENING_REASON));
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_sensitive (self->end,
                            !cercle_record_is_set (self->opening, CERCLE_OPENING_ENDED_AT));
}

static void
cercle_case_exception_dispose (GObject *object)
{
  g_clear_object (&CERCLE_CASE_EXCEPTION (object)->opening);
  G_OBJECT_CLASS (cercle_case_exception_parent_class)->dispose (object);
}

static void
cercle_case_exception_class_init (CercleCaseExceptionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_exception_dispose;
  CERCLE_CASE_PART_CLASS (klass)->show = exception_show;
}

static void
cercle_case_exception_init (CercleCaseException *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->words = gtk_label_new (NULL);
  self->end = gtk_button_new_with_label (_ ("End It Now"));
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_valign (self->end, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "reason");
  gtk_widget_add_css_class (box, "exception");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->end);
  g_signal_connect_swapped (self->end, "clicked", G_CALLBACK (end_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
