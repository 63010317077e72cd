/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is today's review, in this room and in the other one? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-instant.h"
#include "cercle-pages.h"
#include "cercle-projector.h"
#include "cercle-review-case.h"
#include "cercle-review-preparing.h"
#include "cercle-review-room.h"
#include "cercle-review-row.h"
#include "cercle-template.h"
#include "cercle-toast.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60
/* A place that old was left without a word. */
#define PLACE_MS (G_GINT64_CONSTANT (20) * 60 * 1000)

struct _CercleReviewPage
{
  CerclePage parent_instance;
  GtkWidget *states, *preparing, *one;
  CercleSitting *sitting;
  GListStore *rows, *left_out;
  GPtrArray *given;  /* cases of this desk's verdicts: taken back, the last one is gone back to */
  guint n_read;      /* of given, those that the list now being read must tell of */
  char *kase;        /* the case of the session; NULL: the list is shown */
  char *place;       /* as it was told to the other room */
  char *giving_case; /* its verdict is being written */
  CercleProjector *projector;
  guint quiet;
  gboolean reading, again, starting;
};

G_DEFINE_FINAL_TYPE (CercleReviewPage, cercle_review_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "states", G_STRUCT_OFFSET (CercleReviewPage, states) },
  { "preparing", G_STRUCT_OFFSET (CercleReviewPage, preparing) },
  { "one", G_STRUCT_OFFSET (CercleReviewPage, one) },
};

static void read_sitting (CercleReviewPage *self);

static CercleSession *
session_of (CercleReviewPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* --- Where the others are ----------------------------------------------------------------------
 */

static gboolean
is_fresh (CercleRecord *place)
{
  gint64 at = 0;

  return cercle_instant_parse (cercle_record_get_text (place, CERCLE_REVIEW_PLACE_AT), &at) &&
         cercle_instant_now () - at < PLACE_MS;
}

static CercleReviewRow *
row_of_item (CercleReviewPage *self, const char *item)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (CercleReviewRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_strcmp0 (cercle_record_get_id (row->item), item) == 0)
        return row;
    }
  return NULL;
}

/* "Mme X is looking at this case. M. Y is looking at case 5." NULL: nobody else is there. */
static char *
tell_others (CercleReviewPage *self)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));
  GPtrArray *places = self->sitting->list->places;
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      CercleRecord *place = places->pdata[i];
      const char *who = cercle_record_get_text (place, CERCLE_REVIEW_PLACE_MEMBER);
      CercleReviewRow *row =
          row_of_item (self, cercle_record_get_text (place, CERCLE_REVIEW_PLACE_ITEM));
      g_autofree char *name = NULL;

      if (row == NULL || !is_fresh (place) ||
          (member != NULL && g_strcmp0 (who, cercle_record_get_id (member)) == 0))
        continue;
      name = cercle_session_name_of_id (session_of (self), &cercle_member_kind, who);
      g_string_append (all, all->len > 0 ? " " : "");
      if (g_strcmp0 (cercle_review_row_get_case (row), self->kase) == 0)
        g_string_append_printf (all, _ ("%s is looking at this case."), name);
      else
        /* TRANSLATORS: a member, number of a case in the list. */
        g_string_append_printf (all, _ ("%1$s is looking at case %2$u."), name, row->number);
    }
  return g_string_free (all, all->len == 0);
}

/* On the wall: the case in hand, or none. */
static void
project (CercleReviewPage *self)
{
  CercleReviewRow *row = cercle_review_row_find (G_LIST_MODEL (self->rows), self->place);
  const char *subtitle = cercle_page_get_subtitle (CERCLE_PAGE (self));

  if (self->projector == NULL || self->sitting == NULL)
    return;
  cercle_projector_set_subtitle (self->projector, subtitle);
  cercle_review_room_show (
      cercle_projector_get_card (self->projector), row,
      g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
      cercle_review_case_get_shown (CERCLE_REVIEW_CASE (self->one)),
      row != NULL ? cercle_review_case_get_words (CERCLE_REVIEW_CASE (self->one)) : subtitle,
      cercle_session_get_today_number (session_of (self)));
}

static void
take_place (CercleReviewPage *self, const char *kase)
{
  if (g_strcmp0 (self->place, kase) == 0)
    return;
  g_free (self->place);
  self->place = g_strdup (kase);
  cercle_session_take_place (session_of (self), kase);
  project (self);
}

/* --- What is shown -----------------------------------------------------------------------------
 */

static const CercleSittingLine *
line_of (CercleReviewPage *self, const char *kase)
{
  for (guint i = 0; i < self->sitting->lines->len; i++)
    {
      CercleSittingLine *line = self->sitting->lines->pdata[i];

      if (g_strcmp0 (cercle_record_get_text (line->line->item, CERCLE_REVIEW_ITEM_CASE), kase) == 0)
        return line;
    }
  return NULL;
}

static void
show_title (CercleReviewPage *self)
{
  g_autofree char *day =
      cercle_day_format_long (cercle_session_get_today_number (session_of (self)));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  /* TRANSLATORS: a day, how many cases were decided, of how many. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%1$s · %2$u of %3$u decided"), day, self->sitting->n_decided, n);

  cercle_page_set_subtitle (CERCLE_PAGE (self), subtitle);
}

static void
project_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReviewPage *self = CERCLE_REVIEW_PAGE (widget);

  if (self->projector == NULL)
    cercle_projector_open (&self->projector, _ ("MDPH review"), cercle_review_room_new ());
  project (self);
  gtk_window_present (GTK_WINDOW (self->projector));
}

/* FALSE: it is no longer on the list. */
static gboolean
show_case (CercleReviewPage *self, gboolean focus)
{
  CercleReviewRow *row = cercle_review_row_find (G_LIST_MODEL (self->rows), self->kase);
  g_autofree char *others = tell_others (self);

  if (row == NULL)
    return FALSE;
  cercle_review_case_show (CERCLE_REVIEW_CASE (self->one), G_LIST_MODEL (self->rows), row,
                           line_of (self, self->kase), others);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "case");
  if (focus)
    cercle_review_case_start (CERCLE_REVIEW_CASE (self->one));
  return TRUE;
}

static void
show_list (CercleReviewPage *self, const char *kase)
{
  g_clear_pointer (&self->kase, g_free);
  take_place (self, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "preparing");
  cercle_review_preparing_start (CERCLE_REVIEW_PREPARING (self->preparing), kase);
}

static void
go_to (CercleReviewPage *self, const char *kase)
{
  g_autofree char *to = g_strdup (kase), *from = g_strdup (self->kase);
  CercleReviewRow *row = NULL;

  if (to == NULL)
    {
      show_list (self, from);
      return;
    }
  g_free (self->kase);
  self->kase = g_steal_pointer (&to);
  if (self->sitting == NULL)
    return;
  if (!show_case (self, TRUE))
    {
      show_list (self, from);
      return;
    }
  row = cercle_review_row_find (G_LIST_MODEL (self->rows), self->kase);
  take_place (self, self->kase);
  if (row->kase != NULL)
    cercle_session_note_access (session_of (self), &cercle_case_kind, self->kase);
}

/* --- Reading -----------------------------------------------------------------------------------
 */

static void
fill_rows (CercleReviewPage *self)
{
  guint n = self->sitting->list->lines->len;

  g_list_store_remove_all (self->rows);
  g_list_store_remove_all (self->left_out);
  for (guint i = 0; i < self->sitting->lines->len; i++)
    {
      g_autoptr (CercleReviewRow) row =
          cercle_review_row_new (self->sitting->lines->pdata[i], i < n ? i + 1 : 0);

      g_list_store_append (i < n ? self->rows : self->left_out, row);
    }
}

/* A list that was asked for before a verdict was given does not know of it. */
static void
add_given (CercleReviewPage *self)
{
  for (guint i = self->n_read; i < self->given->len; i++)
    {
      CercleReviewRow *row =
          cercle_review_row_find (G_LIST_MODEL (self->rows), self->given->pdata[i]);

      if (row != NULL)
        row->state = CERCLE_REVIEW_DECIDED;
    }
}

/* The verdict given last is open again: Ctrl+Z goes back to it. (transfer full) (nullable) */
static char *
find_undone (CercleReviewPage *self)
{
  char *undone = NULL;

  while (self->given->len > 0 && self->given->len <= self->n_read)
    {
      guint last = self->given->len - 1;
      CercleReviewRow *row =
          cercle_review_row_find (G_LIST_MODEL (self->rows), self->given->pdata[last]);

      if (row != NULL && row->state == CERCLE_REVIEW_DECIDED)
        break;
      g_free (undone);
      undone = row != NULL ? g_strdup (self->given->pdata[last]) : NULL;
      g_ptr_array_set_size (self->given, (int) last);
    }
  return undone;
}

static void
take_sitting (CercleReviewPage *self, CercleSitting *sitting)
{
  CercleSitting *before = self->sitting;
  g_autofree char *undone = NULL;

  self->sitting = sitting;
  fill_rows (self);
  add_given (self);
  undone = find_undone (self);
  show_title (self);
  cercle_review_preparing_show (CERCLE_REVIEW_PREPARING (self->preparing),
                                G_LIST_MODEL (self->rows), G_LIST_MODEL (self->left_out), sitting,
                                !cercle_pages_are_of_mdph (session_of (self)));
  if (undone != NULL)
    go_to (self, undone);
  else if (self->kase != NULL && !show_case (self, self->starting))
    show_list (self, NULL);
  else if (self->kase == NULL && self->starting)
    cercle_review_preparing_start (CERCLE_REVIEW_PREPARING (self->preparing), NULL);
  self->starting = FALSE;
  /* The list may have been written since: now the other room can be told. */
  if (self->kase != NULL && sitting->list->review != NULL &&
      (before == NULL || before->list->review == NULL))
    {
      g_clear_pointer (&self->place, g_free);
      take_place (self, self->kase);
    }
  project (self);
  /* What is shown points into a sitting until the next one is shown. */
  g_clear_pointer (&before, cercle_sitting_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleSitting) sitting =
      cercle_session_read_sitting_finish (CERCLE_SESSION (source), result, &error);

  self->reading = FALSE;
  if (self->states == NULL)
    return;
  if (sitting != NULL)
    take_sitting (self, g_steal_pointer (&sitting));
  else
    cercle_toast_error (GTK_WIDGET (self), error);
  if (self->again)
    read_sitting (self);
}

static void
read_sitting (CercleReviewPage *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  self->n_read = self->given->len;
  cercle_session_read_sitting_async (session_of (self), NULL, NULL, read_cb, g_object_ref (self));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleReviewPage *self = data;

  self->quiet = 0;
  read_sitting (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleReviewPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->quiet == 0)
    self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

/* --- The session -------------------------------------------------------------------------------
 */

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error) &&
      self->states != NULL)
    cercle_toast_error (GTK_WIDGET (self), error);
}

/* A session begins with a list that both rooms have. */
static void
begin_cb (CercleReviewPage *self, const char *kase)
{
  if (self->sitting->list->review == NULL && !cercle_pages_are_of_mdph (session_of (self)))
    cercle_session_close_list_async (session_of (self), closed_cb, g_object_ref (self));
  go_to (self, kase);
}

/* A case that this desk does not hold is nowhere to go. */
static void
read_row (gpointer row, char **kase, char **line)
{
  if (CERCLE_REVIEW_ROW (row)->kase == NULL)
    return;
  *kase = g_strdup (cercle_review_row_get_case (row));
  *line = g_strdup (*kase);
}

/* On its own page it is one of the list still: what is noted there leads to the next one, too. */
static void
consent_cb (CercleReviewPage *self, const char *kase)
{
  g_autofree char *target = g_strconcat (kase, "/consent", NULL);
  CercleReviewRow *row = cercle_review_row_find (G_LIST_MODEL (self->rows), kase);
  guint position = 0;

  if (row != NULL && g_list_store_find (self->rows, row, &position))
    cercle_case_trail_begin_lines (session_of (self), G_LIST_MODEL (self->rows), position,
                                   read_row);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", target);
}

/* Where the session goes on; the rows are still those before the verdict. */
static void
go_on (CercleReviewPage *self, const char *from)
{
  CercleReviewRow *row = cercle_review_row_find (G_LIST_MODEL (self->rows), from);
  CercleReviewRow *next =
      row != NULL ? cercle_review_row_next_open (G_LIST_MODEL (self->rows), row) : NULL;

  cercle_toast_done (GTK_WIDGET (self), session_of (self),
                     next != NULL ? _ ("Verdict given.")
                                  : _ ("Verdict given: every case of the list has one."),
                     TRUE);
  if (g_strcmp0 (self->kase, from) == 0)
    go_to (self, next != NULL ? cercle_review_row_get_case (next) : NULL);
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReviewPage) self = data;
  g_autofree char *kase = g_steal_pointer (&self->giving_case);
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);
  CercleReviewRow *row = NULL;

  if (self->states == NULL)
    return;
  if (!done)
    {
      cercle_toast_error (GTK_WIDGET (self), error);
      return;
    }
  g_ptr_array_add (self->given, g_strdup (kase));
  row = cercle_review_row_find (G_LIST_MODEL (self->rows), kase);
  if (row != NULL)
    row->state = CERCLE_REVIEW_DECIDED;
  cercle_review_case_forget (CERCLE_REVIEW_CASE (self->one), kase);
  go_on (self, kase);
}

static void
give_cb (CercleReviewPage *self, CercleRecord *verdict)
{
  if (self->giving_case != NULL)
    return;
  self->giving_case = g_strdup (cercle_record_get_text (verdict, CERCLE_REVIEW_ITEM_CASE));
  cercle_session_give_verdict_async (session_of (self), verdict, given_cb, g_object_ref (self));
}

/* --- The page ----------------------------------------------------------------------------------
 */

/* While two rooms look at it, the desk asks more often than it does otherwise. */
static void
map_cb (CercleReviewPage *self)
{
  cercle_session_set_eager (session_of (self), TRUE);
  read_sitting (self);
}

static void
unmap_cb (CercleReviewPage *self)
{
  cercle_session_set_eager (session_of (self), FALSE);
  g_clear_handle_id (&self->quiet, g_source_remove);
}

static void
cercle_review_page_open (CerclePage *page, const char *target)
{
  if (target != NULL)
    go_to (CERCLE_REVIEW_PAGE (page), target);
}

static void
cercle_review_page_start (CerclePage *page)
{
  CercleReviewPage *self = CERCLE_REVIEW_PAGE (page);

  self->starting = self->sitting == NULL;
  if (self->starting)
    return;
  if (self->kase != NULL)
    {
      cercle_review_case_start (CERCLE_REVIEW_CASE (self->one));
      take_place (self, self->kase);
    }
  else
    cercle_review_preparing_start (CERCLE_REVIEW_PREPARING (self->preparing), NULL);
}

static void
cercle_review_page_leave (CerclePage *page)
{
  take_place (CERCLE_REVIEW_PAGE (page), NULL);
}

static void
cercle_review_page_constructed (GObject *object)
{
  CercleReviewPage *self = CERCLE_REVIEW_PAGE (object);

  G_OBJECT_CLASS (cercle_review_page_parent_class)->constructed (object);
  cercle_review_preparing_set_page (CERCLE_REVIEW_PREPARING (self->preparing), CERCLE_PAGE (self));
  cercle_review_case_set_page (CERCLE_REVIEW_CASE (self->one), CERCLE_PAGE (self));
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cercle_review_page_dispose (GObject *object)
{
  CercleReviewPage *self = CERCLE_REVIEW_PAGE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  cercle_projector_close (&self->projector);
  self->states = NULL;
  g_clear_object (&self->rows);
  g_clear_object (&self->left_out);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->kase, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->giving_case, g_free);
  G_OBJECT_CLASS (cercle_review_page_parent_class)->dispose (object);
  g_clear_pointer (&self->sitting, cercle_sitting_free);
}

static void
cercle_review_page_class_init (CercleReviewPageClass *klass)
{
  g_type_ensure (CERCLE_TYPE_REVIEW_PREPARING);
  g_type_ensure (CERCLE_TYPE_REVIEW_CASE);
  G_OBJECT_CLASS (klass)->constructed = cercle_review_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_review_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_review_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_review_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_review_page_leave;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "review.project", NULL, project_cb);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_F11, 0, "review.project",
                                       NULL);
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "review/cercle-review-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_review_page_init (CercleReviewPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_REVIEW_ROW);
  self->left_out = g_list_store_new (CERCLE_TYPE_REVIEW_ROW);
  self->given = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->preparing, "begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (self->preparing, "consent", G_CALLBACK (consent_cb), self);
  g_signal_connect_swapped (self->one, "give", G_CALLBACK (give_cb), self);
  g_signal_connect_swapped (self->one, "go", G_CALLBACK (go_to), self);
  g_signal_connect_swapped (self->one, "consent", G_CALLBACK (consent_cb), self);
  g_signal_connect_swapped (self->one, "seen", G_CALLBACK (project), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}
