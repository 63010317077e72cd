/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do windows belong to, where no program was started? */
#include "application.h"

#include <adwaita.h>

#include "cercle-application.h"

GtkApplication *
application (void)
{
  static GtkApplication *made;
  g_autoptr (GError) error = NULL;

  if (made != NULL)
    return made;
  made =
      g_object_new (ADW_TYPE_APPLICATION, "application-id", NULL, "flags", G_APPLICATION_NON_UNIQUE,
                    "resource-base-path", "/org/cercle360/Cercle", NULL);
  g_application_register (G_APPLICATION (made), NULL, &error);
  g_assert_no_error (error);
  cercle_application_add_actions (made);
  return made;
}
