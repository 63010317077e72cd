/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits beside the work of the day? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-today-link.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-changes.h"
#include "cercle-community.h"
#include "cercle-counts.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-meeting-decide.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-referent.h"
#include "cercle-request.h"
#include "cercle-working-hours.h"

struct _CercleTodayLink
{
  AdwBin parent_instance;
  GtkWidget *words, *button;
  CercleTodayLinkSort sort;
  CerclePage *page; /* weak: what is asked keeps this, and the page may go */
  GPtrArray *first; /* what the first of two questions found */
  GPtrArray *found; /* kept where the hour alone changes what is told */
  GCancellable *cancellable;
  guint later;
};

G_DEFINE_FINAL_TYPE (CercleTodayLink, cercle_today_link, ADW_TYPE_BIN)

static CercleQuery *
members_query (void)
{
  CercleQuery *query = cercle_query_new (&cercle_member_kind);

  cercle_query_where (query, CERCLE_MEMBER_ROLE, CERCLE_IS, "coordinator");
  return query;
}

/* (transfer full): NULL when every place is held. */
static char *
tell_referents (CercleSession *session, GPtrArray *found, GPtrArray *members)
{
  g_autoptr (GPtrArray) lines = cercle_referents_group (found, cercle_session_get_today (session));
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *gap = cercle_coordinators_gap (cercle_session_get_community (session), members);
  g_autofree char *named = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];
      if (!line->gap)
        continue;
      g_string_append_printf (places, "%s%s", places->len > 0 ? ", " : "", _ (line->slot->name));
      if (line->holders->len > 0)
        /* TRANSLATORS: after the name of a pair: one is named, two are wanted. */
        g_string_append_printf (places, _ (" (%1$u of %2$u)"), line->holders->len,
                                line->slot->wanted);
    }
  /* TRANSLATORS: places that nobody holds: "ARS, county council". */
  if (places->len > 0)
    named = g_strdup_printf (_ ("No referent: %s"), places->str);
  if (named == NULL || gap == NULL)
    return named != NULL ? g_steal_pointer (&named) : g_steal_pointer (&gap);
  return g_strdup_printf ("%s · %s", gap, named);
}

/* (transfer full): NULL when none waits. Late ones are said apart. */
static char *
tell_decisions (CercleSession *session, GPtrArray *found, GPtrArray *none)
{
  const char *today = cercle_session_get_today (session);
  guint n = 0, n_late = 0;
  g_autofree char *all = NULL, *late = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const char *due = cercle_record_get_text (found->pdata[i], CERCLE_DECISION_DUE_ON);

      if (!cercle_decision_is_pending (found->pdata[i]))
        continue;
      n++;
      n_late += due != NULL && strcmp (due, today) < 0;
    }
  if (n == 0)
    return NULL;
  all = g_strdup_printf (ngettext ("%u decision to apply", "%u decisions to apply", n), n);
  if (n_late == 0)
    return g_steal_pointer (&all);
  late = g_strdup_printf (ngettext ("%u of them late", "%u of them late", n_late), n_late);
  return g_strdup_printf ("%s, %s", all, late);
}

static CercleQuery *
transfers_query (void)
{
  const CercleIndicatorContext nobody = { 0 };

  return cercle_indicator_find ("transfers-waiting")->query (&nobody);
}

/* A case that was closed meanwhile is nobody's alarm. */
static gboolean
is_late (CercleSession *session, CercleRecord *transfer)
{
  CercleWorkingTime time = cercle_working_hours (session);
  gint64 due = cercle_transfer_due (transfer, cercle_session_get_community (session), &time);
  g_autoptr (CercleRecord) kase = NULL;

  if (cercle_transfer_state (transfer, due, cercle_instant_now ()) != CERCLE_TRANSFER_LATE)
    return FALSE;
  kase = cercle_session_get (session, &cercle_case_kind,
                             cercle_record_get_text (transfer, CERCLE_TRANSFER_CASE));
  return kase != NULL &&
         cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS));
}

/* (transfer full): NULL when none is late. Ours are back with us; theirs go back to them. */
static char *
tell_transfers (CercleSession *session, GPtrArray *found, GPtrArray *none)
{
  guint n_out = 0, n_in = 0;
  g_autofree char *out = NULL, *in = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const char *direction = cercle_record_get_text (found->pdata[i], CERCLE_TRANSFER_DIRECTION);

      if (!is_late (session, found->pdata[i]))
        continue;
      if (g_strcmp0 (direction, "out") == 0)
        n_out++;
      else
        n_in++;
    }
  if (n_out > 0)
    out = g_strdup_printf (ngettext ("%u case not accepted in time is back with you",
                                     "%u cases not accepted in time are back with you", n_out),
                           n_out);
  if (n_in > 0)
    in = g_strdup_printf (ngettext ("%u case handed to you not accepted in time",
                                    "%u cases handed to you not accepted in time", n_in),
                          n_in);
  return out != NULL && in != NULL ? g_strdup_printf ("%s, %s", out, in)
         : out != NULL             ? g_steal_pointer (&out)
                                   : g_steal_pointer (&in);
}

#define MOST_KINDS 3

static const struct
{
  const CercleKind *kinds[MOST_KINDS]; /* whose changes are told; the first is asked for */
  CercleQuery *(*query) (void);
  /* more: what the second question found, where there is one. */
  char *(*tell) (CercleSession *session, GPtrArray *found, GPtrArray *more);
  const char *action, *hint; /* hint: msgid */
  gboolean by_the_hour, alarming;
  CercleQuery *(*more) (void); /* NULL: one question suffices */
} sorts[] = {
  [CERCLE_TODAY_REFERENTS] = { { &cercle_contact_kind, &cercle_member_kind,
                                 &cercle_community_kind },
                               cercle_referents_query,
                               tell_referents,
                               "win.show-page('referents')",
                               N_ ("See who is named where"),
                               FALSE,
                               FALSE,
                               members_query },
  [CERCLE_TODAY_DECISIONS] = { { &cercle_decision_kind },
                               cercle_decisions_query,
                               tell_decisions,
                               "win.show-page('decisions')",
                               N_ ("See what meetings decided and nobody has applied yet") },
  [CERCLE_TODAY_TRANSFERS] = { { &cercle_transfer_kind },
                               transfers_query,
                               tell_transfers,
                               "win.show-indicator('transfers-waiting')",
                               N_ ("See which cases wait for another community, oldest first"),
                               TRUE,
                               TRUE },
};

static void
tell (CercleTodayLink *self, GPtrArray *found, GPtrArray *more)
{
  g_autofree char *words =
      sorts[self->sort].tell (cercle_page_get_session (self->page), found, more);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->words)), words) != 0)
    gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_child_visible (adw_bin_get_child (ADW_BIN (self)), words != NULL);
}

void
cercle_today_link_tell_again (CercleTodayLink *self)
{
  if (self->found != NULL && self->found->len > 0)
    tell (self, self->found, NULL);
}

static void
more_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTodayLink) self = data;
  g_autoptr (GPtrArray) more = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (more != NULL && self->page != NULL && self->first != NULL)
    tell (self, self->first, more);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTodayLink) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (found == NULL || self->page == NULL)
    return;
  if (sorts[self->sort].more != NULL)
    {
      g_autoptr (CercleQuery) query = sorts[self->sort].more ();

      g_clear_pointer (&self->first, g_ptr_array_unref);
      self->first = g_steal_pointer (&found);
      cercle_session_find_async (CERCLE_SESSION (source), query, self->cancellable, more_cb,
                                 g_object_ref (self));
      return;
    }
  tell (self, found, NULL);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  if (sorts[self->sort].by_the_hour)
    self->found = g_steal_pointer (&found);
}

static gboolean
ask_cb (gpointer data)
{
  CercleTodayLink *self = data;
  g_autoptr (CercleQuery) query = sorts[self->sort].query ();

  self->later = 0;
  if (self->page == NULL)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_session_find_async (cercle_page_get_session (self->page), query, self->cancellable,
                             found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* After the numbers and the first picture: nobody waits for this line. */
static void
ask (CercleTodayLink *self)
{
  if (self->later == 0 && self->page != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->page)) &&
      cercle_counts_is_ready (cercle_counts_of (cercle_page_get_session (self->page))))
    self->later = g_idle_add_full (G_PRIORITY_LOW, ask_cb, self, NULL);
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleTodayLink *self)
{
  const CercleKind *const *kinds = sorts[self->sort].kinds;

  for (guint i = 0; i < MOST_KINDS && kinds[i] != NULL; i++)
    if (cercle_changes_have (changed, kinds[i]))
      {
        ask (self);
        return;
      }
}

static void
cercle_today_link_dispose (GObject *object)
{
  CercleTodayLink *self = CERCLE_TODAY_LINK (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (cercle_today_link_parent_class)->dispose (object);
}

static void
cercle_today_link_class_init (CercleTodayLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_today_link_dispose;
}

static void
cercle_today_link_init (CercleTodayLink *self)
{
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (line), self->words);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "news");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  self->button = button;
  adw_bin_set_child (ADW_BIN (self), button);
  /* Its place is kept: what comes after the first picture moves nothing, or all would be painted
   * again (6 MiB, and 66 million instructions). */
  gtk_widget_set_child_visible (button, FALSE);
}

void
cercle_today_link_set_page (CercleTodayLink *self, CerclePage *page, CercleTodayLinkSort sort)
{
  CercleSession *session = cercle_page_get_session (page);

  g_set_weak_pointer (&self->page, page);
  self->sort = sort;
  gtk_widget_set_tooltip_text (self->button, _ (sorts[sort].hint));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), sorts[sort].action);
  if (sorts[sort].alarming)
    gtk_widget_add_css_class (self->button, "error");
  g_signal_connect_object (page, "map", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
}
