/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a transfer stand now, in words, and what can be done about it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-transfer-line.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-day-format.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-page.h"
#include "cercle-paper.h"
#include "cercle-request.h"
#include "cercle-working-hours.h"
#include "cercle-wrap-layout.h"

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

/* Read from the consent itself: the server's own word for it comes with the next exchange. */
static gboolean
is_stopped (CercleCaseFile *file, const CercleTransferLine *line)
{
  const char *id = text (line->transfer, CERCLE_TRANSFER_CONSENT);
  CercleRecord *consent = id != NULL ? cercle_case_file_find (file->consents, id) : NULL;

  return line->out && consent != NULL &&
         cercle_record_is_set (consent, CERCLE_CONSENT_WITHDRAWN_ON) &&
         (line->state == CERCLE_TRANSFER_WAITING || line->state == CERCLE_TRANSFER_LATE ||
          line->state == CERCLE_TRANSFER_TAKEN_BACK);
}

CercleTransferLine
cercle_transfer_line (CercleCasePart *part, CercleRecord *transfer)
{
  CercleSession *session = cercle_case_part_get_session (part);
  CercleWorkingTime time = cercle_working_hours (session);
  CercleTransferLine line = { .transfer = transfer };

  line.due = cercle_transfer_due (transfer, cercle_session_get_community (session), &time);
  line.state = cercle_transfer_state (transfer, line.due, cercle_instant_now ());
  line.out = g_strcmp0 (text (transfer, CERCLE_TRANSFER_DIRECTION), "out") == 0;
  line.leaves = cercle_session_offers_paper (session, CERCLE_PAPER_TRANSFER, CERCLE_FORM_SEALED);
  line.answers = cercle_record_is_set (transfer, CERCLE_TRANSFER_TO);
  line.stopped = is_stopped (cercle_case_part_get_file (part), &line);
  line.open = cercle_case_status_is_open (
      text (cercle_case_part_get_file (part)->kase, CERCLE_CASE_STATUS));
  return line;
}

static gboolean
is_waiting (const CercleTransferLine *line)
{
  return line->state == CERCLE_TRANSFER_WAITING || line->state == CERCLE_TRANSFER_LATE;
}

/* --- In words -------------------------------------------------------------------------------- */

/* (transfer full). TRANSLATORS: all of them: the other community; until when, or when it was
 * answered. */
static char *
out_words (CercleTransferState state, const char *community, const char *when)
{
  switch (state)
    {
    case CERCLE_TRANSFER_WAITING:
      return g_strdup_printf (_ ("%1$s has until %2$s to accept. Until then you hold the case."),
                              community, when);
    case CERCLE_TRANSFER_LATE:
      return g_strdup_printf (_ ("%1$s has not accepted before %2$s: the case is back with you."),
                              community, when);
    case CERCLE_TRANSFER_ACCEPTED:
      return g_strdup_printf (_ ("%1$s accepted the case: %2$s."), community, when);
    case CERCLE_TRANSFER_REFUSED:
      return g_strdup_printf (_ ("%1$s refused the case: %2$s. You still hold it."), community,
                              when);
    case CERCLE_TRANSFER_TAKEN_BACK:
    default:
      return g_strdup_printf (_ ("Taken back from %1$s: %2$s."), community, when);
    }
}

static char *
in_words (CercleTransferState state, const char *community, const char *when)
{
  switch (state)
    {
    case CERCLE_TRANSFER_WAITING:
      return g_strdup_printf (_ ("%1$s hands this case to you: to be accepted before %2$s."),
                              community, when);
    case CERCLE_TRANSFER_LATE:
      return g_strdup_printf (_ ("%1$s handed this case to you, and nobody accepted it before "
                                 "%2$s: it has gone back to them, unless you accept it now."),
                              community, when);
    case CERCLE_TRANSFER_ACCEPTED:
      return g_strdup_printf (_ ("%1$s handed this case to you, and you accepted it: %2$s."),
                              community, when);
    case CERCLE_TRANSFER_REFUSED:
      return g_strdup_printf (_ ("%1$s handed this case to you, and you refused it: %2$s."),
                              community, when);
    case CERCLE_TRANSFER_TAKEN_BACK:
    default:
      return g_strdup_printf (_ ("%1$s took this case back: %2$s."), community, when);
    }
}

static char *
instant_words (CercleSession *session, const char *instant)
{
  return cercle_day_format_instant (instant, cercle_session_get_zone (session),
                                    cercle_session_get_today_number (session), TRUE);
}

static char *
head_of (CercleSession *session, const CercleTransferLine *line)
{
  static const guint ends[] = {
    [CERCLE_TRANSFER_ACCEPTED] = CERCLE_TRANSFER_ACCEPTED_AT,
    [CERCLE_TRANSFER_REFUSED] = CERCLE_TRANSFER_REFUSED_AT,
    [CERCLE_TRANSFER_TAKEN_BACK] = CERCLE_TRANSFER_TAKEN_BACK_AT,
  };
  const char *community = text (line->transfer, CERCLE_TRANSFER_COMMUNITY);
  g_autofree char *due = cercle_instant_format (line->due);
  g_autofree char *when =
      instant_words (session, is_waiting (line) ? due : text (line->transfer, ends[line->state]));

  if (line->stopped)
    return g_strdup_printf (_ ("Stopped: the person has withdrawn the consent to hand the case to "
                               "%s. You hold it."),
                            community != NULL ? community : "?");
  return (line->out ? out_words : in_words) (line->state, community != NULL ? community : "?",
                                             when);
}

static char *
detail_of (CercleSession *session, const CercleTransferLine *line)
{
  static const guint fields[] = {
    CERCLE_TRANSFER_WHY,       CERCLE_TRANSFER_REFUSED_WHY,         CERCLE_TRANSFER_REFERENCE,
    CERCLE_TRANSFER_TERRITORY, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, CERCLE_TRANSFER_DATA,
  };
  g_autofree char *sent = instant_words (session, text (line->transfer, CERCLE_TRANSFER_SENT_AT));
  g_autoptr (GString) words = g_string_new (NULL);

  /* TRANSLATORS: name of a field, its value. */
  g_string_append_printf (
      words, _ ("%1$s: %2$s"),
      cercle_field_label (&cercle_transfer_kind.fields[CERCLE_TRANSFER_SENT_AT]), sent);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_record_display (line->transfer, fields[i]);

      if (value[0] == '\0')
        continue;
      g_string_append_c (words, '\n');
      /* TRANSLATORS: name of a field, its value. */
      g_string_append_printf (words, _ ("%1$s: %2$s"),
                              cercle_field_label (&cercle_transfer_kind.fields[fields[i]]), value);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* --- What can be done ------------------------------------------------------------------------ */

static void
commit (CercleCasePart *part, CercleTx *tx)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (part), CERCLE_TYPE_PAGE);

  cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
}

/* (transfer full): to be changed; the record shown stays as it is. */
static CercleRecord *
ended (CercleRecord *transfer, guint field)
{
  CercleRecord *copy = cercle_record_copy (transfer);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (copy, field, now);
  return copy;
}

/* Nobody here: until it is accepted, who sent it does. */
static gboolean
is_held_there (CercleRecord *kase)
{
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);

  return holder == NULL || g_str_has_prefix (holder, "transfer:");
}

/* Whoever accepts a case that nobody holds here has it in hand. */
static void
accept_cb (CercleCasePart *part, CercleRecord *transfer)
{
  CercleRecord *member = cercle_session_get_member (cercle_case_part_get_session (part));
  CercleRecord *kase = cercle_case_part_get_file (part)->kase;
  g_autoptr (CercleRecord) after = ended (transfer, CERCLE_TRANSFER_ACCEPTED_AT);
  CercleTx *tx = cercle_tx_new (N_ ("Case accepted."));

  cercle_tx_save (tx, after);
  if (member != NULL && is_held_there (kase))
    {
      g_autofree char *me = g_strconcat ("member:", cercle_record_get_id (member), NULL);
      g_autoptr (CercleRecord) baton = cercle_move_baton (kase, me, NULL, NULL);

      cercle_record_set_text (baton, CERCLE_EVENT_BY, cercle_record_get_id (member));
      cercle_tx_save (tx, baton);
    }
  commit (part, tx);
}

static void
take_back_cb (CercleCasePart *part, CercleRecord *transfer)
{
  g_autoptr (CercleRecord) after = ended (transfer, CERCLE_TRANSFER_TAKEN_BACK_AT);
  CercleTx *tx = cercle_tx_new (N_ ("Case taken back."));

  cercle_tx_save (tx, after);
  commit (part, tx);
}

static gboolean
to_accept (const CercleTransferLine *line)
{
  return line->open && !line->out && is_waiting (line);
}

static gboolean
to_note (const CercleTransferLine *line)
{
  return line->open && line->out && is_waiting (line) && !line->answers && !line->stopped;
}

static gboolean
to_take_out (const CercleTransferLine *line)
{
  return to_note (line) && line->leaves;
}

static gboolean
to_take_back (const CercleTransferLine *line)
{
  return line->open && line->out && is_waiting (line);
}

gboolean
cercle_transfer_line_asks (const CercleTransferLine *line)
{
  return to_accept (line) ||
         (to_take_back (line) && (line->state == CERCLE_TRANSFER_LATE || line->stopped));
}

/* The case goes on over there, or has gone back. */
static gboolean
to_close (const CercleTransferLine *line)
{
  return line->open && (line->out ? line->state == CERCLE_TRANSFER_ACCEPTED
                                  : line->state == CERCLE_TRANSFER_REFUSED ||
                                        line->state == CERCLE_TRANSFER_TAKEN_BACK);
}

static const struct
{
  const char *label; /* msgid */
  gboolean (*offered) (const CercleTransferLine *line);
  const char *form;   /* on this transfer */
  const char *action; /* of the page, or of the window on the case and this transfer */
  void (*clicked) (CercleCasePart *part, CercleRecord *transfer);
} buttons[] = {
  { N_ ("Accept"), to_accept, NULL, NULL, accept_cb },
  { N_ ("They Accept…"), to_note, "transfer-accepted", NULL, NULL },
  { N_ ("Refuse…"), to_accept, "transfer-refused", NULL, NULL },
  { N_ ("They Refuse…"), to_note, "transfer-refused", NULL, NULL },
  { N_ ("On Paper…"), to_take_out, NULL, "win.print-transfer", NULL },
  { N_ ("In a Sealed File…"), to_take_out, NULL, "win.seal-transfer", NULL },
  { N_ ("Take Back"), to_take_back, NULL, NULL, take_back_cb },
  { N_ ("Close as Transferred…"), to_close, NULL, "case.close", NULL },
};

static void
clicked_cb (GtkButton *button, CercleCasePart *part)
{
  CercleRecord *transfer = g_object_get_data (G_OBJECT (button), "transfer");
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at"));

  buttons[at].clicked (part, transfer);
}

static GtkWidget *
make_button (CercleCasePart *part, guint at, CercleRecord *transfer, const char *head)
{
  GtkWidget *button = gtk_button_new_with_label (_ (buttons[at].label));
  GtkActionable *actionable = GTK_ACTIONABLE (button);
  /* TRANSLATORS: what a button does, the line it is about. */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s %2$s"), _ (buttons[at].label), head);

  gtk_widget_add_css_class (button, "small");
  cercle_set_spoken (button, spoken);
  if (buttons[at].form != NULL)
    {
      g_autofree char *target =
          g_strconcat (buttons[at].form, ":", cercle_record_get_id (transfer), NULL);
      gtk_actionable_set_action_name (actionable, "case.form");
      gtk_actionable_set_action_target (actionable, "s", target);
    }
  else if (buttons[at].action != NULL)
    {
      g_autofree char *target = g_strjoin (":", text (transfer, CERCLE_TRANSFER_CASE),
                                           cercle_record_get_id (transfer), NULL);
      gtk_actionable_set_action_name (actionable, buttons[at].action);
      if (g_str_has_prefix (buttons[at].action, "win."))
        gtk_actionable_set_action_target (actionable, "s", target);
    }
  else
    {
      g_object_set_data_full (G_OBJECT (button), "transfer", g_object_ref (transfer),
                              g_object_unref);
      g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), part);
    }
  return button;
}

GtkWidget *
cercle_transfer_label (const char *words, const char *css)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* (nullable): what can be done about it, in a row. */
static GtkWidget *
make_buttons (CercleCasePart *part, const CercleTransferLine *line, const char *head)
{
  GtkWidget *row = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      if (!buttons[i].offered (line))
        continue;
      if (row == NULL)
        {
          row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
          gtk_widget_set_layout_manager (row, cercle_wrap_layout_new (6, 6));
        }
      gtk_box_append (GTK_BOX (row), make_button (part, i, line->transfer, head));
    }
  return row;
}

GtkWidget *
cercle_transfer_line_show (CercleCasePart *part, const CercleTransferLine *line, gboolean whole)
{
  CercleSession *session = cercle_case_part_get_session (part);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *head = head_of (session, line);
  g_autofree char *detail = whole ? detail_of (session, line) : NULL;
  GtkWidget *row = cercle_session_may (session, &cercle_transfer_kind, CERCLE_OP_PATCH)
                       ? make_buttons (part, line, head)
                       : NULL;

  if (line->state == CERCLE_TRANSFER_LATE || line->stopped)
    {
      gtk_box_append (GTK_BOX (top), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      gtk_widget_add_css_class (top, "error");
    }
  gtk_box_append (GTK_BOX (top), cercle_transfer_label (head, NULL));
  gtk_box_append (GTK_BOX (box), top);
  if (detail != NULL)
    {
      GtkWidget *words = cercle_transfer_label (detail, "dim-label");

      gtk_widget_add_css_class (words, "caption");
      gtk_box_append (GTK_BOX (box), words);
    }
  if (row != NULL)
    gtk_box_append (GTK_BOX (box), row);
  return box;
}

/* --- The hour -------------------------------------------------------------------------------- */

typedef struct
{
  CercleCasePart *part;
  guint *source;
} Watch;

static gboolean
late_cb (gpointer data)
{
  Watch *watch = data;

  *watch->source = 0;
  cercle_case_part_show (watch->part, cercle_case_part_get_file (watch->part));
  return G_SOURCE_REMOVE;
}

void
cercle_transfer_line_watch (CercleCasePart *part, guint *source, gint64 due)
{
  gint64 left = (due - cercle_instant_now ()) / 1000 + 1;
  Watch *watch = NULL;

  g_clear_handle_id (source, g_source_remove);
  if (due <= 0 || left <= 0)
    return;
  watch = g_new (Watch, 1);
  *watch = (Watch){ part, source };
  *source = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, (guint) MIN (left, 24 * 60 * 60),
                                        late_cb, watch, g_free);
}
