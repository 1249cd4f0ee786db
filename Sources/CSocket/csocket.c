#include "CSocket.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

ssize_t hiroba_send_now(int descriptor, const void *bytes, size_t count) {
  for (;;) {
    ssize_t sent = send(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return sent;
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) return 0;
    return -1;
  }
}

void hiroba_reset(int descriptor) {
  struct linger linger = {.l_onoff = 1, .l_linger = 0};
  (void)setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  (void)shutdown(descriptor, SHUT_RDWR);
}

void hiroba_bound_send_buffer(int descriptor, int bytes) {
  (void)setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

void hiroba_bound_unacknowledged_time(int descriptor, unsigned int milliseconds) {
#ifdef TCP_USER_TIMEOUT
  (void)setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
#else
  (void)descriptor;
  (void)milliseconds;
#endif
}
