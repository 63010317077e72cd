/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one case gone through, with at most four keys? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-case.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-keyboard.h"
#include "cercle-review-choosing.h"
#include "cercle-review-strip.h"
#include "cercle-review-told.h"
#include "cercle-template.h"
#include "cercle-toast.h"

/* Nobody speaks of a case that long without a tick of the clock: the machine slept. */
#define ASLEEP_MS (10 * 60 * 1000)

struct _CercleReviewCase
{
  AdwBin parent_instance;
  GtkWidget *strip, *scroller, *left, *told, *side, *right, *choosing, *time, *others, *keys, *pass,
      *validate;
  CerclePage *page; /* around us; weak */
  GListModel *rows;
  CercleReviewRow *row;
  GHashTable *spent; /* case: milliseconds, today */
  guint clock, all_spent;
  int day;        /* of both */
  gint64 counted; /* until when */
  gboolean shown; /* who she is */
  char *words;    /* what would stand in the minutes */
};

G_DEFINE_FINAL_TYPE (CercleReviewCase, cercle_review_case, ADW_TYPE_BIN)

static const CercleTemplateChild children[] = {
  { "strip", G_STRUCT_OFFSET (CercleReviewCase, strip) },
  { "scroller", G_STRUCT_OFFSET (CercleReviewCase, scroller) },
  { "left", G_STRUCT_OFFSET (CercleReviewCase, left) },
  { "told", G_STRUCT_OFFSET (CercleReviewCase, told) },
  { "side", G_STRUCT_OFFSET (CercleReviewCase, side) },
  { "right", G_STRUCT_OFFSET (CercleReviewCase, right) },
  { "choosing", G_STRUCT_OFFSET (CercleReviewCase, choosing) },
  { "time", G_STRUCT_OFFSET (CercleReviewCase, time) },
  { "others", G_STRUCT_OFFSET (CercleReviewCase, others) },
  { "keys", G_STRUCT_OFFSET (CercleReviewCase, keys) },
  { "pass", G_STRUCT_OFFSET (CercleReviewCase, pass) },
  { "validate", G_STRUCT_OFFSET (CercleReviewCase, validate) },
};

enum
{
  SIGNAL_GIVE,
  SIGNAL_GO,
  SIGNAL_CONSENT,
  SIGNAL_SEEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static CercleSession *
session_of (CercleReviewCase *self)
{
  return cercle_page_get_session (self->page);
}

static guint
seconds_of (CercleReviewCase *self)
{
  return GPOINTER_TO_UINT (
             g_hash_table_lookup (self->spent, cercle_review_row_get_case (self->row))) /
         1000;
}

/* --- The quiet clock ---------------------------------------------------------------------------
 */

static char *
tell_span (guint seconds)
{
  return seconds < 60 ? g_strdup_printf (_ ("%u s"), seconds)
                      : g_strdup_printf (_ ("%1$u min %2$u s"), seconds / 60, seconds % 60);
}

static char *
tell_case (guint seconds, guint most)
{
  g_autofree char *spent = tell_span (seconds);
  g_autofree char *limit = tell_span (most);

  return seconds > most ? g_strdup_printf (_ ("%1$s on this case, more than %2$s"), spent, limit)
                        : g_strdup_printf (_ ("%s on this case"), spent);
}

static char *
tell_session (guint minutes, guint most)
{
  return minutes > most ? g_strdup_printf (_ ("%1$u min of review, more than %2$u"), minutes, most)
                        : g_strdup_printf (_ ("%1$u min of %2$u"), minutes, most);
}

/* Text alone: it neither blinks nor stops anybody. */
static void
show_time (CercleReviewCase *self)
{
  CercleRecord *community = cercle_session_get_community (session_of (self));
  g_autofree char *one = tell_case (
      seconds_of (self), (guint) cercle_review_limit (community, CERCLE_COMMUNITY_REVIEW_SECONDS));
  g_autofree char *session =
      tell_session (self->all_spent / 60000,
                    (guint) cercle_review_limit (community, CERCLE_COMMUNITY_REVIEW_MINUTES));
  g_autofree char *both = g_strdup_printf ("%s · %s", one, session);

  gtk_label_set_text (GTK_LABEL (self->time), both);
}

/* Since it was counted last: on the case that is shown. */
static void
count_time (CercleReviewCase *self)
{
  gint64 now = cercle_instant_now ();
  gint64 since = now - self->counted;
  const char *kase = self->row != NULL ? cercle_review_row_get_case (self->row) : NULL;

  self->counted = now;
  /* A page outlives its day. */
  if (self->day != cercle_session_get_today_number (session_of (self)))
    {
      self->day = cercle_session_get_today_number (session_of (self));
      self->all_spent = 0;
      g_hash_table_remove_all (self->spent);
    }
  if (self->clock == 0 || kase == NULL || since < 0 || since > ASLEEP_MS)
    return;
  self->all_spent += (guint) since;
  g_hash_table_replace (
      self->spent, g_strdup (kase),
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->spent, kase)) +
                        (guint) since));
}

static gboolean
clock_cb (gpointer data)
{
  CercleReviewCase *self = data;

  count_time (self);
  if (self->row != NULL)
    show_time (self);
  return G_SOURCE_CONTINUE;
}

static void
map_cb (CercleReviewCase *self)
{
  self->counted = cercle_instant_now ();
  if (self->clock == 0)
    self->clock = g_timeout_add_seconds (1, clock_cb, self);
}

static void
unmap_cb (CercleReviewCase *self)
{
  count_time (self);
  g_clear_handle_id (&self->clock, g_source_remove);
}

/* --- What is done ------------------------------------------------------------------------------
 */

static void
show_told (CercleReviewCase *self)
{
  cercle_review_told_show (CERCLE_REVIEW_TOLD (self->told), self->row,
                           g_list_model_get_n_items (self->rows), self->shown,
                           cercle_session_get_today_number (session_of (self)));
}

static void
turn_identity (CercleReviewCase *self)
{
  self->shown = !self->shown;
  show_told (self);
  g_signal_emit (self, signals[SIGNAL_SEEN], 0);
}

static void
words_cb (CercleReviewCase *self, const char *words)
{
  if (g_strcmp0 (words, self->words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  g_signal_emit (self, signals[SIGNAL_SEEN], 0);
}

static void
give (CercleReviewCase *self)
{
  g_autofree char *missing = NULL;
  g_autoptr (CercleRecord) verdict = NULL;

  if (self->row == NULL)
    return;
  count_time (self);
  verdict = cercle_review_choosing_get_verdict (CERCLE_REVIEW_CHOOSING (self->choosing), &missing);
  if (verdict == NULL)
    {
      cercle_toast (GTK_WIDGET (self), missing, FALSE);
      return;
    }
  cercle_record_set_integer (
      verdict, CERCLE_REVIEW_ITEM_SECONDS,
      cercle_record_get_integer (self->row->item, CERCLE_REVIEW_ITEM_SECONDS, 0) +
          seconds_of (self));
  g_signal_emit (self, signals[SIGNAL_GIVE], 0, verdict);
}

static void
go_to (CercleReviewCase *self, CercleReviewRow *row)
{
  if (row != NULL && row != self->row)
    g_signal_emit (self, signals[SIGNAL_GO], 0, cercle_review_row_get_case (row));
}

/* Onwards to the next one without a verdict. */
static void
pass (CercleReviewCase *self)
{
  if (self->row != NULL)
    go_to (self, cercle_review_row_next_open (self->rows, self->row));
}

static void
step (CercleReviewCase *self, int by)
{
  int to = self->row != NULL ? (int) self->row->number - 1 + by : -1;
  g_autoptr (CercleReviewRow) row = to >= 0 ? g_list_model_get_item (self->rows, (guint) to) : NULL;

  go_to (self, row);
}

static void
go_cb (CercleReviewCase *self, const char *kase)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, kase);
}

static void
consent_cb (CercleReviewCase *self)
{
  g_signal_emit (self, signals[SIGNAL_CONSENT], 0, cercle_review_row_get_case (self->row));
}

/* --- Keys --------------------------------------------------------------------------------------
 */

static gboolean
has_letters (CercleReviewCase *self)
{
  gboolean single_keys = FALSE;

  g_object_get (cercle_page_get_settings (self->page), "single-keys", &single_keys, NULL);
  return single_keys;
}

static gboolean
letter (CercleReviewCase *self, guint key, guint code)
{
  if (!has_letters (self))
    return FALSE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_p:
      pass (self);
      return TRUE;
    case GDK_KEY_m:
      turn_identity (self);
      return TRUE;
    default:
      return cercle_review_choosing_key (CERCLE_REVIEW_CHOOSING (self->choosing), key, code);
    }
}

static gboolean
press (CercleReviewCase *self, guint key, guint code, GtkWidget *focus)
{
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      /* Return on a button is the button's. */
      if (GTK_IS_BUTTON (focus) && !GTK_IS_TOGGLE_BUTTON (focus))
        return FALSE;
      give (self);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Escape:
      g_signal_emit (self, signals[SIGNAL_GO], 0, NULL);
      return TRUE;
    default:
      return letter (self, key, code);
    }
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleReviewCase *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;
  return press (self, key, code, focus);
}

/* Out of an entry, back to the keys; then out of the session. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  cercle_review_case_start (CERCLE_REVIEW_CASE (widget));
  return GDK_EVENT_STOP;
}

/* --- The page ----------------------------------------------------------------------------------
 */

static void
place_parts (CercleReviewCase *self)
{
  gboolean narrow = cercle_page_get_narrow (self->page);
  GtkWidget *to = narrow ? self->left : self->right;
  GtkWidget *from = gtk_widget_get_parent (self->choosing);

  gtk_widget_set_visible (self->side, !narrow);
  gtk_widget_set_visible (self->keys, !narrow);
  (narrow ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->left, "narrow");
  if (from == to)
    return;
  /* GTK keeps alive for ever what left its place with the focus in it. */
  if (cercle_keyboard_is_in (self->choosing))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_ref (self->choosing);
  gtk_box_remove (GTK_BOX (from), self->choosing);
  gtk_box_append (GTK_BOX (to), self->choosing);
  g_object_unref (self->choosing);
}

static void
cercle_review_case_dispose (GObject *object)
{
  CercleReviewCase *self = CERCLE_REVIEW_CASE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->rows);
  g_clear_object (&self->row);
  g_clear_pointer (&self->spent, g_hash_table_unref);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (cercle_review_case_parent_class)->dispose (object);
}

/* Of its own, not of a child: the keys act where no entry has it. */
static gboolean
cercle_review_case_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL)
    gtk_root_set_focus (root, widget);
  return root != NULL;
}

static void
cercle_review_case_class_init (CercleReviewCaseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  g_type_ensure (CERCLE_TYPE_REVIEW_STRIP);
  g_type_ensure (CERCLE_TYPE_REVIEW_TOLD);
  g_type_ensure (CERCLE_TYPE_REVIEW_CHOOSING);
  G_OBJECT_CLASS (klass)->dispose = cercle_review_case_dispose;
  widget_class->grab_focus = cercle_review_case_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  cercle_template_bind (widget_class, "review/cercle-review-case.ui", children,
                        G_N_ELEMENTS (children));
  signals[SIGNAL_GIVE] = g_signal_new ("give", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, CERCLE_TYPE_RECORD);
  signals[SIGNAL_GO] = g_signal_new ("go", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CONSENT] = g_signal_new ("consent", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SEEN] =
      g_signal_new ("seen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_review_case_init (CercleReviewCase *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->spent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  g_signal_connect_swapped (self->strip, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->told, "consent", G_CALLBACK (consent_cb), self);
  g_signal_connect_swapped (self->choosing, "give", G_CALLBACK (give), self);
  /* What is being weighed may outlive the page. */
  g_signal_connect_object (self->choosing, "words", G_CALLBACK (words_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->pass, "clicked", G_CALLBACK (pass), self);
  g_signal_connect_swapped (self->validate, "clicked", G_CALLBACK (give), self);
}

void
cercle_review_case_set_page (CercleReviewCase *self, CerclePage *page)
{
  g_set_weak_pointer (&self->page, page);
  cercle_review_choosing_set_session (CERCLE_REVIEW_CHOOSING (self->choosing),
                                      cercle_page_get_session (page));
  g_signal_connect_object (page, "notify::narrow", G_CALLBACK (place_parts), self,
                           G_CONNECT_SWAPPED);
  place_parts (self);
}

static void
speak (CercleReviewCase *self)
{
  /* TRANSLATORS: "Case 4 of 12: M. Q., 2011, a break expected on 27 June". */
  g_autofree char *spoken = g_strdup_printf (
      _ ("Case %1$u of %2$u: %3$s, %4$s"), self->row->number, g_list_model_get_n_items (self->rows),
      cercle_review_row_call (self->row, self->shown), self->row->why);

  cercle_set_spoken (self, spoken);
}

void
cercle_review_case_show (CercleReviewCase *self, GListModel *rows, CercleReviewRow *row,
                         const CercleSittingLine *line, const char *others)
{
  gboolean other = self->row == NULL || g_strcmp0 (cercle_review_row_get_case (self->row),
                                                   cercle_review_row_get_case (row)) != 0;

  count_time (self);
  g_set_object (&self->rows, rows);
  g_set_object (&self->row, row);
  cercle_review_told_set_may_consent (CERCLE_REVIEW_TOLD (self->told),
                                      row->kase != NULL && row->state != CERCLE_REVIEW_DECIDED);
  cercle_review_strip_show (CERCLE_REVIEW_STRIP (self->strip), rows, row);
  show_told (self);
  cercle_review_choosing_show (CERCLE_REVIEW_CHOOSING (self->choosing), row, line);
  gtk_label_set_text (GTK_LABEL (self->others), others != NULL ? others : "");
  gtk_widget_set_visible (self->others, others != NULL);
  speak (self);
  show_time (self);
  if (other)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

void
cercle_review_case_start (CercleReviewCase *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
cercle_review_case_forget (CercleReviewCase *self, const char *kase)
{
  cercle_review_choosing_forget (CERCLE_REVIEW_CHOOSING (self->choosing), kase);
  g_hash_table_remove (self->spent, kase);
}

gboolean
cercle_review_case_get_shown (CercleReviewCase *self)
{
  return self->shown;
}

const char *
cercle_review_case_get_words (CercleReviewCase *self)
{
  return self->words != NULL ? self->words : "";
}
