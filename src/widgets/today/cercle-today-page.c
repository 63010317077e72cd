/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be done today, and what first? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-today-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-action-list.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-counts.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-holder-list.h"
#include "cercle-news-link.h"
#include "cercle-person.h"
#include "cercle-template.h"
#include "cercle-text.h"
#include "cercle-tile.h"
#include "cercle-today-link.h"
#include "cercle-toast.h"

#define LOOK_AT_THE_HOUR_S 20
#define HOLDERS_WIDTH 360

struct _CercleTodayPage
{
  CerclePage parent_instance;
  GtkWidget *column, *next, *promise, *promise_icon, *promise_words, *headline, *about;
  GtkWidget *next_buttons, *call, *call_content, *tiles, *news, *referents, *decisions, *transfers,
      *lists, *call_backs, *overdue, *holders;
  CercleRecord *action; /* the next call-back; NULL: none */
  char *phone, *caller; /* who asked for it, when she told */
  char *day;
  GCancellable *cancellable;
  guint clock;
};

G_DEFINE_FINAL_TYPE (CercleTodayPage, cercle_today_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "column", G_STRUCT_OFFSET (CercleTodayPage, column) },
  { "next", G_STRUCT_OFFSET (CercleTodayPage, next) },
  { "promise", G_STRUCT_OFFSET (CercleTodayPage, promise) },
  { "promise_icon", G_STRUCT_OFFSET (CercleTodayPage, promise_icon) },
  { "promise_words", G_STRUCT_OFFSET (CercleTodayPage, promise_words) },
  { "headline", G_STRUCT_OFFSET (CercleTodayPage, headline) },
  { "about", G_STRUCT_OFFSET (CercleTodayPage, about) },
  { "next_buttons", G_STRUCT_OFFSET (CercleTodayPage, next_buttons) },
  { "call", G_STRUCT_OFFSET (CercleTodayPage, call) },
  { "call_content", G_STRUCT_OFFSET (CercleTodayPage, call_content) },
  { "tiles", G_STRUCT_OFFSET (CercleTodayPage, tiles) },
  { "news", G_STRUCT_OFFSET (CercleTodayPage, news) },
  { "referents", G_STRUCT_OFFSET (CercleTodayPage, referents) },
  { "decisions", G_STRUCT_OFFSET (CercleTodayPage, decisions) },
  { "transfers", G_STRUCT_OFFSET (CercleTodayPage, transfers) },
  { "lists", G_STRUCT_OFFSET (CercleTodayPage, lists) },
  { "call_backs", G_STRUCT_OFFSET (CercleTodayPage, call_backs) },
  { "overdue", G_STRUCT_OFFSET (CercleTodayPage, overdue) },
  { "holders", G_STRUCT_OFFSET (CercleTodayPage, holders) },
};

static CercleSession *
session_of (CercleTodayPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* --- The next call-back
 * --------------------------------------------------------------------------- */

/* "Promised for 9:00, 42 minutes late"; the whole sentence for each case. */
static char *
promise_sentence (CercleTodayPage *self, int lateness)
{
  int today = cercle_session_get_today_number (session_of (self));
  int due = cercle_day_parse (cercle_record_get_text (self->action, CERCLE_ACTION_DUE_ON));
  int at = (int) cercle_record_get_integer (self->action, CERCLE_ACTION_DUE_AT, -1);
  g_autofree char *hour = cercle_day_format_minute (at);
  g_autofree char *day = cercle_day_format_short (due, today);
  guint days = (guint) MAX (today - due, 0);

  if (lateness == G_MAXINT)
    return g_strdup_printf (
        ngettext ("Promised for %s, %u day late", "Promised for %s, %u days late", days), day,
        days);
  if (lateness > 0)
    {
      g_autofree char *late = cercle_day_format_span ((gint64) lateness * 60 * 1000);
      /* TRANSLATORS: an hour, then how long ago that was: "42 min". */
      return g_strdup_printf (_ ("Promised for %1$s, %2$s late"), hour, late);
    }
  if (at >= 0)
    return g_strdup_printf (_ ("Promised for %s"), hour);
  return g_strdup (_ ("Promised for today"));
}

static char *
person_name (CercleTodayPage *self)
{
  g_autoptr (CercleRecord) kase =
      cercle_session_get (session_of (self), &cercle_case_kind,
                          cercle_record_get_text (self->action, CERCLE_ACTION_CASE));
  const char *person = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_PERSON) : NULL;

  if (person == NULL)
    return g_strdup (_ ("someone whose name was not told"));
  return cercle_session_name_of_id (session_of (self), &cercle_person_kind, person);
}

static gboolean
is_me (CercleTodayPage *self, const char *reference)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));

  return member != NULL && g_str_has_prefix (reference, "member:") &&
         g_str_equal (reference + strlen ("member:"), cercle_record_get_id (member));
}

static char *
about_words (CercleTodayPage *self)
{
  const char *what = cercle_record_get_text (self->action, CERCLE_ACTION_WHAT);
  const char *assignee = cercle_record_get_text (self->action, CERCLE_ACTION_ASSIGNEE);
  g_autoptr (GString) words = g_string_new (what);

  if (self->caller != NULL)
    {
      g_string_append (words, words->len > 0 ? " · " : "");
      g_string_append_printf (words, _ ("asked by %s"), self->caller);
    }
  if (assignee != NULL && !is_me (self, assignee))
    {
      g_autofree char *name = cercle_session_name_of (session_of (self), assignee);
      g_string_append (words, words->len > 0 ? " · " : "");
      g_string_append_printf (words, _ ("for %s"), name);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_nobody (CercleTodayPage *self)
{
  gtk_widget_set_visible (self->promise, FALSE);
  gtk_widget_set_visible (self->next_buttons, FALSE);
  gtk_label_set_text (GTK_LABEL (self->headline), _ ("Nobody waits for a call-back today"));
  gtk_label_set_text (
      GTK_LABEL (self->about),
      _ ("A call-back appears here as soon as it is promised in a call or a case."));
}

static void
show_next (CercleTodayPage *self)
{
  g_autofree char *name = NULL, *headline = NULL, *promise = NULL, *about = NULL, *spoken = NULL;
  int lateness = -1;

  if (self->action == NULL)
    {
      show_nobody (self);
      return;
    }
  lateness = cercle_action_lateness (CERCLE_PAGE (self), self->action);
  name = person_name (self);
  headline = g_strdup_printf (_ ("Call back %s"), name);
  promise = promise_sentence (self, lateness);
  about = about_words (self);
  gtk_widget_set_visible (self->promise, TRUE);
  gtk_widget_set_visible (self->promise_icon, lateness >= 0);
  gtk_label_set_text (GTK_LABEL (self->promise_words), promise);
  if (lateness >= 0)
    gtk_widget_add_css_class (self->promise, "alarming");
  else
    gtk_widget_remove_css_class (self->promise, "alarming");
  gtk_label_set_text (GTK_LABEL (self->headline), headline);
  gtk_label_set_text (GTK_LABEL (self->about), about);
  gtk_widget_set_visible (self->next_buttons, TRUE);
  gtk_widget_set_visible (self->call, self->phone != NULL);
  if (self->phone == NULL)
    return;
  spoken = cercle_text_phone_spoken (self->phone);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (self->call_content), spoken);
}

static void
keep_caller (CercleTodayPage *self, const char *phone, const char *caller)
{
  g_free (self->phone);
  g_free (self->caller);
  self->phone = g_strdup (phone);
  self->caller = g_strdup (caller);
}

/* The number of the person of the case, when no call of hers tells another. */
static void
find_own_number (CercleTodayPage *self)
{
  g_autoptr (CercleRecord) kase =
      cercle_session_get (session_of (self), &cercle_case_kind,
                          cercle_record_get_text (self->action, CERCLE_ACTION_CASE));
  const char *id = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_PERSON) : NULL;
  g_autoptr (CercleRecord) person =
      id != NULL ? cercle_session_get (session_of (self), &cercle_person_kind, id) : NULL;

  if (person != NULL && self->phone == NULL)
    keep_caller (self, cercle_record_get_text (person, CERCLE_PERSON_PHONE), self->caller);
}

static void
call_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calls =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->action == NULL)
    return;
  keep_caller (self, NULL, NULL);
  if (calls != NULL && calls->len > 0)
    {
      CercleRecord *call = g_ptr_array_index (calls, 0);
      keep_caller (self, cercle_record_get_text (call, CERCLE_CALL_PHONE),
                   cercle_record_get_text (call, CERCLE_CALL_CALLER));
    }
  find_own_number (self);
  show_next (self);
}

/* Whoever called last about this case is who waits. */
static void
find_caller (CercleTodayPage *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_call_kind);

  cercle_query_where (query, CERCLE_CALL_CASE, CERCLE_IS,
                      cercle_record_get_text (self->action, CERCLE_ACTION_CASE));
  cercle_query_sort (query, -1, CERCLE_CALL_STARTED_AT, TRUE);
  cercle_query_set_limit (query, 1);
  cercle_session_find_async (session_of (self), query, self->cancellable, call_found_cb,
                             g_object_ref (self));
}

static void
next_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);

  if (actions == NULL)
    return;
  g_clear_object (&self->action);
  if (actions->len > 0)
    self->action = g_object_ref (g_ptr_array_index (actions, 0));
  else
    show_next (self);
  if (self->action != NULL)
    find_caller (self);
}

/* The oldest promise of a call that was not kept, or else the first of today. */
static void
find_next (CercleTodayPage *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_action_kind);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_query_where (query, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  cercle_query_where (query, CERCLE_ACTION_SORT, CERCLE_IS, "call_back");
  cercle_query_where (query, CERCLE_ACTION_DUE_ON, CERCLE_UNTIL,
                      cercle_session_get_today (session_of (self)));
  cercle_query_sort (query, -1, CERCLE_ACTION_DUE_ON, FALSE);
  cercle_query_sort (query, -1, CERCLE_ACTION_DUE_AT, FALSE);
  cercle_query_set_limit (query, 1);
  cercle_session_find_async (session_of (self), query, self->cancellable, next_found_cb,
                             g_object_ref (self));
}

/* --- Commands
 * ------------------------------------------------------------------------------------- */

static void
done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (widget);

  if (self->action != NULL)
    cercle_action_mark_done (CERCLE_PAGE (self), self->action);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (widget);

  if (self->action != NULL)
    gtk_widget_activate_action (widget, "win.open-case", "s",
                                cercle_record_get_text (self->action, CERCLE_ACTION_CASE));
}

static void
copy_number_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (widget);
  g_autofree char *spoken = NULL, *sentence = NULL;

  if (self->phone == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->phone);
  spoken = cercle_text_phone_spoken (self->phone);
  sentence = g_strdup_printf (_ ("%s is copied: paste it into your telephone."), spoken);
  cercle_toast (widget, sentence, FALSE);
}

/* --- The page
 * ------------------------------------------------------------------------------------- */

static void
show_counts (CercleTodayPage *self)
{
  CercleCounts *counts = cercle_counts_of (session_of (self));
  guint i = 0;

  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++, i++)
    {
      GtkFlowBoxChild *child =
          gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->tiles), (int) i);
      cercle_tile_set_number (gtk_flow_box_child_get_child (child),
                              cercle_counts_get (counts, line->id));
    }
}

static void
show_day (CercleTodayPage *self)
{
  int today = cercle_session_get_today_number (session_of (self));
  g_autofree char *words = cercle_day_format_long (today);

  g_free (self->day);
  self->day = g_strdup (cercle_session_get_today (session_of (self)));
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
  cercle_action_list_set_indicator (CERCLE_ACTION_LIST (self->call_backs),
                                    cercle_indicator_find ("call-backs"));
  cercle_action_list_set_indicator (CERCLE_ACTION_LIST (self->overdue),
                                    cercle_indicator_find ("overdue"));
  find_next (self);
}

static void
refresh_cb (CercleTodayPage *self)
{
  show_counts (self);
  if (g_strcmp0 (self->day, cercle_session_get_today (session_of (self))) != 0)
    show_day (self);
  else
    find_next (self);
}

/* What was "promised for 9:00" becomes late while one looks at it. */
static gboolean
clock_cb (gpointer data)
{
  CercleTodayPage *self = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;
  if (self->action != NULL)
    show_next (self);
  cercle_action_list_refresh (CERCLE_ACTION_LIST (self->call_backs));
  cercle_today_link_tell_again (CERCLE_TODAY_LINK (self->transfers));
  return G_SOURCE_CONTINUE;
}

static void
narrow_cb (CercleTodayPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->lists), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->next), orientation);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->tiles), narrow ? 4 : 7);
  gtk_widget_set_size_request (self->holders, narrow ? -1 : HOLDERS_WIDTH, -1);
  gtk_widget_set_margin_start (self->column, narrow ? 16 : 24);
  gtk_widget_set_margin_end (self->column, narrow ? 16 : 24);
}

static void
cercle_today_page_start (CerclePage *page)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (page);

  if (!cercle_action_list_return (CERCLE_ACTION_LIST (self->call_backs)) &&
      !cercle_action_list_return (CERCLE_ACTION_LIST (self->overdue)))
    cercle_action_list_begin (CERCLE_ACTION_LIST (self->call_backs));
}

static void
cercle_today_page_constructed (GObject *object)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (object);
  CercleCounts *counts = cercle_counts_of (session_of (self));

  G_OBJECT_CLASS (cercle_today_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Today"));
  cercle_action_list_set_page (CERCLE_ACTION_LIST (self->call_backs), CERCLE_PAGE (self));
  cercle_action_list_set_words (CERCLE_ACTION_LIST (self->call_backs), _ ("To call back today"),
                                _ ("Every call promised for today has been made."));
  cercle_action_list_set_page (CERCLE_ACTION_LIST (self->overdue), CERCLE_PAGE (self));
  cercle_action_list_set_words (CERCLE_ACTION_LIST (self->overdue), _ ("Overdue"),
                                _ ("Nothing is overdue."));
  cercle_news_link_set_page (CERCLE_NEWS_LINK (self->news), CERCLE_PAGE (self));
  cercle_today_link_set_page (CERCLE_TODAY_LINK (self->referents), CERCLE_PAGE (self),
                              CERCLE_TODAY_REFERENTS);
  cercle_today_link_set_page (CERCLE_TODAY_LINK (self->decisions), CERCLE_PAGE (self),
                              CERCLE_TODAY_DECISIONS);
  cercle_today_link_set_page (CERCLE_TODAY_LINK (self->transfers), CERCLE_PAGE (self),
                              CERCLE_TODAY_TRANSFERS);
  cercle_holder_list_set_page (CERCLE_HOLDER_LIST (self->holders), CERCLE_PAGE (self));
  g_signal_connect_object (counts, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  self->clock = g_timeout_add_seconds (LOOK_AT_THE_HOUR_S, clock_cb, self);
  show_counts (self);
  show_day (self);
}

static void
cercle_today_page_dispose (GObject *object)
{
  CercleTodayPage *self = CERCLE_TODAY_PAGE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->action);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->caller, g_free);
  g_clear_pointer (&self->day, g_free);
  G_OBJECT_CLASS (cercle_today_page_parent_class)->dispose (object);
}

static void
cercle_today_page_class_init (CercleTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CERCLE_TYPE_ACTION_LIST);
  g_type_ensure (CERCLE_TYPE_HOLDER_LIST);
  g_type_ensure (CERCLE_TYPE_NEWS_LINK);
  g_type_ensure (CERCLE_TYPE_TODAY_LINK);
  G_OBJECT_CLASS (klass)->constructed = cercle_today_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_today_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_today_page_start;
  gtk_widget_class_install_action (widget_class, "today.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "today.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "today.copy-number", NULL, copy_number_cb);
  cercle_template_bind (widget_class, "today/cercle-today-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_today_page_init (CercleTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->tiles), cercle_tile_new (line));
  for (GtkWidget *child = gtk_widget_get_first_child (self->tiles); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    /* The card inside is what one reaches and presses. */
    gtk_widget_set_focusable (child, FALSE);
  /* The room of the answer that is on its way: nothing moves when it comes. */
  gtk_widget_set_visible (self->promise, FALSE);
  gtk_widget_set_visible (self->next_buttons, FALSE);
  gtk_label_set_text (GTK_LABEL (self->headline), " ");
  gtk_label_set_text (GTK_LABEL (self->about), " ");
  /* Two lines each: beside the holders there is no room for what is to be done in a column. */
  cercle_action_list_set_narrow (CERCLE_ACTION_LIST (self->call_backs), TRUE);
  cercle_action_list_set_narrow (CERCLE_ACTION_LIST (self->overdue), TRUE);
  cercle_action_list_set_lines (CERCLE_ACTION_LIST (self->call_backs), 2, 6);
  cercle_action_list_set_lines (CERCLE_ACTION_LIST (self->overdue), 2, 4);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
}
