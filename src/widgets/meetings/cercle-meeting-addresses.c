/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who reads our meetings in a calendar of her own, and how does that end? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-addresses.h"

#include <glib/gi18n-lib.h>

#include "cercle-calendar-address.h"
#include "cercle-calendar-sharing.h"
#include "cercle-community.h"
#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-meeting-aside.h"
#include "cercle-plain.h"
#include "cercle-toast.h"

struct _CercleMeetingAddresses
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *asking, *name, *closed, *fresh, *address, *lines, *none;
};

G_DEFINE_FINAL_TYPE (CercleMeetingAddresses, cercle_meeting_addresses, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_revoked (CercleRecord *address)
{
  return cercle_record_is_set (address, CERCLE_CALENDAR_ADDRESS_REVOKED_AT);
}

/* --- The list --------------------------------------------------------------------------------- */

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingAddresses) self = data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  if (cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    cercle_toast (GTK_WIDGET (self), cercle_session_get_undo_label (CERCLE_SESSION (source)), TRUE);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

static void
revoke_cb (GtkWidget *button, CercleMeetingAddresses *self)
{
  cercle_session_revoke_calendar_async (self->session,
                                        g_object_get_data (G_OBJECT (button), "address"),
                                        revoked_cb, g_object_ref (self));
}

/* (transfer full): since when, by whom, and until when. */
static char *
words_of (CercleMeetingAddresses *self, CercleRecord *address)
{
  const CercleEnvelope *envelope = cercle_record_envelope (address);
  g_autofree char *who =
      cercle_session_name_of_id (self->session, &cercle_member_kind, envelope->created_by);
  g_autofree char *made =
      envelope->created_at != NULL ? cercle_display_instant (envelope->created_at) : g_strdup ("");
  g_autofree char *ended = cercle_record_display (address, CERCLE_CALENDAR_ADDRESS_REVOKED_AT);

  if (is_revoked (address))
    /* TRANSLATORS: when a calendar address was revoked. */
    return g_strdup_printf (_ ("Revoked %s: nobody reads anything there"), ended);
  /* TRANSLATORS: when a calendar address was made, and by whom. */
  return g_strdup_printf (_ ("Made %1$s by %2$s"), made, who);
}

static GtkWidget *
new_line (CercleMeetingAddresses *self, CercleRecord *address)
{
  const char *name = cercle_record_get_text (address, CERCLE_CALENDAR_ADDRESS_NAME);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = words_of (self, address);

  cercle_set_title (row, name);
  cercle_set_subtitle (row, words);
  if (is_revoked (address))
    gtk_widget_add_css_class (row, "dim-label");
  else if (cercle_session_may (self->session, &cercle_calendar_address_kind, CERCLE_OP_PATCH))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Revoke"));
      g_autofree char *spoken = g_strdup_printf (_ ("Revoke the address for %s"), name);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, spoken);
      cercle_set_spoken (button, spoken);
      g_object_set_data_full (G_OBJECT (button), "address", g_object_ref (address), g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (revoke_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

/* Those that are read first. */
static void
show_lines (CercleMeetingAddresses *self, GPtrArray *addresses)
{
  if (cercle_keyboard_clear (GTK_BOX (self->lines)))
    gtk_widget_grab_focus (self->name);
  for (guint revoked = 0; revoked < 2; revoked++)
    for (guint i = 0; i < addresses->len; i++)
      if (is_revoked (addresses->pdata[i]) == (revoked == 1))
        gtk_box_append (GTK_BOX (self->lines), new_line (self, addresses->pdata[i]));
  gtk_widget_set_visible (self->none, addresses->len == 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingAddresses) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (self->session != NULL && found != NULL)
    show_lines (self, found);
}

static void
read_again (CercleMeetingAddresses *self)
{
  g_autoptr (CercleQuery) query = NULL;

  if (self->session == NULL)
    return;
  query = cercle_query_new (&cercle_calendar_address_kind);
  cercle_query_sort (query, -1, CERCLE_CALENDAR_ADDRESS_NAME, FALSE);
  cercle_session_find_async (self->session, query, NULL, found_cb, g_object_ref (self));
}

static void
changed_cb (CercleMeetingAddresses *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_again (self);
}

/* --- Making one ------------------------------------------------------------------------------- */

static void
show_fresh (CercleMeetingAddresses *self, const char *address)
{
  gtk_editable_set_text (GTK_EDITABLE (self->address), address != NULL ? address : "");
  gtk_widget_set_visible (self->fresh, address != NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingAddresses) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
      cercle_session_share_calendar_finish (CERCLE_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (address == NULL)
    {
      cercle_toast_error (GTK_WIDGET (self), error);
      return;
    }
  show_fresh (self, address);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_widget_grab_focus (self->address);
}

static void
make_cb (CercleMeetingAddresses *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  if (*name == '\0')
    {
      cercle_toast (GTK_WIDGET (self), _ ("Say for whom the address is."), FALSE);
      gtk_widget_grab_focus (self->name);
      return;
    }
  cercle_session_share_calendar_async (self->session, name, made_cb, g_object_ref (self));
}

static void
copy_cb (CercleMeetingAddresses *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_editable_get_text (GTK_EDITABLE (self->address)));
  cercle_toast (GTK_WIDGET (self), _ ("The address is copied."), FALSE);
}

void
cercle_meeting_addresses_start (CercleMeetingAddresses *self)
{
  gboolean makes =
               cercle_session_may (self->session, &cercle_calendar_address_kind, CERCLE_OP_CREATE),
           reached = cercle_session_shares_calendar (self->session);

  show_fresh (self, NULL);
  gtk_widget_set_visible (self->asking, reached);
  gtk_label_set_text (GTK_LABEL (self->closed),
                      makes ? _ ("This desk reaches its server by a file of this machine: no other "
                                 "program could read an address of it.")
                            : _ ("The coordinator makes and revokes these addresses."));
  gtk_widget_set_visible (self->closed, !reached);
  read_again (self);
  if (reached)
    gtk_widget_grab_focus (self->name);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

const char *
cercle_meeting_addresses_get_fresh (CercleMeetingAddresses *self)
{
  return gtk_widget_get_visible (self->fresh) ? gtk_editable_get_text (GTK_EDITABLE (self->address))
                                              : NULL;
}

/* --- Building --------------------------------------------------------------------------------- */

static void
done_cb (CercleMeetingAddresses *self)
{
  show_fresh (self, NULL);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  done_cb (CERCLE_MEETING_ADDRESSES (widget));
  return GDK_EVENT_STOP;
}

static GtkWidget *
build_asking (CercleMeetingAddresses *self)
{
  GtkWidget *make = gtk_button_new_with_label (_ ("Make an Address"));

  self->asking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->name = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("For whom: a partner, a colleague"));
  gtk_entry_set_max_length (GTK_ENTRY (self->name), 120);
  cercle_set_spoken (self->name, _ ("For whom the address is"));
  gtk_widget_set_hexpand (self->name, TRUE);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (make_cb), self);
  gtk_box_append (GTK_BOX (self->asking), self->name);
  g_signal_connect_swapped (make, "clicked", G_CALLBACK (make_cb), self);
  gtk_box_append (GTK_BOX (self->asking), make);
  return self->asking;
}

static GtkWidget *
build_fresh (CercleMeetingAddresses *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy the Address"));

  self->fresh = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  cercle_plain_add_words (self->fresh,
                          _ ("Copy it now: it is shown this once, and kept nowhere. It answers "
                             "as soon as the server has heard of it."),
                          "heading");
  self->address = gtk_entry_new ();
  gtk_editable_set_editable (GTK_EDITABLE (self->address), FALSE);
  cercle_set_spoken (self->address, _ ("The address"));
  gtk_widget_set_hexpand (self->address, TRUE);
  gtk_box_append (GTK_BOX (line), self->address);
  gtk_widget_add_css_class (copy, "suggested-action");
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (line), copy);
  gtk_box_append (GTK_BOX (self->fresh), line);
  gtk_widget_set_visible (self->fresh, FALSE);
  return self->fresh;
}

static void
cercle_meeting_addresses_dispose (GObject *object)
{
  CERCLE_MEETING_ADDRESSES (object)->session = NULL;
  G_OBJECT_CLASS (cercle_meeting_addresses_parent_class)->dispose (object);
}

static void
cercle_meeting_addresses_class_init (CercleMeetingAddressesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_meeting_addresses_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cercle_meeting_addresses_init (CercleMeetingAddresses *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  cercle_plain_add_words (box, _ ("Calendar Addresses"), "title-3");
  cercle_plain_add_words (
      box,
      _ ("Whoever has such an address follows our meetings in a calendar of her own: the "
         "type, the time and the place of each. Neither titles nor agendas, nor who "
         "comes, nor links. It needs no account, so give it as you would a key; once it "
         "is revoked, nothing more is read there."),
      "dim-label");
  gtk_box_append (GTK_BOX (box), build_asking (self));
  self->closed = cercle_plain_add_words (box, NULL, "dim-label");
  gtk_box_append (GTK_BOX (box), build_fresh (self));
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->lines);
  self->none = cercle_plain_add_words (box, _ ("Nobody has such an address."), "dim-label");
  cercle_meeting_aside_put (ADW_BIN (self), box, G_CALLBACK (done_cb));
}

GtkWidget *
cercle_meeting_addresses_new (CercleSession *session)
{
  CercleMeetingAddresses *self = g_object_new (CERCLE_TYPE_MEETING_ADDRESSES, NULL);

  self->session = session;
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
