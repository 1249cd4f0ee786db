// Records what a process writes to its SQLite files and what it has told the disk to keep, so that a test can rebuild
// the disk as it may look after the power failed at any moment.
//
//   gcc -O2 -shared -fPIC -o recordio.so recordio.c -ldl
//   RECORDIO_JOURNAL=/tmp/journal LD_PRELOAD=./recordio.so program …
//
// Journal: records of { u8 operation, u8 file, u16 0, u32 length, u64 offset, u64 monotonic ns, length bytes }, where
// operation is W write, T truncate to offset, S sync, U unlink; file is 0 for the database, 1 for its WAL.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -2;

static int open_journal(void) {
  if (journal != -2) return journal;
  const char *path = getenv("RECORDIO_JOURNAL");
  journal = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  return journal;
}

static int which(const char *path) {
  const char *name = strrchr(path, '/');
  name = name ? name + 1 : path;
  size_t length = strlen(name);
  if (length > 7 && strcmp(name + length - 7, ".sqlite") == 0) return 0;
  if (length > 11 && strcmp(name + length - 11, ".sqlite-wal") == 0) return 1;
  return -1;
}

static int which_fd(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return -1;
  path[length] = 0;
  return which(path);
}

static void record(char operation, int file, uint64_t offset, const void *data, uint32_t length) {
  if (file < 0) return;
  struct __attribute__((packed)) {
    uint8_t operation, file;
    uint16_t zero;
    uint32_t length;
    uint64_t offset, nanoseconds;
  } head = {(uint8_t)operation, (uint8_t)file, 0, length, offset, 0};
  pthread_mutex_lock(&lock);
  int fd = open_journal();
  if (fd >= 0) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    head.nanoseconds = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
    if (syscall(SYS_write, fd, &head, sizeof head) < 0) abort();
    if (length && syscall(SYS_write, fd, data, length) < 0) abort();
  }
  pthread_mutex_unlock(&lock);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  ssize_t written = real(fd, data, length, offset);
  if (written > 0) record('W', which_fd(fd), (uint64_t)offset, data, (uint32_t)written);
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  ssize_t written = real(fd, data, length, offset);
  if (written > 0) record('W', which_fd(fd), (uint64_t)offset, data, (uint32_t)written);
  return written;
}

// The sync is recorded after it returned: what the journal calls synced was synced.
int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  int result = real(fd);
  if (result == 0) record('S', which_fd(fd), 0, 0, 0);
  return result;
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  int result = real(fd);
  if (result == 0) record('S', which_fd(fd), 0, 0, 0);
  return result;
}

int ftruncate64(int fd, off64_t length) {
  REAL(int, "ftruncate64", int, off64_t);
  int result = real(fd, length);
  if (result == 0) record('T', which_fd(fd), (uint64_t)length, 0, 0);
  return result;
}

int ftruncate(int fd, off_t length) {
  REAL(int, "ftruncate", int, off_t);
  int result = real(fd, length);
  if (result == 0) record('T', which_fd(fd), (uint64_t)length, 0, 0);
  return result;
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  int result = real(path);
  if (result == 0) record('U', which(path), 0, 0, 0);
  return result;
}
