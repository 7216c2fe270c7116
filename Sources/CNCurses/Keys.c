/// Keys: the sequences that terminals send for them beyond those in terminfo, and their translation.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>

#include "Private.h"

/// xterm's modifier parameter is one more than a sum of 1 (Shift), 2 (Alt), 4 (Control): the
/// values of CNCURSES_SHIFT and its kin (xterm, "ctlseqs", PC-Style Function Keys).
enum { FIRST_MODIFIED = 2, LAST_MODIFIED = 8 };

typedef struct {
  char final;
  int key;
} LetterKey;

/// ESC [ letter, ESC O letter, ESC [ 1 ; modifier letter
static const LetterKey letter_keys[] = {
    {'A', CNCURSES_KEY_UP},   {'B', CNCURSES_KEY_DOWN}, {'C', CNCURSES_KEY_RIGHT},
    {'D', CNCURSES_KEY_LEFT}, {'H', CNCURSES_KEY_HOME}, {'F', CNCURSES_KEY_END},
};

/// ESC O letter, ESC [ 1 ; modifier letter
static const LetterKey function_letters[] = {
    {'P', CNCURSES_KEY_FUNCTION + 1},
    {'Q', CNCURSES_KEY_FUNCTION + 2},
    {'R', CNCURSES_KEY_FUNCTION + 3},
    {'S', CNCURSES_KEY_FUNCTION + 4},
};

/// ESC [ number ~, ESC [ number ; modifier ~
static const struct {
  int number;
  int key;
} number_keys[] = {
    {1, CNCURSES_KEY_HOME},           {2, CNCURSES_KEY_INSERT},
    {3, CNCURSES_KEY_DELETE},         {4, CNCURSES_KEY_END},
    {5, CNCURSES_KEY_PAGE_UP},        {6, CNCURSES_KEY_PAGE_DOWN},
    {7, CNCURSES_KEY_HOME},           {8, CNCURSES_KEY_END},
    {11, CNCURSES_KEY_FUNCTION + 1},  {12, CNCURSES_KEY_FUNCTION + 2},
    {13, CNCURSES_KEY_FUNCTION + 3},  {14, CNCURSES_KEY_FUNCTION + 4},
    {15, CNCURSES_KEY_FUNCTION + 5},  {17, CNCURSES_KEY_FUNCTION + 6},
    {18, CNCURSES_KEY_FUNCTION + 7},  {19, CNCURSES_KEY_FUNCTION + 8},
    {20, CNCURSES_KEY_FUNCTION + 9},  {21, CNCURSES_KEY_FUNCTION + 10},
    {23, CNCURSES_KEY_FUNCTION + 11}, {24, CNCURSES_KEY_FUNCTION + 12},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void define(const char *sequence, int key, int modifiers) {
  define_key(sequence, CODE_KEY | key << 3 | modifiers);
}

void define_keys(void) {
  char sequence[32];
  for (size_t i = 0; i < COUNT(letter_keys); i++) {
    snprintf(sequence, sizeof sequence, "\033[%c", letter_keys[i].final);
    define(sequence, letter_keys[i].key, 0);
    snprintf(sequence, sizeof sequence, "\033O%c", letter_keys[i].final);
    define(sequence, letter_keys[i].key, 0);
  }
  for (size_t i = 0; i < COUNT(function_letters); i++) {
    snprintf(sequence, sizeof sequence, "\033O%c", function_letters[i].final);
    define(sequence, function_letters[i].key, 0);
  }
  for (size_t i = 0; i < COUNT(number_keys); i++) {
    snprintf(sequence, sizeof sequence, "\033[%d~", number_keys[i].number);
    define(sequence, number_keys[i].key, 0);
  }
  for (int parameter = FIRST_MODIFIED; parameter <= LAST_MODIFIED; parameter++) {
    int modifiers = parameter - 1;
    for (size_t i = 0; i < COUNT(letter_keys); i++) {
      snprintf(sequence, sizeof sequence, "\033[1;%d%c", parameter, letter_keys[i].final);
      define(sequence, letter_keys[i].key, modifiers);
    }
    for (size_t i = 0; i < COUNT(function_letters); i++) {
      snprintf(sequence, sizeof sequence, "\033[1;%d%c", parameter, function_letters[i].final);
      define(sequence, function_letters[i].key, modifiers);
    }
    for (size_t i = 0; i < COUNT(number_keys); i++) {
      snprintf(sequence, sizeof sequence, "\033[%d;%d~", number_keys[i].number, parameter);
      define(sequence, number_keys[i].key, modifiers);
    }
  }
  // Some descriptions name control characters (^Z is "suspend" on the Linux console); they are keys here
  // as they are typed.
  for (char control = 1; control < 0x20; control++) {
    const char single[] = {control, '\0'};
    if (control != 27) define_key(single, 0);
  }
  define_key("\177", 0);
  define("\033[Z", CNCURSES_KEY_TAB, CNCURSES_SHIFT);
  define_key("\033[<", CODE_MOUSE_SGR);
  define_key("\033[M", CODE_MOUSE_X10);
  define_key("\033[200~", CODE_PASTE);
  define_key("\033]11;", CODE_PAPER);
}

static void set_key(CNCursesEvent *event, int key, int modifiers) {
  event->kind = CNCURSES_KEY;
  event->code = key;
  event->modifiers = modifiers;
}

void translate_key(int code, CNCursesEvent *event) {
  if (code >= CODE_KEY) {
    set_key(event, (code & ~CODE_KEY) >> 3, code & 7);
    return;
  }
  if (code > KEY_F0 && code <= KEY_F(63)) {
    set_key(event, CNCURSES_KEY_FUNCTION + code - KEY_F0, 0);
    return;
  }
  switch (code) {
    case KEY_UP: set_key(event, CNCURSES_KEY_UP, 0); break;
    case KEY_DOWN: set_key(event, CNCURSES_KEY_DOWN, 0); break;
    case KEY_LEFT: set_key(event, CNCURSES_KEY_LEFT, 0); break;
    case KEY_RIGHT: set_key(event, CNCURSES_KEY_RIGHT, 0); break;
    case KEY_ENTER: set_key(event, CNCURSES_KEY_ENTER, 0); break;
    case KEY_BACKSPACE: set_key(event, CNCURSES_KEY_BACKSPACE, 0); break;
    case KEY_DC: set_key(event, CNCURSES_KEY_DELETE, 0); break;
    case KEY_IC: set_key(event, CNCURSES_KEY_INSERT, 0); break;
    case KEY_HOME:
    case KEY_FIND:
    case KEY_A1: set_key(event, CNCURSES_KEY_HOME, 0); break;
    case KEY_END:
    case KEY_LL:
    case KEY_SELECT:
    case KEY_C1: set_key(event, CNCURSES_KEY_END, 0); break;
    case KEY_PPAGE:
    case KEY_A3: set_key(event, CNCURSES_KEY_PAGE_UP, 0); break;
    case KEY_NPAGE:
    case KEY_C3: set_key(event, CNCURSES_KEY_PAGE_DOWN, 0); break;
    case KEY_BTAB: set_key(event, CNCURSES_KEY_TAB, CNCURSES_SHIFT); break;
    case KEY_SR: set_key(event, CNCURSES_KEY_UP, CNCURSES_SHIFT); break;
    case KEY_SF: set_key(event, CNCURSES_KEY_DOWN, CNCURSES_SHIFT); break;
    case KEY_SLEFT: set_key(event, CNCURSES_KEY_LEFT, CNCURSES_SHIFT); break;
    case KEY_SRIGHT: set_key(event, CNCURSES_KEY_RIGHT, CNCURSES_SHIFT); break;
    case KEY_SHOME: set_key(event, CNCURSES_KEY_HOME, CNCURSES_SHIFT); break;
    case KEY_SEND: set_key(event, CNCURSES_KEY_END, CNCURSES_SHIFT); break;
    case KEY_SPREVIOUS: set_key(event, CNCURSES_KEY_PAGE_UP, CNCURSES_SHIFT); break;
    case KEY_SNEXT: set_key(event, CNCURSES_KEY_PAGE_DOWN, CNCURSES_SHIFT); break;
    case KEY_SDC: set_key(event, CNCURSES_KEY_DELETE, CNCURSES_SHIFT); break;
    case KEY_SIC: set_key(event, CNCURSES_KEY_INSERT, CNCURSES_SHIFT); break;
    default: break;
  }
}
