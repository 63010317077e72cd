/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for one test, sessions driven without a window, and waiting that ends. */
#pragma once

#include "cercle-paper.h"
#include "cercle-session.h"

#define ROOM_PATIENCE_S 60

/* (transfer full): an empty folder. */
char *room_make (void);
/* Removes it with what is in it. */
void room_remove (const char *folder);

/* Appends what the files in it hold, byte for byte. */
void room_append_files (GString *bytes, const char *folder);

/* Runs the main context until told; fails the test when it takes too long. */
typedef gboolean (*RoomFunc) (gpointer data);
void room_wait (const char *what, RoomFunc func, gpointer data);
#define ROOM_WAIT(func, data) room_wait (#func, func, data)
/* Keeps the result of an asynchronous call for its finish: data is a GAsyncResult **, (transfer
 * full); and to wait for it. */
void room_keep_cb (GObject *source, GAsyncResult *result, gpointer data);
gboolean room_has_cb (gpointer data);
/* To wait for: she and her community are known; nothing waits to be sent, and nothing is. data: the
 * session. */
gboolean room_has_frame_cb (gpointer session);
gboolean room_is_quiet_cb (gpointer session);
/* The last exchange succeeded and she is known; and nothing waits to be sent besides. */
gboolean room_is_online_cb (gpointer session);
gboolean room_is_settled_cb (gpointer session);
/* An exchange that begins from now on has ended well, and nothing waits: what others told the
 * server is here, what this desk did is there. "syncing" tells too little: short exchanges are not
 * shown. */
void room_exchange (CercleSession *session);
/* What was asked of the file is answered and told, and what that led to, a few times over. */
void room_catch_up (CercleSession *session);
/* Runs the main context for so long: to let a delay of the program pass, not to wait for a thread.
 */
void room_run (guint milliseconds);

/* Closes it, lets what was under way answer, and sees that nobody holds it. */
void room_finalize (CercleSession *session);
/* The same for any object that answers may still hold for a moment. */
void room_drop (gpointer object);

/* Blocking forms; the error is the caller's to check. */
gboolean room_sign_in (CercleSession *session, const char *address, const char *login,
                       const char *password, GError **error);
/* Takes tx. */
gboolean room_commit (CercleSession *session, CercleTx *tx, GError **error);
gboolean room_undo (CercleSession *session, GError **error);
gboolean room_resolve (CercleSession *session, CercleRecord *conflict, const char *choice,
                       GError **error);
/* Ends what was begun with room_keep_cb, and forgets result: FALSE with the sentence of a rule. */
gboolean room_finish (CercleSession *session, GAsyncResult **result, GError **error);
/* Takes paper. */
gboolean room_write_paper (CercleSession *session, CerclePaper *paper, CerclePaperForm form,
                           const char *path, GError **error);
/* (transfer full): the words of a PDF, with single spaces; wants pdftotext. */
char *room_read_pdf (const char *path);
/* told: { English, French }, or { both, NULL }, and each stands among the words. */
void room_expect (gboolean french, const char *words, const char *const (*told)[2], guint n);
/* (transfer full) */
GPtrArray *room_find (CercleSession *session, CercleQuery *query);
/* (transfer full): the same, once there are so many at least: asks the server again until then. */
GPtrArray *room_await (CercleSession *session, CercleQuery *query, guint n);
/* (transfer full): a person and an open case saved through the session; NULL with error. */
CercleRecord *room_add_case (CercleSession *session, const char *last_name, const char *need,
                             GError **error);
/* TRUE when a problem's sentence contains this text. */
gboolean room_has_problem (CercleSession *session, const char *text);

/* A desk that has signed in once: key file and empty file, without any server. (transfer full):
 * path of the database; store (out, transfer full, may be NULL): open. */
char *room_make_desk (const char *folder, const char *address, const char *login,
                      const char *password, CercleStore **store);
#define ROOM_COMMUNITY "0199c0de-0000-7000-8000-000000000001"
#define ROOM_MEMBER "0199c0de-0000-7000-8000-00000000000a"
#define ROOM_SCOPE "c:" ROOM_COMMUNITY
