/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do all small forms on a case have in common? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-form.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-draft.h"
#include "cercle-escape.h"
#include "cercle-json.h"
#include "cercle-lookup.h"
#include "cercle-page.h"
#include "cercle-toast.h"

typedef struct
{
  CercleSession *session;
  CercleCaseFile *file; /* not owned */
  char *kase;
  CercleDraft *draft;
  GtkWidget *box, *title, *rows, *problem, *save;
  gboolean loading, saving, ready;
  GtkWidget *wrong; /* while it is filled in: what is refused; not owned */
  gboolean said;    /* … and tells why itself */
} CercleCaseFormPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CercleCaseForm, cercle_case_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static CercleCaseFormPrivate *
private_of (CercleCaseForm *self)
{
  return cercle_case_form_get_instance_private (self);
}

#define BELOW 60 /* pixels: the button */

/* Once it has its place. */
static gboolean
into_view_cb (GtkWidget *problem, GdkFrameClock *clock, gpointer frames)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (problem, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = NULL;
  graphene_rect_t bounds;
  double top;

  if ((*(guint *) frames)++ < 2)
    return G_SOURCE_CONTINUE;
  if (scroller == NULL || !gtk_widget_compute_bounds (problem, scroller, &bounds))
    return G_SOURCE_REMOVE;
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = gtk_adjustment_get_value (down) + bounds.origin.y;
  gtk_adjustment_clamp_page (down, top, top + bounds.size.height + BELOW);
  return G_SOURCE_REMOVE;
}

/* Ctrl+Return saves from any row: why it did not must be seen. */
static void
bring_into_view (GtkWidget *problem)
{
  gtk_widget_add_tick_callback (problem, into_view_cb, g_new0 (guint, 1), g_free);
}

static void
show_problem (CercleCaseForm *self, const char *sentence)
{
  CercleCaseFormPrivate *priv = private_of (self);

  gtk_label_set_text (GTK_LABEL (priv->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (priv->problem, sentence != NULL);
  if (sentence != NULL)
    bring_into_view (priv->problem);
}

static void
show_ready (CercleCaseForm *self)
{
  CercleCaseFormPrivate *priv = private_of (self);

  gtk_widget_set_sensitive (priv->save, priv->ready && !priv->saving);
}

static JsonObject *
content (gpointer owner)
{
  CercleCaseForm *self = owner;
  return CERCLE_CASE_FORM_GET_CLASS (self)->keep (self);
}

static void
restore (CercleCaseForm *self, JsonObject *typed)
{
  CercleCaseFormPrivate *priv = private_of (self);

  priv->loading = TRUE;
  CERCLE_CASE_FORM_GET_CLASS (self)->restore (self, typed);
  priv->loading = FALSE;
  show_problem (self, NULL);
}

/* --- Saving ---------------------------------------------------------------------------------- */

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  g_autoptr (CercleCaseForm) self = data;
  CercleCaseFormPrivate *priv = private_of (self);

  priv->saving = FALSE;
  if (priv->save == NULL)
    return;
  show_ready (self);
  /* What was refused stays, on the screen and on the disk. */
  if (!committed)
    {
      cercle_draft_touch (priv->draft);
      return;
    }
  restore (self, NULL);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCaseForm) self = data;
  CercleCaseFormPrivate *priv = private_of (self);
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);

  priv->saving = FALSE;
  if (priv->save == NULL)
    return;
  show_ready (self);
  if (!done)
    {
      show_problem (self, error->message);
      return;
    }
  cercle_draft_end (priv->draft, NULL);
  restore (self, NULL);
  cercle_toast (GTK_WIDGET (self), _ (CERCLE_CASE_FORM_GET_CLASS (self)->label), TRUE);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

/* The keyboard goes where it can be mended; a sentence that stands there is not said twice. */
static void
show_refusal (CercleCaseForm *self, const char *sentence)
{
  CercleCaseFormPrivate *priv = private_of (self);

  show_problem (self, priv->said ? NULL : sentence);
  if (priv->wrong != NULL)
    gtk_widget_grab_focus (priv->wrong);
}

gboolean
cercle_case_form_save (CercleCaseForm *self)
{
  CercleCaseFormPrivate *priv = private_of (self);
  CercleCaseFormClass *klass = CERCLE_CASE_FORM_GET_CLASS (self);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);
  g_autoptr (CercleTx) tx = cercle_tx_new (klass->label);
  g_autoptr (GError) error = NULL;

  if (priv->saving || priv->file == NULL || page == NULL)
    return FALSE;
  cercle_case_form_point (self, NULL, FALSE);
  if (!klass->fill (self, tx, &error))
    {
      show_refusal (self, error->message);
      return FALSE;
    }
  show_problem (self, NULL);
  priv->saving = TRUE;
  show_ready (self);
  if (klass->send != NULL)
    {
      klass->send (self, sent_cb, g_object_ref (self));
      return TRUE;
    }
  cercle_draft_end (priv->draft, tx);
  cercle_page_commit (CERCLE_PAGE (page), g_steal_pointer (&tx), saved_cb, g_object_ref (self));
  return TRUE;
}

static gboolean
save_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  cercle_case_form_save (CERCLE_CASE_FORM (widget));
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  cercle_case_form_flush (CERCLE_CASE_FORM (widget));
  g_signal_emit (widget, signals[SIGNAL_DONE], 0);
  return GDK_EVENT_STOP;
}

/* --- The class ------------------------------------------------------------------------------- */

static void
cercle_case_form_dispose (GObject *object)
{
  CercleCaseFormPrivate *priv = private_of (CERCLE_CASE_FORM (object));

  g_clear_pointer (&priv->draft, cercle_draft_free);
  g_clear_object (&priv->session);
  g_clear_pointer (&priv->kase, g_free);
  priv->file = NULL;
  priv->save = priv->problem = NULL;
  G_OBJECT_CLASS (cercle_case_form_parent_class)->dispose (object);
}

static void
cercle_case_form_constructed (GObject *object)
{
  CercleCaseForm *self = CERCLE_CASE_FORM (object);
  CercleCaseFormPrivate *priv = private_of (self);
  CercleCaseFormClass *klass = CERCLE_CASE_FORM_GET_CLASS (self);

  G_OBJECT_CLASS (cercle_case_form_parent_class)->constructed (object);
  gtk_label_set_text (GTK_LABEL (priv->title), _ (klass->title));
  gtk_button_set_label (GTK_BUTTON (priv->save), _ (klass->button));
  restore (self, NULL);
}

static void
cercle_case_form_class_init (CercleCaseFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cercle_case_form_dispose;
  object_class->constructed = cercle_case_form_constructed;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Before what has the keyboard: a note would take Ctrl+Return for the end of a line. */
static void
add_save_keys (CercleCaseForm *self)
{
  static const guint returns[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (returns); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (returns[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (save_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
cercle_case_form_init (CercleCaseForm *self)
{
  CercleCaseFormPrivate *priv = private_of (self);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *keys = gtk_label_new (_ ("Ctrl+Return"));

  priv->ready = TRUE;
  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  priv->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->title), 0);
  gtk_widget_add_css_class (priv->title, "heading");
  priv->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->problem), TRUE);
  gtk_widget_add_css_class (priv->problem, "error");
  gtk_widget_set_visible (priv->problem, FALSE);
  priv->save = gtk_button_new ();
  gtk_widget_add_css_class (priv->save, "suggested-action");
  g_signal_connect_swapped (priv->save, "clicked", G_CALLBACK (cercle_case_form_save), self);
  gtk_widget_add_css_class (keys, "dim-label");
  gtk_widget_add_css_class (keys, "caption");
  gtk_box_append (GTK_BOX (row), priv->save);
  gtk_box_append (GTK_BOX (row), keys);
  gtk_box_append (GTK_BOX (priv->box), priv->title);
  priv->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (priv->box), priv->rows);
  gtk_box_append (GTK_BOX (priv->box), priv->problem);
  gtk_box_append (GTK_BOX (priv->box), row);
  adw_bin_set_child (ADW_BIN (self), priv->box);
  add_save_keys (self);
}

/* --- For the page ---------------------------------------------------------------------------- */

static void
change_case (CercleCaseForm *self, const char *kase)
{
  CercleCaseFormPrivate *priv = private_of (self);
  const char *sort = CERCLE_CASE_FORM_GET_CLASS (self)->draft;
  g_autofree char *id = cercle_draft_id (priv->session, sort, kase);
  g_autoptr (JsonObject) typed = NULL;

  g_clear_pointer (&priv->draft, cercle_draft_free);
  g_free (priv->kase);
  priv->kase = g_strdup (kase);
  priv->draft = cercle_draft_new (priv->session, id, sort, content, self);
  cercle_draft_set_of (priv->draft, kase);
  typed = cercle_draft_read (priv->session, sort, id);
  restore (self, typed);
}

void
cercle_case_form_show (CercleCaseForm *self, CercleSession *session, CercleCaseFile *file)
{
  CercleCaseFormPrivate *priv = private_of (self);
  const char *kase = cercle_record_get_id (file->kase);
  gboolean other = g_strcmp0 (priv->kase, kase) != 0;

  g_set_object (&priv->session, session);
  /* The draft of the case before is written with what it was about. */
  if (other)
    cercle_case_form_flush (self);
  priv->file = file;
  if (other)
    change_case (self, kase);
  if (CERCLE_CASE_FORM_GET_CLASS (self)->show != NULL)
    CERCLE_CASE_FORM_GET_CLASS (self)->show (self);
}

void
cercle_case_form_start (CercleCaseForm *self)
{
  CERCLE_CASE_FORM_GET_CLASS (self)->start (self);
}

void
cercle_case_form_flush (CercleCaseForm *self)
{
  if (private_of (self)->draft != NULL)
    cercle_draft_flush (private_of (self)->draft);
}

gboolean
cercle_case_form_has_draft (CercleCaseForm *self)
{
  g_autoptr (JsonObject) typed = content (self);
  return typed != NULL;
}

/* --- For the forms --------------------------------------------------------------------------- */

static void
touched_by (CercleCaseForm *self, GtkWidget *control)
{
  const struct
  {
    GType type;
    const char *signal;
  } says[] = {
    { GTK_TYPE_ENTRY, "changed" },        { GTK_TYPE_DROP_DOWN, "notify::selected" },
    { GTK_TYPE_CHECK_BUTTON, "toggled" }, { CERCLE_TYPE_LOOKUP, "chosen" },
    { CERCLE_TYPE_LOOKUP, "typed" },      { GTK_TYPE_SPIN_BUTTON, "value-changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (control, says[i].type))
      g_signal_connect_swapped (control, says[i].signal, G_CALLBACK (cercle_case_form_touch), self);
  if (GTK_IS_BOX (control))
    for (GtkWidget *child = gtk_widget_get_first_child (control); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      touched_by (self, child);
}

GtkWidget *
cercle_case_form_get_rows (CercleCaseForm *self)
{
  return private_of (self)->rows;
}

static GtkWidget *
make_row (const char *label, GtkWidget *control)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_size_request (words, 108, -1);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_hexpand (control, TRUE);
  if (GTK_IS_ENTRY (control) || GTK_IS_DROP_DOWN (control) || GTK_IS_TEXT_VIEW (control))
    cercle_set_spoken (control, label);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), control);
  return row;
}

GtkWidget *
cercle_case_form_add (CercleCaseForm *self, const char *label, GtkWidget *control)
{
  GtkWidget *row = label != NULL ? make_row (label, control) : control;

  touched_by (self, control);
  gtk_box_append (GTK_BOX (private_of (self)->rows), row);
  return row;
}

void
cercle_case_form_touch (CercleCaseForm *self)
{
  CercleCaseFormPrivate *priv = private_of (self);

  if (priv->loading)
    return;
  show_problem (self, NULL);
  if (priv->draft != NULL)
    cercle_draft_touch (priv->draft);
}

void
cercle_case_form_set_ready (CercleCaseForm *self, gboolean ready)
{
  private_of (self)->ready = ready;
  show_ready (self);
}

CercleSession *
cercle_case_form_get_session (CercleCaseForm *self)
{
  return private_of (self)->session;
}

CercleCaseFile *
cercle_case_form_get_file (CercleCaseForm *self)
{
  return private_of (self)->file;
}

void
cercle_case_form_point (CercleCaseForm *self, GtkWidget *control, gboolean said)
{
  private_of (self)->wrong = control;
  private_of (self)->said = said;
}

gboolean
cercle_case_form_refuse (CercleCaseForm *self, GtkWidget *control, GError **error,
                         const char *sentence)
{
  cercle_case_form_point (self, control, FALSE);
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

gboolean
cercle_case_form_read_day (CercleCaseForm *self, GtkWidget *entry, char **day, GError **error)
{
  int today = cercle_session_get_today_number (private_of (self)->session);
  g_autofree char *clean = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  int number = CERCLE_DAY_NONE;

  *day = NULL;
  if (clean[0] == '\0')
    return TRUE;
  number = cercle_day_format_parse (clean, today);
  if (number == CERCLE_DAY_NONE)
    return cercle_case_form_refuse (self, entry, error,
                                    _ ("This is not a day: type for instance 23/06 or tomorrow."));
  *day = cercle_day_to_text (number);
  return TRUE;
}

const char *
cercle_case_form_text (JsonObject *typed, const char *name)
{
  const char *text = NULL;

  if (typed != NULL)
    cercle_json_text_opt (typed, name, &text, NULL);
  return text;
}

void
cercle_case_form_put (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}
