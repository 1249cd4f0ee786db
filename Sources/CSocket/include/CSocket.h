#ifndef HIROBA_CSOCKET_H
#define HIROBA_CSOCKET_H

#include <stddef.h>
#include <sys/types.h>

/// Writes what the kernel takes at once, without blocking and without SIGPIPE. Returns the bytes taken (0 when the
/// send buffer is full), or -1 when the connection is broken.
ssize_t hiroba_send_now(int descriptor, const void *bytes, size_t count);

/// Ends the connection in both directions; closing the descriptor then drops what was not sent (SO_LINGER with zero).
void hiroba_reset(int descriptor);

/// Bounds what the kernel keeps for a peer that does not read, in bytes (SO_SNDBUF; Linux accounts for twice as much).
void hiroba_bound_send_buffer(int descriptor, int bytes);

/// Gives the connection up when sent data stays unacknowledged for so long (TCP_USER_TIMEOUT; nothing elsewhere).
void hiroba_bound_unacknowledged_time(int descriptor, unsigned int milliseconds);

#endif
