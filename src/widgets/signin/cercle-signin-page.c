/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a person get to her desk, with or without a network? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-signin-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-template.h"

enum
{
  FIELD_ADDRESS,
  FIELD_LOGIN,
  FIELD_PASSWORD,
  N_FIELDS,
  NO_FIELD = N_FIELDS, /* a problem of none of them */
};

struct _CercleSigninPage
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *fields, *address, *login, *password_row, *password, *reveal, *caps_lock;
  GtkWidget *address_problem, *login_problem, *password_problem, *problem;
  GtkWidget *button, *spinner, *plain_file;
  GCancellable *cancellable; /* while signing in */
};

G_DEFINE_FINAL_TYPE (CercleSigninPage, cercle_signin_page, ADW_TYPE_BIN)

static const CercleTemplateChild children[] = {
  { "fields", G_STRUCT_OFFSET (CercleSigninPage, fields) },
  { "address", G_STRUCT_OFFSET (CercleSigninPage, address) },
  { "login", G_STRUCT_OFFSET (CercleSigninPage, login) },
  { "password_row", G_STRUCT_OFFSET (CercleSigninPage, password_row) },
  { "reveal", G_STRUCT_OFFSET (CercleSigninPage, reveal) },
  { "caps_lock", G_STRUCT_OFFSET (CercleSigninPage, caps_lock) },
  { "password", G_STRUCT_OFFSET (CercleSigninPage, password) },
  { "address_problem", G_STRUCT_OFFSET (CercleSigninPage, address_problem) },
  { "login_problem", G_STRUCT_OFFSET (CercleSigninPage, login_problem) },
  { "password_problem", G_STRUCT_OFFSET (CercleSigninPage, password_problem) },
  { "problem", G_STRUCT_OFFSET (CercleSigninPage, problem) },
  { "button", G_STRUCT_OFFSET (CercleSigninPage, button) },
  { "spinner", G_STRUCT_OFFSET (CercleSigninPage, spinner) },
  { "plain_file", G_STRUCT_OFFSET (CercleSigninPage, plain_file) },
};

static GtkWidget *
field_of (CercleSigninPage *self, guint field)
{
  GtkWidget *fields[] = { self->address, self->login, self->password, NULL };
  return fields[field];
}

static GtkWidget *
row_of (CercleSigninPage *self, guint field)
{
  return field == FIELD_PASSWORD ? self->password_row : field_of (self, field);
}

/* What has the keyboard: inside of a row, or the password itself. */
static GtkWidget *
text_of (CercleSigninPage *self, guint field)
{
  return field == FIELD_PASSWORD
             ? self->password
             : GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field_of (self, field))));
}

static GtkWidget *
problem_of (CercleSigninPage *self, guint field)
{
  GtkWidget *problems[] = { self->address_problem, self->login_problem, self->password_problem,
                            self->problem };
  return problems[field];
}

static void
forget_problems (CercleSigninPage *self)
{
  for (guint i = 0; i <= NO_FIELD; i++)
    {
      gtk_widget_set_visible (gtk_widget_get_parent (problem_of (self, i)), FALSE);
      if (i < N_FIELDS)
        {
          gtk_widget_remove_css_class (row_of (self, i), "error");
          gtk_accessible_reset_property (GTK_ACCESSIBLE (field_of (self, i)),
                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
        }
    }
}

/* The sentence stands under the field it is about; what was typed stays. */
static void
show_problem (CercleSigninPage *self, guint field, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (problem_of (self, field)), sentence);
  gtk_widget_set_visible (gtk_widget_get_parent (problem_of (self, field)), TRUE);
  if (field == NO_FIELD)
    return;
  gtk_widget_add_css_class (row_of (self, field), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field_of (self, field)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_widget_grab_focus (field_of (self, field));
  gtk_editable_select_region (GTK_EDITABLE (field_of (self, field)), 0, -1);
}

static guint
field_of_error (const GError *error)
{
  if (error->domain != CERCLE_SESSION_ERROR)
    return NO_FIELD;
  switch ((CercleSessionError) error->code)
    {
    case CERCLE_SESSION_ERROR_ADDRESS:
    case CERCLE_SESSION_ERROR_NETWORK:
    case CERCLE_SESSION_ERROR_FOREIGN:
    case CERCLE_SESSION_ERROR_NEWER:
      return FIELD_ADDRESS;
    case CERCLE_SESSION_ERROR_PASSWORD:
    case CERCLE_SESSION_ERROR_WAIT:
      return FIELD_PASSWORD;
    case CERCLE_SESSION_ERROR_DISK:
    case CERCLE_SESSION_ERROR_IN_USE:
    case CERCLE_SESSION_ERROR_FAILED:
    default:
      return NO_FIELD;
    }
}

static void
show_work (CercleSigninPage *self, gboolean working)
{
  for (guint i = 0; i < N_FIELDS; i++)
    gtk_editable_set_editable (GTK_EDITABLE (field_of (self, i)), !working);
  gtk_widget_set_sensitive (self->button, !working);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
  gtk_widget_set_visible (self->spinner, working);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleSigninPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean open = cercle_session_sign_in_finish (CERCLE_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  show_work (self, FALSE);
  if (open)
    gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, field_of_error (error), error->message);
}

static void
sign_in (CercleSigninPage *self)
{
  static const char *const missing[N_FIELDS] = {
    N_ ("Type the address of your server: your coordinator knows it."),
    N_ ("Type your login."),
    N_ ("Type your password."),
  };
  const char *typed[N_FIELDS];

  if (self->cancellable != NULL)
    return;
  forget_problems (self);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      typed[i] = gtk_editable_get_text (GTK_EDITABLE (field_of (self, i)));
      if (typed[i][0] == '\0')
        {
          show_problem (self, i, _ (missing[i]));
          return;
        }
    }
  self->cancellable = g_cancellable_new ();
  show_work (self, TRUE);
  cercle_session_sign_in_async (self->session, typed[FIELD_ADDRESS], typed[FIELD_LOGIN],
                                typed[FIELD_PASSWORD], self->cancellable, signed_in_cb,
                                g_object_ref (self));
}

static void
activated_cb (GtkWidget *field, CercleSigninPage *self)
{
  for (guint i = 0; i < FIELD_PASSWORD; i++)
    if (field == field_of (self, i))
      {
        gtk_widget_grab_focus (field_of (self, i + 1));
        return;
      }
  sign_in (self);
}

/* A click beside the password means it. */
static void
row_activated_cb (GtkListBox *fields, GtkListBoxRow *row, CercleSigninPage *self)
{
  if (GTK_WIDGET (row) == self->password_row)
    gtk_widget_grab_focus (self->password);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleSigninPage *self)
{
  if (key != GDK_KEY_Escape || self->cancellable == NULL)
    return GDK_EVENT_PROPAGATE;
  g_cancellable_cancel (self->cancellable);
  return GDK_EVENT_STOP;
}

static void
cercle_signin_page_dispose (GObject *object)
{
  CercleSigninPage *self = CERCLE_SIGNIN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cercle_signin_page_parent_class)->dispose (object);
}

static void
cercle_signin_page_class_init (CercleSigninPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_signin_page_dispose;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "signin/cercle-signin-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
watch_caps_lock (CercleSigninPage *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  if (keyboard != NULL)
    g_object_bind_property (keyboard, "caps-lock-state", self->caps_lock, "visible",
                            G_BINDING_SYNC_CREATE);
}

static void
cercle_signin_page_init (CercleSigninPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->plain_file, !cercle_session_can_encrypt ());
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *text = text_of (self, i);
      g_signal_connect (field_of (self, i), i == FIELD_PASSWORD ? "activate" : "entry-activated",
                        G_CALLBACK (activated_cb), self);
      /* The keyboard is on the text inside, which has no name of its own, and which no screen
       * reader is told of unless it has a role. */
      g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
      cercle_set_spoken (text,
                         adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row_of (self, i))));
    }
  g_signal_connect (self->fields, "row-activated", G_CALLBACK (row_activated_cb), self);
  watch_caps_lock (self);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (sign_in), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  forget_problems (self);
  show_work (self, FALSE);
}

GtkWidget *
cercle_signin_page_new (CercleSession *session)
{
  CercleSigninPage *self = g_object_new (CERCLE_TYPE_SIGNIN_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cercle_signin_page_start (CercleSigninPage *self)
{
  const char *remembered[] = { cercle_session_get_address (self->session),
                               cercle_session_get_login (self->session) };
  guint first = FIELD_PASSWORD;

  forget_problems (self);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reveal), FALSE);
  for (guint i = G_N_ELEMENTS (remembered); i > 0; i--)
    {
      GtkEditable *field = GTK_EDITABLE (field_of (self, i - 1));
      if (gtk_editable_get_text (field)[0] == '\0' && remembered[i - 1] != NULL)
        gtk_editable_set_text (field, remembered[i - 1]);
      if (gtk_editable_get_text (field)[0] == '\0')
        first = i - 1;
    }
  gtk_widget_grab_focus (field_of (self, first));
}
