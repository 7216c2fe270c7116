/// The terminal is given back on every way out: orderly, by a signal, by a crash.
///
/// Handlers call only what POSIX lists as async-signal-safe (write, read, lseek, tcsetattr, tcflush,
/// dup2, open, sigaction, raise). Standard error goes to a nameless file while the screen is
/// up, since a message on the alternate screen would vanish with it; its tail is printed after.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "Private.h"

static const int fatal_signals[] = {SIGHUP,  SIGINT, SIGQUIT, SIGILL,  SIGTRAP,
                                    SIGABRT, SIGBUS, SIGFPE,  SIGSEGV, SIGTERM};
enum {
  FATAL_COUNT = sizeof fatal_signals / sizeof *fatal_signals,
  TAIL = 64 * 1024,
};

/// Written before the handlers are armed, read by them.
static struct {
  struct sigaction previous[FATAL_COUNT];
  struct sigaction previous_stop, previous_continue, previous_resize;
  struct termios modes;
  char farewell[1024];
  size_t farewell_count;
  int terminal;
  int error_file;
  int error_output;
  /// Becomes readable by a signal, so that one that comes just before a poll is not slept over.
  int signals;
  /// Whether handlers that were there before ours are called. The one of Swift's runtime prints a backtrace
  /// and then asks whether to debug, for half a minute: for those who set SWIFT_BACKTRACE, not for labelers.
  int chains;
} rescue = {.terminal = -1, .error_file = -1, .error_output = -1, .signals = -1};

static volatile sig_atomic_t taken;
static volatile sig_atomic_t stop_came;
static volatile sig_atomic_t continue_came;
static volatile sig_atomic_t resize_came;

void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t done = write(descriptor, bytes, count);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
      if (poll(&ready, 1, 1000) > 0) continue;
    }
    if (done <= 0) return;
    bytes += done;
    count -= (size_t)done;
  }
}

void rescue_add_farewell(const char *text) {
  if (text == NULL || text == (const char *)-1) return;
  while (*text != '\0' && rescue.farewell_count < sizeof rescue.farewell) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end != NULL) {
        text = end + 1;
        continue;
      }
    }
    rescue.farewell[rescue.farewell_count++] = *text++;
  }
}

static void restore_terminal(void) {
  if (!__atomic_exchange_n(&taken, 0, __ATOMIC_SEQ_CST)) return;
  write_all(rescue.terminal, rescue.farewell, rescue.farewell_count);
  // Mouse reports still on their way would be typed into the shell. TCSAFLUSH would drop them too but
  // waits for output first, forever on a stalled line.
  tcflush(rescue.terminal, TCIFLUSH);
  tcsetattr(rescue.terminal, TCSANOW, &rescue.modes);
}

static void release_standard_error(void) {
  int file = __atomic_exchange_n(&rescue.error_file, -1, __ATOMIC_SEQ_CST);
  if (file < 0) return;
  dup2(rescue.error_output, STDERR_FILENO);
  off_t end = lseek(file, 0, SEEK_END);
  lseek(file, end > TAIL ? end - TAIL : 0, SEEK_SET);
  char part[2048];
  ssize_t count;
  while ((count = read(file, part, sizeof part)) > 0) {
    write_all(STDERR_FILENO, part, (size_t)count);
  }
}

static void on_fatal_signal(int signal_number, siginfo_t *info, void *context) {
  (void)context;
  int was_taken = taken;
  if (was_taken) {
    // Other threads still run: what they draw from now on goes nowhere.
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
      dup2(nowhere, STDOUT_FILENO);
      output_divert(nowhere);
    }
    // A background process that sets terminal modes is stopped otherwise.
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGTTOU, &ignore, NULL);
  }
  restore_terminal();
  release_standard_error();
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    if (fatal_signals[i] != signal_number) continue;
    struct sigaction by_default = {.sa_handler = SIG_DFL};
    sigaction(signal_number, rescue.chains ? &rescue.previous[i] : &by_default, NULL);
    // Swift's backtrace wants to print; it stops the other threads.
    if (was_taken && rescue.chains) dup2(rescue.terminal, STDOUT_FILENO);
  }
  // A fault happens again on return, now with its true circumstances for the previous handler.
  int is_fault = signal_number == SIGSEGV || signal_number == SIGBUS || signal_number == SIGILL ||
                 signal_number == SIGFPE;
  if (!is_fault || info->si_code <= 0) raise(signal_number);
}

static void note(volatile sig_atomic_t *flag) {
  int before = errno;
  *flag = 1;
  uint64_t one = 1;
  // It can fail only when it is readable already.
  ssize_t ignored = write(rescue.signals, &one, sizeof one);
  (void)ignored;
  errno = before;
}

static void on_stop(int signal_number) {
  (void)signal_number;
  note(&stop_came);
}

static void on_continue(int signal_number) {
  (void)signal_number;
  note(&continue_came);
}

static void on_resize(int signal_number) {
  (void)signal_number;
  note(&resize_came);
}

static void at_exit(void) {
  restore_terminal();
  release_standard_error();
}

static void close_descriptors(void) {
  if (rescue.terminal >= 0) close(rescue.terminal);
  if (rescue.signals >= 0) close(rescue.signals);
  if (rescue.error_output >= 0) close(rescue.error_output);
  rescue.terminal = rescue.signals = rescue.error_output = -1;
}

int rescue_prepare(int terminal) {
  rescue.farewell_count = 0;
  // Another than the one that `output_divert` sends elsewhere.
  rescue.terminal = fcntl(terminal, F_DUPFD_CLOEXEC, 3);
  rescue.signals = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (rescue.terminal < 0 || rescue.signals < 0 || tcgetattr(STDIN_FILENO, &rescue.modes) != 0) {
    close_descriptors();
    return -1;
  }
  rescue.chains = getenv("SWIFT_BACKTRACE") != NULL;
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    sigaction(fatal_signals[i], NULL, &rescue.previous[i]);
  }
  sigaction(SIGTSTP, NULL, &rescue.previous_stop);
  sigaction(SIGCONT, NULL, &rescue.previous_continue);
  // ncurses leaves a handler alone that is there before it. Its own would have it ask for the size of the
  // window while its output is kept back and goes to no terminal.
  struct sigaction resized = {.sa_handler = on_resize};
  sigaction(SIGWINCH, &resized, &rescue.previous_resize);
  resize_came = 0;
  return 0;
}

static void capture_standard_error(void) {
  // Standard error that goes elsewhere than to a terminal disturbs nothing.
  if (!isatty(STDERR_FILENO)) return;
  int file = memfd_create("standard-error", MFD_CLOEXEC);
  int output = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  // O_APPEND: the tail is read through the same offset that writers share.
  if (file < 0 || output < 0 || fcntl(file, F_SETFL, O_APPEND) != 0 ||
      dup2(file, STDERR_FILENO) < 0) {
    if (file >= 0) close(file);
    if (output >= 0) close(output);
    return;
  }
  rescue.error_output = output;
  rescue.error_file = file;
}

void rescue_arm(void) {
  static int registered;
  if (!registered) {
    registered = 1;
    atexit(at_exit);
  }
  capture_standard_error();

  // A stack of its own, or a stack overflow on the main thread could not be handled.
  static char stack[64 * 1024];
  stack_t previous_stack;
  if (sigaltstack(NULL, &previous_stack) == 0 && (previous_stack.ss_flags & SS_DISABLE)) {
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
  }
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    // A parent that ignores a signal (nohup) wants it ignored.
    if (rescue.previous[i].sa_handler == SIG_IGN) {
      sigaction(fatal_signals[i], &rescue.previous[i], NULL);
      continue;
    }
    struct sigaction action = {.sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_SIGINFO)};
    action.sa_sigaction = on_fatal_signal;
    sigfillset(&action.sa_mask);
    sigaction(fatal_signals[i], &action, NULL);
  }
  stop_came = continue_came = 0;
  rescue_let_stop(0);
  struct sigaction resumed = {.sa_handler = on_continue};
  sigaction(SIGCONT, &resumed, NULL);
}

void rescue_mark(int is_taken) { __atomic_store_n(&taken, is_taken, __ATOMIC_SEQ_CST); }

void rescue_let_stop(int let) {
  struct sigaction action = {.sa_handler = let ? SIG_DFL : on_stop};
  sigaction(SIGTSTP, &action, NULL);
}

int rescue_take_stop(void) { return __atomic_exchange_n(&stop_came, 0, __ATOMIC_SEQ_CST); }

int rescue_take_continued(void) { return __atomic_exchange_n(&continue_came, 0, __ATOMIC_SEQ_CST); }

int rescue_take_resized(void) { return __atomic_exchange_n(&resize_came, 0, __ATOMIC_SEQ_CST); }

int32_t cncurses_signals(void) { return rescue.signals; }

void rescue_hear_signals(void) {
  uint64_t count;
  ssize_t ignored = read(rescue.signals, &count, sizeof count);
  (void)ignored;
}

void rescue_modes(void) { tcsetattr(rescue.terminal, TCSANOW, &rescue.modes); }

void rescue_disarm(void) {
  rescue_mark(0);
  release_standard_error();
  for (size_t i = 0; i < FATAL_COUNT; i++) {
    sigaction(fatal_signals[i], &rescue.previous[i], NULL);
  }
  sigaction(SIGTSTP, &rescue.previous_stop, NULL);
  sigaction(SIGCONT, &rescue.previous_continue, NULL);
  sigaction(SIGWINCH, &rescue.previous_resize, NULL);
  close_descriptors();
}
