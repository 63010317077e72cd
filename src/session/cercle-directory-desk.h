/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory of partners on this desk: who fits a need, one sheet, and the morning round. Read
 * by the store thread; main thread only. */
#pragma once

#include "cercle-partner-campaign.h"
#include "cercle-session.h"

/* question: copied; now and today are filled in. */
void cercle_session_find_partners_async (CercleSession *self, const CerclePartnerQuestion *question,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
/* (transfer full): at most CERCLE_PARTNER_MOST CerclePartnerLine; total: how many there are. */
GPtrArray *cercle_session_find_partners_finish (CercleSession *self, GAsyncResult *result,
                                                guint *total, GError **error);
/* NULL without an error: there is no such partner. */
void cercle_session_read_partner_async (CercleSession *self, const char *id,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
CerclePartnerSheet *cercle_session_read_partner_finish (CercleSession *self, GAsyncResult *result,
                                                        GError **error);
/* Whom to ring this morning, told longest ago first: at most n CerclePartnerLine. */
void cercle_session_read_round_async (CercleSession *self, guint n, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
GPtrArray *cercle_session_read_round_finish (CercleSession *self, GAsyncResult *result,
                                             GError **error);

/* (transfer full): what a partner tells now: a new record, as each telling is. */
CercleRecord *cercle_session_new_capacity (CercleSession *self, const char *organisation,
                                           CercleRecord *before);
/* (transfer full): this morning's, one a partner however many desks ring it; outcome: a token of
 * cercle_enquiry_outcomes. */
CercleRecord *cercle_session_new_enquiry (CercleSession *self, const char *organisation,
                                          const char *outcome);
/* The check of stale sheets. (transfer full): the action that begins one with the stalest sheets,
 * at most CERCLE_CAMPAIGN_MOST; finish gives it, to be committed; NULL: none is stale, or with
 * error. */
void cercle_session_begin_campaign_async (CercleSession *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
CercleTx *cercle_session_begin_campaign_finish (CercleSession *self, GAsyncResult *result,
                                                GError **error);
void cercle_session_read_campaign_async (CercleSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
CerclePartnerCampaign *cercle_session_read_campaign_finish (CercleSession *self,
                                                            GAsyncResult *result, GError **error);
/* (transfer full): a copy of an enquiry with what came of it, now and by this member. */
CercleRecord *cercle_session_settle_enquiry (CercleSession *self, CercleRecord *enquiry,
                                             const char *outcome);
/* (transfer full): a copy of organisation that this member found true today. */
CercleRecord *cercle_session_still_true (CercleSession *self, CercleRecord *organisation);
