/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a page tested with real records, without its window? */
#include "case-desk.h"

#include "cercle-case-composer.h"
#include "cercle-case-entry.h"
#include "cercle-case-facts.h"
#include "cercle-case-page.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-field-row.h"
#include "cercle-instant.h"
#include "cercle-lookup.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "room.h"

/* Longer than any with which the program waits for more. */
#define LONGEST_DELAY 220

static CaseDesk *current; /* from begin() to end() */

static const char *const window_actions[] = { "open-case",  "open-partner",      "show-indicator",
                                              "show-page",  "show-cases",        "show-list",
                                              "open-draft", "open-by-exception", "open-answer",
                                              NULL };
static const char *const plain_actions[] = { "new-call", "sync",          "back",
                                             "undo",     "show-problems", NULL };

static void
asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CaseDesk *desk = data;

  g_free (desk->asked);
  desk->asked = parameter != NULL ? g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                                                     g_variant_get_string (parameter, NULL))
                                  : g_strdup (g_action_get_name (G_ACTION (action)));
}

static void
add_actions (CaseDesk *desk)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; window_actions[i] != NULL; i++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new (window_actions[i], G_VARIANT_TYPE_STRING);
      g_signal_connect (action, "activate", G_CALLBACK (asked_cb), desk);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  for (guint i = 0; plain_actions[i] != NULL; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (plain_actions[i], NULL);
      g_signal_connect (action, "activate", G_CALLBACK (asked_cb), desk);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (desk->window, "win", G_ACTION_GROUP (group));
}

static gboolean
has_frame_cb (gpointer session)
{
  return cercle_session_get_member (session) != NULL &&
         cercle_session_get_community (session) != NULL;
}

static CercleSession *
sign_in (CaseDesk *desk, const char *login)
{
  g_autofree char *folder = g_build_filename (desk->folder, login, NULL);
  CercleSession *session = cercle_session_new (NULL, folder);
  g_autoptr (GError) error = NULL;

  room_sign_in (session, community_address (desk->community), login, PHRASE, &error);
  g_assert_no_error (error);
  room_wait ("the frame", has_frame_cb, session);
  return session;
}

void
case_desk_begin (CaseDesk *desk)
{
  case_desk_begin_as (desk, "ada");
}

void
case_desk_begin_as (CaseDesk *desk, const char *login)
{
  *desk = (CaseDesk){ 0 };
  current = desk;
  desk->folder = room_make ();
  desk->community = community_new ();
  desk->session = sign_in (desk, login);
  desk->settings = cercle_settings_new (NULL, desk->folder);
  desk->window = gtk_window_new ();
  desk->overlay = adw_toast_overlay_new ();
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->overlay);
  g_object_ref (desk->window);
  add_actions (desk);
}

void
case_desk_end (CaseDesk *desk)
{
  current = NULL;
  if (desk->page != NULL)
    cercle_page_leave (CERCLE_PAGE (desk->page));
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_assert_finalize_object (G_OBJECT (desk->window));
  room_finalize (desk->session);
  g_assert_finalize_object (G_OBJECT (desk->settings));
  community_free (desk->community);
  room_remove (desk->folder);
  g_free (desk->folder);
  g_free (desk->id);
  g_free (desk->asked);
}

CercleSession *
case_desk_other (CaseDesk *desk, const char *login)
{
  return sign_in (desk, login);
}

void
case_desk_drop_other (CaseDesk *desk, CercleSession *session)
{
  room_finalize (session);
}

void
case_desk_show (CaseDesk *desk, GType page, int width)
{
  desk->page = g_object_new (page, "session", desk->session, "settings", desk->settings, NULL);
  cercle_page_set_narrow (CERCLE_PAGE (desk->page), width < 720);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk->overlay), desk->page);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), width, 700);
  gtk_window_present (GTK_WINDOW (desk->window));
  tree_draw (desk->window);
}

gboolean
case_desk_has_case (gpointer page)
{
  const GType parts[] = { CERCLE_TYPE_CASE_FACTS, CERCLE_TYPE_CASE_COMPOSER };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *part = tree_find (page, parts[i], NULL);
      if (part == NULL || !gtk_widget_get_mapped (part))
        return FALSE;
    }
  return TRUE;
}

void
case_desk_show_case (CaseDesk *desk, int width)
{
  case_desk_show (desk, CERCLE_TYPE_CASE_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), desk->id);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, case_desk_has_case);
}

void
case_desk_begin_case (CaseDesk *desk, int width)
{
  case_desk_begin (desk);
  desk->id = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit", NULL);
  if (width > 0)
    case_desk_show_case (desk, width);
}

gpointer
case_desk_part (CaseDesk *desk, GType type)
{
  GtkWidget *found = tree_find (desk->page, type, NULL);
  g_assert_nonnull (found);
  return found;
}

CercleCompactList *
case_desk_list (gpointer page)
{
  return CERCLE_COMPACT_LIST (tree_find (page, CERCLE_TYPE_COMPACT_LIST, NULL));
}

guint
case_desk_n_shown (gpointer page)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (case_desk_list (page)));
}

gboolean
case_desk_shows_none (gpointer page)
{
  return case_desk_n_shown (page) == 0;
}

gboolean
case_desk_shows_one (gpointer page)
{
  return case_desk_n_shown (page) == 1;
}

gboolean
case_desk_shows_two (gpointer page)
{
  return case_desk_n_shown (page) == 2;
}

/* Twice: what is told sets off a delay of its own. */
void
case_desk_settle (void)
{
  for (guint i = 0; i < 2; i++)
    {
      room_run (LONGEST_DELAY);
      if (current != NULL)
        room_catch_up (current->session);
    }
  if (current != NULL && gtk_widget_get_mapped (current->window))
    tree_draw (current->window);
}

/* --- Records --------------------------------------------------------------------------------- */

char *
case_desk_add (CercleSession *session, const char *first, const char *last, const char *need,
               const char *due)
{
  g_autoptr (CercleRecord) person = cercle_session_new_record (session, &cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_session_new_record (session, &cercle_case_kind);
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, first);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, last);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (session));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  if (due != NULL)
    {
      g_autoptr (CercleRecord) saved = case_desk_case (session, cercle_record_get_id (kase));
      g_autoptr (CercleRecord) event = cercle_move_baton (
          saved, cercle_record_get_text (saved, CERCLE_CASE_HOLDER), "Answer", due);
      tx = cercle_tx_new ("Promised");
      cercle_tx_save (tx, event);
      room_commit (session, tx, &error);
      g_assert_no_error (error);
    }
  return g_strdup (cercle_record_get_id (kase));
}

CercleRecord *
case_desk_add_action (CercleSession *session, const char *kase, const char *what, const char *when)
{
  g_autoptr (CercleRecord) action = cercle_session_new_record (session, &cercle_action_kind);
  CercleTx *tx = cercle_tx_new ("Action added");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (action, CERCLE_ACTION_CASE, kase);
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_WHAT, what);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, when);
  cercle_tx_save (tx, action);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&action);
}

char *
case_desk_add_partner (CaseDesk *desk, const char *name)
{
  CercleSession *other = case_desk_other (desk, "col");
  g_autoptr (CercleRecord) organisation =
      cercle_session_new_record (other, &cercle_organisation_kind);
  CercleTx *tx = cercle_tx_new ("Organisation added");
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (organisation)->scope,
                       cercle_session_get_directory_scope (other));
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, name);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_tx_save (tx, organisation);
  room_commit (other, tx, &error);
  g_assert_no_error (error);
  case_desk_exchange (other);
  case_desk_drop_other (desk, other);
  case_desk_exchange (desk->session);
  return g_strdup (cercle_record_get_id (organisation));
}

/* A reader that met a writer reads again. */
static CercleRecord *
get (CercleSession *session, const CercleKind *kind, const char *id)
{
  CercleRecord *record = NULL;

  for (guint i = 0; record == NULL && i < 100; i++)
    {
      record = cercle_session_get (session, kind, id);
      if (record == NULL)
        room_run (10);
    }
  return record;
}

CercleRecord *
case_desk_case (CercleSession *session, const char *id)
{
  return get (session, &cercle_case_kind, id);
}

CercleRecord *
case_desk_person (CercleSession *session, const char *id)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  return get (session, &cercle_person_kind, cercle_record_get_text (kase, CERCLE_CASE_PERSON));
}

GPtrArray *
case_desk_find (CercleSession *session, const CercleKind *kind, const char *kase)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  int field = cercle_kind_field (kind, "case");

  g_assert_cmpint (field, >=, 0);
  cercle_query_where (query, (guint) field, CERCLE_IS, kase);
  return room_find (session, query);
}

void
case_desk_exchange (CercleSession *session)
{
  room_exchange (session);
  room_catch_up (session);
}

void
case_desk_wait (CaseDesk *desk, const char *what, gboolean (*func) (gpointer data))
{
  room_wait (what, func, desk->page);
}

static gboolean
has_words_cb (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

gboolean
case_desk_says (CaseDesk *desk, const char *words)
{
  return tree_walk (desk->page, has_words_cb, (gpointer) words);
}

static const char *awaited; /* words that must show */

static gboolean
shows_awaited_cb (gpointer page)
{
  return tree_walk (page, has_words_cb, (gpointer) awaited);
}

/* Fails with what it waited for. */
void
case_desk_wait_for_words (CaseDesk *desk, const char *words)
{
  awaited = words;
  case_desk_wait (desk, words, shows_awaited_cb);
}

typedef struct
{
  GtkShortcutTrigger *trigger;
  GtkWidget *widget;
  guint key;
  GdkModifierType modifiers;
} Key;

static gboolean
try_shortcut (const Key *key, GtkShortcut *shortcut)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

  if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
      gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key->key ||
      gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != key->modifiers)
    return FALSE;
  return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                       GTK_SHORTCUT_ACTION_EXCLUSIVE, key->widget,
                                       gtk_shortcut_get_arguments (shortcut));
}

gboolean
case_desk_key (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  const Key key = { NULL, widget, keyval, modifiers };

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
          {
            g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
            if (try_shortcut (&key, shortcut))
              return TRUE;
          }
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        {
          gboolean stopped = FALSE;
          g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &stopped);
          if (stopped)
            return TRUE;
        }
    }
  return FALSE;
}

typedef struct
{
  guint field;
  GtkWidget *row;
} Search;

static gboolean
is_row_cb (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (!CERCLE_IS_FIELD_ROW (widget) || !gtk_widget_get_mapped (widget) ||
      cercle_field_row_get_field (CERCLE_FIELD_ROW (widget)) != search->field)
    return FALSE;
  search->row = widget;
  return TRUE;
}

GtkWidget *
case_desk_row (CaseDesk *desk, guint field)
{
  Search search = { field, NULL };

  g_assert_true (tree_walk (desk->page, is_row_cb, &search));
  return search.row;
}

GtkWidget *
case_desk_type (CaseDesk *desk, guint field, const char *text)
{
  GtkWidget *row = case_desk_row (desk, field);

  cercle_field_row_set_typed (CERCLE_FIELD_ROW (row), text);
  return row;
}

/* --- Forms ----------------------------------------------------------------------------------- */

CercleCaseForm *
case_desk_open_form (CaseDesk *desk, const char *target)
{
  g_auto (GStrv) split = g_strsplit (target, ":", 2);
  CercleCaseComposer *composer =
      CERCLE_CASE_COMPOSER (tree_find (desk->page, CERCLE_TYPE_CASE_COMPOSER, NULL));

  g_assert_true (gtk_widget_activate_action (desk->page, "case.form", "s", target));
  g_assert_cmpstr (cercle_case_composer_get_open (composer), ==, split[0]);
  return cercle_case_composer_get_form (composer, split[0]);
}

void
case_desk_fill (CercleCaseForm *form, guint field, const char *typed)
{
  GtkWidget *control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), field);

  g_assert_true (CERCLE_IS_FIELD_ROW (control));
  cercle_field_row_set_typed (CERCLE_FIELD_ROW (control), typed);
  g_signal_emit_by_name (control, "typed");
}

void
case_desk_choose (CercleCaseForm *form, guint field, const char *id, const char *name)
{
  GtkWidget *control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), field);

  cercle_lookup_set_chosen (CERCLE_LOOKUP (control), id, name);
  g_signal_emit_by_name (control, "chosen");
}

void
case_desk_assert_refused (CaseDesk *desk, CercleCaseForm *form, guint field, const char *sentence)
{
  GtkWidget *control = cercle_case_entry_get_control (CERCLE_CASE_ENTRY (form), field);
  GtkWidget *focus = NULL;
  g_autofree char *words = NULL;
  const char *first = NULL;

  g_assert_false (cercle_case_form_save (form));
  words = tree_words (desk->page);
  first = strstr (words, sentence);
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, sentence));
  focus = gtk_root_get_focus (GTK_ROOT (desk->window));
  g_assert_nonnull (focus);
  g_assert_true (focus == control || gtk_widget_is_ancestor (focus, control));
}
