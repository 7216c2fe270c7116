/// The screen: opening, drawing by rows, giving it back.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "EntryText.h"
#include "Pairs.h"
#include "Private.h"

/// Modes that ncurses knows nothing of: SGR mouse reports (1006) of clicks, drags (1002) and motion
/// (1003, where known), bracketed paste (2004). Terminals ignore private modes that they do not know.
static const char take_modes[] = "\033[?1002h\033[?1003h\033[?1006h\033[?2004h";
/// What color the paper has: the answer is ESC ] 11 ; rgb:R/G/B (xterm, "ctlseqs", Operating System Commands).
static const char ask_paper[] = "\033]11;?\033\\";
static const char leave_modes[] =
    "\033[?2026l\033[?1003l\033[?1002l\033[?1000l\033[?1006l\033[?2004l";

static struct {
  SCREEN *terminal;
  FILE *stream;
  cchar_t *line;
  int line_capacity;
  int cursor_shown;
  /// The rectangle that ncurses leaves alone; empty for none.
  int hole_column, hole_row, hole_width, hole_height;
} screen;

/// newterm with the system's description of the terminal, or with one of ours: ncurses takes a compiled
/// description out of TERMINFO. The variable is put back at once, children must not inherit it.
static SCREEN *new_terminal(const char *term, int32_t entry) {
  static const struct {
    const char *name;
    const char *text;
  } entries[] = {
      [CNCURSES_ENTRY_SYSTEM] = {NULL, NULL},
      [CNCURSES_ENTRY_TRUECOLOR] = {"tessera-truecolor", tessera_truecolor},
      [CNCURSES_ENTRY_TMUX_TRUECOLOR] = {"tessera-tmux-truecolor", tessera_tmux_truecolor},
      [CNCURSES_ENTRY_256] = {"tessera-256", tessera_256},
      [CNCURSES_ENTRY_TMUX_256] = {"tessera-tmux-256", tessera_tmux_256},
  };
  if (entry < 0 || entry >= (int32_t)(sizeof entries / sizeof *entries)) return NULL;
  // LINES and COLUMNS in the environment would freeze the size at what some shell exported.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (entries[entry].text == NULL) return newterm(term, screen.stream, stdin);
  const char *present = getenv("TERMINFO");
  char *kept = present != NULL ? strdup(present) : NULL;
  if (present != NULL && kept == NULL) return NULL;
  setenv("TERMINFO", entries[entry].text, 1);
  SCREEN *terminal = newterm(entries[entry].name, screen.stream, stdin);
  if (kept != NULL) {
    setenv("TERMINFO", kept, 1);
  } else {
    unsetenv("TERMINFO");
  }
  free(kept);
  return terminal;
}

static void add_farewell(void) {
  // CAN ends a sequence that a crash cut in two.
  rescue_add_farewell("\030");
  rescue_add_farewell(leave_modes);
  rescue_add_farewell(tigetstr("sgr0"));
  rescue_add_farewell(tigetstr("op"));
  rescue_add_farewell(tigetstr("cnorm"));
  const char *leave = tigetstr("rmcup");
  if (leave != NULL && leave != (const char *)-1) {
    rescue_add_farewell(leave);
  } else {
    // No other screen to go back to: below what is on this one.
    rescue_add_farewell("\033[999;1H\n");
  }
  rescue_add_farewell(tigetstr("rmkx"));
  rescue_add_farewell("\r");
}

int32_t cncurses_open(const char *term, int32_t entry, int32_t colored) {
  if (screen.terminal != NULL) return -1;
  screen.stream = output_open();
  if (screen.stream == NULL) return -1;
  if (rescue_prepare(cncurses_output()) != 0) {
    output_close();
    return -1;
  }
  screen.terminal = new_terminal(term, entry);
  if (screen.terminal == NULL) {
    rescue_disarm();
    output_close();
    return -1;
  }
  set_term(screen.terminal);
  add_farewell();
  rescue_mark(1);
  rescue_arm();

  raw();  // Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  typeahead(-1);  // a key that waits must not cut a frame in two
  idcok(stdscr, FALSE);
  set_escdelay(25);
  screen.cursor_shown = -1;
  int colors = 0;
  int failed = 0;
  if (colored && has_colors()) {
    start_color();
    use_default_colors();
    colors = COLORS;
    failed = pairs_open() != 0;
  }
  if (failed || input_open() != 0) {
    cncurses_close();
    return -1;
  }
  define_keys();
  output_send(take_modes);
  // Others have no use for the answer; the Linux console may not even swallow the question.
  if (colors >= 256) output_send(ask_paper);
  return colors;
}

/// Ends what the terminal was told, for a while or for good. Waits for no terminal that is stalled.
static void give_back(void) {
  // CAN ends a sequence that was not sent to its end.
  output_send("\030");
  output_send(leave_modes);
  output_keep();
  curs_set(1);
  endwin();
  const uint8_t *bytes = NULL;
  int64_t count = output_release(&bytes);
  if (count > 0) write_all(cncurses_output(), (const char *)bytes, (size_t)count);
  rescue_modes();
}

void cncurses_close(void) {
  if (screen.terminal == NULL) return;
  give_back();
  rescue_disarm();
  input_close();
  delscreen(screen.terminal);
  pairs_close();
  output_close();
  free(screen.line);
  memset(&screen, 0, sizeof screen);
}

void cncurses_suspend(void) {
  if (screen.terminal == NULL) return;
  give_back();
  rescue_mark(0);
  rescue_let_stop(1);
  // To the whole group as the terminal's own Ctrl-Z would, so that a parent between us and the shell
  // stops too. Not SIGSTOP: a group that no shell could continue would hang forever, and the kernel
  // drops SIGTSTP for such a group.
  kill(0, SIGTSTP);
  rescue_let_stop(0);
  cncurses_resume();
}

void cncurses_resume(void) {
  if (screen.terminal == NULL) return;
  rescue_take_continued();
  // Brings ncurses to the state from which the next refresh sets everything up, whatever the shell did.
  if (!isendwin()) endwin();
  rescue_mark(1);
  // What is on the screen is drawn by the caller; this only clears it.
  werase(stdscr);
  screen_fit();
  wnoutrefresh(stdscr);
  doupdate();
  int shown = screen.cursor_shown;
  screen.cursor_shown = -1;
  if (shown >= 0) {
    curs_set(shown);
    screen.cursor_shown = shown;
  }
  output_send(take_modes);
}

void screen_fit(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      (size.ws_row != LINES || size.ws_col != COLS)) {
    resize_term(size.ws_row, size.ws_col);
  }
  // Even at the same size: the window may have been smaller meanwhile, and lost what did not fit.
  clearok(curscr, TRUE);
}

void cncurses_repaint(void) {
  if (screen.terminal != NULL) clearok(curscr, TRUE);
}

int32_t cncurses_columns(void) { return screen.terminal != NULL ? COLS : 0; }
int32_t cncurses_rows(void) { return screen.terminal != NULL ? LINES : 0; }

static attr_t attributes_of(uint32_t attributes) {
  attr_t result = 0;
  if (attributes & CNCURSES_BOLD) result |= A_BOLD;
  if (attributes & CNCURSES_REVERSE) result |= A_REVERSE;
  if (attributes & CNCURSES_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & CNCURSES_DIM) result |= A_DIM;
  return result;
}

static int is_control(uint32_t glyph) { return glyph < 0x20 || (glyph >= 0x7F && glyph < 0xA0); }

uint32_t cncurses_fitting(uint32_t glyph, int32_t room, int32_t *width) {
  *width = 1;
  if (is_control(glyph)) return glyph == 0 ? ' ' : '?';
  int columns = wcwidth((wchar_t)glyph);
  if (columns == 2 && room == 2) {
    *width = 2;
    return glyph;
  }
  return columns == 1 ? glyph : columns == 2 ? ' ' : '?';
}

int32_t cncurses_put_row(
    int32_t row, int32_t start, const CNCursesCell *cells, int32_t count) {
  if (screen.terminal == NULL || row < 0 || row >= LINES || start < 0) return 0;
  if (count > COLS - start) count = COLS - start;
  if (count <= 0) return 0;
  if (count + 1 > screen.line_capacity) {
    cchar_t *line = realloc(screen.line, sizeof(cchar_t) * ((size_t)count + 1));
    if (line == NULL) return 0;
    screen.line = line;
    screen.line_capacity = count + 1;
  }
  int used = 0;
  for (int32_t column = 0; column < count;) {
    const CNCursesCell *cell = &cells[column];
    int room = column + 1 < count && cells[column + 1].glyph == 0 ? 2 : 1;
    int32_t width;
    wchar_t text[2] = {(wchar_t)cncurses_fitting(cell->glyph, room, &width), 0};
    int swapped = 0;
    int pair = 0;
    if (cell->foreground >= 0 || cell->background >= 0) {
      pair = pairs_find(cell->foreground, cell->background, &swapped);
      if (pair < 0) return -1;
    }
    attr_t attributes = attributes_of(cell->attributes) ^ (swapped ? A_REVERSE : 0);
    setcchar(&screen.line[used++], text, attributes, 0, &pair);
    column += width;
  }
  mvwadd_wchnstr(stdscr, row, start, screen.line, used);
  return 0;
}

/// Fills the hole in ncurses' idea of a screen: with blanks, or with a letter of each row's own. Rows that
/// look alike ncurses would scroll into each other's places, and the picture with them.
static void fill_hole(WINDOW *window, int blank) {
  enum { first_letter = 0x100, letters = 0x150 };
  for (int row = screen.hole_row; row < screen.hole_row + screen.hole_height && row < LINES; row++) {
    wchar_t text[2] = {blank ? L' ' : (wchar_t)(first_letter + row % letters), 0};
    cchar_t cell;
    setcchar(&cell, text, 0, 0, NULL);
    mvwhline_set(window, row, screen.hole_column, &cell, screen.hole_width);
  }
}

void cncurses_set_hole(int32_t column, int32_t row, int32_t width, int32_t height) {
  if (screen.terminal == NULL) return;
  screen.hole_column = column;
  screen.hole_row = row;
  screen.hole_width = width;
  screen.hole_height = height;
  werase(stdscr);
  clearok(curscr, TRUE);
}

static int is_in_hole(int column, int row) {
  return column >= screen.hole_column && column < screen.hole_column + screen.hole_width &&
         row >= screen.hole_row && row < screen.hole_row + screen.hole_height;
}

int64_t cncurses_compose(int32_t column, int32_t row, const uint8_t **bytes, int32_t *cleared) {
  *cleared = 0;
  if (screen.terminal == NULL) return 0;
  int shown = column >= 0 && column < COLS && row >= 0 && row < LINES;
  int has_hole = screen.hole_width > 0 && screen.hole_height > 0;
  if (has_hole) {
    // ncurses' cursor rests outside, so that none of its ways there leads over the hole: a short step to the
    // right may be made by writing what it takes to be there.
    leaveok(stdscr, FALSE);
    int at_end = !is_in_hole(COLS - 1, LINES - 1);
    wmove(stdscr, at_end ? LINES - 1 : 0, at_end ? COLS - 1 : 0);
  } else {
    leaveok(stdscr, !shown);
    if (shown) wmove(stdscr, row, column);
  }
  *cleared = is_cleared(curscr) || is_cleared(newscr) || is_cleared(stdscr);
  if (*cleared && has_hole) fill_hole(stdscr, 1);
  wnoutrefresh(stdscr);
  output_keep();
  doupdate();
  if (shown != screen.cursor_shown) {
    curs_set(shown);
    screen.cursor_shown = shown;
  }
  if (*cleared && has_hole) {
    // Where ncurses takes the screen for blank it may clear to an edge of the screen in one go, over the
    // picture. So it is made to believe in something else, without a byte sent.
    fill_hole(stdscr, 0);
    fill_hole(newscr, 0);
    fill_hole(curscr, 0);
  }
  return output_release(bytes);
}
