/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What libsoup, GIO and TLS say, as CERCLE_TRANSPORT_ERROR. Only for this room. */
#pragma once

#include <gio/gio.h>

/* Always FALSE. Takes cause. certificate: what was wrong with it, if TLS failed. */
gboolean cercle_http_fail (GError **error, GError *cause, GTlsCertificateFlags certificate);
/* (transfer none), translated. */
const char *cercle_http_certificate_sentence (GTlsCertificateFlags flags);
