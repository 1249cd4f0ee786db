#include "CCurl.h"

#include <string.h>

struct reading {
  const unsigned char *bytes;
  size_t left;
};

static size_t read_message(char *target, size_t size, size_t count, void *context) {
  struct reading *reading = context;
  size_t room = size * count;
  size_t length = reading->left < room ? reading->left : room;
  memcpy(target, reading->bytes, length);
  reading->bytes += length;
  reading->left -= length;
  return length;
}

int hiroba_curl_global_init(void) { return (int)curl_global_init(CURL_GLOBAL_DEFAULT); }

int hiroba_curl_submit(const struct hiroba_mail *mail, long *response) {
  *response = 0;
  CURL *curl = curl_easy_init();
  if (curl == NULL) return CURLE_FAILED_INIT;
  struct reading reading = {mail->message, mail->message_length};
  struct curl_slist *recipients = curl_slist_append(NULL, mail->recipient);
  int code = CURLE_OUT_OF_MEMORY;
  if (recipients != NULL) {
    // Signals are process-wide: without this, a resolver's timeout would interrupt other threads.
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_URL, mail->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(mail->requires_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (mail->user != NULL) curl_easy_setopt(curl, CURLOPT_USERNAME, mail->user);
    if (mail->password != NULL) curl_easy_setopt(curl, CURLOPT_PASSWORD, mail->password);
    if (mail->authorities != NULL) curl_easy_setopt(curl, CURLOPT_CAINFO, mail->authorities);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, mail->sender);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, mail->connect_timeout_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, mail->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    code = (int)curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, response);
  }
  curl_slist_free_all(recipients);
  curl_easy_cleanup(curl);
  return code;
}

const char *hiroba_curl_describe(int code) { return curl_easy_strerror((CURLcode)code); }
