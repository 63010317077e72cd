/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is every page of the window, whatever it shows? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-changes.h"
#include "cercle-toast.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60

typedef struct
{
  CercleSession *session;
  CercleSettings *settings;
  char *title;
  char *subtitle;
  char *about;
  gboolean narrow;
  const CercleKind *const *kinds; /* that it shows */
  CerclePageRead read;
  GCancellable *reading;
  guint quiet;
  gboolean stale; /* something changed while it was not in view */
} CerclePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CerclePage, cercle_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SETTINGS,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

typedef struct
{
  CerclePage *page;
  char *label;
  CerclePageDone done;
  gpointer data;
} Commit;

static void
commit_free (Commit *commit)
{
  g_clear_object (&commit->page);
  g_free (commit->label);
  g_free (commit);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Commit, commit_free)

static void
commit_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Commit) commit = data;
  g_autoptr (GError) error = NULL;
  CercleSession *session = CERCLE_SESSION (source);
  gboolean committed = cercle_session_commit_finish (session, result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (commit->page)) != NULL)
    {
      if (committed)
        cercle_toast_done (GTK_WIDGET (commit->page), session, commit->label,
                           cercle_session_get_undo_label (session) != NULL);
      else
        cercle_toast_error (GTK_WIDGET (commit->page), error);
    }
  if (commit->done != NULL)
    commit->done (commit->page, committed, commit->data);
}

static void
cercle_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CerclePagePrivate *self = cercle_page_get_instance_private (CERCLE_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CerclePagePrivate *self = cercle_page_get_instance_private (CERCLE_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_TITLE:
      cercle_page_set_title (CERCLE_PAGE (object), g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      cercle_page_set_subtitle (CERCLE_PAGE (object), g_value_get_string (value));
      break;
    case PROP_NARROW:
      cercle_page_set_narrow (CERCLE_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stop_reading (CerclePagePrivate *priv)
{
  g_clear_handle_id (&priv->quiet, g_source_remove);
  g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
}

static void
cercle_page_dispose (GObject *object)
{
  CerclePagePrivate *self = cercle_page_get_instance_private (CERCLE_PAGE (object));

  self->read = NULL;
  stop_reading (self);
  G_OBJECT_CLASS (cercle_page_parent_class)->dispose (object);
}

static void
cercle_page_finalize (GObject *object)
{
  CerclePagePrivate *self = cercle_page_get_instance_private (CERCLE_PAGE (object));

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->about);
  G_OBJECT_CLASS (cercle_page_parent_class)->finalize (object);
}

static void
cercle_page_class_init (CerclePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags plain = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cercle_page_get_property;
  object_class->set_property = cercle_page_set_property;
  object_class->dispose = cercle_page_dispose;
  object_class->finalize = cercle_page_finalize;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, CERCLE_TYPE_SESSION, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, CERCLE_TYPE_SETTINGS, construct);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, plain);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, plain);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, plain);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_page_init (CerclePage *self)
{
}

CercleSession *
cercle_page_get_session (CerclePage *self)
{
  return ((CerclePagePrivate *) cercle_page_get_instance_private (self))->session;
}

CercleSettings *
cercle_page_get_settings (CerclePage *self)
{
  return ((CerclePagePrivate *) cercle_page_get_instance_private (self))->settings;
}

const char *
cercle_page_get_title (CerclePage *self)
{
  return ((CerclePagePrivate *) cercle_page_get_instance_private (self))->title;
}

const char *
cercle_page_get_subtitle (CerclePage *self)
{
  return ((CerclePagePrivate *) cercle_page_get_instance_private (self))->subtitle;
}

gboolean
cercle_page_get_narrow (CerclePage *self)
{
  return ((CerclePagePrivate *) cercle_page_get_instance_private (self))->narrow;
}

static void
replace (CerclePage *self, char **member, const char *text, guint property)
{
  if (g_strcmp0 (*member, text) == 0)
    return;
  g_free (*member);
  *member = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
cercle_page_set_title (CerclePage *self, const char *title)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);
  replace (self, &priv->title, title, PROP_TITLE);
}

void
cercle_page_set_subtitle (CerclePage *self, const char *subtitle)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);
  replace (self, &priv->subtitle, subtitle, PROP_SUBTITLE);
}

void
cercle_page_set_narrow (CerclePage *self, gboolean narrow)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  if (priv->narrow == !!narrow)
    return;
  priv->narrow = !!narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

void
cercle_page_fit_rows (CerclePage *self, GtkWidget *list)
{
  CercleSettings *settings = cercle_page_get_settings (self);

  g_object_bind_property (settings, "airy-rows", list, "airy", G_BINDING_SYNC_CREATE);
  g_object_bind_property (settings, "single-keys", list, "single-keys", G_BINDING_SYNC_CREATE);
}

void
cercle_page_fit_list (CerclePage *self, GtkWidget *list)
{
  cercle_page_fit_rows (self, list);
  g_object_bind_property (self, "narrow", list, "narrow", G_BINDING_SYNC_CREATE);
}

void
cercle_page_read (CerclePage *self)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  priv->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (priv->stale || priv->read == NULL)
    return;
  stop_reading (priv);
  priv->reading = g_cancellable_new ();
  priv->read (self, priv->reading);
}

static gboolean
quiet_cb (gpointer data)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (data);

  priv->quiet = 0;
  cercle_page_read (data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleSession *session, guint64 changed, CerclePage *self)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  for (guint i = 0; priv->read != NULL && priv->kinds[i] != NULL; i++)
    if (priv->quiet == 0 && cercle_changes_have (changed, priv->kinds[i]))
      priv->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
map_cb (CerclePage *self)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  if (priv->stale)
    cercle_page_read (self);
}

void
cercle_page_follow (CerclePage *self, const CercleKind *const *kinds, CerclePageRead read)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  priv->kinds = kinds;
  priv->read = read;
  g_signal_connect_object (priv->session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  cercle_page_read (self);
}

void
cercle_page_open (CerclePage *self, const char *target)
{
  if (CERCLE_PAGE_GET_CLASS (self)->open != NULL)
    CERCLE_PAGE_GET_CLASS (self)->open (self, target);
}

gboolean
cercle_page_search (CerclePage *self)
{
  return CERCLE_PAGE_GET_CLASS (self)->search != NULL &&
         CERCLE_PAGE_GET_CLASS (self)->search (self);
}

const char *
cercle_page_get_about (CerclePage *self)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);
  return priv->about;
}

void
cercle_page_set_about (CerclePage *self, const char *id)
{
  CerclePagePrivate *priv = cercle_page_get_instance_private (self);

  g_free (priv->about);
  priv->about = g_strdup (id);
}

gboolean
cercle_page_fill_paper (CerclePage *self, CerclePaper *paper)
{
  return CERCLE_PAGE_GET_CLASS (self)->fill_paper == NULL ||
         CERCLE_PAGE_GET_CLASS (self)->fill_paper (self, paper);
}

void
cercle_page_start (CerclePage *self)
{
  if (CERCLE_PAGE_GET_CLASS (self)->start != NULL)
    CERCLE_PAGE_GET_CLASS (self)->start (self);
}

void
cercle_page_leave (CerclePage *self)
{
  if (CERCLE_PAGE_GET_CLASS (self)->leave != NULL)
    CERCLE_PAGE_GET_CLASS (self)->leave (self);
}

void
cercle_page_commit (CerclePage *self, CercleTx *tx, CerclePageDone done, gpointer data)
{
  Commit *commit = g_new0 (Commit, 1);

  commit->page = g_object_ref (self);
  commit->label = g_strdup (_ (cercle_tx_get_label (tx)));
  commit->done = done;
  commit->data = data;
  cercle_session_commit_async (cercle_page_get_session (self), tx, commit_cb, commit);
}
