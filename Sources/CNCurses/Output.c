/// Output that never waits: ncurses' bytes are kept back, and the caller sends them in its own time.
///
/// ncurses writes with blocking calls to the descriptor that it was opened on. While it composes a frame
/// that descriptor leads to a file in memory. The terminal itself is opened a second time, so that
/// the flag O_NONBLOCK is ours alone: standard output's own is shared with other programs.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "Private.h"

static struct {
  int terminal;
  FILE *stream;
  int kept;
  uint8_t *bytes;
  size_t capacity;
} output = {.terminal = -1, .kept = -1};

FILE *output_open(void) {
  output.terminal = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  // A terminal that may not be opened by its name is written to as it is: then writes can wait.
  if (output.terminal < 0) output.terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output.kept = memfd_create("frame", MFD_CLOEXEC);
  int own = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output.stream = own >= 0 ? fdopen(own, "w") : NULL;
  if (output.terminal >= 0 && output.kept >= 0 && output.stream != NULL) return output.stream;
  if (output.stream == NULL && own >= 0) close(own);
  output_close();
  return NULL;
}

void output_close(void) {
  if (output.terminal >= 0) close(output.terminal);
  if (output.kept >= 0) close(output.kept);
  if (output.stream != NULL) fclose(output.stream);
  free(output.bytes);
  memset(&output, 0, sizeof output);
  output.terminal = output.kept = -1;
}

int32_t cncurses_output(void) { return output.terminal; }

void output_send(const char *text) { write_all(output.terminal, text, strlen(text)); }

void output_divert(int nowhere) {
  if (output.terminal >= 0) dup2(nowhere, output.terminal);
  if (output.stream != NULL) dup2(nowhere, fileno(output.stream));
}

void output_keep(void) {
  lseek(output.kept, 0, SEEK_SET);
  dup3(output.kept, fileno(output.stream), O_CLOEXEC);
}

int64_t output_release(const uint8_t **bytes) {
  off_t count = lseek(output.kept, 0, SEEK_CUR);
  dup3(STDOUT_FILENO, fileno(output.stream), O_CLOEXEC);
  if (count <= 0) return 0;
  if ((size_t)count > output.capacity) {
    uint8_t *larger = realloc(output.bytes, (size_t)count * 2);
    if (larger == NULL) return -1;
    output.bytes = larger;
    output.capacity = (size_t)count * 2;
  }
  *bytes = output.bytes;
  return pread(output.kept, output.bytes, (size_t)count, 0) == count ? count : -1;
}
