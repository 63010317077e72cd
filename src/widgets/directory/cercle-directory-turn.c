/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom is one at, and who is next? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-turn.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory-line.h"
#include "cercle-directory-words.h"
#include "cercle-keyboard.h"
#include "cercle-organisation.h"

typedef struct
{
  GtkWidget *states, *who, *numeric;
  GPtrArray *lines; /* CerclePartnerLine */
  guint at;
  char *wanted; /* who was shown last: the place that is kept */
  GCancellable *cancellable;
  gboolean noting;
} CercleDirectoryTurnPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CercleDirectoryTurn, cercle_directory_turn, CERCLE_TYPE_PAGE)

#define PRIVATE(self)                                                                              \
  ((CercleDirectoryTurnPrivate *) cercle_directory_turn_get_instance_private (self))

static const char *
id_of (const CerclePartnerLine *line)
{
  return cercle_record_get_id (line->organisation);
}

const CerclePartnerLine *
cercle_directory_turn_current (CercleDirectoryTurn *self)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);

  return priv->lines != NULL && priv->at < priv->lines->len ? priv->lines->pdata[priv->at] : NULL;
}

guint
cercle_directory_turn_at (CercleDirectoryTurn *self)
{
  return PRIVATE (self)->at;
}

guint
cercle_directory_turn_n (CercleDirectoryTurn *self)
{
  return PRIVATE (self)->lines != NULL ? PRIVATE (self)->lines->len : 0;
}

gboolean
cercle_directory_turn_is_noting (CercleDirectoryTurn *self)
{
  return PRIVATE (self)->noting;
}

/* --- Who is shown ---------------------------------------------------------------------------- */

static void
show_who (CercleDirectoryTurn *self, const CerclePartnerLine *line)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *phone = cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_PHONE);
  g_autofree char *town = cercle_directory_town (line);

  if (phone == NULL && line->place != NULL)
    phone = cercle_record_get_text (line->place, CERCLE_PLACE_PHONE);
  cercle_directory_line_words (
      box, cercle_record_get_text (line->organisation, CERCLE_ORGANISATION_NAME), "title-2");
  cercle_directory_line_words (box, town, "dim-label");
  if (phone != NULL)
    cercle_directory_line_phone (box, phone);
  else
    cercle_directory_line_words (box, _ ("No Telephone"), "error");
  CERCLE_DIRECTORY_TURN_GET_CLASS (self)->tell (self, line, box);
  cercle_keyboard_leave (priv->who);
  adw_bin_set_child (ADW_BIN (priv->who), box);
}

void
cercle_directory_turn_go (CercleDirectoryTurn *self, guint at, gboolean focus)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  CercleDirectoryTurnClass *klass = CERCLE_DIRECTORY_TURN_GET_CLASS (self);
  const CerclePartnerLine *line = NULL;
  gboolean other = FALSE;

  priv->at = at;
  line = cercle_directory_turn_current (self);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->states), line != NULL ? "work" : "done");
  if (line != NULL)
    {
      other = g_strcmp0 (priv->wanted, id_of (line)) != 0;
      if (other)
        {
          g_free (priv->wanted);
          priv->wanted = g_strdup (id_of (line));
        }
      show_who (self, line);
    }
  klass->shown (self, line, other);
  if (line != NULL && focus)
    klass->focus (self);
}

static void
step (CercleDirectoryTurn *self, int by)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  int to = (int) priv->at + by, most = (int) cercle_directory_turn_n (self);

  /* Where lines stay when they are done, nobody steps over the last one. */
  if (CERCLE_DIRECTORY_TURN_GET_CLASS (self)->next != NULL)
    most--;
  if (priv->lines == NULL || to < 0 || (by > 0 && to > most))
    return;
  cercle_directory_turn_go (self, (guint) to, TRUE);
}

/* --- What is noted --------------------------------------------------------------------------- */

static void
noted_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleDirectoryTurn *self = CERCLE_DIRECTORY_TURN (page);
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  CercleDirectoryTurnClass *klass = CERCLE_DIRECTORY_TURN_GET_CLASS (self);

  priv->noting = FALSE;
  if (!committed || priv->states == NULL)
    return;
  if (klass->next != NULL)
    cercle_directory_turn_go (self, klass->next (self, priv->at), TRUE);
  else
    step (self, 1);
}

void
cercle_directory_turn_note (CercleDirectoryTurn *self, CercleTx *tx)
{
  PRIVATE (self)->noting = TRUE;
  cercle_page_commit (CERCLE_PAGE (self), tx, noted_cb, NULL);
}

/* --- Reading --------------------------------------------------------------------------------- */

void
cercle_directory_turn_take (CercleDirectoryTurn *self, GPtrArray *lines)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  GtkWidget *shown = NULL;

  if (lines == NULL || priv->states == NULL)
    {
      g_clear_pointer (&lines, g_ptr_array_unref);
      return;
    }
  shown = gtk_stack_get_visible_child (GTK_STACK (priv->states));
  g_clear_pointer (&priv->lines, g_ptr_array_unref);
  priv->lines = lines;
  priv->at = 0;
  for (guint i = 0; priv->wanted != NULL && i < lines->len; i++)
    if (g_strcmp0 (id_of (lines->pdata[i]), priv->wanted) == 0)
      priv->at = i;
  /* Resumed: with the first who is left. */
  if (priv->wanted == NULL && lines->len > 0 &&
      CERCLE_DIRECTORY_TURN_GET_CLASS (self)->next != NULL)
    priv->at = CERCLE_DIRECTORY_TURN_GET_CLASS (self)->next (self, lines->len - 1);
  cercle_directory_turn_go (
      self, priv->at, shown != gtk_stack_get_child_by_name (GTK_STACK (priv->states), "work"));
}

void
cercle_directory_turn_read (CercleDirectoryTurn *self)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  CERCLE_DIRECTORY_TURN_GET_CLASS (self)->read (self, priv->cancellable);
}

static void
cercle_directory_turn_open (CerclePage *page, const char *target)
{
  cercle_directory_turn_read (CERCLE_DIRECTORY_TURN (page));
}

static void
cercle_directory_turn_start (CerclePage *page)
{
  CercleDirectoryTurn *self = CERCLE_DIRECTORY_TURN (page);

  if (cercle_directory_turn_current (self) != NULL)
    CERCLE_DIRECTORY_TURN_GET_CLASS (self)->focus (self);
}

/* --- Keys ------------------------------------------------------------------------------------ */

static GtkWidget *
focus_of (CercleDirectoryTurn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* A letter is a letter where words are typed; a number takes none. */
static gboolean
takes_letters (CercleDirectoryTurn *self)
{
  GtkWidget *focus = focus_of (self), *numeric = PRIVATE (self)->numeric;

  return focus != NULL && GTK_IS_EDITABLE (focus) &&
         (numeric == NULL || !gtk_widget_is_ancestor (focus, numeric));
}

static gboolean
is_heard (CercleDirectoryTurn *self, guint key)
{
  gboolean single = FALSE;

  if (key == GDK_KEY_Return)
    return !GTK_IS_BUTTON (focus_of (self)) ||
           gtk_widget_has_css_class (focus_of (self), "suggested-action");
  g_object_get (cercle_page_get_settings (CERCLE_PAGE (self)), "single-keys", &single, NULL);
  return single && !takes_letters (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleDirectoryTurn *self)
{
  guint wanted = key == GDK_KEY_KP_Enter ? GDK_KEY_Return : gdk_keyval_to_lower (key);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 ||
      cercle_directory_turn_current (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up)
    {
      step (self, key == GDK_KEY_Page_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  for (const CercleDirectoryTurnKey *line = CERCLE_DIRECTORY_TURN_GET_CLASS (self)->keys;
       line->key != 0; line++)
    if (line->key == wanted && is_heard (self, wanted))
      {
        if (!PRIVATE (self)->noting)
          line->act (self);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

/* --- The page -------------------------------------------------------------------------------- */

GtkWidget *
cercle_directory_turn_new_who (CercleDirectoryTurn *self)
{
  PRIVATE (self)->who = adw_bin_new ();
  return PRIVATE (self)->who;
}

void
cercle_directory_turn_build (CercleDirectoryTurn *self, GtkWidget *work, GtkWidget *done,
                             GtkWidget *numeric)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  priv->numeric = numeric;
  priv->states = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->states), adw_bin_new (), "asking");
  gtk_stack_add_named (GTK_STACK (priv->states), work, "work");
  gtk_stack_add_named (GTK_STACK (priv->states), done, "done");
  adw_bin_set_child (ADW_BIN (self), priv->states);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
cercle_directory_turn_dispose (GObject *object)
{
  CercleDirectoryTurnPrivate *priv = PRIVATE (CERCLE_DIRECTORY_TURN (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_clear_pointer (&priv->lines, g_ptr_array_unref);
  g_clear_pointer (&priv->wanted, g_free);
  priv->states = NULL;
  G_OBJECT_CLASS (cercle_directory_turn_parent_class)->dispose (object);
}

static void
cercle_directory_turn_class_init (CercleDirectoryTurnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_directory_turn_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_directory_turn_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_directory_turn_start;
}

static void
cercle_directory_turn_init (CercleDirectoryTurn *self)
{
}
