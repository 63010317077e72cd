/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this one of ours? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-doubt.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-wrap-layout.h"

#define SIDE_WIDTH 260

struct _CercleDirectoryDoubt
{
  AdwBin parent_instance;
  CercleSession *session;
  CercleDirectoryImport *import;
  GtkWidget *heading, *theirs, *ours, *why, *same, *other;
  guint shown, candidate; /* positions */
  gboolean single_keys;
};

enum
{
  PROP_SINGLE_KEYS = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CercleDirectoryDoubt, cercle_directory_doubt, ADW_TYPE_BIN)

static CercleDirectoryLine *
line_at (CercleDirectoryDoubt *self, guint position)
{
  return g_ptr_array_index (cercle_directory_import_get_lines (self->import), position);
}

/* The next doubtful line in this direction; -1: none. */
static int
doubtful_from (CercleDirectoryDoubt *self, int position, int step)
{
  int n = (int) cercle_directory_import_get_lines (self->import)->len;

  for (; position >= 0 && position < n; position += step)
    if (line_at (self, (guint) position)->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL)
      return position;
  return -1;
}

/* --- Both sides ------------------------------------------------------------------------------- */

static void
show_candidate (CercleDirectoryDoubt *self)
{
  CercleDirectoryLine *line = line_at (self, self->shown);
  const CercleDirectoryCandidate *candidate = g_ptr_array_index (line->candidates, self->candidate);
  g_auto (GStrv) reasons = cercle_partner_alike_reasons (candidate->alike);
  g_autofree char *joined = g_strjoinv (", ", reasons);
  g_autofree char *words =
                      cercle_session_describe_candidate (self->session, self->import, candidate),
                  *why = NULL, *other = NULL;

  /* TRANSLATORS: why two sheets may be one: "Alike: the same name, the same commune". */
  why = g_strdup_printf (_ ("Alike: %s"), joined);
  other = g_strdup_printf (_ ("Next of Ours (%1$u of %2$u) · C"), self->candidate + 1,
                           line->candidates->len);
  gtk_label_set_text (GTK_LABEL (self->ours), words);
  gtk_label_set_text (GTK_LABEL (self->why), why);
  gtk_button_set_label (GTK_BUTTON (self->other), other);
  gtk_widget_set_visible (self->other, line->candidates->len > 1);
}

static void
show_line (CercleDirectoryDoubt *self)
{
  CercleDirectoryLine *line = line_at (self, self->shown);
  g_autofree char *theirs = cercle_directory_line_describe (line), *heading = NULL;
  guint n = cercle_directory_import_count (self->import, CERCLE_IMPORT_EFFECT_DOUBTFUL), before = 0;

  for (guint i = 0; i <= self->shown; i++)
    before += line_at (self, i)->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL;
  heading = g_strdup_printf (_ ("%1$u of %2$u: is it one of ours?"), before, n);
  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  gtk_label_set_text (GTK_LABEL (self->theirs), theirs);
  self->candidate = 0;
  for (guint i = 0; line->decision == CERCLE_DIRECTORY_SAME && i < line->candidates->len; i++)
    if (g_strcmp0 (((CercleDirectoryCandidate *) line->candidates->pdata[i])->id, line->same_as) ==
        0)
      self->candidate = i;
  show_candidate (self);
}

/* --- What is said ------------------------------------------------------------------------------
 */

static void
step (CercleDirectoryDoubt *self, int by)
{
  int next = doubtful_from (self, (int) self->shown + by, by);

  if (next >= 0)
    {
      self->shown = (guint) next;
      show_line (self);
    }
  else if (by > 0)
    g_signal_emit_by_name (self, "done");
}

static void
decide (CercleDirectoryDoubt *self, CercleDirectoryDecision decision)
{
  CercleDirectoryLine *line = line_at (self, self->shown);
  const CercleDirectoryCandidate *candidate = g_ptr_array_index (line->candidates, self->candidate);

  cercle_directory_line_decide (line, decision,
                                decision == CERCLE_DIRECTORY_SAME ? candidate->id : NULL);
  g_signal_emit_by_name (self, "decided");
  step (self, 1);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (CERCLE_DIRECTORY_DOUBT (widget),
          (CercleDirectoryDecision) g_variant_get_int32 (parameter));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (CERCLE_DIRECTORY_DOUBT (widget), g_variant_get_int32 (parameter));
}

static void
candidate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryDoubt *self = CERCLE_DIRECTORY_DOUBT (widget);

  self->candidate = (self->candidate + 1) % line_at (self, self->shown)->candidates->len;
  show_candidate (self);
}

static const struct
{
  guint key;
  gboolean single; /* a letter, which can be switched off */
  const char *action;
  gint parameter; /* 0: none */
} keys[] = {
  { GDK_KEY_s, TRUE, "doubt.decide", CERCLE_DIRECTORY_SAME },
  { GDK_KEY_n, TRUE, "doubt.decide", CERCLE_DIRECTORY_ANOTHER },
  { GDK_KEY_l, TRUE, "doubt.decide", CERCLE_DIRECTORY_LEFT },
  { GDK_KEY_c, TRUE, "doubt.candidate", 0 },
  { GDK_KEY_Page_Up, FALSE, "doubt.step", -1 },
  { GDK_KEY_Page_Down, FALSE, "doubt.step", 1 },
};

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  CercleDirectoryDoubt *self = data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key) && (self->single_keys || !keys[i].single))
      {
        gtk_widget_activate_action (GTK_WIDGET (self), keys[i].action,
                                    keys[i].parameter != 0 ? "i" : NULL, keys[i].parameter);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

/* --- The whole ---------------------------------------------------------------------------------
 */

static GtkWidget *
make_text (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_side (const char *title, GtkWidget *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *heading = make_text ("heading");

  gtk_label_set_text (GTK_LABEL (heading), title);
  gtk_widget_set_size_request (box, SIDE_WIDTH, -1);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, gint parameter)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (parameter != 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", parameter);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
fill_buttons (CercleDirectoryDoubt *self, GtkWidget *box)
{
  gtk_widget_set_layout_manager (box, cercle_wrap_layout_new (6, 6));
  self->same = add_button (box, _ ("One of Ours · S"), "doubt.decide", CERCLE_DIRECTORY_SAME);
  add_button (box, _ ("A New One · N"), "doubt.decide", CERCLE_DIRECTORY_ANOTHER);
  add_button (box, _ ("Leave It Out · L"), "doubt.decide", CERCLE_DIRECTORY_LEFT);
  self->other = add_button (box, "", "doubt.candidate", 0);
}

static void
fill (CercleDirectoryDoubt *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->heading = make_text ("title-4");
  self->theirs = make_text (NULL);
  self->ours = make_text (NULL);
  self->why = make_text ("dim-label");
  fill_buttons (self, buttons);
  gtk_box_append (GTK_BOX (sides), make_side (_ ("In the File"), self->theirs));
  gtk_box_append (GTK_BOX (sides), make_side (_ ("Already There"), self->ours));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), sides);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->why);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
cercle_directory_doubt_show (CercleDirectoryDoubt *self, guint position)
{
  int first = doubtful_from (self, (int) position, 1);

  if (first < 0)
    return;
  self->shown = (guint) first;
  show_line (self);
  gtk_widget_grab_focus (self->same);
}

static void
cercle_directory_doubt_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, CERCLE_DIRECTORY_DOUBT (object)->single_keys);
}

static void
cercle_directory_doubt_set_property (GObject *object, guint id, const GValue *value,
                                     GParamSpec *pspec)
{
  CERCLE_DIRECTORY_DOUBT (object)->single_keys = g_value_get_boolean (value);
}

static void
cercle_directory_doubt_finalize (GObject *object)
{
  g_clear_object (&CERCLE_DIRECTORY_DOUBT (object)->session);
  G_OBJECT_CLASS (cercle_directory_doubt_parent_class)->finalize (object);
}

static void
cercle_directory_doubt_class_init (CercleDirectoryDoubtClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cercle_directory_doubt_get_property;
  object_class->set_property = cercle_directory_doubt_set_property;
  object_class->finalize = cercle_directory_doubt_finalize;
  properties[PROP_SINGLE_KEYS] = g_param_spec_boolean ("single-keys", NULL, NULL, TRUE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_signal_new ("decided", CERCLE_TYPE_DIRECTORY_DOUBT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("done", CERCLE_TYPE_DIRECTORY_DOUBT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "doubt.decide", "i", decide_action);
  gtk_widget_class_install_action (widget_class, "doubt.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "doubt.candidate", NULL, candidate_action);
}

static void
cercle_directory_doubt_init (CercleDirectoryDoubt *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->single_keys = TRUE;
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  fill (self);
}

GtkWidget *
cercle_directory_doubt_new (CercleSession *session, CercleDirectoryImport *import)
{
  CercleDirectoryDoubt *self = g_object_new (CERCLE_TYPE_DIRECTORY_DOUBT, NULL);

  self->session = g_object_ref (session);
  self->import = import;
  return GTK_WIDGET (self);
}
