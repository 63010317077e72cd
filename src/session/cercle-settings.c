/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does this person like her window? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-settings.h"

#include <glib/gstdio.h>

#define GROUP "window"
#define LARGEST 16384

enum
{
  PROP_AIRY_ROWS = 1,
  PROP_SINGLE_KEYS,
  PROP_COLOR_SCHEME,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_MAXIMIZED,
  PROP_PAGE,
  PROP_CASE_COLUMNS,
  PROP_BOARD_OF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _CercleSettings
{
  GObject parent_instance;
  char *path;
  gboolean loading;
  GValue values[N_PROPS]; /* by property; 0 is not used */
};

G_DEFINE_FINAL_TYPE (CercleSettings, cercle_settings, G_TYPE_OBJECT)

static gboolean
read_value (GKeyFile *file, const char *name, GValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_key_file_has_key (file, GROUP, name, NULL))
    return FALSE;
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, g_key_file_get_boolean (file, GROUP, name, &error));
  else if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, g_key_file_get_integer (file, GROUP, name, &error));
  else
    {
      text = g_key_file_get_string (file, GROUP, name, &error);
      g_value_set_string (value, text);
    }
  return error == NULL;
}

static void
write_value (GKeyFile *file, const char *name, const GValue *value)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_key_file_set_boolean (file, GROUP, name, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_INT (value))
    g_key_file_set_integer (file, GROUP, name, g_value_get_int (value));
  else if (g_value_get_string (value) != NULL)
    g_key_file_set_string (file, GROUP, name, g_value_get_string (value));
}

/* A preference that cannot be written is lost at the end, and harms nobody. */
static void
save (CercleSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < N_PROPS; i++)
    write_value (file, properties[i]->name, &self->values[i]);
  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_key_file_save_to_file (file, self->path, &error))
    g_debug ("Preferences were not kept");
}

/* What a hand or an older program wrote is believed within the bounds of the property. */
static void
load (CercleSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    return;
  self->loading = TRUE;
  for (guint i = 1; i < N_PROPS; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_value_init (&value, properties[i]->value_type);
      if (!read_value (file, properties[i]->name, &value))
        continue;
      g_param_value_validate (properties[i], &value);
      g_object_set_property (G_OBJECT (self), properties[i]->name, &value);
    }
  self->loading = FALSE;
}

static void
cercle_settings_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  g_value_copy (&CERCLE_SETTINGS (object)->values[property], value);
}

static void
cercle_settings_set_property (GObject *object, guint property, const GValue *value,
                              GParamSpec *pspec)
{
  CercleSettings *self = CERCLE_SETTINGS (object);

  if (g_param_values_cmp (pspec, value, &self->values[property]) == 0)
    return;
  g_value_copy (value, &self->values[property]);
  if (!self->loading)
    save (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
cercle_settings_finalize (GObject *object)
{
  CercleSettings *self = CERCLE_SETTINGS (object);

  g_free (self->path);
  for (guint i = 1; i < N_PROPS; i++)
    g_value_unset (&self->values[i]);
  G_OBJECT_CLASS (cercle_settings_parent_class)->finalize (object);
}

static void
cercle_settings_class_init (CercleSettingsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cercle_settings_get_property;
  object_class->set_property = cercle_settings_set_property;
  object_class->finalize = cercle_settings_finalize;
  properties[PROP_AIRY_ROWS] = g_param_spec_boolean ("airy-rows", NULL, NULL, FALSE, flags);
  properties[PROP_SINGLE_KEYS] = g_param_spec_boolean ("single-keys", NULL, NULL, TRUE, flags);
  properties[PROP_COLOR_SCHEME] =
      g_param_spec_string ("color-scheme", NULL, NULL, "default", flags);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, LARGEST, 1366, flags);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, LARGEST, 768, flags);
  properties[PROP_MAXIMIZED] = g_param_spec_boolean ("maximized", NULL, NULL, FALSE, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  properties[PROP_CASE_COLUMNS] = g_param_spec_string ("case-columns", NULL, NULL, NULL, flags);
  properties[PROP_BOARD_OF] =
      g_param_spec_string ("board-of", NULL, NULL, CERCLE_BOARD_OF_OURS, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_settings_init (CercleSettings *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    {
      g_value_init (&self->values[i], properties[i]->value_type);
      g_param_value_set_default (properties[i], &self->values[i]);
    }
}

CercleSettings *
cercle_settings_new (const char *profile, const char *config_dir)
{
  CercleSettings *self = g_object_new (CERCLE_TYPE_SETTINGS, NULL);
  const char *base = config_dir != NULL ? config_dir : g_get_user_config_dir ();
  g_autofree char *escaped = profile != NULL ? g_uri_escape_string (profile, NULL, FALSE) : NULL;
  g_autofree char *name =
      escaped != NULL ? g_strconcat ("profile-", escaped, ".ini", NULL) : g_strdup ("desk.ini");

  self->path = g_build_filename (base, "cercle", name, NULL);
  load (self);
  return self;
}
