/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what is on the screen come onto paper, or into a spreadsheet? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-take-out.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-dialog.h"
#include "cercle-handover-file.h"
#include "cercle-macros.h"
#include "cercle-meeting.h"
#include "cercle-page.h"
#include "cercle-passphrase.h"
#include "cercle-print.h"
#include "cercle-toast.h"

/* What a page has to give. */
static const struct
{
  const char *page;
  CerclePaperSort sort;
} sorts[] = {
  { "cases", CERCLE_PAPER_CASES },        { "case", CERCLE_PAPER_CASE },
  { "directory", CERCLE_PAPER_PARTNERS }, { "meetings", CERCLE_PAPER_MEETING },
  { "steering", CERCLE_PAPER_BOARD },     { "news", CERCLE_PAPER_NEWS },
  { "review", CERCLE_PAPER_REVIEW_LIST }, { "review-minutes", CERCLE_PAPER_REVIEW_MINUTES },
  { "launch", CERCLE_PAPER_LAUNCH },      { "questions", CERCLE_PAPER_QUESTIONS },
};

static const struct
{
  const char *action; /* on what is shown; NULL: none */
  const char *title;  /* msgid */
} forms[] = {
  [CERCLE_FORM_PDF] = { "save-pdf", N_ ("Save as PDF") },
  [CERCLE_FORM_CSV] = { "export-table", N_ ("Export as a Table") },
  [CERCLE_FORM_SEALED] = { NULL, N_ ("Save as a Sealed File") },
  [CERCLE_FORM_CARDS] = { "export-cards", N_ ("Export as Address Cards") },
  [CERCLE_FORM_CALENDAR] = { NULL, N_ ("Save for Calendars") },
  [CERCLE_FORM_PRINT] = { NULL, N_ ("Print") }, /* told when it may not: follow() */
};
G_STATIC_ASSERT (G_N_ELEMENTS (forms) == CERCLE_N_FORMS);

typedef struct
{
  CercleWindow *window;
  CerclePaper *paper;
  CerclePaperForm form;
  char *name, *path;
} Taking;

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->window);
  g_clear_pointer (&taking->paper, cercle_paper_free);
  g_free (taking->name);
  g_free (taking->path);
  g_free (taking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

/* -1: nothing. */
static int
sort_shown (CercleWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (cercle_window_get_page (window), sorts[i].page) == 0)
      return (int) sorts[i].sort;
  return -1;
}

static gboolean
is_offered (CercleWindow *window, CerclePaperForm form)
{
  int sort = sort_shown (window);

  return sort >= 0 && cercle_session_offers_paper (cercle_window_get_session (window),
                                                   (CerclePaperSort) sort, form);
}

/* Sheets with a command of their own, on every page or on one. */
static const struct
{
  const char *action, *page;
  CerclePaperSort sort;
} always[] = {
  { "information", NULL, CERCLE_PAPER_CONSENT },
  { "easy-information", NULL, CERCLE_PAPER_CONSENT_EASY },
  { "family-week", "case", CERCLE_PAPER_WEEK },
};

void
cercle_take_out_follow (CercleWindow *window)
{
  GAction *print = g_action_map_lookup_action (G_ACTION_MAP (window), "print");

  /* Where something is shown that has pages: whoever may not print it is told so. What names nobody
   * is offered as long as somebody is signed in. */
  if (print != NULL)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (print),
        sort_shown (window) >= 0 &&
            cercle_session_offers_paper (cercle_window_get_session (window), CERCLE_PAPER_CONSENT,
                                         CERCLE_FORM_PRINT));
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), always[i].action);
      if (action != NULL)
        g_simple_action_set_enabled (
            G_SIMPLE_ACTION (action),
            (always[i].page == NULL ||
             g_strcmp0 (cercle_window_get_page (window), always[i].page) == 0) &&
                cercle_session_offers_paper (cercle_window_get_session (window), always[i].sort,
                                             CERCLE_FORM_PDF));
    }
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GAction *action = forms[i].action != NULL
                            ? g_action_map_lookup_action (G_ACTION_MAP (window), forms[i].action)
                            : NULL;
      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_offered (window, i));
    }
}

/* (transfer full) (nullable) */
static CerclePaper *
paper_shown (CercleWindow *window, CerclePaperForm form)
{
  g_autoptr (CerclePaper) paper = NULL;
  CerclePage *page = cercle_window_get_shown (window);

  if (page == NULL || !is_offered (window, form))
    return NULL;
  paper = cercle_paper_new ((CerclePaperSort) sort_shown (window));
  paper->id = g_strdup (cercle_page_get_about (page));
  return cercle_page_fill_paper (page, paper) ? g_steal_pointer (&paper) : NULL;
}

/* (transfer full): a document of many pages is told as such, before somebody prints it. */
static char *
words_of (const Taking *taking, guint pages)
{
  if (pages < 2)
    return g_strdup_printf (_ ("“%s” is saved."), taking->name);
  return g_strdup_printf (ngettext ("“%s” is saved: %u page.", "“%s” is saved: %u pages.", pages),
                          taking->name, pages);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) taking = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done = cercle_session_write_paper_finish (CERCLE_SESSION (source), result, &error);

  if (cercle_window_get_shown (taking->window) == NULL)
    return;
  /* Somebody who takes a file away must not believe that it is there. */
  if (!done)
    {
      cercle_dialog_tell (GTK_WIDGET (taking->window), _ ("Nothing Was Saved"), error->message);
      return;
    }
  words = words_of (taking, cercle_session_paper_pages (result));
  cercle_toast (GTK_WIDGET (cercle_window_get_shown (taking->window)), words, FALSE);
}

/* Takes taking. */
static void
write_to (Taking *taking, const char *path)
{
  g_free (taking->name);
  taking->name = g_path_get_basename (path);
  cercle_session_write_paper_async (cercle_window_get_session (taking->window),
                                    g_steal_pointer (&taking->paper), taking->form, path,
                                    written_cb, taking);
}

/* Takes paper. (transfer full) (nullable) */
static Taking *
begin (CercleWindow *window, CerclePaper *paper, CerclePaperForm form)
{
  Taking *taking = NULL;

  if (paper == NULL)
    return NULL;
  taking = g_new0 (Taking, 1);
  taking->window = g_object_ref (window);
  taking->paper = paper;
  taking->form = form;
  taking->name = cercle_session_name_paper (cercle_window_get_session (window), paper, form);
  return taking;
}

static void
chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (Taking) taking = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    write_to (g_steal_pointer (&taking), path);
}

static void
ask_where (Taking *taking)
{
  if (taking != NULL)
    cercle_dialog_save_file (GTK_WIDGET (taking->window), _ (forms[taking->form].title),
                             taking->name, chosen_cb, taking);
}

/* --- On a printer ----------------------------------------------------------------------------- */

static void
tell_failure (GtkWindow *window, const char *sentence)
{
  cercle_dialog_tell (GTK_WIDGET (window), _ ("Nothing Was Printed"), sentence);
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) taking = data;
  g_autoptr (GError) error = NULL;
  CerclePrint *print = cercle_session_print_paper_finish (CERCLE_SESSION (source), result, &error);

  if (print == NULL)
    cercle_window_tell (taking->window, error);
  else
    cercle_print (GTK_WINDOW (taking->window), print, taking->name, taking->path, tell_failure);
}

/* Takes taking. */
static void
go_on (Taking *taking)
{
  if (taking != NULL && taking->form == CERCLE_FORM_PRINT)
    cercle_session_print_paper_async (cercle_window_get_session (taking->window),
                                      g_steal_pointer (&taking->paper), laid_out_cb, taking);
  else
    ask_where (taking);
}

/* (transfer full) (nullable): the week of the case shown. */
static Taking *
begin_week (CercleWindow *window, CerclePaperForm form)
{
  CerclePage *page = cercle_window_get_shown (window);
  const char *id = page != NULL ? cercle_page_get_about (page) : NULL;
  CerclePaper *paper = id != NULL ? cercle_paper_new (CERCLE_PAPER_WEEK) : NULL;

  if (paper != NULL)
    paper->id = g_strdup (id);
  return begin (window, paper, form);
}

typedef struct
{
  CercleWindow *window;
  CerclePaperForm form;
  GtkWidget *week; /* not owned: lives as long as the question */
} Choosing;

static void
paper_chosen_cb (gboolean accepted, gpointer data)
{
  g_autofree Choosing *choosing = data;
  g_autoptr (CercleWindow) window = choosing->window;

  if (!accepted)
    return;
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (choosing->week)))
    go_on (begin_week (window, choosing->form));
  else
    go_on (begin (window, paper_shown (window, choosing->form), choosing->form));
}

/* A case whose week is planned has two papers. */
static gboolean
has_week (CercleWindow *window)
{
  CerclePage *page = cercle_window_get_shown (window);
  const char *id = page != NULL ? cercle_page_get_about (page) : NULL;
  g_autoptr (CercleRecord) kase = NULL;

  if (id == NULL || sort_shown (window) != CERCLE_PAPER_CASE)
    return FALSE;
  kase = cercle_session_get (cercle_window_get_session (window), &cercle_case_kind, id);
  return kase != NULL && cercle_record_is_set (kase, CERCLE_CASE_SLOTS_NEEDED);
}

static void
ask_which (CercleWindow *window, CerclePaperForm form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *kase = gtk_check_button_new_with_label (_ ("The case with its story"));
  Choosing *choosing = g_new0 (Choosing, 1);
  const CercleQuestion question = { .heading = _ ("What Goes on Paper?"),
                                    .accept = _ ("Continue"),
                                    .extra = box };

  choosing->window = g_object_ref (window);
  choosing->form = form;
  choosing->week = gtk_check_button_new_with_label (_ ("The week, for the family"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choosing->week), GTK_CHECK_BUTTON (kase));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (kase), TRUE);
  gtk_box_append (GTK_BOX (box), kase);
  gtk_box_append (GTK_BOX (box), choosing->week);
  cercle_dialog_ask (GTK_WIDGET (window), &question, paper_chosen_cb, choosing);
}

void
cercle_take_out (CercleWindow *window, CerclePaperForm form)
{
  if (form == CERCLE_FORM_PDF && is_offered (window, form) && has_week (window))
    ask_which (window, form);
  else
    ask_where (begin (window, paper_shown (window, form), form));
}

/* The week is made for the family by whoever follows the case: she may, without the right to the
 * rest. */
void
cercle_take_out_print (CercleWindow *window, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean may = is_offered (window, CERCLE_FORM_PRINT);
  Taking *taking = NULL;

  if (may && path == NULL && has_week (window))
    {
      ask_which (window, CERCLE_FORM_PRINT);
      return;
    }
  if (may)
    taking = begin (window, paper_shown (window, CERCLE_FORM_PRINT), CERCLE_FORM_PRINT);
  else if (has_week (window))
    taking = begin_week (window, CERCLE_FORM_PRINT);
  else if (sort_shown (window) >= 0)
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           _ ("Only the coordinator takes names out of Cercle."));
      cercle_window_tell (window, error);
    }
  if (taking == NULL)
    return;
  taking->path = g_strdup (path);
  go_on (taking);
}

void
cercle_take_out_paper (CercleWindow *window, CerclePaperSort sort)
{
  CerclePage *page = cercle_window_get_shown (window);
  CerclePaper *paper = cercle_paper_new (sort);

  if (sort == CERCLE_PAPER_WEEK && page != NULL)
    paper->id = g_strdup (cercle_page_get_about (page));
  if (sort == CERCLE_PAPER_WEEK && paper->id == NULL)
    g_clear_pointer (&paper, cercle_paper_free);
  ask_where (begin (window, paper, CERCLE_FORM_PDF));
}

void
cercle_take_out_card (CercleWindow *window, const char *partner)
{
  CerclePaper *paper = NULL;

  if (!cercle_session_offers_paper (cercle_window_get_session (window), CERCLE_PAPER_PARTNER,
                                    CERCLE_FORM_CARDS))
    return;
  paper = cercle_paper_new (CERCLE_PAPER_PARTNER);
  paper->id = g_strdup (partner);
  ask_where (begin (window, paper, CERCLE_FORM_CARDS));
}

/* Of the page of meetings. */
static const struct
{
  const char *name;
  CerclePaperSort sort;
  CerclePaperForm form;
} of_meeting[] = {
  { "members", CERCLE_PAPER_MEETING, CERCLE_FORM_PDF },
  { "chair", CERCLE_PAPER_MEETING_CHAIR, CERCLE_FORM_PDF },
  { "decisions", CERCLE_PAPER_DECISIONS, CERCLE_FORM_CSV },
  { "calendar", CERCLE_PAPER_CALENDAR, CERCLE_FORM_CALENDAR },
  { "series", CERCLE_PAPER_CALENDAR, CERCLE_FORM_CALENDAR },
};

/* Not the meeting, but the series that it is of. FALSE: it is of none. */
static gboolean
take_series (CercleSession *session, CerclePaper *paper)
{
  const char *id = cercle_record_get_text (paper->meeting, CERCLE_MEETING_SERIES);
  CercleRecord *series = id != NULL ? cercle_session_get (session, &cercle_series_kind, id) : NULL;

  if (series != NULL)
    {
      g_object_unref (paper->meeting);
      paper->meeting = series;
    }
  return series != NULL;
}

void
cercle_take_out_meeting (CercleWindow *window, const char *what)
{
  CercleSession *session = cercle_window_get_session (window);
  CerclePage *page = cercle_window_get_shown (window);

  for (guint i = 0; page != NULL && i < G_N_ELEMENTS (of_meeting); i++)
    {
      g_autoptr (CerclePaper) paper = NULL;

      if (!g_str_equal (of_meeting[i].name, what) ||
          !cercle_session_offers_paper (session, of_meeting[i].sort, of_meeting[i].form))
        continue;
      paper = cercle_paper_new (of_meeting[i].sort);
      if (cercle_page_fill_paper (page, paper) && paper->meeting != NULL &&
          (!g_str_equal (what, "series") || take_series (session, paper)))
        ask_where (begin (window, g_steal_pointer (&paper), of_meeting[i].form));
    }
}

gboolean
cercle_take_out_to (CercleWindow *window, CerclePaperForm form, const char *path)
{
  Taking *taking = begin (window, paper_shown (window, form), form);

  if (taking != NULL)
    write_to (taking, path);
  return taking != NULL;
}

/* --- A case on its way to another community --------------------------------------------------- */

static void passphrase_cb (const char *passphrase, gpointer data);

static void
ask_passphrase (Taking *taking, const char *words)
{
  cercle_passphrase_ask (GTK_WIDGET (taking->window), _ ("Seal the Case with a Passphrase"), words,
                         _ ("_Seal…"), passphrase_cb, taking);
}

static void
passphrase_cb (const char *passphrase, gpointer data)
{
  Taking *taking = data;

  if (passphrase == NULL)
    {
      taking_free (taking);
      return;
    }
  /* Told now, not when the file has its name and place. */
  if (g_utf8_strlen (passphrase, -1) < CERCLE_PASSPHRASE_LEAST)
    {
      ask_passphrase (taking,
                      _ ("A passphrase has at least 12 characters: four words, for instance."));
      return;
    }
  taking->paper->passphrase = g_strdup (passphrase);
  ask_where (taking);
}

/* (transfer full) (nullable): target is "CASE:TRANSFER". */
static CerclePaper *
transfer_paper (CercleWindow *window, CerclePaperForm form, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ":", 2);
  CerclePaper *paper = NULL;

  if (parts[0] == NULL || parts[1] == NULL ||
      !cercle_session_offers_paper (cercle_window_get_session (window), CERCLE_PAPER_TRANSFER,
                                    form))
    return NULL;
  paper = cercle_paper_new (CERCLE_PAPER_TRANSFER);
  paper->id = g_strdup (parts[0]);
  paper->transfer = g_strdup (parts[1]);
  return paper;
}

void
cercle_take_out_transfer (CercleWindow *window, CerclePaperForm form, const char *target)
{
  Taking *taking = begin (window, transfer_paper (window, form, target), form);

  if (taking != NULL && form == CERCLE_FORM_SEALED)
    ask_passphrase (taking, _ ("At least 12 characters: four words, for instance. Say it to the "
                               "other community on the telephone, never in the same message as the "
                               "file."));
  else
    ask_where (taking);
}
