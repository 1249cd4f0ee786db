// The floor under a fan-out: one message outstanding, one send(2) of BYTES bytes to each of N loopback sockets, nothing
// else. Forks a server and a client, pins them to cores 0 and 1, prints the server's CPU time per delivery.
//
//   cc -O2 -o raw-fanout bench/raw-fanout.c && ./raw-fanout [sockets 1000] [bytes 560] [rounds 1000]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void pin(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  sched_setaffinity(0, sizeof set, &set);
}

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  int sockets = argc > 1 ? atoi(argv[1]) : 1000, bytes = argc > 2 ? atoi(argv[2]) : 560;
  int rounds = argc > 3 ? atoi(argv[3]) : 1000;
  int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (bind(listener, (void *)&address, sizeof address) || listen(listener, 4096)) return 1;
  getsockname(listener, (void *)&address, &length);
  int *peers = calloc(sockets, sizeof *peers);
  char *buffer = calloc(1, 65536);
  if (fork() == 0) {
    pin(1);
    int poll = epoll_create1(0);
    for (int i = 0; i < sockets; i++) {
      peers[i] = socket(AF_INET, SOCK_STREAM, 0);
      if (connect(peers[i], (void *)&address, sizeof address)) return 1;
      struct epoll_event event = {.events = EPOLLIN, .data.fd = peers[i]};
      epoll_ctl(poll, EPOLL_CTL_ADD, peers[i], &event);
    }
    struct epoll_event events[256];
    for (int round = 0; round < rounds; round++) {
      if (send(peers[0], "x", 1, 0) != 1) return 1;
      for (long left = (long)sockets * bytes; left > 0;) {
        int ready = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < ready; i++) left -= recv(events[i].data.fd, buffer, 65536, 0);
      }
    }
    _exit(0);
  }
  pin(0);
  for (int i = 0; i < sockets; i++) {
    peers[i] = accept(listener, NULL, NULL);
    setsockopt(peers[i], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  struct rusage before, after;
  getrusage(RUSAGE_SELF, &before);
  for (int round = 0; round < rounds; round++) {
    // The first socket to connect need not be the first accepted, but on loopback it is.
    if (recv(peers[0], buffer, 1, 0) != 1) return 1;
    for (int i = 0; i < sockets; i++) if (send(peers[i], buffer, bytes, MSG_DONTWAIT | MSG_NOSIGNAL) != bytes) return 1;
  }
  getrusage(RUSAGE_SELF, &after);
  double user = seconds(after.ru_utime) - seconds(before.ru_utime);
  double system = seconds(after.ru_stime) - seconds(before.ru_stime);
  double deliveries = (double)sockets * rounds;
  printf("raw send: %.2f µs CPU per delivery (%.2f user, %.2f system)\n", (user + system) / deliveries * 1e6,
         user / deliveries * 1e6, system / deliveries * 1e6);
  wait(NULL);
  return 0;
}
