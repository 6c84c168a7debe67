/* Dies in the middle of the k-th operation on the files below one folder, or lets the disk be full from there on.
 *
 * Preloaded into a process that forks its children: a child calls torn_arm and then does its work. What is counted are
 * the operations that change a disk: writing, syncing, cutting, and making, renaming and removing names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum mode { COUNT = 0, BEFORE = 1, HALF = 2, AFTER_4K = 3, AFTER_12K = 4, AFTER = 5, FULL = 6 };

static char folder[PATH_MAX];
static long wanted;
static int how;
static int armed;
static long done;
static long sizes[1 << 16];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

void torn_arm(const char *below, long k, int mode) {
    snprintf(folder, sizeof folder, "%s", below);
    wanted = k;
    how = mode;
    done = 0;
    armed = 1;
}

long torn_count(void) { return done; }

/* Bytes that the k-th operation wrote; -1 for one that has no half. */
long torn_size(long k) { return k < 1 << 16 ? sizes[k] : -1; }

void torn_disarm(void) { armed = 0; }

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int below(const char *path) { return armed && strncmp(path, folder, strlen(folder)) == 0; }

static int fd_below(int fd) {
    char link[64], path[PATH_MAX];
    if (!armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return below(path);
}

static int at_below(int dir, const char *path) {
    if (!armed) return 0;
    if (path[0] == '/') return below(path);
    return dir != AT_FDCWD && fd_below(dir);
}

/* Counts one operation; 1 when it is the one to die in, 2 when the disk is full. Holds the gate in the first case, so
 * that no other thread does anything more. */
static int turn(long size) {
    pthread_mutex_lock(&gate);
    done++;
    if (done < 1 << 16) sizes[done] = size;
    if (how != COUNT && how != FULL && done == wanted) return 1;
    int full = how == FULL && done >= wanted;
    pthread_mutex_unlock(&gate);
    return full ? 2 : 0;
}

static size_t part(size_t n) {
    size_t most = how == HALF ? n / 2 : how == AFTER_4K ? 4096 : how == AFTER_12K ? 12288 : n;
    return n < most ? n : most;
}

ssize_t write(int fd, const void *buffer, size_t n) {
    static ssize_t (*next)(int, const void *, size_t);
    if (!next) next = real("write");
    if (!fd_below(fd)) return next(fd, buffer, n);
    int now = turn((long)n);
    if (now == 2) { errno = ENOSPC; return -1; }
    if (now == 1) { if (how != BEFORE) next(fd, buffer, part(n)); die(); }
    return next(fd, buffer, n);
}

static ssize_t positioned(ssize_t (*next)(int, const void *, size_t, off_t), int fd, const void *buffer, size_t n,
                          off_t at) {
    if (!fd_below(fd)) return next(fd, buffer, n, at);
    int now = turn((long)n);
    if (now == 2) { errno = ENOSPC; return -1; }
    if (now == 1) { if (how != BEFORE) next(fd, buffer, part(n), at); die(); }
    return next(fd, buffer, n, at);
}

ssize_t pwrite(int fd, const void *buffer, size_t n, off_t at) {
    static ssize_t (*next)(int, const void *, size_t, off_t);
    if (!next) next = real("pwrite");
    return positioned(next, fd, buffer, n, at);
}

ssize_t pwrite64(int fd, const void *buffer, size_t n, off_t at) {
    static ssize_t (*next)(int, const void *, size_t, off_t);
    if (!next) next = real("pwrite64");
    return positioned(next, fd, buffer, n, at);
}

/* What has no half: dies before it, or just after it. A full disk still syncs, cuts, renames and removes. */
#define WHOLE(touches, call)                      \
    do {                                          \
        if (!(touches)) return call;              \
        if (turn(-1) == 1) {                        \
            if (how != BEFORE) (void)!(call);     \
            die();                                \
        }                                         \
        return call;                              \
    } while (0)

int fsync(int fd) {
    static int (*next)(int);
    if (!next) next = real("fsync");
    WHOLE(fd_below(fd), next(fd));
}

int fdatasync(int fd) {
    static int (*next)(int);
    if (!next) next = real("fdatasync");
    WHOLE(fd_below(fd), next(fd));
}

int ftruncate(int fd, off_t n) {
    static int (*next)(int, off_t);
    if (!next) next = real("ftruncate");
    WHOLE(fd_below(fd), next(fd, n));
}

int ftruncate64(int fd, off_t n) {
    static int (*next)(int, off_t);
    if (!next) next = real("ftruncate64");
    WHOLE(fd_below(fd), next(fd, n));
}

int unlink(const char *path) {
    static int (*next)(const char *);
    if (!next) next = real("unlink");
    WHOLE(below(path), next(path));
}

int unlinkat(int dir, const char *path, int flags) {
    static int (*next)(int, const char *, int);
    if (!next) next = real("unlinkat");
    WHOLE(at_below(dir, path), next(dir, path, flags));
}

int rmdir(const char *path) {
    static int (*next)(const char *);
    if (!next) next = real("rmdir");
    WHOLE(below(path), next(path));
}

int rename(const char *from, const char *to) {
    static int (*next)(const char *, const char *);
    if (!next) next = real("rename");
    WHOLE(below(from), next(from, to));
}

int renameat(int dir, const char *from, int to_dir, const char *to) {
    static int (*next)(int, const char *, int, const char *);
    if (!next) next = real("renameat");
    WHOLE(at_below(dir, from), next(dir, from, to_dir, to));
}

int mkdir(const char *path, mode_t mode) {
    static int (*next)(const char *, mode_t);
    if (!next) next = real("mkdir");
    WHOLE(below(path), next(path, mode));
}

int mkdirat(int dir, const char *path, mode_t mode) {
    static int (*next)(int, const char *, mode_t);
    if (!next) next = real("mkdirat");
    WHOLE(at_below(dir, path), next(dir, path, mode));
}

static mode_t mode_of(int flags, va_list *rest) { return flags & O_CREAT ? va_arg(*rest, mode_t) : 0; }

#define OPENER(name)                                                               \
    int name(const char *path, int flags, ...) {                                   \
        static int (*next)(const char *, int, ...);                                \
        if (!next) next = real(#name);                                             \
        va_list rest;                                                              \
        va_start(rest, flags);                                                     \
        mode_t mode = mode_of(flags, &rest);                                       \
        va_end(rest);                                                              \
        int makes = (flags & O_TRUNC) || ((flags & O_CREAT) && access(path, F_OK)); \
        WHOLE(makes && below(path), next(path, flags, mode));                      \
    }

OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                                            \
    int name(int dir, const char *path, int flags, ...) {                          \
        static int (*next)(int, const char *, int, ...);                           \
        if (!next) next = real(#name);                                             \
        va_list rest;                                                              \
        va_start(rest, flags);                                                     \
        mode_t mode = mode_of(flags, &rest);                                       \
        va_end(rest);                                                              \
        int makes = (flags & O_TRUNC) || ((flags & O_CREAT) && access(path, F_OK)); \
        WHOLE(makes && at_below(dir, path), next(dir, path, flags, mode));         \
    }

OPENER_AT(openat)
OPENER_AT(openat64)
