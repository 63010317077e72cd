/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds the baton since when, what is promised, and what is wrong with it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-holding.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton-ribbon.h"
#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-request.h"
#include "cercle-template.h"

struct _CercleCaseHolding
{
  CercleCasePart parent_instance;
  GtkWidget *wrongs, *ribbon, *in_words, *words;
};

G_DEFINE_FINAL_TYPE (CercleCaseHolding, cercle_case_holding, CERCLE_TYPE_CASE_PART)

static const CercleTemplateChild children[] = {
  { "wrongs", G_STRUCT_OFFSET (CercleCaseHolding, wrongs) },
  { "ribbon", G_STRUCT_OFFSET (CercleCaseHolding, ribbon) },
  { "in_words", G_STRUCT_OFFSET (CercleCaseHolding, in_words) },
  { "words", G_STRUCT_OFFSET (CercleCaseHolding, words) },
};

/* (transfer full) (nullable): who wrote it down; who sent it, when the server delivered it. */
static char *
first_holder (CercleCaseFile *file)
{
  const char *author = cercle_record_envelope (file->kase)->created_by;

  if (author != NULL)
    return g_strconcat ("member:", author, NULL);
  for (guint i = 0; i < file->transfers->len; i++)
    {
      CercleRecord *transfer = g_ptr_array_index (file->transfers, i);

      if (g_strcmp0 (cercle_record_get_text (transfer, CERCLE_TRANSFER_DIRECTION), "out") != 0)
        return g_strconcat ("transfer:", cercle_record_get_id (transfer), NULL);
    }
  return NULL;
}

static GPtrArray *
segments_of (CercleCaseFile *file)
{
  const CercleEnvelope *envelope = cercle_record_envelope (file->kase);
  g_autofree char *first = first_holder (file);
  g_autofree char *now = cercle_instant_now_text ();

  return cercle_baton_segments (file->events, first, envelope->created_at, now);
}

static void
show_wrongs (CercleCaseHolding *self, CercleSession *session, CercleRecord *kase)
{
  g_auto (GStrv) sentences =
      cercle_baton_sentences (cercle_baton_wrongs (kase, cercle_session_get_today (session)));
  GtkWidget *line = NULL;

  while ((line = gtk_widget_get_first_child (self->wrongs)) != NULL)
    gtk_box_remove (GTK_BOX (self->wrongs), line);
  for (guint i = 0; sentences[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (sentences[i]);

      line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      gtk_box_append (GTK_BOX (line), label);
      gtk_widget_add_css_class (line, "warning");
      gtk_box_append (GTK_BOX (self->wrongs), line);
    }
  gtk_widget_set_visible (self->wrongs, sentences[0] != NULL);
}

static void
holding_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseHolding *self = CERCLE_CASE_HOLDING (part);
  CercleSession *session = cercle_case_part_get_session (part);
  g_autoptr (GPtrArray) segments = segments_of (file);
  g_auto (GStrv) lines = cercle_baton_ribbon_words (session, segments);
  g_autofree char *text = g_strjoinv ("\n", lines);

  cercle_baton_ribbon_set (CERCLE_BATON_RIBBON (self->ribbon), session, segments);
  gtk_label_set_text (GTK_LABEL (self->words), text);
  gtk_widget_set_visible (self->ribbon, segments->len > 0);
  gtk_widget_set_visible (self->in_words, segments->len > 0);
  show_wrongs (self, session, file->kase);
}

static void
cercle_case_holding_class_init (CercleCaseHoldingClass *klass)
{
  g_type_ensure (CERCLE_TYPE_BATON_RIBBON);
  CERCLE_CASE_PART_CLASS (klass)->show = holding_show;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-holding.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_holding_init (CercleCaseHolding *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
