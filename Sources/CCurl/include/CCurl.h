// libcurl for Swift: its variadic functions and macros as plain functions.
#ifndef HIROBA_CCURL_H
#define HIROBA_CCURL_H

#include <curl/curl.h>
#include <stddef.h>

/// What one submission needs. Strings are borrowed for the call and NUL-terminated; a NULL one is not set.
struct hiroba_mail {
  /// `smtp://host:port` or `smtps://host:port`.
  const char *url;
  const char *sender;
  const char *recipient;
  const char *user;
  const char *password;
  /// PEM file of the authorities to trust instead of the system's, or NULL.
  const char *authorities;
  /// Non-zero: refuse to go on without TLS (STARTTLS on `smtp://`).
  int requires_tls;
  long connect_timeout_ms;
  long timeout_ms;
  /// The whole message with CRLF line ends.
  const unsigned char *message;
  size_t message_length;
};

/// Makes libcurl ready. Call once before other threads use it; 0 is success.
int hiroba_curl_global_init(void);

/// Submits one message over SMTP and waits for the answer.
/// Returns libcurl's code; `*response` receives the last SMTP answer code (0 when there was none).
int hiroba_curl_submit(const struct hiroba_mail *mail, long *response);

/// English name of a code, never NULL.
const char *hiroba_curl_describe(int code);

#endif
