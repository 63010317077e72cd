/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the pages of a sheet come out of a printer? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-print.h"

#include <glib/gi18n-lib.h>

#define SHORT_SIDE 595.276 /* A4, in points */
#define LONG_SIDE 841.89

typedef struct
{
  CerclePrint *print;
  CerclePrintFailed failed;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  cercle_print_free (job->print);
  g_free (job);
}

/* Another paper than A4 gets the whole page, smaller or larger. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = job->print->landscape ? LONG_SIDE : SHORT_SIDE;
  double height = job->print->landscape ? SHORT_SIDE : LONG_SIDE;
  double scale = MIN (gtk_print_context_get_width (context) / width,
                      gtk_print_context_get_height (context) / height);

  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, g_ptr_array_index (job->print->pages, (guint) page), 0, 0);
  cairo_paint (cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  GtkWindow *window = g_object_get_data (G_OBJECT (operation), "window");

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && window != NULL)
    job->failed (window, _ ("The printer did not take the pages: try again, or save them as PDF."));
}

static GtkPageSetup *
page_setup (const CerclePrint *print)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, print->landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                          : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (paper);
  return setup;
}

void
cercle_print (GtkWindow *window, CerclePrint *print, const char *name, const char *path,
              CerclePrintFailed failed)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup (print);
  g_autoptr (GError) error = NULL;
  Job *job = g_new0 (Job, 1);

  job->print = print;
  job->failed = failed;
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) print->pages->len);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, path == NULL);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_object_set_data_full (G_OBJECT (operation), "window", g_object_ref (window), g_object_unref);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), job, NULL, 0);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  gtk_print_operation_run (operation,
                           path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                        : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           window, &error);
  if (error != NULL)
    g_debug ("Nothing printed: %s", error->message);
}
