/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which number helps first? The numbers are data: the open list "danger". */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-call-page-private.h"
#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-person.h"

#define CHILDREN "119"
#define NUMBER_CHARS 5

static GtkWidget *
number_card (CercleRecord *code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *number = cercle_record_get_text (code, CERCLE_CODE_TOKEN);
  /* TRANSLATORS: the code of your language, "fr" or "en": which label of an open list is shown. */
  gboolean english = g_str_equal (C_ ("language", "en"), "en");
  const char *label =
      cercle_record_get_text (code, english ? CERCLE_CODE_LABEL_EN : CERCLE_CODE_LABEL_FR);
  GtkWidget *strong = gtk_label_new (number);
  GtkWidget *dim = gtk_label_new (label);

  gtk_widget_add_css_class (strong, "title-3");
  gtk_widget_add_css_class (strong, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (strong), NUMBER_CHARS);
  gtk_label_set_xalign (GTK_LABEL (strong), 1);
  gtk_label_set_xalign (GTK_LABEL (dim), 0);
  gtk_label_set_wrap (GTK_LABEL (dim), TRUE);
  gtk_widget_set_hexpand (dim, TRUE);
  gtk_box_append (GTK_BOX (box), strong);
  gtk_box_append (GTK_BOX (box), dim);
  return box;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer first)
{
  CercleRecord *x = *(CercleRecord **) a, *y = *(CercleRecord **) b;
  gboolean x_first = g_strcmp0 (cercle_record_get_text (x, CERCLE_CODE_TOKEN), first) == 0;
  gboolean y_first = g_strcmp0 (cercle_record_get_text (y, CERCLE_CODE_TOKEN), first) == 0;

  if (x_first != y_first)
    return x_first ? -1 : 1;
  return (int) (cercle_record_get_integer (x, CERCLE_CODE_ORDER, 0) -
                cercle_record_get_integer (y, CERCLE_CODE_ORDER, 0));
}

void
cercle_call_danger_show (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const char *id = cercle_call_form_get (self->form, CERCLE_FORM_PERSON);
  g_autoptr (CercleRecord) person =
      id[0] != '\0' ? cercle_session_get (session, &cercle_person_kind, id) : NULL;
  gboolean child = cercle_call_form_is_about_a_child (self->form, person,
                                                      cercle_session_get_today_number (session));
  gboolean danger = cercle_call_form_get (self->form, CERCLE_FORM_DANGER)[0] != '\0';
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, "danger");
  GtkWidget *card = NULL;

  while ((card = gtk_widget_get_first_child (self->numbers)) != NULL)
    gtk_box_remove (GTK_BOX (self->numbers), card);
  g_ptr_array_sort_with_data (codes, compare, child ? (gpointer) CHILDREN : NULL);
  for (guint i = 0; i < codes->len; i++)
    gtk_box_append (GTK_BOX (self->numbers), number_card (codes->pdata[i]));
  if (danger)
    gtk_widget_add_css_class (self->danger_card, "danger-now");
  else
    gtk_widget_remove_css_class (self->danger_card, "danger-now");
}
