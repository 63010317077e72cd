/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be calling? A shared number never merges people: somebody chooses. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-household.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-commune.h"
#include "cercle-duplicate.h"
#include "cercle-escape.h"
#include "cercle-person.h"

#define MOST 8

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

struct _CercleCallHousehold
{
  GtkWidget parent_instance;
  CercleSession *session;
  GCancellable *asking;
  GtkWidget *box;
  GtkCheckButton *group;
  GPtrArray *people;  /* CercleRecord */
  GPtrArray *known;   /* for each: GPtrArray of CercleRecord, her and those merged into her */
  CercleRecord *like; /* as typed; NULL: nobody new */
  char *subject, *person, *kase;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (CercleCallHousehold, cercle_call_household, GTK_TYPE_WIDGET)

typedef struct
{
  char *subject, *person, *kase;
} Option;

static void
option_free (gpointer data)
{
  Option *option = data;
  g_free (option->subject);
  g_free (option->person);
  g_free (option->kase);
  g_free (option);
}

static gboolean
is_same (const Option *option, const Option *other)
{
  return g_strcmp0 (option->subject, other->subject) == 0 &&
         g_strcmp0 (option->person, other->person) == 0 &&
         g_strcmp0 (option->kase, other->kase) == 0;
}

static const Option *
option_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "option");
}

static gboolean
is_chosen (CercleCallHousehold *self, GtkWidget *button)
{
  const Option chosen = { self->subject, self->person, self->kase };
  return is_same (option_of (button), &chosen);
}

static void
toggled_cb (GtkCheckButton *button, CercleCallHousehold *self)
{
  const Option *option = option_of (GTK_WIDGET (button));

  if (self->quiet || !gtk_check_button_get_active (button))
    return;
  g_free (self->subject);
  g_free (self->person);
  g_free (self->kase);
  self->subject = g_strdup (option->subject);
  self->person = g_strdup (option->person);
  self->kase = g_strdup (option->kase);
  g_signal_emit (self, signals[CHOSEN], 0, option->subject, option->person, option->kase);
}

static GtkWidget *
new_dim (const char *words)
{
  GtkWidget *dim = gtk_label_new (words);

  gtk_widget_add_css_class (dim, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (dim), 0);
  gtk_widget_set_hexpand (dim, TRUE);
  return dim;
}

/* A line: what would happen in strong letters, what tells this person from another, and, below, why
 * she may be the same (nullable). */
static void
add_option (CercleCallHousehold *self, const Option *values, const char *what, const char *more,
            const char *why)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strong = gtk_label_new (what);
  Option *option = g_new0 (Option, 1);
  g_autofree char *named =
      more != NULL ? g_strdup_printf (_ ("%s, %s"), what, more) : g_strdup (what);
  g_autofree char *spoken = why != NULL ? g_strdup_printf (_ ("%s, %s"), named, why) : NULL;

  option->subject = g_strdup (values->subject);
  option->person = g_strdup (values->person);
  option->kase = g_strdup (values->kase);
  g_object_set_data_full (G_OBJECT (button), "option", option, option_free);
  gtk_widget_add_css_class (strong, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (strong), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), strong);
  if (more != NULL)
    {
      GtkWidget *dim = new_dim (more);
      gtk_label_set_ellipsize (GTK_LABEL (dim), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (line), dim);
    }
  gtk_box_append (GTK_BOX (lines), line);
  if (why != NULL)
    {
      GtkWidget *dim = new_dim (why);
      gtk_label_set_wrap (GTK_LABEL (dim), TRUE);
      gtk_box_append (GTK_BOX (lines), dim);
    }
  gtk_widget_add_css_class (button, "household-line");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->group);
  if (self->group == NULL)
    self->group = GTK_CHECK_BUTTON (button);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), lines);
  cercle_set_spoken (button, spoken != NULL ? spoken : named);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen (self, button));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), button);
}

/* (transfer full): "9 years, Lisieux". */
static char *
describe (CercleCallHousehold *self, CercleRecord *person)
{
  int age = cercle_person_age (person, cercle_session_get_today_number (self->session));
  const char *commune =
      cercle_commune_name (cercle_record_get_text (person, CERCLE_PERSON_COMMUNE));

  if (age < 0)
    return commune[0] != '\0' ? g_strdup (commune) : NULL;
  g_autofree char *years = g_strdup_printf (ngettext ("%d year old", "%d years old", age), age);
  return commune[0] != '\0' ? g_strdup_printf (_ ("%s, %s"), years, commune)
                            : g_steal_pointer (&years);
}

/* (transfer full) (nullable): why she may be whom one is typing. */
static char *
say_why (CercleCallHousehold *self, CercleRecord *person)
{
  CercleAlike alike = self->like != NULL ? cercle_duplicate_compare (self->like, person) : 0;
  g_auto (GStrv) reasons = cercle_duplicate_reasons (alike);
  g_autofree char *words = g_strjoinv (_ (", "), reasons);

  if (!cercle_duplicate_is_likely (alike))
    return NULL;
  /* TRANSLATORS: what is alike: "the same name, born the same day". */
  return g_strdup_printf (_ ("Perhaps the same person: %s"), words);
}

static gboolean
is_among (GPtrArray *persons, const char *id)
{
  for (guint i = 0; i < persons->len; i++)
    if (g_strcmp0 (cercle_record_get_id (persons->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* Her cases, and those of the records that were merged into hers. */
static void
add_cases (CercleCallHousehold *self, guint at, GPtrArray *cases)
{
  const char *id = cercle_record_get_id (self->people->pdata[at]);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      CercleRecord *kase = cases->pdata[i];
      g_autofree char *number = cercle_case_number (kase);
      if (!is_among (self->known->pdata[at], cercle_record_get_text (kase, CERCLE_CASE_PERSON)))
        continue;
      Option option = { (char *) "case", (char *) id, (char *) cercle_record_get_id (kase) };
      g_autofree char *what = g_strdup_printf (_ ("Go on with %s"), number);
      add_option (self, &option, what, cercle_record_get_text (kase, CERCLE_CASE_NEED), NULL);
    }
}

/* The line for the same, or the one for somebody new, which is always there. */
static void
take_keyboard (const Option *option, GtkWidget *lines)
{
  GtkWidget *heir = NULL;

  for (GtkWidget *line = lines; line != NULL; line = gtk_widget_get_next_sibling (line))
    if (is_same (option_of (line), option) ||
        (heir == NULL && g_str_equal (option_of (line)->subject, "new")))
      heir = line;
  gtk_widget_grab_focus (heir);
}

/* Who has come to one of the lines before the answer did keeps the keyboard there. */
static void
drop_until (CercleCallHousehold *self, GtkWidget *last)
{
  GtkRoot *root = gtk_widget_get_root (self->box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *lines = gtk_widget_get_next_sibling (last), *line;

  if (focus != NULL && gtk_widget_get_parent (focus) == self->box)
    take_keyboard (option_of (focus), lines);
  while ((line = gtk_widget_get_first_child (self->box)) != lines)
    gtk_box_remove (GTK_BOX (self->box), line);
}

static void
show (CercleCallHousehold *self, GPtrArray *cases)
{
  static const Option new_person = { (char *) "new", (char *) "", (char *) "" };
  static const Option anonymous = { (char *) "anonymous", (char *) "", (char *) "" };
  GtkWidget *last = gtk_widget_get_last_child (self->box);

  self->quiet = TRUE;
  self->group = NULL;
  for (guint i = 0; self->people != NULL && i < MIN (self->people->len, MOST); i++)
    {
      CercleRecord *person = self->people->pdata[i];
      Option option = { (char *) "person", (char *) cercle_record_get_id (person), (char *) "" };
      g_autofree char *name = cercle_person_name (person);
      g_autofree char *what = g_strdup_printf (_ ("New request for %s"), name);
      g_autofree char *more = describe (self, person), *why = say_why (self, person);
      add_cases (self, i, cases);
      add_option (self, &option, what, more, why);
    }
  add_option (self, &new_person, _ ("Somebody new"), _ ("a new record is made"), NULL);
  add_option (self, &anonymous, _ ("Anonymous contact"), _ ("neither number nor name is kept"),
              NULL);
  if (last != NULL)
    drop_until (self, last);
  self->quiet = FALSE;
}

static void
cases_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleCallHousehold) self = data;
  g_autoptr (GPtrArray) cases =
      cercle_session_find_finish (CERCLE_SESSION (session), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->box != NULL)
    show (self, cases);
}

static void
people_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleCallHousehold) self = data;
  g_autoptr (GPtrArray) people =
      cercle_session_find_household_finish (CERCLE_SESSION (session), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  if (self->people == NULL || self->people->len == 0)
    {
      show (self, NULL);
      return;
    }
  g_autoptr (GString) ids = g_string_new (NULL);
  g_ptr_array_set_size (self->known, 0);
  for (guint i = 0; i < MIN (self->people->len, MOST); i++)
    {
      GPtrArray *known =
          cercle_session_get_persons (self->session, cercle_record_get_id (self->people->pdata[i]));

      /* A writer may be in the way. */
      if (known->len == 0)
        g_ptr_array_add (known, g_object_ref (self->people->pdata[i]));
      for (guint j = 0; j < known->len; j++)
        g_string_append_printf (ids, "%s ", cercle_record_get_id (known->pdata[j]));
      g_ptr_array_add (self->known, known);
    }
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IN, ids->str);
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_session_find_async (self->session, query, self->asking, cases_cb, g_object_ref (self));
}

void
cercle_call_household_look (CercleCallHousehold *self, const char *phone, const char *words,
                            CercleRecord *like)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->like);
  self->like = like != NULL ? g_object_ref (like) : NULL;
  if ((phone == NULL || phone[0] == '\0') && (words == NULL || words[0] == '\0'))
    {
      show (self, NULL);
      return;
    }
  self->asking = g_cancellable_new ();
  cercle_session_find_household_async (self->session, phone, words, like, self->asking, people_cb,
                                       g_object_ref (self));
}

void
cercle_call_household_choose (CercleCallHousehold *self, const char *subject, const char *person,
                              const char *kase)
{
  g_free (self->subject);
  g_free (self->person);
  g_free (self->kase);
  self->subject = g_strdup (subject);
  self->person = g_strdup (person);
  self->kase = g_strdup (kase);
  self->quiet = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), is_chosen (self, child));
  self->quiet = FALSE;
}

void
cercle_call_household_set_session (CercleCallHousehold *self, CercleSession *session)
{
  g_set_object (&self->session, session);
  show (self, NULL);
}

static void
cercle_call_household_dispose (GObject *object)
{
  CercleCallHousehold *self = CERCLE_CALL_HOUSEHOLD (object);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->session);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_object (&self->like);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->kase, g_free);
  G_OBJECT_CLASS (cercle_call_household_parent_class)->dispose (object);
}

static void
cercle_call_household_class_init (CercleCallHouseholdClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_call_household_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] =
      g_signal_new ("chosen", CERCLE_TYPE_CALL_HOUSEHOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cercle_call_household_init (CercleCallHousehold *self)
{
  self->known = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
