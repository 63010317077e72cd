/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can do this, here, then? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-page-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-changes.h"
#include "cercle-compact-list.h"
#include "cercle-directory-chips.h"
#include "cercle-directory-columns.h"
#include "cercle-directory-desk.h"
#include "cercle-directory-row.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-keyboard.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-template.h"
#include "cercle-toast.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60
#define ROUND 15

G_DEFINE_FINAL_TYPE (CercleDirectoryPage, cercle_directory_page, CERCLE_TYPE_PAGE)

#define CHILD(name)                                                                                \
  {                                                                                                \
#name, G_STRUCT_OFFSET(CercleDirectoryPage, name)                                              \
  }
static const CercleTemplateChild children[] = {
  CHILD (left),   CHILD (top),   CHILD (told), CHILD (order),   CHILD (add),
  CHILD (states), CHILD (place), CHILD (foot), CHILD (round),   CHILD (divider),
  CHILD (aside),  CHILD (sides), CHILD (card), CHILD (writing), CHILD (ask),
};

CercleSession *
cercle_directory_page_session (CercleDirectoryPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}
#define session_of cercle_directory_page_session

static CercleDirectoryRow *
row_at (CercleDirectoryPage *self, guint position)
{
  g_autoptr (CercleDirectoryRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return row; /* the store keeps it */
}

static guint
find_row (CercleDirectoryPage *self, const char *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    if (g_strcmp0 (cercle_directory_row_get_id (row_at (self, i)), id) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* --- The sheet ------------------------------------------------------------------------------- */

static void
show_ask (CercleDirectoryPage *self)
{
  gboolean may = cercle_session_may (session_of (self), &cercle_request_kind, CERCLE_OP_CREATE);
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  gboolean closed = sheet != NULL && cercle_directory_has_closed (sheet->line);
  gboolean shown = self->kase != NULL && self->who != NULL && may && self->wanted != NULL &&
                   !closed && !cercle_directory_editing_is_open (self);
  g_autofree char *words = shown ? g_strdup_printf (_ ("Ask for %s"), self->who) : NULL;

  if (shown)
    gtk_button_set_label (GTK_BUTTON (self->ask), words);
  gtk_widget_set_visible (self->ask, shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "directory.ask", shown);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDirectoryPage) self = data;
  g_autoptr (GError) error = NULL;
  CerclePartnerSheet *sheet =
      cercle_session_read_partner_finish (CERCLE_SESSION (source), result, &error);

  if (self->states == NULL || error != NULL)
    {
      g_clear_pointer (&sheet, cercle_partner_sheet_free);
      return;
    }
  cercle_directory_sheet_show (CERCLE_DIRECTORY_SHEET (self->sheet), sheet);
  if (!cercle_directory_editing_is_open (self))
    gtk_stack_set_visible_child_name (GTK_STACK (self->sides), sheet != NULL ? "sheet" : "none");
  show_ask (self);
}

static void
read_sheet (CercleDirectoryPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->wanted == NULL)
    {
      cercle_directory_sheet_show (CERCLE_DIRECTORY_SHEET (self->sheet), NULL);
      if (!cercle_directory_editing_is_open (self))
        gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "none");
      show_ask (self);
      return;
    }
  self->reading = g_cancellable_new ();
  cercle_session_read_partner_async (session_of (self), self->wanted, self->reading, read_cb,
                                     g_object_ref (self));
}

void
cercle_directory_page_want (CercleDirectoryPage *self, const char *id)
{
  if (g_strcmp0 (self->wanted, id) == 0)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  if (cercle_directory_editing_is_open (self))
    cercle_directory_editing_end (self);
  read_sheet (self);
}

/* --- One beside the other, or one in place of the other -------------------------------------- */

static void
place_sides (CercleDirectoryPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  gtk_widget_set_visible (self->left, !narrow || !self->on_sheet);
  gtk_widget_set_visible (self->divider, !narrow);
  gtk_widget_set_visible (self->order, !narrow);
  gtk_widget_set_visible (self->aside, !narrow || self->on_sheet);
  gtk_widget_set_hexpand (self->aside, narrow);
}

void
cercle_directory_page_show_sheet (CercleDirectoryPage *self, gboolean shown)
{
  GtkWidget *leaving = shown ? self->left : self->aside;
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  if (narrow)
    cercle_keyboard_leave (leaving);
  self->on_sheet = shown;
  place_sides (self);
  if (shown)
    gtk_widget_child_focus (self->sides, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->list);
}

/* --- The list -------------------------------------------------------------------------------- */

static void
selected_cb (CercleDirectoryPage *self)
{
  guint position = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));

  if (self->waits)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    cercle_directory_page_want (self, cercle_directory_row_get_id (row_at (self, position)));
}

static void
show_told (CercleDirectoryPage *self)
{
  g_autofree char *words =
      self->total < CERCLE_PARTNER_LOOKED
          ? g_strdup_printf (ngettext ("%u partner", "%u partners", self->total), self->total)
          : g_strdup_printf (_ ("At least %u partners"), CERCLE_PARTNER_LOOKED);
  g_autofree char *for_whom = NULL;

  if (self->who != NULL)
    /* TRANSLATORS: "11 partners", the name of a person. */
    for_whom = g_strdup_printf (_ ("%1$s for %2$s"), words, self->who);
  gtk_label_set_text (GTK_LABEL (self->told), for_whom != NULL ? for_whom : words);
  cercle_page_set_subtitle (CERCLE_PAGE (self), for_whom != NULL ? for_whom : words);
}

static void
fill_rows (CercleDirectoryPage *self, GPtrArray *lines)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = 0;
  g_autofree gpointer *stolen = g_ptr_array_steal (lines, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (rows, cercle_directory_row_new (stolen[i]));
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
}

/* Who was shown stays, where the list still has it; else the first. */
static void
select_wanted (CercleDirectoryPage *self, gboolean focus)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint position = find_row (self, self->wanted);

  if (position == GTK_INVALID_LIST_POSITION && n > 0 && !self->on_sheet)
    position = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), position, focus);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDirectoryPage) self = data;
  g_autoptr (GError) error = NULL;
  guint total = 0;
  g_autoptr (GPtrArray) lines =
      cercle_session_find_partners_finish (CERCLE_SESSION (source), result, &total, &error);
  gboolean focus = FALSE, empty = FALSE;

  if (lines == NULL || self->states == NULL)
    return;
  self->waits = TRUE;
  focus = cercle_keyboard_is_in (self->list) || self->starting;
  self->total = total;
  fill_rows (self, lines);
  empty = cercle_directory_chips_is_empty (CERCLE_DIRECTORY_CHIPS (self->chips));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), total > 0 ? "list"
                                                              : empty   ? "empty"
                                                                        : "filtered");
  show_told (self);
  select_wanted (self, focus && total > 0);
  if (total == 0 && focus)
    gtk_widget_grab_focus (self->chips);
  self->starting = FALSE;
  self->waits = FALSE;
  if (total == 0 && !self->on_sheet)
    cercle_directory_page_want (self, NULL);
  selected_cb (self);
}

static void
ask (CercleDirectoryPage *self)
{
  CerclePartnerQuestion question = { .age = -1 };

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  cercle_directory_chips_ask (CERCLE_DIRECTORY_CHIPS (self->chips), &question);
  question.also_closed = TRUE;
  cercle_session_find_partners_async (session_of (self), &question, self->searching, found_cb,
                                      g_object_ref (self));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDirectoryPage) self = data;
  g_autoptr (GPtrArray) lines =
      cercle_session_read_round_finish (CERCLE_SESSION (source), result, NULL);
  g_autofree char *words = NULL;
  gboolean may = FALSE;

  if (lines == NULL || self->states == NULL)
    return;
  may = cercle_session_may (session_of (self), &cercle_capacity_kind, CERCLE_OP_CREATE);
  words = g_strdup_printf (ngettext ("Morning round: %u partner to ring",
                                     "Morning round: %u partners to ring", lines->len),
                           lines->len);
  gtk_label_set_text (GTK_LABEL (self->round), words);
  gtk_widget_set_visible (self->foot, may && lines->len > 0);
}

void
cercle_directory_page_refresh (CercleDirectoryPage *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  ask (self);
  if (self->wanted != NULL)
    read_sheet (self);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  cercle_session_read_round_async (session_of (self), ROUND, self->counting, counted_cb,
                                   g_object_ref (self));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleDirectoryPage *self = data;

  self->quiet = 0;
  cercle_directory_page_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleDirectoryPage *self)
{
  static const CercleKind *const shown[] = { &cercle_organisation_kind, &cercle_place_kind,
                                             &cercle_service_kind,      &cercle_contact_kind,
                                             &cercle_notice_kind,       &cercle_capacity_kind,
                                             &cercle_enquiry_kind,      &cercle_request_kind };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (cercle_changes_have (changed, shown[i]))
      {
        if (self->quiet == 0)
          self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
        return;
      }
}

static void
map_cb (CercleDirectoryPage *self)
{
  if (self->stale)
    cercle_directory_page_refresh (self);
}

/* --- For whom -------------------------------------------------------------------------------- */

static void
look_for (CercleDirectoryPage *self, const char *kase, const char *who)
{
  g_free (self->kase);
  g_free (self->who);
  self->kase = g_strdup (kase);
  self->who = g_strdup (who);
  show_ask (self);
}

static void
set_age (CercleDirectoryPage *self, CercleRecord *person)
{
  int age = cercle_person_age (person, cercle_session_get_today_number (session_of (self)));
  g_autofree char *digits = age >= 0 ? g_strdup_printf ("%d", age) : NULL;

  cercle_directory_chips_set (CERCLE_DIRECTORY_CHIPS (self->chips), CERCLE_CHIP_AGE, digits);
}

/* What the case needs, as chips: they can be taken away one by one. */
static void
look_for_case (CercleDirectoryPage *self, const char *id)
{
  CercleDirectoryChips *chips = CERCLE_DIRECTORY_CHIPS (self->chips);
  g_autoptr (CercleRecord) kase = cercle_session_get (session_of (self), &cercle_case_kind, id);
  g_autoptr (CercleRecord) person = NULL;
  g_autofree char *who = NULL;
  const char *themes = NULL, *commune = NULL;

  if (kase == NULL)
    return;
  person = cercle_session_get (session_of (self), &cercle_person_kind,
                               cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  who = person != NULL ? cercle_person_name (person) : g_strdup ("");
  look_for (self, id, *who != '\0' ? who : cercle_record_get_text (kase, CERCLE_CASE_REFERENCE));
  themes = cercle_record_get_text (kase, CERCLE_CASE_THEMES);
  commune = cercle_record_get_text (kase, CERCLE_CASE_COMMUNE);
  if (commune == NULL && person != NULL)
    commune = cercle_record_get_text (person, CERCLE_PERSON_COMMUNE);
  cercle_directory_chips_clear (chips);
  cercle_directory_chips_set (chips, CERCLE_CHIP_THEME, themes);
  if (themes == NULL)
    cercle_directory_chips_set (chips, CERCLE_CHIP_MISSION,
                                cercle_record_get_text (kase, CERCLE_CASE_SUB_MISSION));
  if (person != NULL)
    set_age (self, person);
  cercle_directory_chips_set (chips, CERCLE_CHIP_COMMUNE, commune);
  cercle_directory_chips_set (chips, CERCLE_CHIP_SLOTS,
                              cercle_record_get_text (kase, CERCLE_CASE_SLOTS_NEEDED));
  show_told (self);
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  g_autofree char *target = NULL;

  if (self->kase == NULL || self->wanted == NULL)
    return;
  target = g_strdup_printf ("%s/request:%s", self->kase, self->wanted);
  gtk_widget_activate_action (widget, "win.open-case", "s", target);
}

/* --- Keys ------------------------------------------------------------------------------------ */

static void
activate_cb (CercleDirectoryPage *self)
{
  selected_cb (self);
  cercle_directory_page_show_sheet (self, TRUE);
}

static void
go_cb (CercleDirectoryPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_widget_grab_focus (self->list);
}

/* From the sheet to the list; from the list, what was asked for goes, and for whom. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  gboolean cleared = FALSE;

  if (cercle_directory_editing_is_open (self))
    return GDK_EVENT_PROPAGATE;
  if (cercle_keyboard_is_in (self->aside) ||
      (self->on_sheet && cercle_page_get_narrow (CERCLE_PAGE (self))))
    {
      cercle_directory_page_show_sheet (self, FALSE);
      return GDK_EVENT_STOP;
    }
  cleared = self->kase != NULL;
  look_for (self, NULL, NULL);
  cleared = cercle_directory_chips_clear (CERCLE_DIRECTORY_CHIPS (self->chips)) || cleared;
  show_told (self);
  return cleared;
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_directory_page_open (CerclePage *page, const char *target)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (page);
  g_auto (GStrv) words = g_strsplit (target != NULL ? target : "", ":", 2);

  if (words[0] == NULL)
    return;
  if (g_str_equal (words[0], "case"))
    {
      self->on_sheet = FALSE;
      look_for_case (self, words[1]);
    }
  else if (g_str_equal (words[0], "partner"))
    {
      self->on_sheet = TRUE;
      cercle_directory_page_want (self, words[1]);
    }
  place_sides (self);
}

static void
cercle_directory_page_start (CerclePage *page)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (page);

  self->starting = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;
  gtk_widget_grab_focus (self->starting ? self->chips : self->list);
}

static gboolean
cercle_directory_page_search (CerclePage *page)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (page);

  if (self->on_sheet)
    cercle_directory_page_show_sheet (self, FALSE);
  gtk_widget_grab_focus (self->chips);
  return TRUE;
}

static void
cercle_directory_page_leave (CerclePage *page)
{
  if (cercle_directory_editing_is_open (CERCLE_DIRECTORY_PAGE (page)))
    cercle_directory_editing_end (CERCLE_DIRECTORY_PAGE (page));
}

static void
build_list (CercleDirectoryPage *self)
{
  self->list = cercle_compact_list_new ();
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Partners"),
                                   cercle_directory_columns, cercle_directory_n_columns,
                                   session_of (self));
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  adw_bin_set_child (ADW_BIN (self->place), self->list);
}

static void
cercle_directory_page_constructed (GObject *object)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (object);
  CercleSession *session = session_of (self);

  G_OBJECT_CLASS (cercle_directory_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Directory"));
  self->chips = cercle_directory_chips_new (session);
  adw_bin_set_child (ADW_BIN (self->top), self->chips);
  g_signal_connect_swapped (self->chips, "changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->chips, "go", G_CALLBACK (go_cb), self);
  build_list (self);
  self->sheet = cercle_directory_sheet_new (session);
  adw_bin_set_child (ADW_BIN (self->card), self->sheet);
  cercle_directory_editing_init (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (place_sides), NULL);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  self->stale = TRUE;
  place_sides (self);
  show_ask (self);
}

static void
cercle_directory_page_dispose (GObject *object)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (object);
  GCancellable **all[] = { &self->searching, &self->reading, &self->counting };

  g_clear_handle_id (&self->quiet, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_cancellable_cancel (*all[i]);
      g_clear_object (all[i]);
    }
  self->states = NULL;
  G_OBJECT_CLASS (cercle_directory_page_parent_class)->dispose (object);
}

static void
cercle_directory_page_finalize (GObject *object)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (object);

  g_clear_object (&self->rows);
  g_free (self->wanted);
  g_free (self->kase);
  g_free (self->who);
  G_OBJECT_CLASS (cercle_directory_page_parent_class)->finalize (object);
}

static void
cercle_directory_page_class_init (CercleDirectoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CerclePageClass *page_class = CERCLE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_directory_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_directory_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_directory_page_finalize;
  page_class->open = cercle_directory_page_open;
  page_class->start = cercle_directory_page_start;
  page_class->search = cercle_directory_page_search;
  page_class->leave = cercle_directory_page_leave;
  page_class->fill_paper = cercle_directory_leaving_fill_paper;
  gtk_widget_class_install_action (widget_class, "directory.ask", NULL, ask_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  cercle_directory_editing_install (widget_class);
  cercle_template_bind (widget_class, "directory/cercle-directory-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_directory_page_init (CercleDirectoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (CERCLE_TYPE_DIRECTORY_ROW);
}
