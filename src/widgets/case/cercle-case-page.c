/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known, held, promised and to be done for one person, and in whose words? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-answers.h"
#include "cercle-case-clock.h"
#include "cercle-case-composer.h"
#include "cercle-case-dealings.h"
#include "cercle-case-disputes.h"
#include "cercle-case-exception.h"
#include "cercle-case-facts.h"
#include "cercle-case-file.h"
#include "cercle-case-handed.h"
#include "cercle-case-holding.h"
#include "cercle-case-keys.h"
#include "cercle-case-move.h"
#include "cercle-case-next.h"
#include "cercle-case-orientation.h"
#include "cercle-case-quotes.h"
#include "cercle-case-state.h"
#include "cercle-case-timeline.h"
#include "cercle-case-trail.h"
#include "cercle-case-transfers.h"
#include "cercle-case-twins.h"
#include "cercle-case.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-template.h"
#include "cercle-wrap-layout.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 40

/* Wide, each part has its column; narrow, all stand in the first one. */
enum
{
  TOP,
  LEFT,
  RIGHT,
  BOTTOM,
  N_COLUMNS
};

/* In the order they are read. */
static const struct
{
  GType (*get_type) (void);
  int column;
  gboolean closes; /* narrow, it closes the page: what is to be done must be in the first window */
} parts[] = {
  { cercle_case_exception_get_type, TOP, FALSE },
  { cercle_case_handed_get_type, TOP, FALSE },
  { cercle_case_quotes_get_type, TOP, FALSE },
  { cercle_case_state_get_type, TOP, FALSE },
  { cercle_case_clock_get_type, TOP, FALSE },
  { cercle_case_answers_get_type, TOP, FALSE },
  { cercle_case_twins_get_type, TOP, FALSE },
  { cercle_case_facts_get_type, LEFT, TRUE },
  { cercle_case_next_get_type, RIGHT, FALSE },
  { cercle_case_disputes_get_type, LEFT, FALSE },
  { cercle_case_composer_get_type, RIGHT, FALSE },
  { cercle_case_orientation_get_type, RIGHT, FALSE },
  { cercle_case_dealings_get_type, BOTTOM, FALSE },
  { cercle_case_transfers_get_type, BOTTOM, FALSE },
  { cercle_case_holding_get_type, BOTTOM, FALSE },
  { cercle_case_timeline_get_type, BOTTOM, FALSE },
};

struct _CercleCasePage
{
  CerclePage parent_instance;
  GtkWidget *trail, *next, *place, *states, *missing, *scroller, *body, *middle;
  GtkWidget *columns[N_COLUMNS];
  GtkWidget *parts[G_N_ELEMENTS (parts)];
  char *id, *form;      /* form: to open with the file; NULL: none */
  CercleCaseFile *file; /* of id, or of the case before while it is read */
  GCancellable *cancellable;
  guint quiet;
  gboolean stale;    /* something changed while the page was not in view */
  gboolean starting; /* the focus belongs here as soon as there is something */
};

G_DEFINE_FINAL_TYPE (CercleCasePage, cercle_case_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "trail", G_STRUCT_OFFSET (CercleCasePage, trail) },
  { "next", G_STRUCT_OFFSET (CercleCasePage, next) },
  { "place", G_STRUCT_OFFSET (CercleCasePage, place) },
  { "states", G_STRUCT_OFFSET (CercleCasePage, states) },
  { "missing", G_STRUCT_OFFSET (CercleCasePage, missing) },
  { "scroller", G_STRUCT_OFFSET (CercleCasePage, scroller) },
  { "body", G_STRUCT_OFFSET (CercleCasePage, body) },
  { "middle", G_STRUCT_OFFSET (CercleCasePage, middle) },
  { "top", G_STRUCT_OFFSET (CercleCasePage, columns[TOP]) },
  { "left", G_STRUCT_OFFSET (CercleCasePage, columns[LEFT]) },
  { "right", G_STRUCT_OFFSET (CercleCasePage, columns[RIGHT]) },
  { "bottom", G_STRUCT_OFFSET (CercleCasePage, columns[BOTTOM]) },
};

static CercleSession *
session_of (CercleCasePage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static gpointer
part_of (CercleCasePage *self, GType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].get_type () == type)
      return self->parts[i];
  g_return_val_if_reached (NULL);
}
#define composer_of(self) CERCLE_CASE_COMPOSER (part_of (self, CERCLE_TYPE_CASE_COMPOSER))

/* --- Where things stand ---------------------------------------------------------------------- */

static void
move_parts (CercleCasePage *self, gboolean narrow)
{
  for (int last = 0; last <= 1; last++)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if ((narrow && parts[i].closes) == last)
        cercle_case_part_put (self->parts[i], self->columns[narrow ? TOP : parts[i].column]);
}

static void
place_parts (CercleCasePage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean here = focus != NULL && gtk_widget_is_ancestor (focus, self->body);

  /* GTK keeps alive for ever what left its place with the focus in it. */
  if (here)
    gtk_root_set_focus (root, NULL);
  move_parts (self, narrow);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    cercle_case_part_set_narrow (CERCLE_CASE_PART (self->parts[i]), narrow);
  gtk_widget_set_visible (self->middle, !narrow);
  gtk_widget_set_visible (self->columns[BOTTOM], !narrow);
  (narrow ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->body, "narrow");
  if (here)
    gtk_widget_grab_focus (focus);
}

/* --- What is shown --------------------------------------------------------------------------- */

static void
show_trail (CercleCasePage *self)
{
  guint position = 0, n = 0;
  gboolean told =
      self->id != NULL && cercle_case_trail_tell (session_of (self), self->id, &position, &n);
  g_autofree char *place = NULL;

  gtk_widget_set_visible (self->trail, told);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.previous", told && position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.next", told && position + 1 < n);
  if (!told)
    return;
  /* TRANSLATORS: place of the case in its list. */
  place = g_strdup_printf (_ ("%1$u of %2$u"), position + 1, n);
  gtk_label_set_text (GTK_LABEL (self->place), position < n ? place : "");
}

static void
show_title (CercleCasePage *self)
{
  g_autofree char *title = cercle_case_file_title (self->file);
  g_autofree char *subtitle =
      cercle_case_file_subtitle (self->file, cercle_session_get_today_number (session_of (self)));

  cercle_page_set_title (CERCLE_PAGE (self), title);
  cercle_page_set_subtitle (CERCLE_PAGE (self), subtitle);
}

static void
enable_moves (CercleCasePage *self)
{
  gboolean open =
      cercle_case_status_is_open (cercle_record_get_text (self->file->kase, CERCLE_CASE_STATUS));
  gboolean may = cercle_session_may (session_of (self), &cercle_event_kind, CERCLE_OP_CREATE);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "case.move", may && open);
  gtk_widget_action_set_enabled (widget, "case.form", may && open);
  gtk_widget_action_set_enabled (widget, "case.close", may && open);
  gtk_widget_action_set_enabled (widget, "case.hand-over", may && open);
  gtk_widget_action_set_enabled (widget, "case.reopen", may && !open);
  gtk_widget_action_set_enabled (widget, "case.note", may);
  gtk_widget_action_set_enabled (
      widget, "case.todo",
      open && cercle_session_may (session_of (self), &cercle_action_kind, CERCLE_OP_CREATE));
}

static void
show_file (CercleCasePage *self)
{
  show_title (self);
  enable_moves (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    cercle_case_part_show (CERCLE_CASE_PART (self->parts[i]), self->file);
  gtk_stack_set_visible_child (GTK_STACK (self->states), self->scroller);
}

/* Nothing that a Return still pressed from the list could change. */
static void
focus_first (CercleCasePage *self)
{
  GtkWidget *first = part_of (self, CERCLE_TYPE_CASE_STATE);

  /* Of the case before: from there it would go one further. */
  cercle_keyboard_leave (first);
  self->starting = !gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

/* --- Reading --------------------------------------------------------------------------------- */

/* "orientation", or on one record of the case: "answer:IDENTITY". */
static void
open_form (CercleCasePage *self, const char *form)
{
  g_auto (GStrv) target = g_strsplit (form, ":", 2);

  if (self->file != NULL && target[0] != NULL)
    cercle_case_composer_open_on (composer_of (self), target[0], target[1]);
}

/* Once this desk's own event came, the next case of the list is what one goes on with. */
static void
point_onwards (CercleCasePage *self, CercleCaseFile *before, CercleCaseFile *file)
{
  CercleRecord *me = cercle_session_get_member (session_of (self)); /* NULL: not read yet */

  if (before == NULL)
    gtk_widget_remove_css_class (self->next, "suggested-action");
  else if (me != NULL && file->events->len > before->events->len &&
           g_strcmp0 (cercle_record_get_text (file->events->pdata[0], CERCLE_EVENT_BY),
                      cercle_record_get_id (me)) == 0)
    gtk_widget_add_css_class (self->next, "suggested-action");
}

static void
take_file (CercleCasePage *self, CercleCaseFile *file)
{
  CercleCaseFile *before = self->file;
  gboolean other = before == NULL || g_strcmp0 (cercle_record_get_id (before->kase),
                                                cercle_record_get_id (file->kase)) != 0;

  self->file = file;
  show_file (self);
  point_onwards (self, other ? NULL : before, file);
  /* Parts point into a file until they are shown the next one. */
  g_clear_pointer (&before, cercle_case_file_free);
  if (other)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (self->form != NULL)
    open_form (self, self->form);
  else if (self->starting)
    focus_first (self);
  g_clear_pointer (&self->form, g_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCasePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleCaseFile) file =
      cercle_case_file_load_finish (CERCLE_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->states == NULL)
    return;
  g_clear_object (&self->cancellable);
  /* Its window was closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (file != NULL)
    take_file (self, g_steal_pointer (&file));
  else
    {
      cercle_page_set_title (CERCLE_PAGE (self), _ ("Case"));
      cercle_page_set_subtitle (CERCLE_PAGE (self), NULL);
      gtk_stack_set_visible_child (GTK_STACK (self->states), self->missing);
    }
  show_trail (self);
}

static void
load (CercleCasePage *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->stale = FALSE;
  if (self->id == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_case_file_load_async (session_of (self), self->id, self->cancellable, loaded_cb,
                               g_object_ref (self));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleCasePage *self = data;

  self->quiet = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleSession *session, guint64 kinds, CercleCasePage *self)
{
  if (!cercle_case_file_concerns (kinds))
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (self->quiet == 0)
    self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
mapped_cb (CercleCasePage *self)
{
  if (self->stale)
    load (self);
}

static void
keep_typed (CercleCasePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    cercle_case_part_leave (CERCLE_CASE_PART (self->parts[i]));
}

static void
open_case (CercleCasePage *self, const char *id)
{
  if (id == NULL)
    return;
  if (g_strcmp0 (self->id, id) != 0)
    {
      if (self->file != NULL)
        keep_typed (self);
      cercle_case_composer_open (composer_of (self), NULL);
      g_free (self->id);
      self->id = g_strdup (id);
      cercle_page_set_about (CERCLE_PAGE (self), self->id);
    }
  cercle_session_note_access (session_of (self), &cercle_case_kind, id);
  load (self);
  show_trail (self);
}

/* --- Actions --------------------------------------------------------------------------------- */

static void
save_event (CercleCasePage *self, CercleRecord *event, const char *label)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));
  g_autoptr (CercleTx) tx = cercle_tx_new (label);

  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  cercle_tx_save (tx, event);
  cercle_page_commit (CERCLE_PAGE (self), g_steal_pointer (&tx), NULL, NULL);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);
  const char *to = g_variant_get_string (parameter, NULL);
  g_autoptr (CercleRecord) event = NULL;

  if (self->file == NULL)
    return;
  if (cercle_case_move_asks_why (to))
    {
      CercleCaseComposer *composer = composer_of (self);
      cercle_case_move_set_target (
          CERCLE_CASE_MOVE (cercle_case_composer_get_form (composer, "move")), to);
      cercle_case_composer_open (composer, "move");
      return;
    }
  event = cercle_move_status (self->file->kase, to, NULL);
  save_event (self, event, N_ ("Case moved."));
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);
  g_autoptr (CercleRecord) event =
      self->file != NULL ? cercle_move_reopen (self->file->kase, NULL) : NULL;

  if (event != NULL)
    save_event (self, event, N_ ("Case opened again."));
}

static const struct
{
  const char *action, *form;
} openings[] = {
  { "case.note", "note" },
  { "case.todo", "todo" },
  { "case.hand-over", "baton" },
  { "case.close", "closing" },
};

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_equal (openings[i].action, name) && self->file != NULL)
      cercle_case_composer_open (composer_of (self), openings[i].form);
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_form (CERCLE_CASE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Along the list; the way back stays one step long. */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);
  int by = g_str_equal (name, "case.next") ? 1 : -1;
  g_autofree char *id =
      self->id != NULL ? cercle_case_trail_step (session_of (self), self->id, by) : NULL;

  if (id != NULL)
    open_case (self, id);
}

static void
done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_case_next_done (part_of (CERCLE_CASE_PAGE (widget), CERCLE_TYPE_CASE_NEXT));
}

static void
find_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);

  if (self->id != NULL)
    gtk_widget_activate_action (widget, "win.find-partner", "s", self->id);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (widget);

  if (self->file != NULL)
    cercle_case_part_show (part_of (self, CERCLE_TYPE_CASE_NEXT), self->file);
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *by, gpointer data)
{
  cercle_case_part_walk (CERCLE_CASE_PAGE (widget)->parts, G_N_ELEMENTS (parts),
                         g_variant_get_int32 (by));
  return GDK_EVENT_STOP;
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_case_page_open (CerclePage *page, const char *target)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (page);
  g_auto (GStrv) words = g_strsplit (target != NULL ? target : "", "/", 2);

  g_free (self->form);
  self->form = words[0] != NULL ? g_strdup (words[1]) : NULL;
  open_case (self, words[0]);
}

static void
cercle_case_page_start (CerclePage *page)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (page);
  gboolean here =
      self->file != NULL && g_strcmp0 (cercle_record_get_id (self->file->kase), self->id) == 0;

  self->starting = TRUE;
  if (here)
    focus_first (self);
}

static void
cercle_case_page_leave (CerclePage *page)
{
  /* What is read too late no longer takes the keyboard. */
  CERCLE_CASE_PAGE (page)->starting = FALSE;
  if (CERCLE_CASE_PAGE (page)->file != NULL)
    keep_typed (CERCLE_CASE_PAGE (page));
}

static void
cercle_case_page_constructed (GObject *object)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (object);

  G_OBJECT_CLASS (cercle_case_page_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      self->parts[i] = g_object_new (parts[i].get_type (), "session", session_of (self), NULL);
      gtk_box_append (GTK_BOX (self->columns[TOP]), self->parts[i]);
    }
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (place_parts), NULL);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  place_parts (self);
  show_trail (self);
}

static void
cercle_case_page_dispose (GObject *object)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->states = NULL;
  G_OBJECT_CLASS (cercle_case_page_parent_class)->dispose (object);
}

static void
cercle_case_page_finalize (GObject *object)
{
  CercleCasePage *self = CERCLE_CASE_PAGE (object);

  g_free (self->id);
  g_free (self->form);
  g_clear_pointer (&self->file, cercle_case_file_free);
  G_OBJECT_CLASS (cercle_case_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    gtk_widget_class_install_action (widget_class, openings[i].action, NULL, open_action);
  gtk_widget_class_install_action (widget_class, "case.form", "s", form_action);
  gtk_widget_class_install_action (widget_class, "case.move", "s", move_action);
  gtk_widget_class_install_action (widget_class, "case.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "case.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "case.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "case.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "case.find-partner", NULL, find_partner_action);
  gtk_widget_class_install_action (widget_class, "case.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, walk_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, walk_cb, "i", -1);
  cercle_case_keys_install (widget_class);
}

static void
cercle_case_page_class_init (CercleCasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  CerclePageClass *page_class = CERCLE_PAGE_CLASS (klass);

  g_type_ensure (CERCLE_TYPE_WRAP_LAYOUT);
  object_class->constructed = cercle_case_page_constructed;
  object_class->dispose = cercle_case_page_dispose;
  object_class->finalize = cercle_case_page_finalize;
  page_class->open = cercle_case_page_open;
  page_class->start = cercle_case_page_start;
  page_class->leave = cercle_case_page_leave;
  install_actions (GTK_WIDGET_CLASS (klass));
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_page_init (CercleCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
