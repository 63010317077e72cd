/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom do we ring at the ARS, the county council and the MDPH, and where is nobody named? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-referents-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-directory-line.h"
#include "cercle-display.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-matrix-form.h"
#include "cercle-organisation.h"
#include "cercle-plain.h"
#include "cercle-referent.h"

struct _CercleReferentsPage
{
  CerclePage parent_instance;
  GtkWidget *states, *column, *form;
  GCancellable *reading;
  GPtrArray *contacts, *members, *bodies; /* bodies: organisations where referents work */
};

G_DEFINE_FINAL_TYPE (CercleReferentsPage, cercle_referents_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleReferentsPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

/* (transfer full): what is there, with a dot between. */
static char *
join (const char *first, const char *second, const char *between)
{
  gboolean a = first != NULL && *first != '\0', b = second != NULL && *second != '\0';

  return g_strconcat (a ? first : "", a && b ? between : "", b ? second : "", NULL);
}

/* --- What is shown --------------------------------------------------------------------------- */

static GtkWidget *
add_section (CercleReferentsPage *self, const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  cercle_directory_line_words (section, title, "heading");
  gtk_widget_add_css_class (section, "card");
  gtk_widget_add_css_class (section, "directory-sheet");
  gtk_box_append (GTK_BOX (self->column), section);
  return section;
}

static void
add_holder (CercleReferentsPage *self, GtkWidget *section, CercleRecord *contact, gboolean may)
{
  g_autofree char *name = join (text (contact, CERCLE_CONTACT_FIRST_NAME),
                                text (contact, CERCLE_CONTACT_LAST_NAME), " ");
  g_autofree char *organisation = cercle_session_name_of_id (
      session_of (self), &cercle_organisation_kind, text (contact, CERCLE_CONTACT_ORGANISATION));
  g_autofree char *where = join (text (contact, CERCLE_CONTACT_FUNCTION), organisation, " · ");
  g_autofree char *from = cercle_record_display (contact, CERCLE_CONTACT_FROM_ON);
  g_autofree char *since = *from != '\0' ? g_strdup_printf (_ ("since %s"), from) : g_strdup ("");
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (words, TRUE);
  cercle_directory_line_words (words, name, "title-4");
  cercle_directory_line_words (words, where, NULL);
  cercle_directory_line_words (words, since, "dim-label");
  gtk_box_append (GTK_BOX (row), words);
  if (may)
    cercle_directory_line_button (row, _ ("Edit…"), "referents.edit",
                                  cercle_record_get_id (contact));
  gtk_box_append (GTK_BOX (section), row);
  cercle_directory_line_phone (section, text (contact, CERCLE_CONTACT_PHONE));
  cercle_directory_line_phone (section, text (contact, CERCLE_CONTACT_MOBILE));
  cercle_directory_line_mail (section, text (contact, CERCLE_CONTACT_MAIL));
}

static void
add_gap (GtkWidget *section, const CercleReferentLine *line)
{
  g_autofree char *words = g_strconcat ("⚠ ", _ (line->slot->gap), NULL);
  g_autofree char *day = line->until != NULL ? cercle_display_day (line->until) : NULL;
  g_autofree char *since = day != NULL ? g_strdup_printf (_ ("since %s"), day) : NULL;

  cercle_directory_line_words (section, words, "warning");
  cercle_directory_line_words (section, since, "dim-label");
}

static void
add_slot (CercleReferentsPage *self, const CercleReferentLine *line, gboolean may)
{
  GtkWidget *section =
      add_section (self, cercle_choice_label (cercle_referents, line->slot->token));
  GtkWidget *row = NULL;

  for (guint i = 0; i < line->holders->len; i++)
    add_holder (self, section, line->holders->pdata[i], may);
  if (line->gap)
    add_gap (section, line);
  if (!may || (!line->gap && line->slot->wanted > 0))
    return;
  row = cercle_directory_line_row (section);
  cercle_directory_line_button (row, _ ("Name Somebody…"), "referents.name", line->slot->token);
}

/* One or two: a service of the MDPH, of a managing body, or both. */
static void
add_coordinators (CercleReferentsPage *self, const char *gap)
{
  CercleRecord *community = cercle_session_get_community (session_of (self));
  g_autofree char *mode =
      community != NULL ? cercle_record_display (community, CERCLE_COMMUNITY_COORDINATION) : NULL;
  GtkWidget *section = add_section (self, _ ("Coordination of the community"));

  for (guint i = 0; i < self->members->len; i++)
    {
      CercleRecord *member = self->members->pdata[i];
      g_autofree char *name = NULL;

      if (!cercle_member_coordinates (member))
        continue;
      name = join (text (member, CERCLE_MEMBER_FIRST_NAME), text (member, CERCLE_MEMBER_LAST_NAME),
                   " ");

      cercle_directory_line_words (section, name, "title-4");
      cercle_directory_line_words (section, text (member, CERCLE_MEMBER_EMPLOYER), NULL);
      cercle_directory_line_phone (section, text (member, CERCLE_MEMBER_PHONE));
      cercle_directory_line_mail (section, text (member, CERCLE_MEMBER_MAIL));
    }
  cercle_directory_line_words (section, mode, "dim-label");
  if (gap != NULL)
    {
      g_autofree char *words = g_strconcat ("⚠ ", gap, NULL);

      cercle_directory_line_words (section, words, "warning");
      cercle_directory_line_words (
          section, _ ("The administrator of the server gives an account this role."), "dim-label");
    }
}

static void
show (CercleReferentsPage *self)
{
  CercleSession *session = session_of (self);
  g_autoptr (GPtrArray) lines =
      cercle_referents_group (self->contacts, cercle_session_get_today (session));
  gboolean may = cercle_session_may (session, &cercle_contact_kind, CERCLE_OP_CREATE);
  gboolean here = cercle_keyboard_clear (GTK_BOX (self->column));
  g_autofree char *gap =
      cercle_coordinators_gap (cercle_session_get_community (session), self->members);
  guint gaps = gap != NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];
      gaps += line->gap;
      add_slot (self, line, may);
    }
  add_coordinators (self, gap);
  words = g_strdup_printf (ngettext ("%u place is empty", "%u places are empty", gaps), gaps);
  cercle_page_set_subtitle (CERCLE_PAGE (self), gaps > 0 ? words : NULL);
  if (here)
    gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

/* --- Reading --------------------------------------------------------------------------------- */

static GPtrArray *
keep (GPtrArray **kept, GPtrArray *found)
{
  g_clear_pointer (kept, g_ptr_array_unref);
  *kept = found;
  return found;
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReferentsPage) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (found == NULL || self->states == NULL)
    return;
  keep (&self->members, g_steal_pointer (&found));
  show (self);
}

static void
bodies_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReferentsPage) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_member_kind);

  if (found == NULL || self->states == NULL)
    return;
  keep (&self->bodies, g_steal_pointer (&found));
  cercle_query_where (query, CERCLE_MEMBER_ROLE, CERCLE_IS, "coordinator");
  cercle_session_find_async (CERCLE_SESSION (source), query, self->reading, members_cb,
                             g_object_ref (self));
}

static void
contacts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReferentsPage) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);

  if (found == NULL || self->states == NULL)
    return;
  keep (&self->contacts, g_steal_pointer (&found));
  cercle_query_where (query, CERCLE_ORGANISATION_FAMILY, CERCLE_IN, "ars cd mdph");
  cercle_session_find_async (CERCLE_SESSION (source), query, self->reading, bodies_cb,
                             g_object_ref (self));
}

static const CercleKind *const kinds[] = { &cercle_contact_kind, &cercle_organisation_kind,
                                           &cercle_member_kind, &cercle_community_kind, NULL };

static void
read_contacts (CerclePage *page, GCancellable *cancellable)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (page);
  g_autoptr (CercleQuery) query = cercle_referents_query ();

  g_set_object (&self->reading, cancellable);
  cercle_session_find_async (session_of (self), query, cancellable, contacts_cb,
                             g_object_ref (self));
}

/* --- Naming ---------------------------------------------------------------------------------- */

static const guint fields[] = {
  CERCLE_CONTACT_ORGANISATION, CERCLE_CONTACT_FIRST_NAME, CERCLE_CONTACT_LAST_NAME,
  CERCLE_CONTACT_FUNCTION,     CERCLE_CONTACT_PHONE,      CERCLE_CONTACT_MOBILE,
  CERCLE_CONTACT_MAIL,         CERCLE_CONTACT_FROM_ON,    CERCLE_CONTACT_TO_ON,
};
static const CercleMatrixFormSort naming = { "referent", N_ ("Referent"), N_ ("Save"), fields,
                                             G_N_ELEMENTS (fields) };
#define FORM(self) CERCLE_MATRIX_FORM ((self)->form)

static void
edit (CercleReferentsPage *self, CercleRecord *contact, const char *of_id)
{
  cercle_matrix_form_edit (FORM (self), &naming, contact, of_id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "form");
  cercle_matrix_form_start (FORM (self));
}

static void
end (CercleReferentsPage *self)
{
  if (cercle_matrix_form_get_sort (FORM (self)) != NULL)
    cercle_matrix_form_end (FORM (self), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "list");
  gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (page);

  if (committed && self->states != NULL)
    end (self);
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *contact, CercleReferentsPage *self)
{
  CercleTx *tx = NULL;

  /* Somebody: not a place alone. */
  if (!cercle_record_is_set (contact, CERCLE_CONTACT_LAST_NAME) &&
      !cercle_record_is_set (contact, CERCLE_CONTACT_FUNCTION) &&
      !cercle_record_is_set (contact, CERCLE_CONTACT_PHONE))
    {
      cercle_matrix_form_refuse (form, CERCLE_CONTACT_LAST_NAME,
                                 _ ("A name, a function or a telephone is needed."));
      return;
    }
  tx = cercle_tx_new (N_ ("Referent saved."));
  cercle_tx_save (tx, contact);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, NULL);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (CercleRecord) contact =
      cercle_session_get (session_of (self), &cercle_contact_kind, id);

  if (contact != NULL)
    edit (self, contact, id);
}

/* For a place: the body that bears its name is proposed, from today on. */
static void
name_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (widget);
  const char *slot = g_variant_get_string (parameter, NULL);
  g_autoptr (CercleRecord) contact =
      cercle_session_new_record (session_of (self), &cercle_contact_kind);

  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, slot);
  cercle_record_set_text (contact, CERCLE_CONTACT_FROM_ON,
                          cercle_session_get_today (session_of (self)));
  for (guint i = 0; self->bodies != NULL && i < self->bodies->len; i++)
    if (g_strcmp0 (text (self->bodies->pdata[i], CERCLE_ORGANISATION_FAMILY), slot) == 0)
      {
        cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION,
                                cercle_record_get_id (self->bodies->pdata[i]));
        break;
      }
  edit (self, contact, slot);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_referents_page_open (CerclePage *page, const char *target)
{
  cercle_page_read (page);
}

static void
cercle_referents_page_start (CerclePage *page)
{
  gtk_widget_child_focus (CERCLE_REFERENTS_PAGE (page)->column, GTK_DIR_TAB_FORWARD);
}

static void
cercle_referents_page_leave (CerclePage *page)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (page);

  if (cercle_matrix_form_get_sort (FORM (self)) != NULL)
    end (self);
}

static void
cercle_referents_page_constructed (GObject *object)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (object);

  G_OBJECT_CLASS (cercle_referents_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Referents"));
  self->form = cercle_matrix_form_new (session_of (self));
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (end), self);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->states = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->states), cercle_plain_column (self->column), "list");
  gtk_stack_add_named (GTK_STACK (self->states), cercle_plain_column (self->form), "form");
  adw_bin_set_child (ADW_BIN (self), self->states);
  cercle_page_follow (CERCLE_PAGE (self), kinds, read_contacts);
}

static void
cercle_referents_page_dispose (GObject *object)
{
  CercleReferentsPage *self = CERCLE_REFERENTS_PAGE (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  self->states = NULL;
  G_OBJECT_CLASS (cercle_referents_page_parent_class)->dispose (object);
}

static void
cercle_referents_page_class_init (CercleReferentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_referents_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_referents_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_referents_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_referents_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_referents_page_leave;
  gtk_widget_class_install_action (widget_class, "referents.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "referents.name", "s", name_action);
}

static void
cercle_referents_page_init (CercleReferentsPage *self)
{
}
