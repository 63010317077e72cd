/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each sheet still hold, and whom have we not asked yet? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-campaign-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-campaign-notes.h"
#include "cercle-campaign-row.h"
#include "cercle-changes.h"
#include "cercle-compact-list.h"
#include "cercle-directory-desk.h"
#include "cercle-directory-line.h"
#include "cercle-directory.h"
#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60
#define CARD_WIDTH 360

struct _CercleCampaignPage
{
  CercleDirectoryTurn parent_instance;
  GtkWidget *panes, *list, *clamp, *notes, *done, *begin, *resume, *close, *divider;
  GListStore *rows;
  CerclePartnerCampaign *campaign;
  guint quiet;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleCampaignPage, cercle_campaign_page, CERCLE_TYPE_DIRECTORY_TURN)

static CercleSession *
session_of (gpointer page)
{
  return cercle_page_get_session (CERCLE_PAGE (page));
}

static gboolean
is_open (CercleCampaignPage *self)
{
  return self->campaign != NULL && self->campaign->campaign != NULL &&
         !cercle_record_is_set (self->campaign->campaign, CERCLE_CAMPAIGN_CLOSED_ON);
}

static gboolean
is_done (CercleCampaignPage *self, guint i)
{
  const CerclePartnerCampaign *campaign = self->campaign;
  const CerclePartnerLine *line = campaign->lines->pdata[i];

  return cercle_partner_campaign_is_done (cercle_partner_campaign_state (
      campaign->campaign, line->organisation, campaign->enquiries->pdata[i]));
}

/* --- Who is shown ---------------------------------------------------------------------------- */

static void
cercle_campaign_page_tell (CercleDirectoryTurn *turn, const CerclePartnerLine *line, GtkWidget *box)
{
  CercleRecord *organisation = line->organisation;
  g_autofree char *day = cercle_record_display (organisation, CERCLE_ORGANISATION_VERIFIED_ON);
  g_autofree char *by =
      cercle_session_words_of (session_of (turn), organisation, CERCLE_ORGANISATION_VERIFIED_BY);
  g_autofree char *words = NULL;

  cercle_directory_line_mail (box, cercle_record_get_text (organisation, CERCLE_ORGANISATION_MAIL));
  if (*day == '\0')
    words = g_strdup (_ ("Never checked"));
  else if (*by == '\0')
    words = g_strdup_printf (_ ("Checked on %s"), day);
  else
    words = g_strdup_printf (_ ("Checked on %1$s by %2$s"), day, by);
  cercle_directory_line_words (box, words, "dim-label");
}

/* (transfer full): "3 of 12", and until when. */
static char *
progress_of (CercleCampaignPage *self)
{
  const CerclePartnerCampaign *campaign = self->campaign;
  const char *ends = cercle_record_get_text (campaign->campaign, CERCLE_CAMPAIGN_ENDS_ON);
  g_autofree char *day = ends != NULL ? cercle_display_day (ends) : NULL;
  g_autofree char *words =
      g_strdup_printf (_ ("%1$u of %2$u"), campaign->done, campaign->lines->len);

  if (day == NULL)
    return g_steal_pointer (&words);
  if (strcmp (ends, cercle_session_get_today (session_of (self))) < 0)
    /* TRANSLATORS: "3 of 12", a day. */
    return g_strdup_printf (_ ("%1$s · was to be done by %2$s"), words, day);
  return g_strdup_printf (_ ("%1$s · to be done by %2$s"), words, day);
}

static void
cercle_campaign_page_shown (CercleDirectoryTurn *turn, const CerclePartnerLine *line,
                            gboolean other)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (turn);
  guint at = cercle_directory_turn_at (turn);
  g_autofree char *words = NULL;

  if (line == NULL)
    {
      cercle_page_set_subtitle (CERCLE_PAGE (turn), NULL);
      return;
    }
  words = progress_of (self);
  cercle_page_set_subtitle (CERCLE_PAGE (turn), words);
  cercle_campaign_notes_show (CERCLE_CAMPAIGN_NOTES (self->notes), self->campaign->campaign,
                              self->campaign->enquiries->pdata[at], other);
  if (cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list)) != at)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), at, FALSE);
}

static void
cercle_campaign_page_focus (CercleDirectoryTurn *turn)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (turn);

  cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), cercle_directory_turn_at (turn),
                              TRUE);
}

static void
selected_cb (CercleCampaignPage *self)
{
  CercleDirectoryTurn *turn = CERCLE_DIRECTORY_TURN (self);
  guint at = GTK_INVALID_LIST_POSITION;

  if (self->list == NULL || self->filling)
    return;
  at = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));
  if (at != GTK_INVALID_LIST_POSITION && at != cercle_directory_turn_at (turn))
    cercle_directory_turn_go (turn, at, FALSE);
}

/* Not before the day that was noted. */
static gboolean
waits (CercleCampaignPage *self, guint i)
{
  const char *on =
      cercle_record_get_text (self->campaign->enquiries->pdata[i], CERCLE_ENQUIRY_AGAIN_ON);

  return on != NULL && strcmp (on, cercle_session_get_today (session_of (self))) > 0;
}

/* The next one who is left, those who are to be tried on another day last; else where one is. */
static guint
cercle_campaign_page_next (CercleDirectoryTurn *turn, guint at)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (turn);
  guint n = self->campaign->lines->len;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 1; i < n; i++)
      if (!is_done (self, (at + i) % n) && (pass > 0 || !waits (self, (at + i) % n)))
        return (at + i) % n;
  return at;
}

/* --- What is noted --------------------------------------------------------------------------- */

static void
settle (CercleDirectoryTurn *turn, const char *outcome, const char *label)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (turn);
  const CerclePartnerLine *line = cercle_directory_turn_current (turn);
  guint at = cercle_directory_turn_at (turn);
  g_autoptr (CercleRecord) enquiry = NULL, verified = NULL;
  CercleTx *tx = NULL;

  if (line == NULL || !is_open (self) || cercle_directory_turn_is_noting (turn))
    return;
  enquiry = cercle_session_settle_enquiry (session_of (turn), self->campaign->enquiries->pdata[at],
                                           outcome);
  if (!cercle_campaign_notes_take (CERCLE_CAMPAIGN_NOTES (self->notes), enquiry))
    return;
  tx = cercle_tx_new (label);
  cercle_tx_save (tx, enquiry);
  if (g_str_equal (outcome, "reached"))
    {
      verified = cercle_session_still_true (session_of (turn), line->organisation);
      cercle_tx_save (tx, verified);
    }
  cercle_directory_turn_note (turn, tx);
}

static void
still_true (CercleDirectoryTurn *turn)
{
  settle (turn, "reached", N_ ("Sheet found true."));
}

static void
no_answer (CercleDirectoryTurn *turn)
{
  settle (turn, "no_answer", N_ ("No answer noted."));
}

static void
written (CercleDirectoryTurn *turn)
{
  settle (turn, "written", N_ ("Noted: written to."));
}

static void
refused (CercleDirectoryTurn *turn)
{
  settle (turn, "refused", N_ ("Noted: does not wish to answer."));
}

static void
open_sheet (CercleDirectoryTurn *turn)
{
  const CerclePartnerLine *line = cercle_directory_turn_current (turn);

  if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (turn), "win.open-partner", "s",
                                cercle_record_get_id (line->organisation));
}

/* Return ends what is being typed; nobody finds a sheet true by it. */
static void
entered (CercleDirectoryTurn *turn)
{
  if (!cercle_campaign_notes_enter (CERCLE_CAMPAIGN_NOTES (CERCLE_CAMPAIGN_PAGE (turn)->notes)))
    still_true (turn);
}

static void
save_cb (CercleCampaignPage *self, CercleRecord *record)
{
  CercleTx *tx = NULL;

  if (!is_open (self) || cercle_directory_turn_is_noting (CERCLE_DIRECTORY_TURN (self)))
    return;
  tx = cercle_tx_new (cercle_record_get_kind (record) == &cercle_campaign_kind
                          ? N_ ("End of the check saved.")
                          : N_ ("Note saved."));
  cercle_tx_save (tx, record);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

static const CercleDirectoryTurnKey keys[] = {
  { GDK_KEY_Return, entered }, { GDK_KEY_n, no_answer },  { GDK_KEY_w, written },
  { GDK_KEY_r, refused },      { GDK_KEY_o, open_sheet }, { 0, NULL },
};

/* --- Beginning and ending -------------------------------------------------------------------- */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCampaignPage) self = data;
  CercleTx *tx = cercle_session_begin_campaign_finish (CERCLE_SESSION (source), result, NULL);

  if (tx != NULL && self->list != NULL)
    cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
  else
    g_clear_pointer (&tx, cercle_tx_free);
}

static void
begin (CercleCampaignPage *self)
{
  cercle_session_begin_campaign_async (session_of (self), NULL, begun_cb, g_object_ref (self));
}

static void
set_closed (CercleCampaignPage *self, const char *day, const char *label)
{
  g_autoptr (CercleRecord) campaign = NULL;
  CercleTx *tx = NULL;

  if (self->campaign == NULL || self->campaign->campaign == NULL)
    return;
  campaign = cercle_record_copy (self->campaign->campaign);
  cercle_record_set_text (campaign, CERCLE_CAMPAIGN_CLOSED_ON, day);
  tx = cercle_tx_new (label);
  cercle_tx_save (tx, campaign);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

static void
close_it (CercleCampaignPage *self)
{
  set_closed (self, cercle_session_get_today (session_of (self)),
              N_ ("Check of stale sheets closed."));
}

static void
resume (CercleCampaignPage *self)
{
  set_closed (self, NULL, N_ ("Check of stale sheets resumed."));
}

/* --- Reading --------------------------------------------------------------------------------- */

/* Where nothing is open: what there would be to check, and what became of the last time. */
static void
show_rest (CercleCampaignPage *self)
{
  const CerclePartnerCampaign *campaign = self->campaign;
  gboolean may = cercle_session_may (session_of (self), &cercle_campaign_kind, CERCLE_OP_CREATE);
  g_autoptr (GString) words = g_string_new (NULL);

  if (campaign->stale > CERCLE_CAMPAIGN_MOST)
    g_string_append_printf (words,
                            _ ("More than %u sheets are to be checked again: the %u that were "
                               "checked longest ago come first."),
                            CERCLE_CAMPAIGN_MOST, CERCLE_CAMPAIGN_MOST);
  else if (campaign->stale > 0)
    g_string_append_printf (words,
                            ngettext ("%u sheet is to be checked again.",
                                      "%u sheets are to be checked again.", campaign->stale),
                            campaign->stale);
  else
    g_string_append (words, _ ("A sheet comes here when its time to be checked is over. How many "
                               "days that is, is written in the sheet."));
  if (campaign->campaign != NULL)
    {
      g_autofree char *day = cercle_record_display (campaign->campaign, CERCLE_CAMPAIGN_CLOSED_ON);
      g_string_append (words, "\n");
      g_string_append_printf (words, _ ("Last time: %1$u of %2$u, closed on %3$s."), campaign->done,
                              campaign->lines->len, day);
    }
  cercle_set_title (self->done,
                    campaign->stale > 0 ? _ ("Sheets to Check") : _ ("No Sheet to Check"));
  cercle_set_description (self->done, words->str);
  gtk_widget_set_visible (self->begin, may && campaign->stale > 0);
  gtk_widget_set_visible (self->resume, may && campaign->campaign != NULL &&
                                            campaign->done < campaign->lines->len);
}

static void
fill_rows (CercleCampaignPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; is_open (self) && i < self->campaign->lines->len; i++)
    g_ptr_array_add (rows, cercle_campaign_row_new (self->campaign, i));
  self->filling = TRUE;
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
  self->filling = FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCampaignPage) self = data;
  CerclePartnerCampaign *campaign =
      cercle_session_read_campaign_finish (CERCLE_SESSION (source), result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean on_list =
      self->list != NULL && focus != NULL && gtk_widget_is_ancestor (focus, self->list);

  if (campaign == NULL || self->list == NULL)
    {
      g_clear_pointer (&campaign, cercle_partner_campaign_free);
      return;
    }
  g_clear_pointer (&self->campaign, cercle_partner_campaign_free);
  self->campaign = campaign;
  fill_rows (self);
  show_rest (self);
  if (is_open (self))
    cercle_directory_turn_take (CERCLE_DIRECTORY_TURN (self), g_ptr_array_ref (campaign->lines));
  else
    cercle_directory_turn_take (
        CERCLE_DIRECTORY_TURN (self),
        g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_partner_line_free));
  if (on_list && is_open (self))
    cercle_campaign_page_focus (CERCLE_DIRECTORY_TURN (self));
}

static void
cercle_campaign_page_read (CercleDirectoryTurn *turn, GCancellable *cancellable)
{
  cercle_session_read_campaign_async (session_of (turn), cancellable, read_cb, g_object_ref (turn));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleCampaignPage *self = data;

  self->quiet = 0;
  cercle_directory_turn_read (CERCLE_DIRECTORY_TURN (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleCampaignPage *self)
{
  if (self->quiet == 0 && (cercle_changes_have (changed, &cercle_campaign_kind) ||
                           cercle_changes_have (changed, &cercle_enquiry_kind) ||
                           cercle_changes_have (changed, &cercle_organisation_kind)))
    self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
add_button (GtkWidget *row, const char *label, const char *style, GCallback act, gpointer self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_swapped (button, "clicked", act, self);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
build_card (CercleCampaignPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *row = NULL;
  GtkWidget *clamp = adw_clamp_new (), *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (card), cercle_directory_turn_new_who (CERCLE_DIRECTORY_TURN (self)));
  row = cercle_directory_line_row (card);
  add_button (row, _ ("_Still True"), "suggested-action", G_CALLBACK (still_true), self);
  add_button (row, _ ("_No Answer"), NULL, G_CALLBACK (no_answer), self);
  add_button (row, _ ("_Written To"), NULL, G_CALLBACK (written), self);
  add_button (row, _ ("_Refuses"), NULL, G_CALLBACK (refused), self);
  add_button (row, _ ("_Open the Sheet"), NULL, G_CALLBACK (open_sheet), self);
  self->notes = cercle_campaign_notes_new (session_of (self));
  g_signal_connect_swapped (self->notes, "save", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (card), self->notes);
  row = cercle_directory_line_row (card);
  add_button (row, _ ("_Close the Check"), "flat", G_CALLBACK (close_it), self);
  gtk_widget_add_css_class (card, "directory-sheet");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  adw_clamp_set_child (ADW_CLAMP (clamp), card);
  /* A low window keeps its list. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_hexpand (scroller, FALSE);
  self->clamp = clamp;
  return scroller;
}

static GtkWidget *
build_work (CercleCampaignPage *self)
{
  self->list = cercle_compact_list_new ();
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Sheets to check"),
                                   cercle_campaign_columns, cercle_campaign_n_columns,
                                   session_of (self));
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_set_vexpand (self->list, TRUE);
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->divider = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self->panes), self->list);
  gtk_box_append (GTK_BOX (self->panes), self->divider);
  gtk_box_append (GTK_BOX (self->panes), build_card (self));
  return self->panes;
}

static GtkWidget *
build_done (CercleCampaignPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->done = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->done), "object-select-symbolic");
  self->begin = gtk_button_new_with_mnemonic (_ ("_Begin the Check"));
  gtk_widget_add_css_class (self->begin, "suggested-action");
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (begin), self);
  self->resume = gtk_button_new_with_mnemonic (_ ("_Resume the Last One"));
  g_signal_connect_swapped (self->resume, "clicked", G_CALLBACK (resume), self);
  gtk_box_append (GTK_BOX (row), self->begin);
  gtk_box_append (GTK_BOX (row), self->resume);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->done), row);
  return self->done;
}

/* Beside the list; where there is no room, above it. */
static void
narrow_cb (CercleCampaignPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));
  GtkWidget *card = gtk_widget_get_last_child (self->panes);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->divider),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), narrow ? G_MAXINT16 : CARD_WIDTH);
  gtk_widget_set_size_request (card, narrow ? -1 : CARD_WIDTH, -1);
}

static void
cercle_campaign_page_start (CerclePage *page)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (page);

  if (cercle_directory_turn_current (CERCLE_DIRECTORY_TURN (page)) != NULL)
    cercle_campaign_page_focus (CERCLE_DIRECTORY_TURN (page));
  else if (gtk_widget_get_visible (self->begin))
    gtk_widget_grab_focus (self->begin);
}

static void
cercle_campaign_page_constructed (GObject *object)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (object);
  GtkWidget *work = NULL;

  G_OBJECT_CLASS (cercle_campaign_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Check of Stale Sheets"));
  work = build_work (self);
  cercle_directory_turn_build (CERCLE_DIRECTORY_TURN (self), work, build_done (self), NULL);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
}

static void
cercle_campaign_page_dispose (GObject *object)
{
  CercleCampaignPage *self = CERCLE_CAMPAIGN_PAGE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_pointer (&self->campaign, cercle_partner_campaign_free);
  self->list = NULL;
  G_OBJECT_CLASS (cercle_campaign_page_parent_class)->dispose (object);
  g_clear_object (&self->rows);
}

static void
cercle_campaign_page_class_init (CercleCampaignPageClass *klass)
{
  CercleDirectoryTurnClass *turn_class = CERCLE_DIRECTORY_TURN_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_campaign_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_campaign_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_campaign_page_start;
  turn_class->keys = keys;
  turn_class->read = cercle_campaign_page_read;
  turn_class->tell = cercle_campaign_page_tell;
  turn_class->shown = cercle_campaign_page_shown;
  turn_class->focus = cercle_campaign_page_focus;
  turn_class->next = cercle_campaign_page_next;
}

static void
cercle_campaign_page_init (CercleCampaignPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_CAMPAIGN_ROW);
}
