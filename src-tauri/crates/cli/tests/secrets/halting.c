/* Halts the program when it is about to end, so that its memory can be read: loaded by LD_PRELOAD, for tests only. */
#include <signal.h>

__attribute__((destructor)) static void halt(void)
{
    raise(SIGSTOP);
}
