/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is next on the waiting lists, and what becomes of her? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-projector.h"
#include "cercle-template.h"
#include "cercle-toast.h"
#include "cercle-waiting-assistant.h"
#include "cercle-waiting-card.h"
#include "cercle-waiting-choose.h"
#include "cercle-waiting-list.h"
#include "cercle-waiting-order.h"
#include "cercle-wrap-layout.h"

struct _CercleWaitingPage
{
  CerclePage parent_instance;
  GtkWidget *bar, *states, *place, *foot, *names, *import;
  GtkWidget *card;
  GPtrArray *people; /* CercleWaitingOne */
  guint at;
  char *shown; /* key of a row of who is shown: she stays when the people are asked again */
  CercleProjector *projector;
  gboolean waits; /* to be asked when it is shown */
  gboolean asking, again;
};

G_DEFINE_FINAL_TYPE (CercleWaitingPage, cercle_waiting_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "bar", G_STRUCT_OFFSET (CercleWaitingPage, bar) },
  { "states", G_STRUCT_OFFSET (CercleWaitingPage, states) },
  { "place", G_STRUCT_OFFSET (CercleWaitingPage, place) },
  { "foot", G_STRUCT_OFFSET (CercleWaitingPage, foot) },
  { "names", G_STRUCT_OFFSET (CercleWaitingPage, names) },
  { "import", G_STRUCT_OFFSET (CercleWaitingPage, import) },
};

/* What a key does; keys by their place on the keyboard, so that digits need no Shift on a French
 * one. A decision is the token of the row; the first are also buttons at the foot. */
static void decide (CercleWaitingPage *self, const char *decision);
static void open_case (CercleWaitingPage *self, const char *decision);
static void know (CercleWaitingPage *self, const char *decision);
static void choose (CercleWaitingPage *self, const char *decision);
static void answer_first (CercleWaitingPage *self, const char *same);
static void step (CercleWaitingPage *self, const char *by);

static const struct
{
  const char *action;
  void (*func) (CercleWaitingPage *self, const char *word);
  const char *word;
  const char *cap, *label; /* label NULL: no button */
  guint keys[3];
} deeds[] = {
  { "waiting.open",
    open_case,
    "opened",
    "1",
    N_ ("Open a Case"),
    { GDK_KEY_1, GDK_KEY_KP_1, GDK_KEY_ampersand } },
  { "waiting.known-first",
    know,
    "known",
    "2",
    N_ ("Already Known"),
    { GDK_KEY_2, GDK_KEY_KP_2, GDK_KEY_eacute } },
  { "waiting.choose",
    choose,
    "known",
    "C",
    N_ ("Known in Another Case…"),
    { GDK_KEY_c, GDK_KEY_C } },
  { "waiting.ask",
    decide,
    "ask",
    "3",
    N_ ("Ask the Body"),
    { GDK_KEY_3, GDK_KEY_KP_3, GDK_KEY_quotedbl } },
  { "waiting.nothing",
    decide,
    "nothing",
    "4",
    N_ ("Nothing to Do"),
    { GDK_KEY_4, GDK_KEY_KP_4, GDK_KEY_apostrophe } },
  { "waiting.later",
    decide,
    "later",
    "5",
    N_ ("Later"),
    { GDK_KEY_5, GDK_KEY_KP_5, GDK_KEY_parenleft } },
  { "waiting.previous", step, "-", "⇞", N_ ("Previous"), { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up } },
  { "waiting.next", step, "+", "⇟", N_ ("Next"), { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down } },
  { "waiting.same-first", answer_first, "same", NULL, NULL, { GDK_KEY_s, GDK_KEY_S } },
  { "waiting.apart-first", answer_first, NULL, NULL, NULL, { GDK_KEY_e, GDK_KEY_E } },
};

static CercleSession *
session_of (CercleWaitingPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const CercleWaitingOne *
current (CercleWaitingPage *self)
{
  return self->people != NULL && self->at < self->people->len
             ? g_ptr_array_index (self->people, self->at)
             : NULL;
}

/* --- What is shown --------------------------------------------------------------------------- */

static guint
count_decided (CercleWaitingPage *self)
{
  guint n = 0;

  for (guint i = 0; self->people != NULL && i < self->people->len; i++)
    n += cercle_waiting_one_decision (g_ptr_array_index (self->people, i)) != NULL;
  return n;
}

static void
allow (CercleWaitingPage *self)
{
  const CercleWaitingOne *one = current (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may_open = cercle_session_may (session_of (self), &cercle_case_kind, CERCLE_OP_CREATE);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_action_set_enabled (widget, deeds[i].action, one != NULL);
  /* Who may be known already is not opened anew before somebody has said who she is. */
  gtk_widget_action_set_enabled (widget, "waiting.open",
                                 one != NULL && may_open && one->doubts->len == 0);
  gtk_widget_action_set_enabled (widget, "waiting.known-first", one != NULL && one->cases->len > 0);
  gtk_widget_action_set_enabled (widget, "waiting.same-first", one != NULL && one->doubts->len > 0);
  gtk_widget_action_set_enabled (widget, "waiting.apart-first",
                                 one != NULL && one->doubts->len > 0);
  gtk_widget_action_set_enabled (widget, "waiting.validate", one != NULL);
  gtk_widget_action_set_enabled (widget, "waiting.project", one != NULL);
}

static void
project (CercleWaitingPage *self, const char *place)
{
  gboolean names = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->names));

  if (self->projector == NULL)
    return;
  cercle_waiting_card_show (cercle_projector_get_card (self->projector), current (self),
                            names ? CERCLE_WAITING_FOR_ALL : CERCLE_WAITING_DISCREET);
  cercle_projector_set_subtitle (self->projector, place);
}

static void
show (CercleWaitingPage *self)
{
  const CercleWaitingOne *one = current (self);
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  if (one != NULL)
    {
      place = g_strdup_printf ("%u / %u", self->at + 1, self->people->len);
      words = g_strdup_printf (_ ("%s · %u decided"), place, count_decided (self));
    }
  g_free (self->shown);
  self->shown = one != NULL ? g_strdup (cercle_record_get_text (g_ptr_array_index (one->rows, 0),
                                                                CERCLE_WAITING_ROW_KEY))
                            : NULL;
  cercle_page_set_subtitle (CERCLE_PAGE (self), words != NULL ? words : "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), one != NULL ? "session" : "empty");
  cercle_waiting_card_show (CERCLE_WAITING_CARD (self->card), one, CERCLE_WAITING_AT_THE_DESK);
  project (self, place);
  allow (self);
}

/* Who was shown, wherever she stands now; or the first who is not decided on. */
static guint
find_place (CercleWaitingPage *self)
{
  for (guint i = 0; self->shown != NULL && i < self->people->len; i++)
    if (cercle_waiting_has_row (g_ptr_array_index (self->people, i), self->shown))
      return i;
  for (guint i = 0; i < self->people->len; i++)
    if (cercle_waiting_one_decision (g_ptr_array_index (self->people, i)) == NULL)
      return i;
  return 0;
}

static void ask (CercleWaitingPage *self);

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleWaitingPage) self = data;
  g_autoptr (GPtrArray) people =
      cercle_session_match_waiting_finish (CERCLE_SESSION (source), result, NULL);
  gboolean again = self->again;

  self->asking = self->again = FALSE;
  /* The page is gone; a read that failed is asked again with the next change. */
  if (self->states == NULL)
    return;
  if (again)
    {
      ask (self);
      return;
    }
  if (people == NULL)
    return;
  cercle_waiting_keep_order (people, self->people);
  g_clear_pointer (&self->people, cercle_waiting_people_free);
  self->people = g_steal_pointer (&people);
  self->at = find_place (self);
  show (self);
}

static void
ask (CercleWaitingPage *self)
{
  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self));
  self->again = self->again || self->asking;
  if (self->waits || self->asking)
    return;
  self->asking = TRUE;
  cercle_session_match_waiting_async (session_of (self), matched_cb, g_object_ref (self));
}

static void
changed_cb (CercleWaitingPage *self, guint64 kinds)
{
  static const CercleKind *const told[] = { &cercle_waiting_row_kind, &cercle_waiting_list_kind,
                                            &cercle_case_kind };

  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (told); k++)
      if (cercle_kinds ()[i] == told[k] && (kinds & (G_GUINT64_CONSTANT (1) << i)) != 0)
        {
          ask (self);
          return;
        }
}

/* --- What is done ---------------------------------------------------------------------------- */

/* The next one who is not decided on, from here round. */
static void
go_on (CercleWaitingPage *self)
{
  for (guint i = 1; i < self->people->len; i++)
    {
      guint next = (self->at + i) % self->people->len;

      if (cercle_waiting_one_decision (g_ptr_array_index (self->people, next)) == NULL)
        {
          self->at = next;
          break;
        }
    }
  show (self);
}

typedef struct
{
  CercleWaitingPage *page;
  const char *decision;     /* NULL: an answer */
  char key[CERCLE_ID_SIZE]; /* of a row of whom it is about */
} Done;

/* Shown at once; the lists are asked again behind it. What is seen needs no toast, nor one that
 * offers to undo what was done before. */
static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Done *done = data;
  g_autoptr (CercleWaitingPage) self = done->page;
  g_autoptr (GError) error = NULL;
  gboolean committed = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);
  const CercleWaitingOne *one = current (self);

  if (self->states == NULL)
    return;
  if (!committed)
    cercle_toast_error (GTK_WIDGET (self), error);
  /* Who went on meanwhile is not led elsewhere. */
  if (!committed || one == NULL || done->decision == NULL ||
      !cercle_waiting_has_row (one, done->key))
    return;
  for (guint i = 0; i < one->rows->len; i++)
    cercle_record_set_text (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_DECISION,
                            done->decision);
  go_on (self);
}

/* decision: a word of the program. */
static void
commit (CercleWaitingPage *self, CercleTx *tx, const char *decision)
{
  Done *done = g_new0 (Done, 1);

  done->page = g_object_ref (self);
  done->decision = decision;
  g_strlcpy (done->key, self->shown, sizeof done->key);
  cercle_session_commit_async (session_of (self), tx, decided_cb, done);
}

static void
decide (CercleWaitingPage *self, const char *decision)
{
  commit (self, cercle_session_decide_waiting (session_of (self), current (self), decision, NULL),
          decision);
}

static void
open_case (CercleWaitingPage *self, const char *decision)
{
  g_autofree char *kase = NULL;

  commit (self, cercle_session_open_waiting (session_of (self), current (self), &kase), decision);
}

static void
know (CercleWaitingPage *self, const char *decision)
{
  const CercleWaitingOne *one = current (self);

  commit (self,
          cercle_session_decide_waiting (session_of (self), one, decision,
                                         g_ptr_array_index (one->cases, 0)),
          decision);
}

static void
choose (CercleWaitingPage *self, const char *decision)
{
  cercle_waiting_choose_case (CERCLE_PAGE (self));
}

static void
answer (CercleWaitingPage *self, guint i, gboolean same)
{
  const CercleWaitingOne *one = current (self);

  if (one != NULL && i < one->doubts->len)
    commit (self,
            cercle_session_answer_waiting (session_of (self), one,
                                           g_ptr_array_index (one->doubts, i), same),
            NULL);
}

static void
answer_first (CercleWaitingPage *self, const char *same)
{
  answer (self, 0, same != NULL);
}

static void
step (CercleWaitingPage *self, const char *by)
{
  if (*by == '+' && self->at + 1 < self->people->len)
    self->at++;
  else if (*by == '-' && self->at > 0)
    self->at--;
  show (self);
}

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (deeds[i].action, name) && current (self) != NULL)
      deeds[i].func (self, deeds[i].word);
}

static void
answer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (CERCLE_WAITING_PAGE (widget), g_variant_get_uint32 (parameter),
          g_str_equal (name, "waiting.same"));
}

static void
known_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (widget);

  if (current (self) != NULL)
    commit (self,
            cercle_session_decide_waiting (session_of (self), current (self), "known",
                                           g_variant_get_string (parameter, NULL)),
            "known");
}

static gboolean
key_cb (CercleWaitingPage *self, guint key, guint code, GdkModifierType state)
{
  gboolean single = TRUE;

  g_object_get (cercle_page_get_settings (CERCLE_PAGE (self)), "single-keys", &single, NULL);
  if (!single || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    for (guint k = 0; k < G_N_ELEMENTS (deeds[i].keys); k++)
      if (deeds[i].keys[k] == key && key != 0)
        return gtk_widget_activate_action (GTK_WIDGET (self), deeds[i].action, NULL);
  return FALSE;
}

/* --- The room, the lists, the end --------------------------------------------------------------
 */

static void
project_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (widget);

  if (self->projector == NULL)
    cercle_projector_open (&self->projector, _ ("Review of waiting lists"),
                           cercle_waiting_card_new (session_of (self)));
  show (self);
  gtk_window_present (GTK_WINDOW (self->projector));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_waiting_assistant_begin (CERCLE_PAGE (widget));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleWaitingPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_forget_waiting_finish (CERCLE_SESSION (source), result, &error);

  if (self->states == NULL)
    return;
  if (!done)
    cercle_toast_error (GTK_WIDGET (self), error);
  else
    cercle_toast (GTK_WIDGET (self), _ ("The review is ended, and its rows are forgotten."), FALSE);
}

static void
validated_cb (gboolean accepted, gpointer data)
{
  g_autoptr (CercleWaitingPage) self = data;

  if (accepted && self->states != NULL)
    cercle_session_forget_waiting_async (session_of (self), TRUE, forgotten_cb,
                                         g_object_ref (self));
}

static void
validate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (widget);
  guint left = self->people != NULL ? self->people->len - count_decided (self) : 0;
  g_autofree char *body =
      left == 0 ? g_strdup (_ ("All rows of all lists are forgotten on this desk. The cases that "
                               "were opened stay."))
                : g_strdup_printf (ngettext ("%u person is not decided on. All rows of all lists "
                                             "are forgotten on this desk; the "
                                             "cases that were opened stay.",
                                             "%u persons are not decided on. All rows of all lists "
                                             "are forgotten on this desk; "
                                             "the cases that were opened stay.",
                                             left),
                                   left);
  const CercleQuestion question = { .heading = _ ("End the review?"),
                                    .body = body,
                                    .accept = _ ("End and Forget"),
                                    .destructive = TRUE };

  cercle_dialog_ask (widget, &question, validated_cb, g_object_ref (self));
}

/* --- The page -------------------------------------------------------------------------------- */

static void
map_cb (CercleWaitingPage *self)
{
  if (self->waits)
    ask (self);
}

static void
cercle_waiting_page_start (CerclePage *page)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (page);

  if (current (self) == NULL || !gtk_widget_child_focus (self->foot, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->import);
}

static void
cercle_waiting_page_constructed (GObject *object)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (object);

  G_OBJECT_CLASS (cercle_waiting_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Waiting lists"));
  self->card = cercle_waiting_card_new (session_of (self));
  adw_bin_set_child (ADW_BIN (self->place), self->card);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->waits = TRUE;
  allow (self);
}

static void
cercle_waiting_page_dispose (GObject *object)
{
  CercleWaitingPage *self = CERCLE_WAITING_PAGE (object);

  cercle_projector_close (&self->projector);
  self->states = NULL;
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (cercle_waiting_page_parent_class)->dispose (object);
}

static void
cercle_waiting_page_class_init (CercleWaitingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_waiting_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_waiting_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_waiting_page_start;
  cercle_template_bind (widget_class, "review/cercle-waiting-page.ui", children,
                        G_N_ELEMENTS (children));
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (widget_class, deeds[i].action, NULL, deed_cb);
  gtk_widget_class_install_action (widget_class, "waiting.same", "u", answer_cb);
  gtk_widget_class_install_action (widget_class, "waiting.apart", "u", answer_cb);
  gtk_widget_class_install_action (widget_class, "waiting.known", "s", known_cb);
  gtk_widget_class_install_action (widget_class, "waiting.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "waiting.project", NULL, project_cb);
  gtk_widget_class_install_action (widget_class, "waiting.validate", NULL, validate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "waiting.project", NULL);
}

static void
add_deed (CercleWaitingPage *self, guint i)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cap = gtk_label_new (deeds[i].cap);

  gtk_widget_add_css_class (cap, "keycap");
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (deeds[i].label)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  cercle_set_spoken (button, _ (deeds[i].label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), deeds[i].action);
  gtk_box_append (GTK_BOX (self->foot), button);
}

static void
cercle_waiting_page_init (CercleWaitingPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->bar, cercle_wrap_layout_new (6, 6));
  gtk_widget_set_layout_manager (self->foot, cercle_wrap_layout_new (6, 6));
  for (guint i = 0; i < G_N_ELEMENTS (deeds) && deeds[i].label != NULL; i++)
    add_deed (self, i);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->names, "toggled", G_CALLBACK (show), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
