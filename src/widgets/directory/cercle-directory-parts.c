/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the sheet of a partner? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-parts.h"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory-line.h"
#include "cercle-directory-words.h"
#include "cercle-directory.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-official-number.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-suggest-parts.h"

#define MOST_REQUESTS 5

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

char *
cercle_directory_join (const char *first, const char *second)
{
  gboolean a = first != NULL && *first != '\0', b = second != NULL && *second != '\0';

  return g_strconcat (a ? first : "", a && b ? " · " : "", b ? second : "", NULL);
}

void
cercle_directory_add_fact (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *record,
                           guint field)
{
  g_autofree char *words = cercle_session_words_of (view->session, record, field);

  cercle_directory_line_fact (
      box, cercle_field_label (&cercle_record_get_kind (record)->fields[field]), words);
}

void
cercle_directory_add_place (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *record,
                            guint field)
{
  GPtrArray *places = view->sheet->places;

  for (guint i = 0; places->len > 1 && i < places->len; i++)
    if (g_strcmp0 (cercle_record_get_id (places->pdata[i]), text (record, field)) == 0)
      {
        g_autofree char *name = cercle_suggest_part_name (places->pdata[i]);
        cercle_directory_line_fact (
            box, cercle_field_label (&cercle_record_get_kind (record)->fields[field]), name);
      }
}

/* --- What it has free ------------------------------------------------------------------------ */

static void
fill_capacity (const CercleDirectoryView *view, GtkWidget *box)
{
  const CerclePartnerLine *line = view->sheet->line;
  gboolean shown = line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD;
  g_autofree char *words = cercle_directory_capacity (line);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = NULL;

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "settings");
  gtk_box_append (GTK_BOX (card), row);
  if (shown)
    label = cercle_directory_line_words (row, words, "title-4");
  else
    {
      g_autofree char *unknown = g_strdup_printf (_ ("Free places: %s"), words);
      label = cercle_directory_line_words (row, unknown, "dim-label");
    }
  if (line->age == CERCLE_CAPACITY_OLD)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (label, TRUE);
  if (view->may)
    cercle_directory_line_button (row, _ ("Ask Again…"), "directory.edit", "capacity:");
  if (shown)
    {
      g_autofree char *told = cercle_directory_told (line->capacity);
      g_autofree char *unit =
          cercle_session_words_of (view->session, line->capacity, CERCLE_CAPACITY_UNIT);
      g_autofree char *until = cercle_record_display (line->capacity, CERCLE_CAPACITY_UNTIL_ON);
      g_autofree char *free_until =
          *until != '\0' ? g_strdup_printf (_ ("free until %s"), until) : g_strdup ("");
      g_autofree char *more = cercle_directory_join (unit, free_until);
      cercle_directory_line_words (card, told, NULL);
      if (cercle_record_is_set (line->capacity, CERCLE_CAPACITY_SERVICE))
        {
          g_autofree char *service = cercle_session_name_of_id (
              view->session, &cercle_service_kind, text (line->capacity, CERCLE_CAPACITY_SERVICE));
          cercle_directory_line_words (card, service, "dim-label");
        }
      cercle_directory_line_words (card, more, "dim-label");
      cercle_directory_line_words (card, text (line->capacity, CERCLE_CAPACITY_COMMENT), NULL);
    }
  if (line->age == CERCLE_CAPACITY_OLD)
    cercle_directory_line_words (card, _ ("Older than a day: to be asked again."), "warning");
  gtk_box_append (GTK_BOX (box), card);
}

/* --- What it answered ------------------------------------------------------------------------ */

static void
add_request (const CercleDirectoryView *view, GtkWidget *card, CercleRecord *request)
{
  gboolean answered = cercle_record_is_set (request, CERCLE_REQUEST_ANSWERED_ON);
  const char *on = text (request, answered ? CERCLE_REQUEST_ANSWERED_ON : CERCLE_REQUEST_ASKED_ON);
  gboolean no = g_strcmp0 (text (request, CERCLE_REQUEST_ANSWER), "no") == 0;
  g_autofree char *day = cercle_day_format_short (cercle_day_parse (on),
                                                  cercle_session_get_today_number (view->session));
  g_autofree char *answer = cercle_record_display (request, CERCLE_REQUEST_ANSWER);
  g_autofree char *more = cercle_session_words_of (
      view->session, request, no ? CERCLE_REQUEST_MOTIVE : CERCLE_REQUEST_WHAT);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label = NULL;

  label = cercle_directory_line_words (row, on != NULL ? day : "–", "numeric");
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  label = cercle_directory_line_words (row, answer, no ? "error" : NULL);
  if (label != NULL)
    gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  label = cercle_directory_line_words (row, more, "dim-label");
  if (label != NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, more);
    }
  gtk_box_append (GTK_BOX (card), row);
}

/* (transfer full): "No place left (3), Too far (1)". */
static char *
refusals_in_words (const CercleDirectoryView *view)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < view->sheet->refusals->len; i++)
    {
      const CerclePartnerRefusal *refusal =
          &g_array_index (view->sheet->refusals, CerclePartnerRefusal, i);
      g_autofree char *code = g_strconcat ("code:refusal:", refusal->motive, NULL);
      g_autofree char *motive = cercle_session_name_of (view->session, code);

      g_string_append_printf (words, "%s%s (%u)", i > 0 ? _ (", ") : "", motive, refusal->n);
    }
  return g_string_free (words, FALSE);
}

static void
fill_answers (const CercleDirectoryView *view, GtkWidget *box)
{
  const CerclePartnerSheet *sheet = view->sheet;
  g_autofree char *evidence = cercle_directory_evidence (&sheet->line->evidence);
  g_autofree char *refusals = refusals_in_words (view);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  /* What was stopped, or asked by others, counts for nothing. */
  if (sheet->line->evidence.asked > 0 || sheet->requests->len == 0)
    cercle_directory_line_words (box, evidence, "dim-label");
  if (sheet->requests->len == 0)
    {
      g_object_ref_sink (card);
      g_object_unref (card);
      return;
    }
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "settings");
  for (guint i = 0; i < MIN (sheet->requests->len, MOST_REQUESTS); i++)
    add_request (view, card, sheet->requests->pdata[i]);
  gtk_box_append (GTK_BOX (box), card);
  cercle_directory_line_fact (box, _ ("Refusals"), refusals);
  for (guint i = 0; view->may && i < sheet->proposals->len; i++)
    {
      const char *motive = sheet->proposals->pdata[i];
      const char *condition = cercle_partner_condition (motive);
      g_autofree char *words = NULL;
      GtkWidget *row = NULL;

      if (condition == NULL)
        continue;
      words = g_strdup_printf (_ ("Refused several times for the same reason. A condition? “%s”"),
                               condition);
      cercle_directory_line_words (box, words, NULL);
      row = cercle_directory_line_row (box);
      cercle_directory_line_button (row, _ ("Add the Condition"), "directory.condition", motive);
      cercle_directory_line_button (row, _ ("No"), "directory.no-condition", motive);
    }
}

/* --- What it can do -------------------------------------------------------------------------- */

static void
add_edit (const CercleDirectoryView *view, GtkWidget *row, CercleRecord *record)
{
  g_autofree char *target = g_strdup_printf ("%s:%s", cercle_record_get_kind (record)->name,
                                             cercle_record_get_id (record));
  GtkWidget *button = NULL;

  if (!view->may)
    return;
  button = cercle_directory_line_button (row, _ ("Edit…"), "directory.edit", target);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
}

void
cercle_directory_add_record (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *record,
                             const char *name, const char *more)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (words, TRUE);
  cercle_directory_line_words (words, name, "heading");
  cercle_directory_line_words (words, more, "dim-label");
  gtk_box_append (GTK_BOX (row), words);
  add_edit (view, row, record);
  gtk_box_append (GTK_BOX (box), row);
}

static void
fill_strengths (const CercleDirectoryView *view, GtkWidget *box)
{
  CercleRecord *organisation = view->sheet->line->organisation;

  cercle_directory_line_words (box, text (organisation, CERCLE_ORGANISATION_STRENGTHS), NULL);
}

/* What nobody has told us, only its category. */
static void
add_origin (const CercleDirectoryView *view, GtkWidget *box, CercleRecord *service)
{
  CercleRecord *source = g_hash_table_lookup (view->sheet->origins, cercle_record_get_id (service));
  g_autofree char *name = NULL, *on = NULL, *whole = NULL, *words = NULL;

  if (source == NULL)
    return;
  name = cercle_record_display (source, CERCLE_SOURCE_NAME);
  on = cercle_record_display (source, CERCLE_SOURCE_STATED_ON);
  whole = *on != '\0' ? g_strdup_printf ("%s, %s", name, on) : g_strdup (name);
  /* TRANSLATORS: a directory that tells only of which sort the partner is, and its date. */
  words = g_strdup_printf (_ ("According to its category (%s)"), whole);
  cercle_directory_line_words (box, words, "dim-label");
}

static void
fill_services (const CercleDirectoryView *view, GtkWidget *box)
{
  static const guint facts[] = {
    CERCLE_SERVICE_CONDITIONS, CERCLE_SERVICE_THEMES,    CERCLE_SERVICE_MISSIONS,
    CERCLE_SERVICE_PUBLICS,    CERCLE_SERVICE_HANDICAPS, CERCLE_SERVICE_COMMUNES,
    CERCLE_SERVICE_WAYS,       CERCLE_SERVICE_DOCUMENTS, CERCLE_SERVICE_ENDED_ON,
  };
  const CercleField *slots = &cercle_service_kind.fields[CERCLE_SERVICE_SLOTS];

  for (guint i = 0; i < view->sheet->services->len; i++)
    {
      CercleRecord *service = view->sheet->services->pdata[i];
      g_autofree char *ages = cercle_directory_ages (service);
      const char *area = cercle_record_get_flag (service, CERCLE_SERVICE_WHOLE_AREA)
                             ? _ ("the whole département")
                             : NULL;
      g_autofree char *offer =
          cercle_session_words_of (view->session, service, CERCLE_SERVICE_OFFER);
      g_autofree char *whom = cercle_directory_join (ages, area);
      g_autofree char *more = cercle_directory_join (offer, whom);
      g_auto (GStrv) when = cercle_directory_when (text (service, CERCLE_SERVICE_SLOTS));
      g_autofree char *times = g_strjoinv (_ (", "), when);

      cercle_directory_add_record (view, box, service, text (service, CERCLE_SERVICE_NAME), more);
      add_origin (view, box, service);
      cercle_directory_add_place (view, box, service, CERCLE_SERVICE_PLACE);
      cercle_directory_line_fact (box, cercle_field_label (slots), times);
      for (guint f = 0; f < G_N_ELEMENTS (facts); f++)
        cercle_directory_add_fact (view, box, service, facts[f]);
    }
}

/* --- Where it is, and when ------------------------------------------------------------------- */

/* (transfer full) */
static char *
hours_of (CercleRecord *place)
{
  int from = (int) cercle_record_get_integer (place, CERCLE_PLACE_OPENS_AT, -1);
  int to = (int) cercle_record_get_integer (place, CERCLE_PLACE_CLOSES_AT, -1);
  g_autofree char *opens = cercle_day_format_minute (from);
  g_autofree char *closes = cercle_day_format_minute (to);
  g_autofree char *days = cercle_record_display (place, CERCLE_PLACE_OPEN_DAYS);
  g_autofree char *span =
      from >= 0 && to >= 0 ? g_strdup_printf ("%s – %s", opens, closes) : g_strdup ("");
  g_autofree char *both = cercle_directory_join (days, span);

  return cercle_directory_join (both, text (place, CERCLE_PLACE_HOURS));
}

static void
fill_places (const CercleDirectoryView *view, GtkWidget *box)
{
  const char *own = text (view->sheet->line->organisation, CERCLE_ORGANISATION_NAME);

  for (guint i = 0; i < view->sheet->places->len; i++)
    {
      CercleRecord *place = view->sheet->places->pdata[i];
      const char *name = text (place, CERCLE_PLACE_NAME);
      const char *commune = cercle_commune_name (text (place, CERCLE_PLACE_COMMUNE));
      const char *address = text (place, CERCLE_PLACE_ADDRESS);
      const char *postcode = text (place, CERCLE_PLACE_POSTCODE);
      gboolean hidden = cercle_record_get_flag (place, CERCLE_PLACE_HIDDEN);
      g_autofree char *town = g_strdup_printf ("%s%s%s", postcode != NULL ? postcode : "",
                                               postcode != NULL ? " " : "", commune);
      g_autofree char *whole = cercle_directory_join (address, town);
      g_autofree char *hours = hours_of (place);
      gboolean same = g_strcmp0 (name, own) == 0 || name == NULL;

      cercle_directory_add_record (view, box, place, same ? town : name,
                                   same || hidden ? NULL : town);
      if (hidden && address != NULL)
        cercle_directory_line_veiled (box, _ ("Private home: Show the Address"), whole);
      else
        cercle_directory_line_words (box, address, NULL);
      cercle_directory_line_words (box, hours, "dim-label");
      if (g_strcmp0 (text (place, CERCLE_PLACE_PHONE),
                     text (view->sheet->line->organisation, CERCLE_ORGANISATION_PHONE)) != 0)
        cercle_directory_line_phone (box, text (place, CERCLE_PLACE_PHONE));
    }
}

static void
fill_notices (const CercleDirectoryView *view, GtkWidget *box)
{
  for (guint i = 0; i < view->sheet->notices->len; i++)
    {
      CercleRecord *notice = view->sheet->notices->pdata[i];
      g_autofree char *sort = cercle_record_display (notice, CERCLE_NOTICE_SORT);
      g_autofree char *from = cercle_record_display (notice, CERCLE_NOTICE_FROM_ON);
      g_autofree char *to = cercle_record_display (notice, CERCLE_NOTICE_TO_ON);
      g_autofree char *days = *to != '\0' ? g_strdup_printf (_ ("from %1$s to %2$s"), from, to)
                                          : g_strdup_printf (_ ("since %s"), from);
      g_autofree char *more = cercle_directory_join (days, text (notice, CERCLE_NOTICE_TEXT));

      cercle_directory_add_record (view, box, notice, sort, more);
      cercle_directory_add_place (view, box, notice, CERCLE_NOTICE_PLACE);
    }
}

/* --- How far it can be trusted --------------------------------------------------------------- */

static void
add_gauge (GtkWidget *box, guint percent, const char *spoken)
{
  GtkWidget *gauge = gtk_level_bar_new_for_interval (0, 100);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (gauge), percent);
  cercle_set_spoken (gauge, spoken);
  gtk_box_append (GTK_BOX (box), gauge);
}

/* What is missing leads to where it is written. */
static void
add_missing (const CercleDirectoryView *view, GtkWidget *box,
             const CerclePartnerCriterion *criterion)
{
  g_autofree char *line = g_strconcat ("– ", _ (criterion->label), NULL);
  GtkWidget *button = NULL;

  if (!view->may || criterion->where == NULL)
    {
      cercle_directory_line_words (box, line, "dim-label");
      return;
    }
  button = cercle_directory_line_button (box, line, "directory.mend", criterion->id);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
}

/* As it was typed; registers hold numbers whose key is wrong, too. */
static void
add_number (const CercleDirectoryView *view, GtkWidget *box, guint field)
{
  CercleRecord *organisation = view->sheet->line->organisation;
  gboolean finess = field == CERCLE_ORGANISATION_FINESS;
  const char *number = text (organisation, field);

  cercle_directory_add_fact (view, box, organisation, field);
  if (number == NULL)
    return;
  if ((finess ? cercle_official_check_finess : cercle_official_check_siret) (number) !=
      CERCLE_OFFICIAL_FINE)
    cercle_directory_line_words (box,
                                 finess ? _ ("⚠ The key of this FINESS number does not match.")
                                        : _ ("⚠ The key of this SIRET does not match."),
                                 "warning");
}

static void
fill_trust (const CercleDirectoryView *view, GtkWidget *box)
{
  const CerclePartnerSheet *sheet = view->sheet;
  CercleRecord *organisation = sheet->line->organisation;
  g_autofree char *day = cercle_record_display (organisation, CERCLE_ORGANISATION_VERIFIED_ON);
  g_autofree char *by =
      cercle_session_words_of (view->session, organisation, CERCLE_ORGANISATION_VERIFIED_BY);
  g_autofree char *complete = g_strdup_printf (_ ("Complete at %u %%"), sheet->complete);
  g_autofree char *check = cercle_partner_check_on (organisation);
  g_autofree char *words = NULL;
  GtkWidget *row = NULL;

  if (*day == '\0')
    words = g_strdup (_ ("Never checked"));
  else if (*by == '\0')
    words = g_strdup_printf (_ ("Checked on %s"), day);
  else
    words = g_strdup_printf (_ ("Checked on %1$s by %2$s"), day, by);
  cercle_directory_line_words (box, words, NULL);
  if (check != NULL && g_strcmp0 (check, cercle_session_get_today (view->session)) <= 0)
    cercle_directory_line_words (box, _ ("⚠ To be checked again"), "warning");
  cercle_directory_add_fact (view, box, organisation, CERCLE_ORGANISATION_CHECK_EVERY);
  cercle_directory_line_words (box, complete, NULL);
  add_gauge (box, sheet->complete, complete);
  for (guint i = 0; i < sheet->missing->len; i++)
    {
      add_missing (view, box, sheet->missing->pdata[i]);
    }
  for (guint i = 0; i < sheet->sources->len; i++)
    {
      g_autofree char *name = cercle_record_display (sheet->sources->pdata[i], CERCLE_SOURCE_NAME);
      g_autofree char *on =
          cercle_record_display (sheet->sources->pdata[i], CERCLE_SOURCE_STATED_ON);
      cercle_directory_line_fact (box, name, *on != '\0' ? on : "–");
    }
  add_number (view, box, CERCLE_ORGANISATION_FINESS);
  add_number (view, box, CERCLE_ORGANISATION_SIRET);
  if (!view->may)
    return;
  row = cercle_directory_line_row (box);
  cercle_directory_line_button (row, _ ("Still True"), "directory.still-true", NULL);
  cercle_directory_line_button (row, _ ("Address Card…"), "win.export-card",
                                cercle_record_get_id (organisation));
  {
    g_autofree char *target =
        g_strconcat ("organisation:", cercle_record_get_id (organisation), NULL);
    cercle_directory_line_button (row, _ ("Edit…"), "directory.edit", target);
  }
}

const CercleDirectoryPart cercle_directory_parts[] = {
  { NULL, NULL, cercle_directory_fill_head },
  { NULL, NULL, fill_capacity },
  { N_ ("What they answered us"), NULL, fill_answers },
  { N_ ("Strengths"), NULL, fill_strengths },
  { N_ ("People"), &cercle_contact_kind, cercle_directory_fill_contacts },
  { N_ ("Services"), &cercle_service_kind, fill_services },
  { N_ ("Places"), &cercle_place_kind, fill_places },
  { N_ ("Closures and messages"), &cercle_notice_kind, fill_notices },
  { N_ ("Organisation"), NULL, cercle_directory_fill_organisation },
  { N_ ("This sheet"), NULL, fill_trust },
};
const guint cercle_directory_n_parts = G_N_ELEMENTS (cercle_directory_parts);
