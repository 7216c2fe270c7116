/// Questions to the terminfo database. Apart from the rest because term.h defines macros such as
/// `lines` and `tab`.
#define _GNU_SOURCE
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <term.h>
#include <unistd.h>

#include "CNCurses.h"

int32_t cncurses_is_terminal(int32_t descriptor) { return isatty(descriptor); }

static int codeset_is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "UTF8") == 0;
}

int32_t cncurses_use_locale(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    // A locale that is not installed, as in small containers and over ssh. What matters here is its
    // encoding, and C.UTF-8 is always there.
    const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
      if (names[i] == NULL || *names[i] == '\0') continue;
      if (strcasestr(names[i], "utf-8") != NULL || strcasestr(names[i], "utf8") != NULL) {
        setlocale(LC_CTYPE, "C.UTF-8");
      }
      break;
    }
  }
  return codeset_is_utf8();
}

int32_t cncurses_describe(const char *term, int32_t *colors, int32_t *direct) {
  *colors = 0;
  *direct = 0;
  int error = 0;
  if (setupterm(term, STDOUT_FILENO, &error) != OK) {
    // error 1 is a hard-copy terminal, 0 an unknown or generic one, -1 no database at all
    return error == 1 ? CNCURSES_TOO_SIMPLE : CNCURSES_UNKNOWN;
  }
  const char *move = tigetstr("cup");
  int usable = move != NULL && move != (char *)-1;
  if (usable) {
    int count = tigetnum("colors");
    *colors = count > 0 ? count : 0;
    const char *rgb = tigetstr("RGB");
    *direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || tigetflag("Tc") > 0 ||
              (rgb != NULL && rgb != (char *)-1);
  }
  del_curterm(cur_term);
  return usable ? CNCURSES_KNOWN : CNCURSES_TOO_SIMPLE;
}

/// Whether a capability, filled in, is that text.
static int is_text(const char *name, long first, long second, const char *text) {
  const char *format = tigetstr(name);
  if (format == NULL || format == (const char *)-1) return 0;
  const char *filled = tiparm(format, first, second);
  return filled != NULL && strcmp(filled, text) == 0;
}

int32_t cncurses_is_plain(void) {
  int keeps_place = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
  return keeps_place && is_text("cup", 1, 2, "\033[2;3H") &&
         (is_text("setaf", 200, 0, "\033[38;5;200m") ||
          is_text("setaf", 200, 0, "\033[38;2;0;0;200m"));
}
