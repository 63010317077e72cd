/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order does the database do what is asked of it? Whatever pushes are waiting are
 * committed together, so that one write to the disk serves them all; between two commits one read
 * is served. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-worker.h"

#include "cercle-sign-in.h"
#include "cercle-vault.h"
#include "cercle-visit.h"

#define MOST_WAITING 512
#define MOST_TOGETHER 64
/* Passwords: 19 MiB and a core each. */
#define PASSWORD_THREADS 2
#define MOST_PASSWORDS 32

typedef struct
{
  CercleWorker *worker;
  CercleErrand *errand;  /* NULL: a piece of stream */
  CercleSignIn *sign_in; /* its password was checked */
  CercleAnswer answer;
  const char *route;
  char *account;
  CercleAnswered answered;
  CercleAnswer *stream; /* not owned */
  char *piece;
  gboolean failed;
  CerclePieceRead read;
  gpointer data;
} Job;

struct _CercleWorker
{
  CercleService *service;
  GMainContext *context;
  GThread *thread;
  GThreadPool *passwords;
  GMutex mutex;
  GCond cond;
  GQueue writes, others; /* Job; under mutex */
  guint checking;        /* passwords; under mutex */
  gboolean stopping;     /* under mutex */
};

void
cercle_errand_free (CercleErrand *errand)
{
  g_free (errand->path);
  g_free (errand->query);
  g_free (errand->token);
  g_free (errand->peer);
  g_free (errand->known);
  if (errand->body != NULL)
    {
      cercle_vault_forget (errand->body->data, errand->body->len);
      g_byte_array_unref (errand->body);
    }
  g_free (errand);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->errand, cercle_errand_free);
  g_clear_pointer (&job->sign_in, cercle_sign_in_free);
  cercle_answer_clear (&job->answer);
  g_free (job->account);
  g_free (job->piece);
  g_free (job);
}

static CercleIncoming
incoming_of (const CercleErrand *errand)
{
  return (CercleIncoming){
    .method = errand->method,
    .path = errand->path,
    .query = errand->query,
    .token = errand->token,
    .body = errand->body != NULL ? (const char *) errand->body->data : NULL,
    .length = errand->body != NULL ? errand->body->len : 0,
    .peer = errand->peer,
    .schema = errand->schema,
    .known = errand->known,
  };
}

/* Back to the main context */

static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;

  if (job->read != NULL)
    job->read (g_steal_pointer (&job->piece), job->failed, job->data);
  else
    job->answered (&job->answer, job->route, job->account, job->data);
  return G_SOURCE_REMOVE;
}

/* Never on this thread, not even before the main loop runs. */
static void
deliver (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, job, job_free);
  g_source_attach (source, job->worker->context);
}

/* The store thread */

static void
note (Job *job)
{
  CercleService *service = job->worker->service;

  job->route = service->last_route;
  g_free (job->account);
  job->account = g_strdup (service->last_account);
}

static void
answer_alone (Job *job)
{
  CercleIncoming incoming = incoming_of (job->errand);

  cercle_answer_clear (&job->answer);
  cercle_service_answer (job->worker->service, &incoming, &job->answer);
  note (job);
}

/* FALSE: nothing of it was kept, and the answers say nothing. */
static gboolean
answer_together (CercleWorker *self, GPtrArray *jobs)
{
  CercleStore *store = cercle_service_get_store (self->service);
  gboolean failed = FALSE;

  if (!cercle_store_begin (store, NULL))
    return FALSE;
  for (guint i = 0; i < jobs->len && !failed; i++)
    {
      Job *job = jobs->pdata[i];

      answer_alone (job);
      failed = job->answer.status == 503;
    }
  if (!failed)
    return cercle_store_commit (store, NULL);
  cercle_store_rollback (store);
  return FALSE;
}

/* Answers leave after the commit. One request that the database refuses must not stop its
 * neighbours: after a failure each is tried by itself. */
static void
run_writes (CercleWorker *self, GPtrArray *jobs)
{
  if (jobs->len == 0)
    return;
  if (jobs->len == 1 || !answer_together (self, jobs))
    for (guint i = 0; i < jobs->len; i++)
      answer_alone (jobs->pdata[i]);
  for (guint i = 0; i < jobs->len; i++)
    deliver (jobs->pdata[i]);
}

static gboolean
is_push (const CercleErrand *errand)
{
  return g_str_equal (errand->method, "POST") && g_str_equal (errand->path, "/v1/mutations");
}

static gboolean
is_sign_in (const CercleErrand *errand)
{
  return g_str_equal (errand->method, "POST") && g_str_equal (errand->path, "/v1/session");
}

static void
password_checked (CercleWorker *self)
{
  g_mutex_lock (&self->mutex);
  self->checking--;
  g_mutex_unlock (&self->mutex);
}

static void
run_other (CercleWorker *self, Job *job)
{
  CercleIncoming incoming;

  if (job->stream != NULL)
    {
      job->piece = job->stream->next (self->service, job->stream->next_data, &job->failed);
      deliver (job);
      return;
    }
  incoming = incoming_of (job->errand);
  if (job->sign_in != NULL)
    cercle_service_end (self->service, &incoming, job->sign_in, &job->answer);
  else
    {
      job->sign_in = cercle_service_begin (self->service, &incoming, &job->answer);
      if (is_sign_in (job->errand) && job->sign_in == NULL)
        password_checked (self);
    }
  note (job);
  if (job->answer.status != 0)
    deliver (job);
  else
    g_thread_pool_push (self->passwords, job, NULL);
}

static gboolean
take_jobs (CercleWorker *self, GPtrArray *writes, Job **other)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (g_queue_is_empty (&self->writes) && g_queue_is_empty (&self->others))
    {
      if (self->stopping && self->checking == 0)
        return FALSE;
      g_cond_wait (&self->cond, &self->mutex);
    }
  while (writes->len < MOST_TOGETHER && !g_queue_is_empty (&self->writes))
    g_ptr_array_add (writes, g_queue_pop_head (&self->writes));
  *other = g_queue_pop_head (&self->others);
  return TRUE;
}

static gpointer
run_thread (gpointer data)
{
  CercleWorker *self = data;
  g_autoptr (GPtrArray) writes = g_ptr_array_new ();
  Job *other = NULL;

  while (take_jobs (self, writes, &other))
    {
      run_writes (self, writes);
      g_ptr_array_set_size (writes, 0);
      if (other != NULL)
        run_other (self, other);
    }
  return NULL;
}

/* A thread for passwords */

static void
check_password_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  CercleWorker *self = job->worker;

  cercle_sign_in_check (job->sign_in);
  g_mutex_lock (&self->mutex);
  self->checking--;
  g_queue_push_tail (&self->others, job);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Public */

CercleWorker *
cercle_worker_new (CercleService *service)
{
  CercleWorker *self = g_new0 (CercleWorker, 1);

  self->service = service;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->writes);
  g_queue_init (&self->others);
  self->passwords = g_thread_pool_new (check_password_cb, NULL, PASSWORD_THREADS, FALSE, NULL);
  self->thread = g_thread_new ("store", run_thread, self);
  return self;
}

void
cercle_worker_free (CercleWorker *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_thread_pool_free (self->passwords, FALSE, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Under the mutex. */
static gboolean
has_room (CercleWorker *self, const CercleErrand *errand)
{
  if (g_queue_get_length (&self->writes) + g_queue_get_length (&self->others) >= MOST_WAITING)
    return FALSE;
  if (!is_sign_in (errand))
    return TRUE;
  if (self->checking >= MOST_PASSWORDS)
    return FALSE;
  self->checking++;
  return TRUE;
}

gboolean
cercle_worker_ask (CercleWorker *self, CercleErrand *errand, CercleAnswered answered, gpointer data)
{
  g_autoptr (CercleErrand) owned = errand;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Job *job;

  if (self->stopping || !has_room (self, errand))
    return FALSE;
  job = g_new0 (Job, 1);
  job->worker = self;
  job->errand = g_steal_pointer (&owned);
  job->answered = answered;
  job->data = data;
  g_queue_push_tail (is_push (errand) ? &self->writes : &self->others, job);
  g_cond_signal (&self->cond);
  return TRUE;
}

void
cercle_worker_read_piece (CercleWorker *self, CercleAnswer *answer, CerclePieceRead read,
                          gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Job *job = g_new0 (Job, 1);

  job->worker = self;
  job->stream = answer;
  job->read = read;
  job->data = data;
  g_queue_push_tail (&self->others, job);
  g_cond_signal (&self->cond);
}
