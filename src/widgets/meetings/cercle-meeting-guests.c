/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to a meeting, and for whom? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-guests.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-lookup.h"
#include "cercle-community.h"
#include "cercle-meeting-aside.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"
#include "cercle-plain.h"
#include "cercle-referent.h"
#include "cercle-suggest-guests.h"
#include "cercle-toast.h"

struct _CercleMeetingGuests
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *missing, *lines, *asking, *who, *party, *call;
  GStrv absent; /* parties without whom there is no such meeting, and of whom nobody is asked */
  GPtrArray *callable; /* CercleRecord of kind attendee: those of the directory and the team */
  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (CercleMeetingGuests, cercle_meeting_guests, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGE,
  SIGNAL_DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* (transfer full): a drop-down of the labels of choices. */
static GtkWidget *
new_choices (const CercleChoice *choices, const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *dropdown;
  guint at = 0;

  for (guint i = 0; choices[i].token != NULL; i++)
    {
      gtk_string_list_append (labels, _ (choices[i].label));
      if (g_strcmp0 (choices[i].token, chosen) == 0)
        at = i;
    }
  dropdown = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), at);
  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  return dropdown;
}

static void
change (CercleMeetingGuests *self, CercleRecord *attendee, gboolean removed)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (one, g_object_ref (attendee));
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0, one, removed);
}

static void
presence_cb (GtkWidget *dropdown, GParamSpec *pspec, CercleMeetingGuests *self)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (dropdown), "attendee");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown));
  g_autoptr (CercleRecord) changed = cercle_record_copy (attendee);

  cercle_record_set_text (changed, CERCLE_ATTENDEE_PRESENCE, cercle_presences[at].token);
  change (self, changed, FALSE);
}

static void
remove_cb (GtkWidget *button, CercleMeetingGuests *self)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (button), "attendee");
  g_autoptr (CercleRecord) gone = cercle_record_copy (attendee);

  change (self, gone, TRUE);
}

static GtkWidget *
new_line (CercleMeetingGuests *self, const CercleMeetingGuest *guest, gboolean writes)
{
  GtkWidget *row = adw_action_row_new (), *presence, *gone;
  const char *party = cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PARTY);
  g_autofree char *of = g_strdup_printf (_ ("Presence of %s"), guest->name);
  g_autofree char *no_more = g_strdup_printf (_ ("Ask %s no more"), guest->name);

  cercle_set_title (row, guest->name);
  cercle_set_subtitle (row, party != NULL ? cercle_choice_label (cercle_parties, party) : NULL);
  presence = new_choices (cercle_presences,
                          cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PRESENCE));
  cercle_set_spoken (presence, of);
  gtk_widget_set_sensitive (presence, writes);
  g_object_set_data_full (G_OBJECT (presence), "attendee", g_object_ref (guest->attendee),
                          g_object_unref);
  g_signal_connect (presence, "notify::selected", G_CALLBACK (presence_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), presence);
  gone = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (gone, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (gone, "flat");
  gtk_widget_set_tooltip_text (gone, no_more);
  cercle_set_spoken (gone, no_more);
  gtk_widget_set_visible (gone, writes);
  g_object_set_data_full (G_OBJECT (gone), "attendee", g_object_ref (guest->attendee),
                          g_object_unref);
  g_signal_connect (gone, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gone);
  return row;
}

/* --- Those who must come ---------------------------------------------------------------------- */

static gboolean
is_missing (CercleMeetingGuests *self, const char *party)
{
  return self->absent != NULL && g_strv_contains ((const char *const *) self->absent, party);
}

/* record: a member or a contact who comes for a party that is missing. */
static void
add_callable (CercleMeetingGuests *self, CercleRecord *record, const char *party)
{
  g_autofree char *who =
      g_strconcat (cercle_record_get_kind (record)->name, ":", cercle_record_get_id (record), NULL);
  CercleRecord *attendee = cercle_session_new_record (self->session, &cercle_attendee_kind);

  cercle_record_set_text (attendee, CERCLE_ATTENDEE_WHO, who);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, party);
  g_ptr_array_add (self->callable, attendee);
}

/* "Ask Mme Duval, Département du Calvados" */
static void
show_callable (CercleMeetingGuests *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->callable->len; i++)
    {
      const char *who = cercle_record_get_text (self->callable->pdata[i], CERCLE_ATTENDEE_WHO);
      g_auto (GStrv) parts = g_strsplit (who, ":", 2);
      g_autofree char *name =
          cercle_session_name_of_id (self->session, cercle_kind_find (parts[0]), parts[1]);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  /* TRANSLATORS: names of people and organisations. */
  words = g_strdup_printf (_ ("Ask %s"), names->str);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->call))), words);
  gtk_widget_set_visible (self->call,
                          self->callable->len > 0 && gtk_widget_get_visible (self->asking));
}

static gboolean
is_callable (CercleMeetingGuests *self, const char *party)
{
  for (guint i = 0; i < self->callable->len; i++)
    if (g_strcmp0 (cercle_record_get_text (self->callable->pdata[i], CERCLE_ATTENDEE_PARTY),
                   party) == 0)
      return TRUE;
  return FALSE;
}

/* Where nobody is named, the body itself is asked. */
static void
bodies_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingGuests) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (found == NULL || self->absent == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    {
      const char *party = cercle_meeting_party_of (found->pdata[i], NULL);

      if (is_missing (self, party) && !is_callable (self, party))
        add_callable (self, found->pdata[i], party);
    }
  show_callable (self);
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingGuests) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (CercleQuery) query = NULL;

  if (found == NULL || self->absent == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    {
      const char *party = cercle_meeting_party_of (found->pdata[i], NULL);

      if (g_str_equal (party, "coordinator") && is_missing (self, party) &&
          !cercle_record_get_flag (found->pdata[i], CERCLE_MEMBER_INACTIVE))
        add_callable (self, found->pdata[i], party);
    }
  query = cercle_query_new (&cercle_organisation_kind);
  cercle_query_where (query, CERCLE_ORGANISATION_FAMILY, CERCLE_IN, "ars cd mdph");
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  cercle_session_find_async (self->session, query, self->looking, bodies_cb, g_object_ref (self));
}

/* A hotline is rung, and not asked to a meeting. */
static void
referents_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingGuests) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (CercleQuery) query = NULL;

  if (found == NULL || self->absent == NULL)
    return;
  lines = cercle_referents_group (found, cercle_session_get_today (self->session));
  g_ptr_array_set_size (self->callable, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];

      for (guint j = 0; is_missing (self, line->slot->token) && j < line->holders->len; j++)
        add_callable (self, line->holders->pdata[j], line->slot->token);
    }
  query = cercle_query_new (&cercle_member_kind);
  cercle_query_where (query, CERCLE_MEMBER_ROLE, CERCLE_IS, "coordinator");
  cercle_session_find_async (self->session, query, self->looking, members_cb, g_object_ref (self));
}

static void
look_for_callable (CercleMeetingGuests *self)
{
  g_autoptr (CercleQuery) query = cercle_referents_query ();

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_ptr_array_set_size (self->callable, 0);
  gtk_widget_set_visible (self->call, FALSE);
  if (self->absent == NULL)
    return;
  self->looking = g_cancellable_new ();
  cercle_session_find_async (self->session, query, self->looking, referents_cb,
                             g_object_ref (self));
}

static void
call_cb (CercleMeetingGuests *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->callable->len; i++)
    g_ptr_array_add (all, g_object_ref (self->callable->pdata[i]));
  g_ptr_array_set_size (self->callable, 0);
  gtk_widget_grab_focus (self->who);
  gtk_widget_set_visible (self->call, FALSE);
  if (all->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGE], 0, all, FALSE);
}

void
cercle_meeting_guests_show (CercleMeetingGuests *self, CercleMeetingSheet *sheet, gboolean writes)
{
  g_autofree char *missing = cercle_meeting_sheet_missing (sheet);

  g_clear_pointer (&self->absent, g_strfreev);
  if (sheet->missing != NULL)
    self->absent = g_strsplit (sheet->missing, " ", -1);
  gtk_label_set_text (GTK_LABEL (self->missing), missing != NULL ? missing : "");
  gtk_widget_set_visible (self->missing, missing != NULL);
  gtk_widget_set_visible (self->asking, writes);
  cercle_keyboard_clear (GTK_BOX (self->lines));
  for (guint i = 0; i < sheet->guests->len; i++)
    gtk_box_append (GTK_BOX (self->lines), new_line (self, sheet->guests->pdata[i], writes));
  look_for_callable (self);
}

void
cercle_meeting_guests_start (CercleMeetingGuests *self)
{
  gtk_widget_grab_focus (self->who);
}

/* For whom she comes is known of who is in the directory; it can be said otherwise. */
static void
chosen_cb (CercleMeetingGuests *self)
{
  const char *chosen = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who));
  const char *party = chosen != NULL ? cercle_suggest_party_of (self->session, chosen) : NULL;

  for (guint i = 0; cercle_parties[i].token != NULL; i++)
    if (g_strcmp0 (cercle_parties[i].token, party) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->party), i);
}

/* --- Asking somebody -------------------------------------------------------------------------- */

static void
ask_cb (CercleMeetingGuests *self)
{
  const char *chosen = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who));
  g_autofree char *typed =
      g_strstrip (g_strdup (cercle_lookup_get_typed (CERCLE_LOOKUP (self->who))));
  guint party = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->party));
  g_autoptr (CercleRecord) attendee = NULL;

  if (chosen == NULL && *typed == '\0')
    {
      cercle_toast (GTK_WIDGET (self), _ ("Say who is asked."), FALSE);
      return;
    }
  attendee = cercle_session_new_record (self->session, &cercle_attendee_kind);
  cercle_record_set_text (attendee, chosen != NULL ? CERCLE_ATTENDEE_WHO : CERCLE_ATTENDEE_NAME,
                          chosen != NULL ? chosen : typed);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, cercle_parties[party].token);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), NULL, NULL);
  change (self, attendee, FALSE);
  gtk_widget_grab_focus (self->who);
}

static void
done_cb (CercleMeetingGuests *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleMeetingGuests *self = CERCLE_MEETING_GUESTS (widget);

  if (cercle_lookup_is_open (CERCLE_LOOKUP (self->who)))
    return GDK_EVENT_PROPAGATE;
  done_cb (self);
  return GDK_EVENT_STOP;
}

/* --- Building --------------------------------------------------------------------------------- */

static GtkWidget *
build_asking (CercleMeetingGuests *self)
{
  GtkWidget *ask = gtk_button_new_with_label (_ ("Ask to the Meeting"));

  self->asking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->who = cercle_lookup_new (_ ("Who is asked to the meeting"),
                                 _ ("Member, person or partner of the directory, or a name"));
  cercle_lookup_set_any (CERCLE_LOOKUP (self->who), TRUE);
  gtk_widget_set_hexpand (self->who, TRUE);
  g_signal_connect_swapped (self->who, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (self->asking), self->who);
  self->party = new_choices (cercle_parties, "member");
  cercle_set_spoken (self->party, _ ("For whom"));
  gtk_box_append (GTK_BOX (self->asking), self->party);
  g_signal_connect_swapped (ask, "clicked", G_CALLBACK (ask_cb), self);
  gtk_box_append (GTK_BOX (self->asking), ask);
  return self->asking;
}

static void
cercle_meeting_guests_dispose (GObject *object)
{
  CercleMeetingGuests *self = CERCLE_MEETING_GUESTS (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->absent, g_strfreev);
  G_OBJECT_CLASS (cercle_meeting_guests_parent_class)->dispose (object);
}

static void
cercle_meeting_guests_finalize (GObject *object)
{
  g_ptr_array_unref (CERCLE_MEETING_GUESTS (object)->callable);
  G_OBJECT_CLASS (cercle_meeting_guests_parent_class)->finalize (object);
}

static void
cercle_meeting_guests_class_init (CercleMeetingGuestsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_meeting_guests_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_meeting_guests_finalize;
  signals[SIGNAL_CHANGE] =
      g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cercle_meeting_guests_init (CercleMeetingGuests *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  cercle_plain_add_words (box, _ ("Who Comes"), "title-3");
  self->missing = cercle_plain_add_words (box, NULL, "error");
  self->callable = g_ptr_array_new_with_free_func (g_object_unref);
  self->call = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->call), cercle_plain_words (NULL, NULL));
  gtk_widget_set_halign (self->call, GTK_ALIGN_START);
  gtk_widget_set_visible (self->call, FALSE);
  g_signal_connect_swapped (self->call, "clicked", G_CALLBACK (call_cb), self);
  gtk_box_append (GTK_BOX (box), self->call);
  gtk_box_append (GTK_BOX (box), build_asking (self));
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->lines);
  cercle_plain_add_words (box, _ ("Who comes is asked again to the next meetings of the series."),
                          "dim-label");
  cercle_meeting_aside_put (ADW_BIN (self), box, G_CALLBACK (done_cb));
}

GtkWidget *
cercle_meeting_guests_new (CercleSession *session)
{
  CercleMeetingGuests *self = g_object_new (CERCLE_TYPE_MEETING_GUESTS, NULL);

  self->session = session;
  cercle_suggest_guests (CERCLE_LOOKUP (self->who), session);
  return GTK_WIDGET (self);
}
