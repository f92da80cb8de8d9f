/* Makes one call of a kind fail, on the files under one folder: loaded into the program by LD_PRELOAD, for tests only.
 *
 * FAILING_UNDER   the folder
 * FAILING_KIND    write, sync, open or full: the calls that count; `full` fails every write from the chosen one on
 * FAILING_AT      the number of the call that fails, from 1; 0 counts only
 * FAILING_COUNT   a file that is told, when the program ends, how many calls counted
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long counted;

static int of_kind(const char *kind)
{
    const char *wanted = getenv("FAILING_KIND");
    if (wanted == NULL)
        return 0;
    return strcmp(wanted, kind) == 0 || (strcmp(wanted, "full") == 0 && strcmp(kind, "write") == 0);
}

static int under(const char *path)
{
    const char *folder = getenv("FAILING_UNDER");
    return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int fd_under(int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return under(path);
}

/* Counts a call; whether it is one that fails. */
static int fails(void)
{
    const char *at = getenv("FAILING_AT");
    long chosen = at == NULL ? 0 : atol(at);
    long now = atomic_fetch_add(&counted, 1) + 1;
    if (chosen == 0)
        return 0;
    return strcmp(getenv("FAILING_KIND"), "full") == 0 ? now >= chosen : now == chosen;
}

static int reason(void)
{
    return strcmp(getenv("FAILING_KIND"), "full") == 0 ? ENOSPC : EIO;
}

__attribute__((destructor)) static void tell(void)
{
    const char *file = getenv("FAILING_COUNT");
    FILE *out = file == NULL ? NULL : fopen(file, "w");
    if (out != NULL) {
        fprintf(out, "%ld\n", atomic_load(&counted));
        fclose(out);
    }
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_IF(kind, here)                  \
    if (of_kind(kind) && (here) && fails()) { \
        errno = reason();                    \
        return -1;                           \
    }

ssize_t write(int fd, const void *bytes, size_t many)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(write)(fd, bytes, many);
}

ssize_t pwrite(int fd, const void *bytes, size_t many, off_t at)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(pwrite)(fd, bytes, many, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t many, off64_t at)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(pwrite64)(fd, bytes, many, at);
}

ssize_t writev(int fd, const struct iovec *parts, int many)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(writev)(fd, parts, many);
}

int ftruncate(int fd, off_t length)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    FAIL_IF("write", fd_under(fd))
    return NEXT(ftruncate64)(fd, length);
}

int fsync(int fd)
{
    FAIL_IF("sync", fd_under(fd))
    return NEXT(fsync)(fd);
}

int fdatasync(int fd)
{
    FAIL_IF("sync", fd_under(fd))
    return NEXT(fdatasync)(fd);
}

#define MODE                                        \
    mode_t mode = 0;                                \
    if (flags & (O_CREAT | O_TMPFILE)) {            \
        va_list more;                               \
        va_start(more, flags);                      \
        mode = va_arg(more, mode_t);                \
        va_end(more);                               \
    }

int open(const char *path, int flags, ...)
{
    MODE
    FAIL_IF("open", under(path))
    return NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE
    FAIL_IF("open", under(path))
    return NEXT(open64)(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE
    FAIL_IF("open", under(path))
    return NEXT(openat)(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE
    FAIL_IF("open", under(path))
    return NEXT(openat64)(folder, path, flags, mode);
}
