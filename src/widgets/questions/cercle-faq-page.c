/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was answered before, and on which cases did it help? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-faq-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-answer-panes.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-directory-line.h"
#include "cercle-macros.h"
#include "cercle-question-desk.h"
#include "cercle-toast.h"

struct _CercleFaqPage
{
  CerclePage parent_instance;
  CercleAnswerPanes panes;
  GtkWidget *entry;
  GListStore *rows; /* CercleRecord of kind article */
  GPtrArray *lines; /* CercleFaqLine of the same */
  char *wanted;     /* who is shown */
  char *kase;       /* for which an answer is looked for */
};

G_DEFINE_FINAL_TYPE (CercleFaqPage, cercle_faq_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleFaqPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static const CercleFaqLine *
line_of (CercleFaqPage *self, CercleRecord *article)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CercleFaqLine *line = self->lines->pdata[i];

      if (g_strcmp0 (cercle_record_get_id (line->article), cercle_record_get_id (article)) == 0)
        return line;
    }
  return NULL;
}

/* --- The list -------------------------------------------------------------------------------- */

static void
fill_question (CercleCell *cell, gpointer item, gpointer page)
{
  const CercleFaqLine *line = line_of (page, item);

  if (line != NULL && line->unread)
    {
      cercle_cell_badge (cell, _ ("New"));
      cercle_cell_strong (cell, text (item, CERCLE_ARTICLE_QUESTION));
    }
  else
    cercle_cell_text (cell, text (item, CERCLE_ARTICLE_QUESTION));
}

static void
fill_used (CercleCell *cell, gpointer item, gpointer page)
{
  const CercleFaqLine *line = line_of (page, item);
  g_autofree char *words = NULL;

  if (line == NULL || line->cases == 0)
    return;
  words = g_strdup_printf (ngettext ("%u case", "%u cases", line->cases), line->cases);
  cercle_cell_dim (cell, words);
}

static void
fill_version (CercleCell *cell, gpointer item, gpointer page)
{
  cercle_cell_text (cell, text (item, CERCLE_ARTICLE_VERSION));
}

static const CercleColumn columns[] = {
  { "question", N_ ("Question"), 0, 0, 0, fill_question },
  { "used", N_ ("Used on"), 110, 0, CERCLE_COLUMN_WIDE, fill_used },
  { "version", N_ ("Version"), 70, 60, CERCLE_COLUMN_END, fill_version },
};

/* --- What a sheet says ----------------------------------------------------------------------- */

/* (transfer full): "Version 2, 22 November 2026". */
static char *
version_in_words (CercleRecord *article)
{
  g_autofree char *day = cercle_record_display (article, CERCLE_ARTICLE_ISSUED_ON);

  return g_strdup_printf (_ ("Version %1$s, %2$s"), text (article, CERCLE_ARTICLE_VERSION), day);
}

static void
fill_use (const CercleFaqLine *line, GtkWidget *box)
{
  g_autofree char *used = NULL, *changed = NULL;

  if (line == NULL || line->cases == 0)
    return;
  used = g_strdup_printf (ngettext ("Used on %u case.", "Used on %u cases.", line->cases),
                          line->cases);
  cercle_directory_line_words (box, used, "dim-label");
  if (line->outdated == 0)
    return;
  changed = g_strdup_printf (ngettext ("This answer has changed since it was used on %u case.",
                                       "This answer has changed since it was used on %u cases.",
                                       line->outdated),
                             line->outdated);
  cercle_directory_line_words (box, changed, "heading");
}

static void
fill_buttons (CercleFaqPage *self, GtkWidget *box)
{
  GtkWidget *row = cercle_directory_line_row (box);

  if (self->kase != NULL)
    {
      cercle_directory_line_button (row, _ ("Use on the Case"), "faq.use", NULL);
      cercle_directory_line_button (row, _ ("Open the Case"), "win.open-case", self->kase);
    }
  if (cercle_session_may (session_of (self), &cercle_article_kind, CERCLE_OP_CREATE))
    cercle_directory_line_button (row, _ ("New Version…"), "faq.next", NULL);
}

static void
fill_former (CercleFaqPage *self, CercleRecord *article, GtkWidget *box)
{
  const char *before = text (article, CERCLE_ARTICLE_REPLACES);
  g_autoptr (CercleRecord) former =
      before != NULL ? cercle_session_get (session_of (self), &cercle_article_kind, before) : NULL;
  g_autofree char *version = former != NULL ? version_in_words (former) : NULL;

  if (former == NULL)
    return;
  cercle_directory_line_words (box, _ ("Before"), "heading");
  cercle_directory_line_veiled (box, version, text (former, CERCLE_ARTICLE_ANSWER));
}

static void
fill_sheet (CercleFaqPage *self, CercleRecord *article, GtkWidget *box)
{
  g_autofree char *version = version_in_words (article);
  g_autofree char *themes =
      cercle_session_words_of (session_of (self), article, CERCLE_ARTICLE_THEMES);
  GtkWidget *words = NULL;

  cercle_directory_line_words (box, text (article, CERCLE_ARTICLE_QUESTION), "title-4");
  cercle_directory_line_words (box, version, "dim-label");
  cercle_directory_line_fact (box, _ ("Themes"), themes);
  words = cercle_directory_line_words (box, text (article, CERCLE_ARTICLE_ANSWER), NULL);
  if (words != NULL)
    gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  fill_use (line_of (self, article), box);
  fill_buttons (self, box);
  fill_former (self, article, box);
}

static void
show (CercleFaqPage *self)
{
  g_autoptr (CercleRecord) article =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->panes.list));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  g_free (self->wanted);
  self->wanted = article != NULL ? g_strdup (cercle_record_get_id (article)) : NULL;
  if (article != NULL)
    fill_sheet (self, article, box);
  else
    cercle_directory_line_words (box,
                                 gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] != '\0'
                                     ? _ ("No answer has these words. Ask the national referents.")
                                     : _ ("No answer has been circulated yet."),
                                 "dim-label");
  cercle_answer_panes_show (&self->panes, box);
}

/* --- Reading --------------------------------------------------------------------------------- */

static void
say_counts (CercleFaqPage *self)
{
  g_autofree char *words = NULL, *all = NULL, *unread = NULL;
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += ((CercleFaqLine *) self->lines->pdata[i])->unread;
  all = g_strdup_printf (ngettext ("%u answer", "%u answers", self->lines->len), self->lines->len);
  unread = g_strdup_printf (ngettext ("%u unread", "%u unread", n), n);
  words = g_strconcat (all, ", ", unread, NULL);
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
}

/* Who chose it has read it. */
static void
read_chosen (CercleFaqPage *self)
{
  g_autoptr (CercleRecord) article = NULL;
  CercleFaqLine *line = NULL;

  article = cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->panes.list));
  line = article != NULL ? (CercleFaqLine *) line_of (self, article) : NULL;
  if (line == NULL || !line->unread)
    return;
  cercle_session_open_article (session_of (self), cercle_record_get_id (article));
  line->unread = FALSE;
  say_counts (self);
}

static void
chosen_cb (CerclePage *page)
{
  show (CERCLE_FAQ_PAGE (page));
  read_chosen (CERCLE_FAQ_PAGE (page));
}

static void
read_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleFaqPage) self = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GPtrArray *lines = cercle_session_read_faq_finish (CERCLE_SESSION (session), result, NULL);
  guint at = 0;

  if (lines == NULL)
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = lines;
  if (self->panes.list == NULL)
    return;
  for (guint i = 0; i < lines->len; i++)
    {
      CercleRecord *article = ((CercleFaqLine *) lines->pdata[i])->article;

      if (g_strcmp0 (cercle_record_get_id (article), self->wanted) == 0 ||
          (self->wanted != NULL &&
           g_strcmp0 (text (article, CERCLE_ARTICLE_REPLACES), self->wanted) == 0))
        at = i;
      g_ptr_array_add (rows, article);
    }
  cercle_answer_panes_fill (&self->panes, self->rows, rows, at);
  say_counts (self);
  show (self);
}

static const CercleKind *const kinds[] = { &cercle_article_kind, &cercle_answer_use_kind,
                                           &cercle_code_kind, NULL };

static void
read_faq (CerclePage *page, GCancellable *cancellable)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (CERCLE_FAQ_PAGE (page)->entry));

  cercle_session_read_faq_async (cercle_page_get_session (page), words, cancellable, read_cb,
                                 g_object_ref (page));
}

/* --- Writing --------------------------------------------------------------------------------- */

static const guint fields[] = { CERCLE_ARTICLE_QUESTION, CERCLE_ARTICLE_ANSWER,
                                CERCLE_ARTICLE_THEMES, CERCLE_ARTICLE_VERSION };
static const CercleMatrixFormSort writing = { "article", N_ ("Article of the FAQ"), N_ ("Save"),
                                              fields, G_N_ELEMENTS (fields) };

static void
save_cb (CercleMatrixForm *form, CercleRecord *article, CerclePage *page)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (page);
  CercleTx *tx = cercle_tx_new (N_ ("Article saved."));

  cercle_tx_save (tx, article);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
  cercle_session_open_article (session_of (self), cercle_record_get_id (article));
  cercle_answer_panes_end (&self->panes);
}

static void
write_article (CercleFaqPage *self, CercleRecord *before)
{
  g_autoptr (CercleRecord) article = cercle_session_new_article (session_of (self), before);

  cercle_answer_panes_edit (&self->panes, &writing, article,
                            before != NULL ? cercle_record_get_id (before) : "new");
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (widget);
  g_autoptr (CercleRecord) article =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->panes.list));

  if (article != NULL)
    write_article (self, article);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_article (CERCLE_FAQ_PAGE (widget), NULL);
}

static void
used_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleFaqPage) self = data;
  g_autoptr (GError) error = NULL;

  if (cercle_session_commit_finish (CERCLE_SESSION (session), result, &error))
    cercle_toast (GTK_WIDGET (self), _ ("Answer used on the case."), TRUE);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (widget);
  g_autoptr (CercleRecord) article =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->panes.list));

  if (article != NULL && self->kase != NULL)
    cercle_session_use_article_async (session_of (self), article, self->kase, used_cb,
                                      g_object_ref (self));
}

/* Whoever is led to it reads it, whatever was searched for before. */
static void
show_article (CercleFaqPage *self, const char *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  cercle_session_open_article (session_of (self), id);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_faq_page_open (CerclePage *page, const char *target)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (page);

  if (target == NULL || g_str_has_prefix (target, CERCLE_FAQ_FOR))
    {
      const char *ids = target != NULL ? target + strlen (CERCLE_FAQ_FOR) : "";
      g_auto (GStrv) both = g_strsplit (ids, " ", 2);

      g_free (self->kase);
      self->kase = *ids != '\0' ? g_strdup (both[0]) : NULL;
      if (*ids != '\0' && both[1] != NULL)
        show_article (self, both[1]);
    }
  cercle_page_read (page);
}

static gboolean
cercle_faq_page_search (CerclePage *page)
{
  gtk_widget_grab_focus (CERCLE_FAQ_PAGE (page)->entry);
  return TRUE;
}

static void
cercle_faq_page_start (CerclePage *page)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (page);

  gtk_widget_grab_focus (self->kase != NULL ? self->entry : self->panes.list);
}

static void
cercle_faq_page_leave (CerclePage *page)
{
  cercle_answer_panes_leave (&CERCLE_FAQ_PAGE (page)->panes);
}

static void
searched_cb (CercleFaqPage *self)
{
  if (self->panes.list != NULL)
    cercle_page_read (CERCLE_PAGE (self));
}

static void
found_cb (CercleFaqPage *self)
{
  gtk_widget_grab_focus (self->panes.list);
}

static GtkWidget *
new_bar (CercleFaqPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "toolbar");
  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Search the answers"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the answers"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (searched_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (found_cb), self);
  gtk_box_append (GTK_BOX (bar), self->entry);
  if (cercle_session_may (session_of (self), &cercle_article_kind, CERCLE_OP_CREATE))
    cercle_directory_line_button (bar, _ ("New Article…"), "faq.new", NULL);
  if (cercle_session_may (session_of (self), &cercle_question_kind, CERCLE_OP_CREATE))
    cercle_directory_line_button (bar, _ ("Ask a Question…"), "win.ask-nation", NULL);
  return bar;
}

static void
cercle_faq_page_constructed (GObject *object)
{
  static const CercleAnswerPanesSort sort = { N_ ("Answers"), columns, G_N_ELEMENTS (columns),
                                              chosen_cb, save_cb };
  CercleFaqPage *self = CERCLE_FAQ_PAGE (object);
  gboolean may = cercle_session_may (session_of (self), &cercle_article_kind, CERCLE_OP_CREATE);

  G_OBJECT_CLASS (cercle_faq_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("FAQ"));
  cercle_answer_panes_build (&self->panes, CERCLE_PAGE (self), new_bar (self), &sort,
                             G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->panes.list, "activate", G_CALLBACK (read_chosen), self);
  cercle_page_follow (CERCLE_PAGE (self), kinds, read_faq);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "faq.new", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "faq.next", may);
}

static void
cercle_faq_page_dispose (GObject *object)
{
  CercleFaqPage *self = CERCLE_FAQ_PAGE (object);

  self->panes.list = NULL;
  G_OBJECT_CLASS (cercle_faq_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->kase, g_free);
}

static void
cercle_faq_page_class_init (CercleFaqPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_faq_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_faq_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_faq_page_open;
  CERCLE_PAGE_CLASS (klass)->search = cercle_faq_page_search;
  CERCLE_PAGE_CLASS (klass)->start = cercle_faq_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_faq_page_leave;
  gtk_widget_class_install_action (widget_class, "faq.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "faq.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "faq.use", NULL, use_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "faq.new", NULL);
}

static void
cercle_faq_page_init (CercleFaqPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_RECORD);
  self->lines = g_ptr_array_new ();
}
