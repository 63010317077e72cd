/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the kit say of such a call, by its motive and by its themes, or those of the case it is
 * about, while it is taken? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-page-private.h"
#include "cercle-case.h"
#include "cercle-directory-line.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"

#define LINE_CHARS 38

static void
append_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = NULL;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* Of a document elsewhere its date is told: whoever opens it sees whether it is that one. */
static void
append_sheet (GtkWidget *box, CercleRecord *sheet)
{
  const char *web = cercle_record_get_text (sheet, CERCLE_DOCUMENT_WEB);

  append_label (box, cercle_record_get_text (sheet, CERCLE_DOCUMENT_TITLE), "heading");
  append_label (box, cercle_record_get_text (sheet, CERCLE_DOCUMENT_TEXT), NULL);
  if (web != NULL)
    {
      g_autofree char *version = cercle_directory_version (sheet);

      append_label (box, version, "dim-label");
      cercle_directory_line_web (box, web);
    }
}

void
cercle_call_reflex_show (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const char *motive = cercle_call_form_get (self->form, CERCLE_FORM_SUB_MISSION);
  const char *of = cercle_call_form_get (self->form, CERCLE_FORM_CASE);
  g_autoptr (CercleRecord) kase =
      *of != '\0' ? cercle_session_get (session, &cercle_case_kind, of) : NULL;
  const char *chosen = cercle_call_form_get (self->form, CERCLE_FORM_THEMES);
  const char *themes = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_THEMES) : chosen;
  g_autoptr (GPtrArray) sheets = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->reflex)) != NULL)
    gtk_box_remove (GTK_BOX (self->reflex), child);
  if (*motive != '\0' || (themes != NULL && *themes != '\0'))
    sheets = cercle_session_get_reflex_sheets (session, motive, themes);
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    append_sheet (self->reflex, sheets->pdata[i]);
  gtk_widget_set_visible (self->reflex_card, sheets != NULL && sheets->len > 0);
}
