/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program. */
#define G_LOG_DOMAIN "cercle-app"

#include <locale.h>

#include <glib/gi18n.h>

#include "cercle-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (CercleApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CERCLE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("cercle");
  g_set_application_name ("Cercle");
  application = cercle_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
