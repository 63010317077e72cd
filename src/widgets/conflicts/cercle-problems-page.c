/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be settled, and how? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-problems-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-conflict.h"
#include "cercle-conflict-card.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-record-list.h"
#include "cercle-template.h"

struct _CercleProblemsPage
{
  CerclePage parent_instance;
  GtkWidget *conflicts, *problems, *conflicts_title, *problems_title, *nothing, *content;
  CercleRecordList *open;
  gboolean beginning; /* the keyboard waits for the first card */
  guint place;        /* of the conflict that is gone with the keyboard in its card */
  guint gone;         /* source: when the others stand where they will */
};

G_DEFINE_FINAL_TYPE (CercleProblemsPage, cercle_problems_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
#define CHILD(name)                                                                                \
  {                                                                                                \
#name, G_STRUCT_OFFSET(CercleProblemsPage, name)                                               \
  }
  CHILD (conflicts),      CHILD (problems), CHILD (conflicts_title),
  CHILD (problems_title), CHILD (nothing),  CHILD (content),
#undef CHILD
};

static CercleSession *
session_of (gpointer page)
{
  return cercle_page_get_session (page);
}

/* Tab goes to what is in a line: from GTK 4.12 on, the line itself would take the keyboard. */
static void
only_inside (GtkListItem *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), "focusable") != NULL)
    g_object_set (item, "focusable", FALSE, NULL);
}

/* Conflicts */

/* (transfer none) (nullable) */
static GtkWidget *
find_card (GtkWidget *from, CercleRecord *conflict)
{
  GtkWidget *found = NULL;

  if (CERCLE_IS_CONFLICT_CARD (from))
    return cercle_conflict_card_get_conflict (CERCLE_CONFLICT_CARD (from)) == conflict ? from
                                                                                       : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card (child, conflict);
  return found;
}

/* The card that the keyboard is in. (transfer none) (nullable) */
static GtkWidget *
card_with_keyboard (CercleProblemsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->conflicts))
    return NULL;
  return gtk_widget_get_ancestor (focus, CERCLE_TYPE_CONFLICT_CARD);
}

/* The keyboard goes to the card that came into the place of the one it was on; after the last one
 * the page still hears its keys. */
static gboolean
gone_cb (gpointer data)
{
  CercleProblemsPage *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  g_autoptr (CercleRow) row =
      n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->open), MIN (self->place, n - 1)) : NULL;
  GtkWidget *card = row != NULL ? find_card (self->conflicts, cercle_row_get_record (row)) : NULL;

  self->gone = 0;
  if (card_with_keyboard (self) != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_visible (self->nothing))
    gtk_widget_grab_focus (self->nothing);
  else
    gtk_widget_child_focus (card != NULL ? card : self->content, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* Told before the list: the card still stands there, and GTK has not yet moved the keyboard to what
 * comes next in the window (the Undo of what was just said). */
static void
conflicts_cb (CercleProblemsPage *self, guint position, guint removed)
{
  if (removed == 0 || self->gone != 0 || card_with_keyboard (self) == NULL)
    return;
  self->place = position;
  self->gone = g_idle_add (gone_cb, self);
}

static void
setup_card_cb (GtkListItemFactory *factory, GtkListItem *item, CercleProblemsPage *self)
{
  gtk_list_item_set_child (item, cercle_conflict_card_new (session_of (self)));
  only_inside (item);
}

static void
bind_card_cb (GtkListItemFactory *factory, GtkListItem *item, CercleProblemsPage *self)
{
  CercleRow *row = gtk_list_item_get_item (item);
  cercle_conflict_card_show (CERCLE_CONFLICT_CARD (gtk_list_item_get_child (item)),
                             cercle_row_get_record (row), TRUE);
}

/* Problems */

typedef struct
{
  CercleSession *session;
  char *mutation;
} Abandon;

static void
abandon_answer (gboolean accepted, gpointer data)
{
  Abandon *abandon = data;
  if (accepted)
    cercle_session_abandon (abandon->session, abandon->mutation);
  g_object_unref (abandon->session);
  g_free (abandon->mutation);
  g_free (abandon);
}

static void
abandon_cb (GtkButton *button, CercleProblemsPage *self)
{
  CercleProblem *problem = g_object_get_data (G_OBJECT (button), "problem");
  CercleQuestion question = {
    .heading = _ ("Give this change up?"),
    .body = _ (
        "What you had changed is forgotten on this desk, and the value of the server shows again. "
        "This cannot be undone."),
    .accept = _ ("Give It Up"),
    .destructive = TRUE,
  };
  Abandon *abandon = g_new0 (Abandon, 1);
  abandon->session = g_object_ref (session_of (self));
  abandon->mutation = g_strdup (cercle_problem_get_mutation (problem));
  cercle_dialog_ask (GTK_WIDGET (self), &question, abandon_answer, abandon);
}

static void
retry_cb (GtkButton *button, CercleProblemsPage *self)
{
  CercleProblem *problem = g_object_get_data (G_OBJECT (button), "problem");
  cercle_session_retry (session_of (self), cercle_problem_get_mutation (problem));
}

static GtkWidget *
problem_button (CercleProblemsPage *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static void
setup_problem_cb (GtkListItemFactory *factory, GtkListItem *item, CercleProblemsPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *sentence = gtk_label_new (NULL);

  gtk_widget_add_css_class (line, "problem-line");
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_widget_set_hexpand (sentence, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), sentence);
  gtk_box_append (GTK_BOX (line), problem_button (self, _ ("Send Again"), G_CALLBACK (retry_cb)));
  gtk_box_append (GTK_BOX (line), problem_button (self, _ ("Give Up…"), G_CALLBACK (abandon_cb)));
  gtk_list_item_set_child (item, line);
  only_inside (item);
}

static void
bind_problem_cb (GtkListItemFactory *factory, GtkListItem *item, CercleProblemsPage *self)
{
  CercleProblem *problem = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *sentence = gtk_widget_get_next_sibling (icon);
  GtkWidget *retry = gtk_widget_get_next_sibling (sentence);
  GtkWidget *abandon = gtk_widget_get_next_sibling (retry);
  gboolean refused = cercle_problem_get_mutation (problem) != NULL;

  gtk_label_set_text (GTK_LABEL (sentence), cercle_problem_get_sentence (problem));
  gtk_widget_set_visible (retry, refused);
  gtk_widget_set_visible (abandon, refused);
  g_object_set_data_full (G_OBJECT (retry), "problem", g_object_ref (problem), g_object_unref);
  g_object_set_data_full (G_OBJECT (abandon), "problem", g_object_ref (problem), g_object_unref);
}

static void
show_counts (CercleProblemsPage *self)
{
  guint conflicts = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  guint problems = g_list_model_get_n_items (cercle_session_get_problems (session_of (self)));
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u conflict", "%u conflicts", conflicts), conflicts);

  gtk_widget_set_visible (self->conflicts_title, conflicts > 0);
  gtk_widget_set_visible (self->conflicts, conflicts > 0);
  gtk_widget_set_visible (self->problems_title, problems > 0);
  gtk_widget_set_visible (self->problems, problems > 0);
  gtk_widget_set_visible (self->content, conflicts + problems > 0);
  gtk_widget_set_visible (self->nothing, conflicts + problems == 0);
  cercle_page_set_subtitle (CERCLE_PAGE (self), conflicts > 0 ? words : NULL);
  if (self->beginning && conflicts + problems > 0)
    self->beginning = !gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static void
set_list (GtkWidget *view, GListModel *model, GCallback setup, GCallback bind, gpointer page)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (model));

  g_signal_connect (factory, "setup", setup, page);
  g_signal_connect (factory, "bind", bind, page);
  gtk_list_view_set_factory (GTK_LIST_VIEW (view), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (view), GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (show_counts), page,
                           G_CONNECT_SWAPPED);
}

/* The cards may still be on their way from the file. */
static void
cercle_problems_page_start (CerclePage *page)
{
  CercleProblemsPage *self = CERCLE_PROBLEMS_PAGE (page);

  self->beginning = TRUE;
  show_counts (self);
}

/* Who went elsewhere keeps the keyboard there. */
static void
cercle_problems_page_unmap (GtkWidget *widget)
{
  CERCLE_PROBLEMS_PAGE (widget)->beginning = FALSE;
  GTK_WIDGET_CLASS (cercle_problems_page_parent_class)->unmap (widget);
}

static void
cercle_problems_page_constructed (GObject *object)
{
  CercleProblemsPage *self = CERCLE_PROBLEMS_PAGE (object);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_conflict_kind);

  G_OBJECT_CLASS (cercle_problems_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Conflicts and problems"));
  self->open = cercle_record_list_new (session_of (self));
  g_signal_connect_object (self->open, "items-changed", G_CALLBACK (conflicts_cb), self,
                           G_CONNECT_SWAPPED);
  set_list (self->conflicts, G_LIST_MODEL (self->open), G_CALLBACK (setup_card_cb),
            G_CALLBACK (bind_card_cb), self);
  set_list (self->problems, cercle_session_get_problems (session_of (self)),
            G_CALLBACK (setup_problem_cb), G_CALLBACK (bind_problem_cb), self);
  cercle_query_where (query, CERCLE_CONFLICT_CHOICE, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_CONFLICT_PROPOSED_AT, TRUE);
  cercle_record_list_set_query (self->open, query);
  show_counts (self);
}

static void
cercle_problems_page_dispose (GObject *object)
{
  CercleProblemsPage *self = CERCLE_PROBLEMS_PAGE (object);
  g_clear_handle_id (&self->gone, g_source_remove);
  g_clear_object (&self->open);
  G_OBJECT_CLASS (cercle_problems_page_parent_class)->dispose (object);
}

static void
cercle_problems_page_class_init (CercleProblemsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_problems_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_problems_page_dispose;
  widget_class->unmap = cercle_problems_page_unmap;
  CERCLE_PAGE_CLASS (klass)->start = cercle_problems_page_start;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  cercle_template_bind (widget_class, "conflicts/cercle-problems-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_problems_page_init (CercleProblemsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cercle_set_spoken (self->nothing, adw_status_page_get_title (ADW_STATUS_PAGE (self->nothing)));
}
