/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a sheet of the directory written, mended, and found true? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-directory-desk.h"
#include "cercle-directory-page-private.h"
#include "cercle-directory.h"
#include "cercle-macros.h"
#include "cercle-matrix-form.h"
#include "cercle-official-number.h"
#include "cercle-organisation.h"
#include "cercle-toast.h"

static const guint organisation_fields[] = {
  CERCLE_ORGANISATION_NAME,      CERCLE_ORGANISATION_FAMILY,      CERCLE_ORGANISATION_STATUS,
  CERCLE_ORGANISATION_PHONE,     CERCLE_ORGANISATION_MAIL,        CERCLE_ORGANISATION_WEB,
  CERCLE_ORGANISATION_STRENGTHS, CERCLE_ORGANISATION_IN_CERCLE,   CERCLE_ORGANISATION_IN_ROUND,
  CERCLE_ORGANISATION_NETWORKS,  CERCLE_ORGANISATION_DEAF_ACCESS, CERCLE_ORGANISATION_PARENT,
  CERCLE_ORGANISATION_FINESS,    CERCLE_ORGANISATION_SIRET,       CERCLE_ORGANISATION_CHECK_EVERY,
  CERCLE_ORGANISATION_CLOSED_ON, CERCLE_ORGANISATION_LONG_NAME,
};
static const guint place_fields[] = {
  CERCLE_PLACE_NAME,      CERCLE_PLACE_ADDRESS, CERCLE_PLACE_POSTCODE,  CERCLE_PLACE_COMMUNE,
  CERCLE_PLACE_HIDDEN,    CERCLE_PLACE_PHONE,   CERCLE_PLACE_OPEN_DAYS, CERCLE_PLACE_OPENS_AT,
  CERCLE_PLACE_CLOSES_AT, CERCLE_PLACE_HOURS,
};
static const guint service_fields[] = {
  CERCLE_SERVICE_NAME,     CERCLE_SERVICE_OFFER,      CERCLE_SERVICE_PLACE,
  CERCLE_SERVICE_THEMES,   CERCLE_SERVICE_MISSIONS,   CERCLE_SERVICE_AGE_FROM,
  CERCLE_SERVICE_AGE_TO,   CERCLE_SERVICE_PUBLICS,    CERCLE_SERVICE_HANDICAPS,
  CERCLE_SERVICE_COMMUNES, CERCLE_SERVICE_WHOLE_AREA, CERCLE_SERVICE_SLOTS,
  CERCLE_SERVICE_WAYS,     CERCLE_SERVICE_CONDITIONS, CERCLE_SERVICE_DOCUMENTS,
  CERCLE_SERVICE_ENDED_ON,
};
static const guint contact_fields[] = {
  CERCLE_CONTACT_FIRST_NAME, CERCLE_CONTACT_LAST_NAME,    CERCLE_CONTACT_FUNCTION,
  CERCLE_CONTACT_PLACE,      CERCLE_CONTACT_PHONE,        CERCLE_CONTACT_MOBILE,
  CERCLE_CONTACT_MAIL,       CERCLE_CONTACT_SECURED_MAIL, CERCLE_CONTACT_REFERENT,
  CERCLE_CONTACT_FROM_ON,    CERCLE_CONTACT_TO_ON,
};
static const guint notice_fields[] = {
  CERCLE_NOTICE_SORT,    CERCLE_NOTICE_PLACE, CERCLE_NOTICE_TEXT,
  CERCLE_NOTICE_FROM_ON, CERCLE_NOTICE_TO_ON,
};
static const guint capacity_fields[] = {
  CERCLE_CAPACITY_FREE,     CERCLE_CAPACITY_UNIT,    CERCLE_CAPACITY_SERVICE,
  CERCLE_CAPACITY_UNTIL_ON, CERCLE_CAPACITY_TOLD_BY, CERCLE_CAPACITY_COMMENT,
};

#define SORT(name, title)                                                                          \
  {                                                                                                \
#name, title, N_("Save"), name##_fields, G_N_ELEMENTS(name##_fields)                           \
  }
static const struct
{
  const CercleKind *kind;
  CercleMatrixFormSort sort;
  const char *label; /* msgid: of the action */
} forms[] = {
  { &cercle_organisation_kind, SORT (organisation, N_ ("Partner")), N_ ("Partner saved.") },
  { &cercle_place_kind, SORT (place, N_ ("Place")), N_ ("Place saved.") },
  { &cercle_service_kind, SORT (service, N_ ("Service")), N_ ("Service saved.") },
  { &cercle_contact_kind, SORT (contact, N_ ("Contact Person")), N_ ("Contact saved.") },
  { &cercle_notice_kind, SORT (notice, N_ ("Closure or Message")), N_ ("Message saved.") },
  { &cercle_capacity_kind, SORT (capacity, N_ ("What They Tell Now")), N_ ("Capacity noted.") },
};

#define session_of cercle_directory_page_session
#define form_of(self) CERCLE_MATRIX_FORM ((self)->form)

const CercleMatrixFormSort *
cercle_directory_editing_form (const CercleKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].kind == kind)
      return &forms[i].sort;
  return NULL;
}

/* --- The form -------------------------------------------------------------------------------- */

gboolean
cercle_directory_editing_is_open (CercleDirectoryPage *self)
{
  return self->form != NULL && cercle_matrix_form_get_sort (form_of (self)) != NULL;
}

void
cercle_directory_editing_end (CercleDirectoryPage *self)
{
  const CercleMatrixFormSort *sort = cercle_matrix_form_get_sort (form_of (self));
  gboolean sheet = cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet)) != NULL;

  if (sort != NULL)
    cercle_matrix_form_end (form_of (self), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), sheet ? "sheet" : "none");
}

static void
given_up_cb (CercleDirectoryPage *self)
{
  gboolean sheet = cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet)) != NULL;

  cercle_directory_editing_end (self);
  cercle_directory_page_show_sheet (self, sheet);
}

/* A number that is none is refused; one whose key does not match is told, since registers hold
 * some. */
static gboolean
check_number (CercleMatrixForm *form, CercleRecord *organisation, guint field, gboolean *doubtful)
{
  const char *typed = cercle_record_get_text (organisation, field);
  g_autofree char *number = typed != NULL ? cercle_official_tidy (typed) : NULL;
  gboolean finess = field == CERCLE_ORGANISATION_FINESS;
  CercleOfficialVerdict verdict = CERCLE_OFFICIAL_FINE;

  if (number == NULL)
    return TRUE;
  verdict = finess ? cercle_official_check_finess (number) : cercle_official_check_siret (number);
  if (verdict == CERCLE_OFFICIAL_FORM)
    {
      cercle_matrix_form_refuse (form, (int) field,
                                 finess ? _ ("A FINESS number has nine digits.")
                                        : _ ("A SIRET has fourteen digits."));
      return FALSE;
    }
  *doubtful = *doubtful || verdict == CERCLE_OFFICIAL_KEY;
  cercle_record_set_text (organisation, field, number);
  return TRUE;
}

typedef struct
{
  char *partner; /* who is shown then */
  gboolean doubtful;
} Saved;

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (page);
  Saved *saved = data;

  if (committed && self->states != NULL)
    {
      cercle_directory_editing_end (self);
      cercle_directory_page_want (self, saved->partner);
      cercle_directory_page_show_sheet (self, TRUE);
      if (saved->doubtful)
        cercle_toast (
            GTK_WIDGET (self),
            _ ("Saved, but the key of a FINESS or SIRET number does not match: look at it again."),
            TRUE);
    }
  g_free (saved->partner);
  g_free (saved);
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *record, CercleDirectoryPage *self)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  gboolean partner = kind == &cercle_organisation_kind;
  Saved *saved = NULL;
  CercleTx *tx = NULL;
  gboolean doubtful = FALSE;

  if (partner && (!check_number (form, record, CERCLE_ORGANISATION_FINESS, &doubtful) ||
                  !check_number (form, record, CERCLE_ORGANISATION_SIRET, &doubtful)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].kind == kind)
      tx = cercle_tx_new (forms[i].label);
  saved = g_new0 (Saved, 1);
  saved->partner = g_strdup (partner ? cercle_record_get_id (record) : self->wanted);
  saved->doubtful = doubtful;
  cercle_tx_save (tx, record);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, saved);
}

/* --- Taking away ----------------------------------------------------------------------------- */

/* What was written by mistake, or of somebody who asks to be forgotten. A partner as a whole closes
 * instead: our cases have asked it. */
static gboolean
may_remove (CercleDirectoryPage *self, const CercleKind *kind)
{
  return kind != &cercle_organisation_kind && kind != &cercle_capacity_kind &&
         cercle_session_may (session_of (self), kind, CERCLE_OP_DELETE);
}

static gboolean
is_named (GPtrArray *records, guint field, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (cercle_record_get_text (records->pdata[i], field), id) == 0)
      return TRUE;
  return FALSE;
}

/* What else of the sheet says that it is there: it would lead nowhere. */
static gboolean
is_needed (const CerclePartnerSheet *sheet, CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  const char *id = cercle_record_get_id (record);

  if (kind == &cercle_place_kind)
    return is_named (sheet->services, CERCLE_SERVICE_PLACE, id) ||
           is_named (sheet->contacts, CERCLE_CONTACT_PLACE, id) ||
           is_named (sheet->former, CERCLE_CONTACT_PLACE, id) ||
           is_named (sheet->notices, CERCLE_NOTICE_PLACE, id);
  return kind == &cercle_service_kind && is_named (sheet->capacities, CERCLE_CAPACITY_SERVICE, id);
}

static void
remove_cb (CercleMatrixForm *form, CercleRecord *record, CercleDirectoryPage *self)
{
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  Saved *saved = NULL;
  CercleTx *tx = NULL;

  if (sheet == NULL)
    return;
  if (is_needed (sheet, record))
    {
      cercle_matrix_form_refuse (form, -1,
                                 _ ("Something else on this sheet is said to be there: change that "
                                    "first, or write the day on which it ended."));
      return;
    }
  tx = cercle_tx_new (N_ ("Taken off the sheet."));
  cercle_tx_delete (tx, record);
  saved = g_new0 (Saved, 1);
  saved->partner = g_strdup (self->wanted);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, saved);
}

static void
edit (CercleDirectoryPage *self, CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  gboolean known = cercle_record_envelope (record)->created_at != NULL;

  cercle_matrix_form_edit (form_of (self), cercle_directory_editing_form (kind), record,
                           known                  ? cercle_record_get_id (record)
                           : self->wanted != NULL ? self->wanted
                                                  : "new");
  cercle_matrix_form_set_removable (form_of (self), known && may_remove (self, kind));
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "form");
  cercle_directory_page_show_sheet (self, TRUE);
  cercle_matrix_form_start (form_of (self));
  gtk_widget_set_visible (self->ask, FALSE);
}

/* --- New ones -------------------------------------------------------------------------------- */

static void
set_organisation (CercleRecord *record, const char *id)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].name, "organisation"))
      cercle_record_set_text (record, i, id);
}

/* (transfer full): begun with what is known already. */
static CercleRecord *
begin (CercleDirectoryPage *self, const CercleKind *kind)
{
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  CercleRecord *record = NULL;

  if (kind == &cercle_capacity_kind)
    return cercle_session_new_capacity (session_of (self), self->wanted,
                                        sheet != NULL ? sheet->line->capacity : NULL);
  record = cercle_session_new_record (session_of (self), kind);
  set_organisation (record, self->wanted);
  if (kind == &cercle_notice_kind)
    cercle_record_set_text (record, CERCLE_NOTICE_FROM_ON,
                            cercle_session_get_today (session_of (self)));
  if (kind == &cercle_service_kind && sheet != NULL && sheet->places->len == 1)
    cercle_record_set_text (record, CERCLE_SERVICE_PLACE,
                            cercle_record_get_id (sheet->places->pdata[0]));
  return record;
}

/* --- Actions --------------------------------------------------------------------------------- */

/* "place:IDENTITY"; "place:" is a new one of the partner shown. */
static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  g_auto (GStrv) target = g_strsplit (g_variant_get_string (parameter, NULL), ":", 2);
  const CercleKind *kind = cercle_kind_find (target[0]);
  g_autoptr (CercleRecord) record = NULL;

  if (kind == NULL || self->wanted == NULL)
    return;
  record = *target[1] != '\0' ? cercle_session_get (session_of (self), kind, target[1])
                              : begin (self, kind);
  if (record != NULL)
    edit (self, record);
}

/* (transfer full): where the partner shown says such a thing: its first record of this kind, or a
 * new one. */
static CercleRecord *
where_said (CercleDirectoryPage *self, const CercleKind *kind)
{
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  GPtrArray *known = kind == &cercle_place_kind     ? sheet->places
                     : kind == &cercle_service_kind ? sheet->services
                                                    : sheet->contacts;

  if (kind == &cercle_organisation_kind)
    return g_object_ref (sheet->line->organisation);
  return known->len > 0 ? g_object_ref (known->pdata[0]) : begin (self, kind);
}

/* What the sheet lacks, by the criterion's id: the keyboard goes to the field that would say it. */
static void
mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));

  for (guint i = 0; sheet != NULL && i < sheet->missing->len; i++)
    {
      const CerclePartnerCriterion *criterion = sheet->missing->pdata[i];
      g_autoptr (CercleRecord) record = NULL;
      guint field = criterion->field;

      if (criterion->where == NULL ||
          !g_str_equal (criterion->id, g_variant_get_string (parameter, NULL)))
        continue;
      record = where_said (self, criterion->where);
      edit (self, record);
      cercle_matrix_form_start_at (form_of (self), field);
      return;
    }
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  g_autoptr (CercleRecord) record =
      cercle_session_new_record (session_of (self), &cercle_organisation_kind);

  edit (self, record);
}

static void
commit (CercleDirectoryPage *self, CercleTx *tx)
{
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

static void
still_true_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  CercleTx *tx = NULL;
  g_autoptr (CercleRecord) copy = NULL;

  if (sheet == NULL)
    return;
  tx = cercle_tx_new (N_ ("Sheet found true."));
  copy = cercle_session_still_true (session_of (self), sheet->line->organisation);
  cercle_tx_save (tx, copy);
  commit (self, tx);
}

/* The next step on the way from identified to committed (F101); the form can go back. */
static void
status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  g_autoptr (CercleRecord) copy = NULL;
  CercleTx *tx = NULL;

  if (sheet == NULL)
    return;
  copy = cercle_record_copy (sheet->line->organisation);
  cercle_record_set_text (copy, CERCLE_ORGANISATION_STATUS, g_variant_get_string (parameter, NULL));
  tx = cercle_tx_new (N_ ("Status of the partner changed."));
  cercle_tx_save (tx, copy);
  commit (self, tx);
}

/* (transfer full) (nullable): a copy of the first service, with one condition more. */
static CercleRecord *
with_condition (const CerclePartnerSheet *sheet, const char *motive)
{
  const char *condition = cercle_partner_condition (motive), *before = NULL;
  CercleRecord *service = NULL;
  g_autofree char *both = NULL;

  if (sheet->services->len == 0 || condition == NULL)
    return NULL;
  service = cercle_record_copy (sheet->services->pdata[0]);
  before = cercle_record_get_text (service, CERCLE_SERVICE_CONDITIONS);
  both = before != NULL ? g_strdup_printf ("%s ; %s", before, condition) : g_strdup (condition);
  cercle_record_set_text (service, CERCLE_SERVICE_CONDITIONS, both);
  return service;
}

/* Either way the refusal has been looked at, and is not proposed again. */
static void
condition_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDirectoryPage *self = CERCLE_DIRECTORY_PAGE (widget);
  const CerclePartnerSheet *sheet =
      cercle_directory_sheet_get (CERCLE_DIRECTORY_SHEET (self->sheet));
  const char *motive = g_variant_get_string (parameter, NULL);
  gboolean adds = g_str_equal (name, "directory.condition");
  g_autoptr (CercleRecord) service = NULL, copy = NULL;
  CercleTx *tx = NULL;

  if (sheet == NULL)
    return;
  tx = cercle_tx_new (adds ? N_ ("Condition added.") : N_ ("Refusals looked at."));
  service = adds ? with_condition (sheet, motive) : NULL;
  copy = cercle_record_copy (sheet->line->organisation);
  cercle_record_set_token (copy, CERCLE_ORGANISATION_KNOWN_REFUSALS, motive, TRUE);
  if (service != NULL)
    cercle_tx_save (tx, service);
  cercle_tx_save (tx, copy);
  commit (self, tx);
}

static const struct
{
  const char *name, *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "directory.edit", "s", edit_action },
  { "directory.mend", "s", mend_action },
  { "directory.new", NULL, new_action },
  { "directory.still-true", NULL, still_true_action },
  { "directory.status", "s", status_action },
  { "directory.condition", "s", condition_action },
  { "directory.no-condition", "s", condition_action },
};

void
cercle_directory_editing_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "directory.new", NULL);
}

void
cercle_directory_editing_init (CercleDirectoryPage *self)
{
  CercleSession *session = session_of (self);
  gboolean may = cercle_session_may (session, &cercle_organisation_kind, CERCLE_OP_CREATE);

  self->form = cercle_matrix_form_new (session);
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect (self->form, "remove", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (given_up_cb), self);
  gtk_widget_set_margin_top (self->form, 12);
  gtk_widget_set_margin_bottom (self->form, 12);
  gtk_widget_set_margin_start (self->form, 12);
  gtk_widget_set_margin_end (self->form, 12);
  adw_bin_set_child (ADW_BIN (self->writing), self->form);
  gtk_widget_set_visible (self->add, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "directory.new", may);
}
