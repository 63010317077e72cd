/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions wait, and what was answered? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-questions-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-answer-panes.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-directory-line.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-question-desk.h"
#include "cercle-toast.h"

struct _CercleQuestionsPage
{
  CerclePage parent_instance;
  CercleAnswerPanes panes;
  GListStore *rows; /* CercleRecord of kind question */
  GPtrArray *found; /* the same */
  char *wanted;     /* who is shown */
  char *about;      /* the case of the question that is being written */
};

G_DEFINE_FINAL_TYPE (CercleQuestionsPage, cercle_questions_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleQuestionsPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

/* (transfer full) (nullable) */
static CercleRecord *
get_chosen (CercleQuestionsPage *self)
{
  return cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->panes.list));
}

/* A national referent answers, and has nobody to ask. */
static gboolean
asks (CercleQuestionsPage *self)
{
  return cercle_session_may (session_of (self), &cercle_question_kind, CERCLE_OP_CREATE);
}

/* (transfer full): whose question it is. */
static char *
community_of (CercleQuestionsPage *self, CercleRecord *question)
{
  const char *scope = cercle_record_envelope (question)->scope;

  return scope != NULL && g_str_has_prefix (scope, "c:")
             ? cercle_session_name_of_id (session_of (self), &cercle_community_kind,
                                          scope + strlen ("c:"))
             : g_strdup ("");
}

/* --- The list -------------------------------------------------------------------------------- */

/* (transfer full): "Sent on 12 June 2020". */
static char *
state_in_words (CercleRecord *question)
{
  g_autofree char *sent = cercle_record_display (question, CERCLE_QUESTION_SENT_ON);
  g_autofree char *answered = cercle_record_display (question, CERCLE_QUESTION_ANSWERED_ON);

  switch (cercle_question_state (question))
    {
    case CERCLE_QUESTION_SENT:
      return g_strdup_printf (_ ("Sent on %s"), sent);
    case CERCLE_QUESTION_ANSWERED:
      return g_strdup_printf (_ ("Answered on %s"), answered);
    case CERCLE_QUESTION_DROPPED:
      return g_strdup (_ ("Dropped"));
    case CERCLE_QUESTION_TO_SEND:
    default:
      return g_strdup (_ ("To send"));
    }
}

static void
fill_text (CercleCell *cell, gpointer item, gpointer page)
{
  cercle_cell_text (cell, text (item, CERCLE_QUESTION_TEXT));
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer page)
{
  g_autofree char *words = state_in_words (item);

  if (cercle_question_state (item) == CERCLE_QUESTION_TO_SEND)
    cercle_cell_strong (cell, words);
  else
    cercle_cell_dim (cell, words);
}

static void
fill_community (CercleCell *cell, gpointer item, gpointer page)
{
  g_autofree char *name = community_of (page, item);

  cercle_cell_dim (cell, name);
}

/* The last one where there is more than one community. */
static const CercleColumn columns[] = {
  { "text", N_ ("Question"), 0, 0, 0, fill_text },
  { "state", N_ ("State"), 190, 0, CERCLE_COLUMN_BELOW, fill_state },
  { "community", N_ ("Community"), 190, 0, CERCLE_COLUMN_BELOW, fill_community },
};

/* --- What a sheet says ----------------------------------------------------------------------- */

static void
fill_answer (CercleQuestionsPage *self, CercleRecord *question, GtkWidget *box)
{
  const char *id = text (question, CERCLE_QUESTION_ARTICLE);
  g_autoptr (CercleRecord) article =
      id != NULL ? cercle_session_get (session_of (self), &cercle_article_kind, id) : NULL;
  GtkWidget *words =
      cercle_directory_line_words (box, text (question, CERCLE_QUESTION_ANSWER), NULL);

  if (words != NULL)
    gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  if (article == NULL)
    return;
  cercle_directory_line_words (box, text (article, CERCLE_ARTICLE_QUESTION), "heading");
  if (words == NULL)
    cercle_directory_line_words (box, text (article, CERCLE_ARTICLE_ANSWER), NULL);
  cercle_directory_line_button (cercle_directory_line_row (box), _ ("Open the FAQ"),
                                "win.show-page", "faq");
}

static void
fill_buttons (CercleQuestionsPage *self, CercleRecord *question, GtkWidget *box)
{
  CercleQuestionState state = cercle_question_state (question);
  const char *kase = text (question, CERCLE_QUESTION_CASE);
  g_autoptr (CercleRecord) here =
      kase != NULL ? cercle_session_get (session_of (self), &cercle_case_kind, kase) : NULL;
  GtkWidget *row = cercle_directory_line_row (box);

  if (here != NULL)
    cercle_directory_line_button (row, _ ("Open the Case"), "win.open-case", kase);
  if (state != CERCLE_QUESTION_TO_SEND && state != CERCLE_QUESTION_SENT)
    return;
  if (cercle_session_may_settle_questions (session_of (self)))
    {
      cercle_directory_line_button (
          row, asks (self) ? _ ("Note the Answer…") : _ ("Answer the Question…"), "question.answer",
          NULL);
      cercle_directory_line_button (row, _ ("Answer as an Article…"), "question.article", NULL);
    }
  if (asks (self))
    cercle_directory_line_button (row, _ ("Drop…"), "question.drop", NULL);
}

static void
fill_sheet (CercleQuestionsPage *self, CercleRecord *question, GtkWidget *box)
{
  g_autofree char *state = state_in_words (question);
  g_autofree char *theme =
      cercle_session_words_of (session_of (self), question, CERCLE_QUESTION_THEME);
  g_autofree char *asked = cercle_record_display (question, CERCLE_QUESTION_ASKED_AT);
  g_autofree char *by =
      cercle_session_words_of (session_of (self), question, CERCLE_QUESTION_ASKED_BY);
  g_autofree char *community = asks (self) ? NULL : community_of (self, question);

  cercle_directory_line_words (box, text (question, CERCLE_QUESTION_TEXT), "title-4");
  cercle_directory_line_words (box, state, "dim-label");
  cercle_directory_line_fact (box, _ ("Community"), community);
  cercle_directory_line_fact (box, _ ("Theme"), theme);
  cercle_directory_line_fact (box, _ ("Asked at"), asked);
  cercle_directory_line_fact (box, _ ("Raised by"), by);
  cercle_directory_line_fact (box, _ ("Dropped because"),
                              text (question, CERCLE_QUESTION_DROPPED_WHY));
  fill_answer (self, question, box);
  fill_buttons (self, question, box);
}

static void
show (CercleQuestionsPage *self)
{
  g_autoptr (CercleRecord) question = get_chosen (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  g_free (self->wanted);
  self->wanted = question != NULL ? g_strdup (cercle_record_get_id (question)) : NULL;
  if (question != NULL)
    fill_sheet (self, question, box);
  else
    cercle_directory_line_words (
        box,
        asks (self)
            ? _ ("No question has been asked yet. What you ask goes to the national referents once "
                 "a week, without anybody’s name.")
            : _ ("No community has sent a question yet."),
        "dim-label");
  cercle_answer_panes_show (&self->panes, box);
}

static void
chosen_cb (CerclePage *page)
{
  show (CERCLE_QUESTIONS_PAGE (page));
}

/* --- Reading --------------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  CercleRecord *one = *(CercleRecord *const *) a, *other = *(CercleRecord *const *) b;
  int first = (int) cercle_question_state (one), second = (int) cercle_question_state (other);

  return first != second ? first - second
                         : g_strcmp0 (text (other, CERCLE_QUESTION_ASKED_AT),
                                      text (one, CERCLE_QUESTION_ASKED_AT));
}

static void
say_counts (CercleQuestionsPage *self)
{
  guint counts[CERCLE_QUESTION_DROPPED + 1] = { 0 };
  gboolean may = cercle_session_may_settle_questions (session_of (self));
  g_autofree char *send = NULL, *open = NULL, *words = NULL;

  for (guint i = 0; i < self->found->len; i++)
    counts[cercle_question_state (self->found->pdata[i])]++;
  send = g_strdup_printf (ngettext ("%u to send", "%u to send", counts[CERCLE_QUESTION_TO_SEND]),
                          counts[CERCLE_QUESTION_TO_SEND]);
  open = g_strdup_printf (
      ngettext ("%u without an answer", "%u without an answer", counts[CERCLE_QUESTION_SENT]),
      counts[CERCLE_QUESTION_SENT]);
  words = asks (self) ? g_strconcat (send, ", ", open, NULL) : g_strdup (open);
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.send",
                                 counts[CERCLE_QUESTION_TO_SEND] > 0 && may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.copy",
                                 counts[CERCLE_QUESTION_TO_SEND] > 0);
}

static void
found_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleQuestionsPage) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (session), result, NULL);
  guint at = 0;

  if (found == NULL || self->panes.list == NULL)
    return;
  g_ptr_array_sort (found, compare);
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (cercle_record_get_id (found->pdata[i]), self->wanted) == 0)
      at = i;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_ref (found);
  cercle_answer_panes_fill (&self->panes, self->rows, found, at);
  say_counts (self);
  show (self);
}

static const CercleKind *const kinds[] = { &cercle_question_kind, &cercle_code_kind, NULL };

static void
read_questions (CerclePage *page, GCancellable *cancellable)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_question_kind);

  cercle_session_find_async (cercle_page_get_session (page), query, cancellable, found_cb,
                             g_object_ref (page));
}

/* --- Writing --------------------------------------------------------------------------------- */

static const guint asked[] = { CERCLE_QUESTION_TEXT, CERCLE_QUESTION_THEME };
static const guint answered[] = { CERCLE_QUESTION_ANSWER };
static const guint dropped[] = { CERCLE_QUESTION_DROPPED_WHY };
static const guint article[] = { CERCLE_ARTICLE_QUESTION, CERCLE_ARTICLE_ANSWER,
                                 CERCLE_ARTICLE_THEMES };
static const CercleMatrixFormSort asking = { "question", N_ ("Question to the National Referents"),
                                             N_ ("Ask"), asked, G_N_ELEMENTS (asked) };
static const CercleMatrixFormSort answering = { "answer", N_ ("Answer to the Question"),
                                                N_ ("Save"), answered, G_N_ELEMENTS (answered) };
static const CercleMatrixFormSort dropping = { "drop", N_ ("Drop the Question"), N_ ("Drop"),
                                               dropped, G_N_ELEMENTS (dropped) };
static const CercleMatrixFormSort telling = { "article", N_ ("Article of the FAQ"), N_ ("Save"),
                                              article, G_N_ELEMENTS (article) };

static void
done_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleQuestionsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (session), result, &error))
    {
      if (self->panes.list != NULL)
        cercle_toast_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->panes.list == NULL)
    return;
  cercle_toast (GTK_WIDGET (self), cercle_session_get_undo_label (CERCLE_SESSION (session)), TRUE);
  cercle_answer_panes_end (&self->panes);
}

static void
asked_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  gboolean without = cercle_session_asked_without (result);
  g_autoptr (CercleQuestionsPage) self = data;

  g_free (self->wanted);
  self->wanted = g_strdup (cercle_session_asked_id (result));
  done_cb (session, result, g_object_ref (self));
  cercle_page_read (CERCLE_PAGE (self));
  if (without && self->panes.list != NULL)
    cercle_toast (GTK_WIDGET (self),
                  _ ("The question goes without the names and numbers that stood in it."), TRUE);
}

static void
save_article_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (page);
  g_autofree char *id = data;

  if (!committed)
    return;
  cercle_session_open_article (session_of (self), id);
  if (self->wanted != NULL)
    cercle_session_answer_question_async (session_of (self), self->wanted, NULL, id, done_cb,
                                          g_object_ref (self));
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *record, CerclePage *page)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (page);
  const CercleMatrixFormSort *sort = cercle_matrix_form_get_sort (form);
  CercleSession *session = session_of (self);
  CercleTx *tx = NULL;

  if (sort == &asking)
    cercle_session_ask_question_async (session, text (record, CERCLE_QUESTION_TEXT),
                                       text (record, CERCLE_QUESTION_THEME), self->about, asked_cb,
                                       g_object_ref (self));
  else if (sort == &answering)
    cercle_session_answer_question_async (session, cercle_record_get_id (record),
                                          text (record, CERCLE_QUESTION_ANSWER), NULL, done_cb,
                                          g_object_ref (self));
  else
    {
      if (sort == &dropping && !cercle_record_is_set (record, CERCLE_QUESTION_DROPPED_WHY))
        {
          cercle_matrix_form_refuse (form, CERCLE_QUESTION_DROPPED_WHY, _ ("Say why."));
          return;
        }
      tx = cercle_tx_new (sort == &dropping ? N_ ("Question dropped.") : N_ ("Article saved."));
      cercle_tx_save (tx, record);
      cercle_matrix_form_end (form, tx);
      cercle_page_commit (CERCLE_PAGE (self), tx, sort == &telling ? save_article_cb : NULL,
                          sort == &telling ? g_strdup (cercle_record_get_id (record)) : NULL);
      cercle_answer_panes_end (&self->panes);
    }
}

static void
new_question (CercleQuestionsPage *self, const char *kase)
{
  g_autoptr (CercleRecord) question =
      cercle_session_new_record (session_of (self), &cercle_question_kind);
  g_autofree char *now = cercle_instant_now_text ();

  g_free (self->about);
  self->about = kase != NULL && *kase != '\0' ? g_strdup (kase) : NULL;
  cercle_record_set_text (question, CERCLE_QUESTION_ASKED_AT, now);
  cercle_answer_panes_edit (&self->panes, &asking, question,
                            self->about != NULL ? self->about : "new");
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  new_question (CERCLE_QUESTIONS_PAGE (widget), NULL);
}

static void
write_chosen (CercleQuestionsPage *self, const CercleMatrixFormSort *sort)
{
  g_autoptr (CercleRecord) question = get_chosen (self);

  if (question != NULL)
    cercle_answer_panes_edit (&self->panes, sort, question, cercle_record_get_id (question));
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_chosen (CERCLE_QUESTIONS_PAGE (widget), &answering);
}

static void
drop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_chosen (CERCLE_QUESTIONS_PAGE (widget), &dropping);
}

static void
article_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (widget);
  g_autoptr (CercleRecord) question = get_chosen (self);
  g_autoptr (CercleRecord) record = NULL;

  if (question == NULL)
    return;
  record = cercle_session_new_article (session_of (self), NULL);
  cercle_record_set_text (record, CERCLE_ARTICLE_QUESTION, text (question, CERCLE_QUESTION_TEXT));
  if (cercle_record_is_set (question, CERCLE_QUESTION_THEME))
    cercle_record_set_token (record, CERCLE_ARTICLE_THEMES, text (question, CERCLE_QUESTION_THEME),
                             TRUE);
  cercle_answer_panes_edit (&self->panes, &telling, record, cercle_record_get_id (question));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (widget);
  g_autofree char *batch = cercle_session_tell_batch (session_of (self), self->found);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), batch);
  cercle_toast (widget, _ ("The questions to send are copied: paste them into your mail."), FALSE);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (widget);

  cercle_session_send_questions_async (session_of (self), done_cb, g_object_ref (self));
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_questions_page_open (CerclePage *page, const char *target)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (page);

  cercle_page_read (page);
  if (target != NULL && g_str_has_prefix (target, CERCLE_QUESTIONS_ASK))
    new_question (self, target + strlen (CERCLE_QUESTIONS_ASK));
}

static void
cercle_questions_page_start (CerclePage *page)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (page);

  if (cercle_answer_panes_is_writing (&self->panes))
    cercle_matrix_form_start (CERCLE_MATRIX_FORM (self->panes.form));
  else
    gtk_widget_grab_focus (self->panes.list);
}

static void
cercle_questions_page_leave (CerclePage *page)
{
  cercle_answer_panes_leave (&CERCLE_QUESTIONS_PAGE (page)->panes);
}

static gboolean
cercle_questions_page_fill_paper (CerclePage *page, CerclePaper *paper)
{
  if (!asks (CERCLE_QUESTIONS_PAGE (page)))
    paper->of = g_strdup (CERCLE_PAPER_OF_SENT);
  return TRUE;
}

/* The coordinator sends, who reads them again first. */
static GtkWidget *
new_bar (CercleQuestionsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = cercle_directory_line_row (bar);

  gtk_widget_add_css_class (bar, "toolbar");
  if (asks (self))
    cercle_directory_line_button (row, _ ("Ask a Question…"), "question.new", NULL);
  if (cercle_session_may_settle_questions (session_of (self)))
    {
      if (asks (self))
        cercle_directory_line_button (row, _ ("Copy What Is to Send"), "question.copy", NULL);
      cercle_directory_line_button (row, _ ("Save as PDF"), "win.save-pdf", NULL);
      if (asks (self))
        cercle_directory_line_button (row, _ ("Note as Sent"), "question.send", NULL);
    }
  return bar;
}

static void
cercle_questions_page_constructed (GObject *object)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (object);
  const CercleAnswerPanesSort sort = { N_ ("Questions"), columns,
                                       G_N_ELEMENTS (columns) - (asks (self) ? 1 : 0), chosen_cb,
                                       save_cb };

  G_OBJECT_CLASS (cercle_questions_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Questions to the national referents"));
  cercle_answer_panes_build (&self->panes, CERCLE_PAGE (self), new_bar (self), &sort,
                             G_LIST_MODEL (self->rows));
  cercle_page_follow (CERCLE_PAGE (self), kinds, read_questions);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.new", asks (self));
  say_counts (self);
}

static void
cercle_questions_page_dispose (GObject *object)
{
  CercleQuestionsPage *self = CERCLE_QUESTIONS_PAGE (object);

  self->panes.list = NULL;
  G_OBJECT_CLASS (cercle_questions_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->about, g_free);
}

static void
cercle_questions_page_class_init (CercleQuestionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_questions_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_questions_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_questions_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_questions_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_questions_page_leave;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_questions_page_fill_paper;
  gtk_widget_class_install_action (widget_class, "question.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "question.answer", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "question.article", NULL, article_action);
  gtk_widget_class_install_action (widget_class, "question.drop", NULL, drop_action);
  gtk_widget_class_install_action (widget_class, "question.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "question.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "question.new", NULL);
}

static void
cercle_questions_page_init (CercleQuestionsPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_RECORD);
  self->found = g_ptr_array_new ();
}
