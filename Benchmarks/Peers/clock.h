// The peers' clock: CPU time of this process, in milliseconds.
#include <time.h>

static double cpuMilliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}
