/* The power fails before one call: what the program wrote and nothing synced since is lost. Loaded into the program by
 * LD_PRELOAD, for tests only.
 *
 * LOSING_UNDER   the folder whose files it is about
 * LOSING_AT      the number of the call before which the power fails, from 1; one more than there are: when the program
 *                has ended; 0 counts only
 * LOSING_SEED    even: all of it is lost, names of files too; odd: names hold, and of the bytes some, and of some a part
 * LOSING_ASIDE   a folder on the same disk, for files that are deleted and may come back
 * LOSING_COUNT   a file that is told, when the program ends, how many calls counted
 *
 * Every change is remembered with what was there before it. A sync of a file forgets its changes, a sync of a folder
 * those of its names. Files are told apart by their inode, because names change.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { DATA, MADE, GONE, MOVED };

struct change {
    struct change *before_it, *after_it;
    enum kind kind;
    ino_t inode;
    char *name, *to, *aside;
    off_t length, at;
    size_t was, many;
    char *old, *fresh;
    off_t cut;
};

static struct change *newest, *oldest;
static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static long counted, put_aside;
static int busy;
static unsigned long long chance;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int under(const char *path)
{
    const char *folder = getenv("LOSING_UNDER");
    return folder != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static char *path_of(int fd)
{
    static __thread char path[PATH_MAX];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static char *path_at(int folder, const char *path)
{
    static __thread char whole[PATH_MAX * 2];
    if (path[0] == '/')
        return (char *)path;
    if (folder == AT_FDCWD) {
        char here[PATH_MAX];
        snprintf(whole, sizeof whole, "%s/%s", getcwd(here, sizeof here) ? here : "", path);
    } else {
        snprintf(whole, sizeof whole, "%s/%s", path_of(folder), path);
    }
    return whole;
}

static int draw(int of)
{
    chance = chance * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((chance >> 33) % (unsigned)of);
}

static struct change *remember(enum kind kind, ino_t inode)
{
    struct change *change = calloc(1, sizeof *change);
    change->kind = kind;
    change->inode = inode;
    change->before_it = newest;
    if (newest != NULL)
        newest->after_it = change;
    else
        oldest = change;
    newest = change;
    return change;
}

static void forget(struct change *change)
{
    *(change->before_it ? &change->before_it->after_it : &oldest) = change->after_it;
    *(change->after_it ? &change->after_it->before_it : &newest) = change->before_it;
    free(change->name), free(change->to), free(change->aside), free(change->old), free(change->fresh);
    free(change);
}

/* The file of an inode, wherever it is now. */
static ino_t wanted;
static char found[PATH_MAX];

static int look_at(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
    (void)where;
    if (kind != FTW_F || stat->st_ino != wanted)
        return 0;
    snprintf(found, sizeof found, "%s", path);
    return 1;
}

static int open_inode(ino_t inode)
{
    wanted = inode;
    if (nftw(getenv("LOSING_UNDER"), look_at, 16, FTW_PHYS) != 1)
        return -1;
    return NEXT(open)(found, O_RDWR);
}

static void undo_data(struct change *change)
{
    int fd = open_inode(change->inode);
    if (fd < 0)
        return;
    if (NEXT(pwrite)(fd, change->old, change->was, change->at) < 0 || NEXT(ftruncate)(fd, change->length) < 0)
        perror("what was there cannot be put back");
    close(fd);
}

static void redo_data(struct change *change)
{
    int fd = draw(2) ? open_inode(change->inode) : -1;
    if (fd < 0)
        return;
    size_t many = change->many;
    if (many > 512 && draw(4) == 0)
        many = many / 512 * 512 / 2 / 512 * 512;
    ssize_t done = change->fresh == NULL ? NEXT(ftruncate)(fd, change->cut) : NEXT(pwrite)(fd, change->fresh, many, change->at);
    if (done < 0)
        perror("what was written cannot be kept");
    close(fd);
}

static void undo_name(struct change *change)
{
    switch (change->kind) {
    case MADE:
        if (unlinkat(AT_FDCWD, change->name, 0) < 0)
            unlinkat(AT_FDCWD, change->name, AT_REMOVEDIR);
        break;
    case GONE:
        NEXT(rename)(change->aside, change->name);
        break;
    case MOVED:
        NEXT(rename)(change->to, change->name);
        if (change->aside != NULL)
            NEXT(rename)(change->aside, change->to);
        break;
    default:
        break;
    }
}

static void lose(void)
{
    const char *seed = getenv("LOSING_SEED");
    chance = seed == NULL ? 0 : strtoull(seed, NULL, 10);
    int names_hold = chance & 1;
    busy = 1;
    for (struct change *change = newest; change != NULL && !names_hold; change = change->before_it)
        undo_name(change);
    for (struct change *change = newest; change != NULL; change = change->before_it)
        if (change->kind == DATA)
            undo_data(change);
    for (struct change *change = oldest; change != NULL && names_hold; change = change->after_it)
        if (change->kind == DATA)
            redo_data(change);
    kill(getpid(), SIGKILL);
}

/* Counts a call; before the chosen one the power fails. */
static void count(void)
{
    const char *at = getenv("LOSING_AT");
    counted++;
    if (at != NULL && atol(at) == counted)
        lose();
}

__attribute__((destructor)) static void end(void)
{
    const char *at = getenv("LOSING_AT"), *file = getenv("LOSING_COUNT");
    pthread_mutex_lock(&one_at_a_time);
    if (at != NULL && atol(at) == counted + 1)
        lose();
    busy = 1;
    FILE *out = file == NULL ? NULL : fopen(file, "w");
    if (out != NULL) {
        fprintf(out, "%ld\n", counted);
        fclose(out);
    }
    pthread_mutex_unlock(&one_at_a_time);
}

/* What is at a place of a file now. Its own descriptor reads it where it may: closing another would free the locks that
 * this process holds on the file. */
static size_t read_before(int fd, off_t at, size_t many, off_t length, char **old)
{
    size_t was = at >= length ? 0 : (size_t)(length - at) < many ? (size_t)(length - at) : many;
    *old = malloc(was + 1);
    if (was == 0)
        return 0;
    ssize_t got = pread(fd, *old, was, at);
    if (got < 0) {
        int other = NEXT(open)(path_of(fd), O_RDONLY);
        got = pread(other, *old, was, at);
        close(other);
    }
    return got < 0 ? 0 : (size_t)got;
}

static void writing(int fd, const struct iovec *parts, int count_of, off_t at)
{
    struct stat stat;
    fstat(fd, &stat);
    if (at < 0)
        at = fcntl(fd, F_GETFL) & O_APPEND ? stat.st_size : lseek(fd, 0, SEEK_CUR);
    struct change *change = remember(DATA, stat.st_ino);
    for (int part = 0; part < count_of; part++)
        change->many += parts[part].iov_len;
    change->fresh = malloc(change->many + 1);
    char *end = change->fresh;
    for (int part = 0; part < count_of; end += parts[part].iov_len, part++)
        memcpy(end, parts[part].iov_base, parts[part].iov_len);
    change->at = at;
    change->length = stat.st_size;
    change->was = read_before(fd, at, change->many, stat.st_size, &change->old);
}

static void cutting(int fd, off_t length)
{
    struct stat stat;
    fstat(fd, &stat);
    struct change *change = remember(DATA, stat.st_ino);
    change->at = length;
    change->cut = length;
    change->length = stat.st_size;
    change->was = length < stat.st_size ? read_before(fd, length, (size_t)(stat.st_size - length), stat.st_size, &change->old) : 0;
}

static void syncing(int fd)
{
    struct stat stat;
    fstat(fd, &stat);
    const char *path = path_of(fd);
    size_t length = strlen(path);
    struct change *next;
    for (struct change *change = oldest; change != NULL; change = next) {
        next = change->after_it;
        if (S_ISDIR(stat.st_mode)) {
            const char *names[] = { change->name, change->to };
            for (int name = 0; change->kind != DATA && name < 2; name++)
                if (names[name] != NULL && strncmp(names[name], path, length) == 0 && strrchr(names[name], '/') == names[name] + length) {
                    forget(change);
                    break;
                }
        } else if (change->kind == DATA && change->inode == stat.st_ino) {
            forget(change);
        }
    }
}

/* A second name for a file that is about to lose its own. */
static char *aside_of(const char *path)
{
    char aside[PATH_MAX];
    snprintf(aside, sizeof aside, "%s/%d-%ld", getenv("LOSING_ASIDE"), getpid(), ++put_aside);
    return linkat(AT_FDCWD, path, AT_FDCWD, aside, 0) == 0 ? strdup(aside) : NULL;
}

/* Runs a call one at a time; before it, if it is about the folder, it is counted and `how` remembers it. */
#define CALL(type, here, how, call)           \
    pthread_mutex_lock(&one_at_a_time);       \
    if (!busy && (here)) {                    \
        busy = 1;                             \
        count();                              \
        how;                                  \
        busy = 0;                             \
    }                                         \
    type answer = call;                       \
    int why = errno;                          \
    pthread_mutex_unlock(&one_at_a_time);     \
    errno = why;                              \
    return answer;

ssize_t write(int fd, const void *bytes, size_t many)
{
    struct iovec part = { (void *)bytes, many };
    CALL(ssize_t, under(path_of(fd)), writing(fd, &part, 1, -1), NEXT(write)(fd, bytes, many))
}

ssize_t pwrite(int fd, const void *bytes, size_t many, off_t at)
{
    struct iovec part = { (void *)bytes, many };
    CALL(ssize_t, under(path_of(fd)), writing(fd, &part, 1, at), NEXT(pwrite)(fd, bytes, many, at))
}

ssize_t pwrite64(int fd, const void *bytes, size_t many, off64_t at)
{
    struct iovec part = { (void *)bytes, many };
    CALL(ssize_t, under(path_of(fd)), writing(fd, &part, 1, at), NEXT(pwrite64)(fd, bytes, many, at))
}

ssize_t writev(int fd, const struct iovec *parts, int many)
{
    CALL(ssize_t, under(path_of(fd)), writing(fd, parts, many, -1), NEXT(writev)(fd, parts, many))
}

int ftruncate(int fd, off_t length)
{
    CALL(int, under(path_of(fd)), cutting(fd, length), NEXT(ftruncate)(fd, length))
}

int ftruncate64(int fd, off64_t length)
{
    CALL(int, under(path_of(fd)), cutting(fd, length), NEXT(ftruncate64)(fd, length))
}

int fsync(int fd)
{
    CALL(int, under(path_of(fd)), syncing(fd), NEXT(fsync)(fd))
}

int fdatasync(int fd)
{
    CALL(int, under(path_of(fd)), syncing(fd), NEXT(fdatasync)(fd))
}

/* Copies inside the kernel would not be seen: refused, they are made by reading and writing. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t many, unsigned flags)
{
    (void)from, (void)from_at, (void)to, (void)to_at, (void)many, (void)flags;
    errno = EXDEV;
    return -1;
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t many)
{
    (void)to, (void)from, (void)at, (void)many;
    errno = EINVAL;
    return -1;
}

static void opening(const char *path, int flags)
{
    struct stat stat;
    if (lstat(path, &stat) < 0) {
        if (flags & O_CREAT)
            remember(MADE, 0)->name = strdup(path);
        return;
    }
    if (!(flags & O_TRUNC) || !S_ISREG(stat.st_mode))
        return;
    int fd = NEXT(open)(path, O_RDONLY);
    cutting(fd, 0);
    close(fd);
}

#define MODE                         \
    mode_t mode = 0;                 \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more;                \
        va_start(more, flags);       \
        mode = va_arg(more, mode_t); \
        va_end(more);                \
    }

#define CHANGES(path) ((flags & (O_CREAT | O_TRUNC)) && under(path) && ((flags & O_TRUNC) || access(path, F_OK) < 0))

int open(const char *path, int flags, ...)
{
    MODE
    const char *whole = path_at(AT_FDCWD, path);
    CALL(int, CHANGES(whole), opening(whole, flags), NEXT(open)(path, flags, mode))
}

int open64(const char *path, int flags, ...)
{
    MODE
    const char *whole = path_at(AT_FDCWD, path);
    CALL(int, CHANGES(whole), opening(whole, flags), NEXT(open64)(path, flags, mode))
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE
    const char *whole = path_at(folder, path);
    CALL(int, CHANGES(whole), opening(whole, flags), NEXT(openat)(folder, path, flags, mode))
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE
    const char *whole = path_at(folder, path);
    CALL(int, CHANGES(whole), opening(whole, flags), NEXT(openat64)(folder, path, flags, mode))
}

static void deleting(const char *path)
{
    char *aside = aside_of(path);
    if (aside == NULL)
        return;
    struct change *change = remember(GONE, 0);
    change->name = strdup(path);
    change->aside = aside;
}

int unlink(const char *path)
{
    const char *whole = path_at(AT_FDCWD, path);
    CALL(int, under(whole), deleting(whole), NEXT(unlink)(path))
}

int unlinkat(int folder, const char *path, int flags)
{
    const char *whole = path_at(folder, path);
    CALL(int, under(whole) && !(flags & AT_REMOVEDIR), deleting(whole), NEXT(unlinkat)(folder, path, flags))
}

static void moving(const char *from, const char *to)
{
    if (access(from, F_OK) < 0)
        return;
    char *aside = aside_of(to);
    struct change *change = remember(MOVED, 0);
    change->name = strdup(from);
    change->to = strdup(to);
    change->aside = aside;
}

int rename(const char *from, const char *to)
{
    char *whole = strdup(path_at(AT_FDCWD, from));
    CALL(int, under(whole), moving(whole, path_at(AT_FDCWD, to)), NEXT(rename)(from, to))
}

int mkdir(const char *path, mode_t mode)
{
    const char *whole = path_at(AT_FDCWD, path);
    CALL(int, under(whole) && access(whole, F_OK) < 0, remember(MADE, 0)->name = strdup(whole), NEXT(mkdir)(path, mode))
}
