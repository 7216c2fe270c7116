/// Input: keys, mouse reports, pastes, resizes, one event at a time.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <ctype.h>
#include <curses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "Private.h"

enum {
  /// Milliseconds between two bytes of one sequence.
  SEQUENCE_WAIT = 50,
  /// Milliseconds of silence after which a paste without an end is taken as ended. Long, because what
  /// follows a pause on a slow line must not be obeyed as keys.
  PASTE_SILENCE = 5000,
};

static struct {
  /// A pad is never refreshed by reading from it, unlike stdscr.
  WINDOW *reader;
  uint8_t *paste;
  int paste_count;
  int pasting;
  int64_t paste_heard;
  int held_button;
} input;

int input_open(void) {
  input.paste = malloc(CNCURSES_PASTE_LIMIT);
  input.reader = newpad(1, 1);
  if (input.paste == NULL || input.reader == NULL) return -1;
  keypad(input.reader, TRUE);
  return 0;
}

void input_close(void) {
  if (input.reader != NULL) delwin(input.reader);
  free(input.paste);
  memset(&input, 0, sizeof input);
}

const uint8_t *cncurses_paste(void) { return input.paste; }

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/// 1 when a byte can be read, 0 at timeout or interruption, -1 when none will come.
static int wait_readable(int64_t milliseconds) {
  struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
  int count = poll(&ready, 1, milliseconds > 0 ? (int)milliseconds : 0);
  if (count <= 0) return 0;
  if (ready.revents & POLLIN) return 1;
  return -1;
}

/// Whether standard input is at its end: ready, yet without a byte.
static int is_ended(void) {
  int readable = wait_readable(0);
  int count = 0;
  return readable < 0 || (readable > 0 && (ioctl(STDIN_FILENO, FIONREAD, &count) != 0 || count == 0));
}

/// A byte past ncurses, or -1. Only right after a whole sequence was matched: then ncurses holds none.
static int raw_byte(int64_t milliseconds) {
  if (wait_readable(milliseconds) <= 0) return -1;
  unsigned char byte;
  return read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

/// A byte or a key code through ncurses, or -1.
static int next_code(int milliseconds) {
  wtimeout(input.reader, milliseconds);
  return wgetch(input.reader);
}

/// ESC [ < button ; column ; row M (or m on release), of which ESC [ < is read
/// (xterm, "ctlseqs", SGR 1006).
static void read_sgr_mouse(CNCursesEvent *event) {
  int values[3] = {0, 0, 0};
  int at = 0;
  int byte;
  while ((byte = raw_byte(SEQUENCE_WAIT)) >= 0) {
    if (byte >= '0' && byte <= '9') {
      if (values[at] < 100000) values[at] = values[at] * 10 + (byte - '0');
    } else if (byte == ';' && at < 2) {
      at++;
    } else {
      break;
    }
  }
  if ((byte != 'M' && byte != 'm') || at != 2) return;
  *event = (CNCursesEvent){.kind = CNCURSES_MOUSE,
                           .code = values[0],
                           .column = values[1] - 1,
                           .row = values[2] - 1,
                           .released = byte == 'm'};
}

/// ESC [ M button column row, each a byte from 32 on, from terminals that do not know SGR reports.
/// A release does not say of which button.
static void read_x10_mouse(CNCursesEvent *event) {
  int bytes[3];
  for (int i = 0; i < 3; i++) {
    bytes[i] = raw_byte(SEQUENCE_WAIT) - 32;
    if (bytes[i] < 0) return;
  }
  int released = (bytes[0] & 3) == 3 && bytes[0] < 32;
  if (bytes[0] < 32 && !released) input.held_button = bytes[0] & 3;
  *event = (CNCursesEvent){.kind = CNCURSES_MOUSE,
                           .code = released ? (bytes[0] & ~3) | input.held_button : bytes[0],
                           .column = bytes[1] - 1,
                           .row = bytes[2] - 1,
                           .released = released};
}

/// One of the parts of an answer, 1 to 4 hexadecimal digits, as 8 bits; -1 when it is none
/// (X11, "Color Names": rgb:h/h/h to rgb:hhhh/hhhh/hhhh).
static int paper_part(const char **text) {
  int value = 0;
  int digits = 0;
  while (digits < 4 && isxdigit((unsigned char)**text)) {
    int byte = *(*text)++;
    value = value * 16 + (byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
    digits++;
  }
  return digits == 0 ? -1 : value * 255 / ((1 << 4 * digits) - 1);
}

/// ESC ] 11 ; rgb:R/G/B, ended by BEL or ESC backslash, of which ESC ] 11 ; is read
/// (xterm, "ctlseqs", Operating System Commands).
static void read_paper(CNCursesEvent *event) {
  char text[64] = "";
  int count = 0;
  int byte;
  while ((byte = raw_byte(SEQUENCE_WAIT)) >= 0 && byte != 7) {
    if (byte == 27) {
      raw_byte(SEQUENCE_WAIT);
      break;
    }
    if (count < (int)sizeof text - 1) text[count++] = (char)byte;
  }
  const char *at = strchr(text, ':');
  if (at == NULL || strncmp(text, "rgb", 3) != 0) return;
  int parts[3];
  for (int i = 0; i < 3; i++) {
    at++;
    parts[i] = paper_part(&at);
    if (parts[i] < 0 || (i < 2 && *at != '/')) return;
  }
  *event = (CNCursesEvent){.kind = CNCURSES_PAPER,
                           .code = parts[0] << 16 | parts[1] << 8 | parts[2]};
}

static void finish_paste(CNCursesEvent *event) {
  input.pasting = 0;
  event->kind = CNCURSES_PASTE;
  event->code = input.paste_count;
}

/// Reads on until the end of the paste, ESC [ 201 ~, or until nothing is there to be read.
static void read_paste(CNCursesEvent *event) {
  static const char end[] = "\033[201~";
  static int matched;
  if (input.paste_count == 0) matched = 0;
  for (;;) {
    int readable = wait_readable(0);
    unsigned char byte;
    if (readable < 0 || (readable > 0 && read(STDIN_FILENO, &byte, 1) != 1)) {
      finish_paste(event);
      return;
    }
    if (readable == 0) {
      if (now() - input.paste_heard >= PASTE_SILENCE) finish_paste(event);
      return;
    }
    input.paste_heard = now();
    if (byte == end[matched]) {
      if (++matched == (int)sizeof end - 1) {
        matched = 0;
        finish_paste(event);
        return;
      }
      continue;
    }
    // What looked like the end was text; ESC occurs only at the start of the end, so at most a new match
    // starts with this byte.
    for (int i = 0; i < matched; i++) {
      if (input.paste_count < CNCURSES_PASTE_LIMIT) input.paste[input.paste_count++] = end[i];
    }
    matched = byte == end[0];
    if (!matched && input.paste_count < CNCURSES_PASTE_LIMIT) {
      input.paste[input.paste_count++] = byte;
    }
  }
}

/// Swallows the rest of a control sequence that nobody knows, so that its letters are not taken for keys.
/// `introducer` followed ESC. Returns 0 when nothing follows it: then it was Alt with that key.
static int swallow_sequence(int introducer) {
  int code = next_code(0);
  if (code < 0) return 0;
  if (introducer == '[') {
    while (code >= 0x20 && code < 0x40) code = next_code(SEQUENCE_WAIT);
  } else if (introducer != 'O') {
    // A string (OSC, DCS, APC, PM, SOS) ends with BEL or ESC backslash.
    for (int count = 0; count < 4096 && code >= 0 && code != 7; count++) {
      if (code == 27) {
        next_code(SEQUENCE_WAIT);
        break;
      }
      code = next_code(SEQUENCE_WAIT);
    }
  }
  return 1;
}

/// A character of the locale's encoding, of which `first` is read. 0 when it is not valid.
static uint32_t read_character(int first) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  int byte = first;
  for (int count = 0; count < 8; count++) {
    char text = (char)byte;
    wchar_t character;
    size_t status = mbrtowc(&character, &text, 1, &state);
    if (status == (size_t)-1) {
      // An ASCII character after a cut one is itself.
      return count > 0 && byte < 0x80 ? (uint32_t)byte : 0;
    }
    if (status != (size_t)-2) return (uint32_t)character;
    byte = next_code(SEQUENCE_WAIT);
    if (byte < 0 || byte > 0xFF) return 0;
  }
  return 0;
}

static void take_code(int code, CNCursesEvent *event);

/// ESC alone, before another key (Alt), or before a sequence that nobody knows.
static void take_escape(CNCursesEvent *event) {
  int code = next_code(0);
  if (code >= 0 && code < 0x80 && strchr("[O]P_^X", code) != NULL && code != 0) {
    if (swallow_sequence(code)) return;
  }
  if (code < 0 || code == 27) {
    event->kind = CNCURSES_CHARACTER;
    event->code = 27;
    if (code == 27) ungetch(27);
    return;
  }
  take_code(code, event);
  if (event->kind == CNCURSES_CHARACTER || event->kind == CNCURSES_KEY) {
    event->modifiers |= CNCURSES_ALT;
  }
}

static void take_code(int code, CNCursesEvent *event) {
  switch (code) {
    case 27: take_escape(event); return;
    case CODE_MOUSE_SGR: read_sgr_mouse(event); return;
    case CODE_MOUSE_X10: read_x10_mouse(event); return;
    case CODE_PAPER: read_paper(event); return;
    case CODE_PASTE:
      input.pasting = 1;
      input.paste_count = 0;
      input.paste_heard = now();
      read_paste(event);
      return;
    default: break;
  }
  if (code > 0xFF) {
    translate_key(code, event);
    return;
  }
  uint32_t character = code < 0x80 ? (uint32_t)code : read_character(code);
  if (code >= 0x80 && character == 0) return;
  event->kind = CNCURSES_CHARACTER;
  event->code = (int32_t)character;
}

void cncurses_next(CNCursesEvent *event) {
  memset(event, 0, sizeof *event);
  if (input.reader == NULL) {
    event->kind = CNCURSES_CLOSED;
    return;
  }
  rescue_hear_signals();
  if (rescue_take_stop()) {
    event->kind = CNCURSES_STOP;
  } else if (rescue_take_continued()) {
    event->kind = CNCURSES_CONTINUED;
  } else if (rescue_take_resized()) {
    screen_fit();
    event->kind = CNCURSES_RESIZE;
  } else if (input.pasting) {
    read_paste(event);
  } else {
    int code;
    // What means nothing must not end the search: more may lie in ncurses' own queue.
    while (event->kind == CNCURSES_NOTHING && !input.pasting && (code = next_code(0)) >= 0) {
      take_code(code, event);
    }
    if (event->kind == CNCURSES_NOTHING && !input.pasting && is_ended()) {
      event->kind = CNCURSES_CLOSED;
    }
  }
}
