/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the window offer what can be taken out of it, where and to whom it can? */
#include "application.h"
#include "cercle-application.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-handover-file.h"
#include "cercle-meetings-page-private.h"
#include "cercle-organisation.h"
#include "cercle-page.h"
#include "cercle-person.h"
#include "cercle-receive.h"
#include "cercle-request.h"
#include "cercle-series.h"
#include "cercle-take-out.h"
#include "community.h"
#include "full-disk.h"
#include "room.h"
#include "widget-tree.h"

#if CERCLE_HAS_CALENDAR
#define CALENDARS "calendar series "
#else
#define CALENDARS ""
#endif

typedef struct
{
  Community *community;
  char *folder, *path;
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window;
} Fixture;

static gboolean
is_ready_cb (gpointer data)
{
  Fixture *fixture = data;
  return cercle_window_get_page (fixture->window) != NULL &&
         cercle_session_get_member (fixture->session) != NULL;
}

/* data: who signs in. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->community = community_new ();
  fixture->folder = room_make ();
  fixture->path = g_build_filename (fixture->folder, "out", NULL);
  fixture->session = cercle_session_new ("test", fixture->folder);
  fixture->settings = cercle_settings_new ("test", fixture->folder);
  fixture->window =
      cercle_window_new (application (), fixture->session, fixture->settings, cercle_actions);
  cercle_window_start (fixture->window, NULL);
  g_assert_true (room_sign_in (fixture->session, community_address (fixture->community), data,
                               PHRASE, &error));
  g_assert_no_error (error);
  g_assert_true (tree_wait (is_ready_cb, fixture));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  room_finalize (fixture->session);
  g_clear_object (&fixture->settings);
  community_free (fixture->community);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
offers (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static gboolean
is_written_cb (gpointer data)
{
  Fixture *fixture = data;
  return tree_shows (GTK_WIDGET (fixture->window), "“out” is saved.");
}

/* A directory of nobody: cards of nobody. */
static gboolean
is_empty_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *content = NULL;

  return g_file_get_contents (fixture->path, &content, NULL, NULL) && *content == '\0';
}

static void
test_coordinator (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;

  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  g_assert_true (offers (fixture, "export-table"));
  g_assert_true (cercle_take_out_to (fixture->window, CERCLE_FORM_CSV, fixture->path));
  g_assert_true (tree_wait (is_written_cb, fixture));
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "\xef\xbb\xbf\"Reference\";"));
  g_assert_true (offers (fixture, "save-pdf"));
  g_assert_false (offers (fixture, "export-cards"));
  g_assert_true (cercle_window_show_page (fixture->window, "directory", NULL));
  g_assert_true (offers (fixture, "export-cards"));
  g_assert_true (cercle_take_out_to (fixture->window, CERCLE_FORM_CARDS, fixture->path));
  g_assert_true (tree_wait (is_empty_cb, fixture));
  g_assert_true (offers (fixture, "export-table"));
  g_assert_true (offers (fixture, "print"));
  /* There is no table in a call. */
  g_assert_true (cercle_window_show_page (fixture->window, "call", NULL));
  g_assert_false (offers (fixture, "export-table"));
  g_assert_false (cercle_take_out_to (fixture->window, CERCLE_FORM_CSV, fixture->path));
}

static gboolean
is_printed_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (fixture->path, &content, &length, NULL) && length > 6 &&
         g_str_has_prefix (content, "%PDF") && g_str_has_prefix (content + length - 6, "%%EOF");
}

/* What a printer gets, without one. */
static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_assert_true (cercle_window_show_page (fixture->window, "steering", NULL));
  g_assert_true (offers (fixture, "print"));
  cercle_take_out_print (fixture->window, fixture->path);
  g_assert_true (tree_wait (is_printed_cb, fixture));
  g_assert_true (cercle_window_show_page (fixture->window, "call", NULL));
  g_assert_false (offers (fixture, "print"));
}

static gboolean
is_refused_cb (gpointer data)
{
  Fixture *fixture = data;
  return tree_shows (GTK_WIDGET (fixture->window),
                     "Only the coordinator takes names out of Cercle.");
}

/* Whoever may not is told so; the board, which names nobody, is hers. */
static void
test_print_refused (Fixture *fixture, gconstpointer data)
{
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  g_assert_true (offers (fixture, "print"));
  cercle_take_out_print (fixture->window, fixture->path);
  g_assert_true (tree_wait (is_refused_cb, fixture));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  test_print (fixture, data);
}

/* (transfer none) (nullable) */
static GtkWidget *
question_of (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (window != GTK_WIDGET (fixture->window) && tree_shows (window, "The week, for the family"))
        return window;
    }
  return NULL;
}

static gboolean
asks_cb (gpointer data)
{
  GtkWidget *question = question_of (data);
  return question != NULL && gtk_widget_get_mapped (question);
}

static gboolean
asks_no_more_cb (gpointer data)
{
  return question_of (data) == NULL;
}

static gboolean
shows_case_cb (gpointer data)
{
  Fixture *fixture = data;
  CerclePage *page = cercle_window_get_shown (fixture->window);
  return g_strcmp0 (cercle_window_get_page (fixture->window), "case") == 0 &&
         cercle_page_get_about (page) != NULL;
}

/* A case whose week is planned has two papers, and says so; the week is nowhere else. */
static void
test_week (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
  CercleTx *tx = cercle_tx_new ("Week");

  cercle_record_set_text (kase, CERCLE_CASE_SLOTS_NEEDED, "sat_am");
  cercle_tx_save (tx, kase);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  g_assert_false (offers (fixture, "family-week"));
  g_assert_true (cercle_window_show_page (fixture->window, "case", cercle_record_get_id (kase)));
  g_assert_true (tree_wait (shows_case_cb, fixture));
  g_assert_true (offers (fixture, "family-week"));
  cercle_take_out (fixture->window, CERCLE_FORM_PDF);
  g_assert_true (tree_wait (asks_cb, fixture));
  tree_draw (question_of (fixture));
  gtk_window_close (GTK_WINDOW (question_of (fixture)));
  g_assert_true (tree_wait (asks_no_more_cb, fixture));
}

static void
test_adviser (Fixture *fixture, gconstpointer data)
{
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  g_assert_false (offers (fixture, "export-table"));
  g_assert_false (offers (fixture, "save-pdf"));
  g_assert_false (cercle_take_out_to (fixture->window, CERCLE_FORM_CSV, fixture->path));
  g_assert_true (offers (fixture, "information"));
  g_assert_true (cercle_window_show_page (fixture->window, "steering", NULL));
  g_assert_true (offers (fixture, "save-pdf"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* --- A meeting -------------------------------------------------------------------------------- */

/* (transfer full): the first of a weekly series. */
static CercleRecord *
add_meeting (Fixture *fixture)
{
  g_autoptr (CercleRecord) series =
      cercle_session_new_record (fixture->session, &cercle_series_kind);
  CercleTx *tx = cercle_tx_new ("Meeting");
  g_autoptr (CercleRecord) meeting = NULL;
  g_autoptr (GError) error = NULL;
  CercleSlot slot;

  slot.slot = slot.day = cercle_day_parse (cercle_session_get_today (fixture->session));
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, "weekly");
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON,
                          cercle_session_get_today (fixture->session));
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 840);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 60);
  meeting = cercle_series_meeting (series, &slot);
  cercle_tx_save (tx, series);
  cercle_tx_save (tx, meeting);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&meeting);
}

/* (transfer none) */
static GMenuModel *
leaving (Fixture *fixture)
{
  return G_MENU_MODEL (CERCLE_MEETINGS_PAGE (cercle_window_get_shown (fixture->window))->leaving);
}

static gboolean
has_leaving_cb (gpointer data)
{
  return g_menu_model_get_n_items (leaving (data)) > 0;
}

/* data: who signs in. The adviser takes out what names nobody; each entry has its action. */
static void
test_meeting (Fixture *fixture, gconstpointer data)
{
  gboolean coordinates = g_str_equal (data, "col");
  g_autoptr (CercleRecord) meeting = add_meeting (fixture);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *content = NULL;

  g_assert_true (
      cercle_window_show_page (fixture->window, "meetings", cercle_record_get_id (meeting)));
  g_assert_true (tree_wait (has_leaving_cb, fixture));
  for (int i = 0; i < g_menu_model_get_n_items (leaving (fixture)); i++)
    {
      g_autofree char *target = NULL, *action = NULL;

      g_menu_model_get_item_attribute (leaving (fixture), i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      g_menu_model_get_item_attribute (leaving (fixture), i, G_MENU_ATTRIBUTE_TARGET, "s", &target);
      g_assert_cmpstr (action, ==, "win.take-meeting");
      g_string_append_printf (all, "%s ", target);
    }
  g_assert_cmpstr (all->str, ==,
                   coordinates ? "members chair decisions " CALENDARS : "members " CALENDARS);
  g_assert_true (offers (fixture, "take-meeting"));
  g_assert_true (offers (fixture, "save-pdf"));
  g_assert_false (offers (fixture, "export-table"));
  g_assert_true (cercle_take_out_to (fixture->window, CERCLE_FORM_PDF, fixture->path));
  g_assert_true (tree_wait (is_written_cb, fixture));
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  cercle_session_sign_out (fixture->session);
  g_assert_false (offers (fixture, "export-table"));
  g_assert_false (offers (fixture, "print"));
  g_assert_false (offers (fixture, "information"));
}

/* --- A sealed case comes in ------------------------------------------------------------------- */

#define WORDS "quatre mots bien choisis"

static void
seal (Fixture *fixture)
{
  g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) person = cercle_record_new (&cercle_person_kind);
  const CercleHandoverSource source = { .kase = kase, .person = person, .community = community };
  g_autoptr (CercleHandover) handover = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, "Communauté 360 de l’Orne");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-02T08:00:00.000Z");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DATA, "identity");
  handover = cercle_handover_new (transfer, &source);
  cercle_handover_file_write (handover, WORDS, fixture->path, &error);
  g_assert_no_error (error);
}

/* (nullable): a dialog that shows these words. */
static GtkWidget *
dialog_saying (const char *words)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window) &&
          tree_shows (window, words))
        return window;
    }
  return NULL;
}

static gboolean
asks_to_create_cb (gpointer data)
{
  return dialog_saying ("Last name: Quesnel") != NULL;
}

#define WRONG "This is not the passphrase of this file.\nout"

static gboolean
is_wrong_cb (gpointer data)
{
  return dialog_saying (WRONG) != NULL;
}

static gboolean
is_wrong_no_more_cb (gpointer data)
{
  return dialog_saying (WRONG) == NULL;
}

static gboolean
is_open_cb (gpointer data)
{
  return g_strcmp0 (cercle_window_get_page (((Fixture *) data)->window), "case") == 0;
}

/* A wrong passphrase asks for another one, of the same file; what is typed can be shown by a key.
 */
static void
answer_wrong (Fixture *fixture, const char *passphrase)
{
  GtkWidget *dialog = NULL, *entry = NULL, *shown = NULL;

  g_assert_true (tree_wait (is_wrong_cb, fixture));
  dialog = dialog_saying (WRONG);
  entry = tree_find (dialog, GTK_TYPE_ENTRY, NULL);
  shown = tree_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_true (gtk_widget_get_focusable (shown));
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (entry)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (shown), TRUE);
  g_assert_true (gtk_entry_get_visibility (GTK_ENTRY (entry)));
  gtk_editable_set_text (GTK_EDITABLE (entry), passphrase);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (tree_wait (is_wrong_no_more_cb, fixture));
}

static void
test_receive (Fixture *fixture, gconstpointer data)
{
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  g_assert_true (offers (fixture, "receive-case"));
  seal (fixture);
  cercle_receive_file (fixture->window, fixture->path, "quatre mots mal choisis");
  answer_wrong (fixture, "encore mal choisis");
  answer_wrong (fixture, WORDS);
  g_assert_true (tree_wait (asks_to_create_cb, fixture));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog_saying ("Last name: Quesnel")), "accept");
  g_assert_true (tree_wait (is_open_cb, fixture));
  /* Once is enough: the second time the case is there. */
  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  cercle_receive_file (fixture->window, fixture->path, WORDS);
  g_assert_true (tree_wait (is_open_cb, fixture));
}

/* --- A disk without room -----------------------------------------------------------------------
 */

#define NO_ROOM "The disk is full: nothing was saved."

static const struct
{
  const char *page;
  CerclePaperForm form;
} leaving_forms[] = {
  { "directory", CERCLE_FORM_CSV }, { "directory", CERCLE_FORM_CARDS },
  { "directory", CERCLE_FORM_PDF }, { "cases", CERCLE_FORM_CSV },
  { "cases", CERCLE_FORM_PDF },     { "steering", CERCLE_FORM_PDF },
};

static void
add_partner (Fixture *fixture)
{
  g_autoptr (CercleRecord) partner =
      cercle_session_new_record (fixture->session, &cercle_organisation_kind);
  CercleTx *tx = cercle_tx_new ("Partner");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (partner, CERCLE_ORGANISATION_NAME, "IME des Prés");
  cercle_record_set_text (partner, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (partner, CERCLE_ORGANISATION_PHONE, "+33231000001");
  cercle_tx_save (tx, partner);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
has_no_room_cb (gpointer data)
{
  return dialog_saying (NO_ROOM) != NULL;
}

static gboolean
has_closed_cb (gpointer data)
{
  return dialog_saying (NO_ROOM) == NULL;
}

/* (transfer full) */
static char *
content_of (Fixture *fixture)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  return content;
}

static gboolean
is_replaced_cb (gpointer data)
{
  g_autofree char *content = content_of (data);

  return !g_str_equal (content, "before");
}

/* What began to be written beside it. */
static guint
count_beside (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_prefix (name, ".cercle-");
  return n;
}

/* Whatever leaves: a sentence, nothing half-written, and the file that was there before is whole.
 * With room again it is written. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  add_partner (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (leaving_forms); i++)
    {
      g_test_message ("%s, %u", leaving_forms[i].page, leaving_forms[i].form);
      g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
      g_assert_true (cercle_window_show_page (fixture->window, leaving_forms[i].page, NULL));
      full_disk_set (20);
      g_assert_true (cercle_take_out_to (fixture->window, leaving_forms[i].form, fixture->path));
      g_assert_true (tree_wait (has_no_room_cb, fixture));
      g_assert_false (is_replaced_cb (fixture));
      g_assert_cmpuint (count_beside (fixture), ==, 0);
      full_disk_set (-1);
      gtk_window_close (GTK_WINDOW (dialog_saying (NO_ROOM)));
      g_assert_true (tree_wait (has_closed_cb, fixture));
      g_assert_true (cercle_take_out_to (fixture->window, leaving_forms[i].form, fixture->path));
      g_assert_true (tree_wait (is_replaced_cb, fixture));
    }
}

#define TOO_SHORT "A passphrase has at least 12 characters: four words, for instance."
#define HEADING "Seal the Case with a Passphrase"

static gboolean
is_too_short_cb (gpointer data)
{
  return dialog_saying (TOO_SHORT) != NULL;
}

static gboolean
asks_passphrase_cb (gpointer data)
{
  return dialog_saying (HEADING) != NULL;
}

static gboolean
asks_nothing_cb (gpointer data)
{
  return dialog_saying (HEADING) == NULL;
}

/* Whoever chooses a short passphrase is told before the file has its name and place. */
static void
test_short (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL, *entry = NULL;

  g_assert_true (cercle_window_show_page (fixture->window, "cases", NULL));
  cercle_take_out_transfer (fixture->window, CERCLE_FORM_SEALED, "case:transfer");
  g_assert_true (tree_wait (asks_passphrase_cb, fixture));
  dialog = dialog_saying (HEADING);
  entry = tree_find (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "motdepasse");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (tree_wait (is_too_short_cb, fixture));
  gtk_window_close (GTK_WINDOW (dialog_saying (TOO_SHORT)));
  g_assert_true (tree_wait (asks_nothing_cb, fixture));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, login, function)                                                                 \
  g_test_add ("/take-out/" name, Fixture, login, set_up, function, tear_down)
  ADD ("coordinator", "col", test_coordinator);
  ADD ("full-disk", "col", test_full_disk);
  ADD ("week", "col", test_week);
  ADD ("print", "col", test_print);
  ADD ("print-refused", "ada", test_print_refused);
  ADD ("short", "col", test_short);
  ADD ("adviser", "ada", test_adviser);
  ADD ("meeting", "col", test_meeting);
  ADD ("meeting-of-adviser", "ada", test_meeting);
  ADD ("signed-out", "col", test_signed_out);
  ADD ("receive", "ada", test_receive);
  return g_test_run ();
}
