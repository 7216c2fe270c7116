/// What the C files of this target share.
#pragma once
#include <stdio.h>

#include "CNCurses.h"

// MARK: Output.c

/// Opens the terminal a second time, and what ncurses shall be opened on. NULL when descriptors are short.
FILE *output_open(void);
void output_close(void);

/// Sends text around ncurses. Gives up when the terminal takes nothing for a second.
void output_send(const char *text);

/// From now on all output goes to another descriptor. Async-signal-safe.
void output_divert(int nowhere);

/// Keeps back what ncurses writes from now on. Its descriptor is no terminal meanwhile: modes cannot be changed.
void output_keep(void);

/// Ends that. Returns how many bytes were kept, valid until the next call, or -1 without memory.
int64_t output_release(const uint8_t **bytes);

// MARK: Rescue.c

/// Remembers the terminal's modes and the signal actions as they are before ncurses changes them.
/// What restores the terminal goes to the descriptor. Returns -1 when descriptors are short.
/// From now on changes of the window's size are noted here, and ncurses keeps out of them.
int rescue_prepare(int terminal);

/// Adds to what is sent to the terminal when it is restored. NULL and padding are left out.
void rescue_add_farewell(const char *text);

/// Catches the signals and keeps standard error back from now on.
void rescue_arm(void);

/// Tells whether the screen is ours (1), so that a crash must restore it, or the shell's (0).
void rescue_mark(int taken);

/// Restores the signals, shows standard error again and prints what was kept back.
void rescue_disarm(void);

/// Default action for SIGTSTP (1) or the flag below (0).
void rescue_let_stop(int let);

/// Each answers 1 once for a SIGTSTP, SIGCONT, or SIGWINCH that came since it was last asked.
int rescue_take_stop(void);
int rescue_take_continued(void);
int rescue_take_resized(void);

/// Makes the descriptor of the signals unready again; call before asking.
void rescue_hear_signals(void);

/// Sets the modes of the terminal as they were before.
void rescue_modes(void);

/// Writes all of it to a descriptor, whatever interrupts. Async-signal-safe.
void write_all(int descriptor, const char *bytes, size_t count);

// MARK: Keys.c

/// Codes that ncurses returns for sequences registered by `define_keys`.
enum {
  CODE_MOUSE_SGR = 0x3000,
  CODE_MOUSE_X10,
  CODE_PASTE,
  CODE_PAPER,
  /// CODE_KEY | key << 3 | modifiers
  CODE_KEY = 0x4000,
};

/// Registers the sequences of modified keys, mouse reports and pastes with ncurses.
void define_keys(void);

/// Sets `event` for a key code of ncurses; leaves it CNCURSES_NOTHING for an unknown one.
void translate_key(int code, CNCursesEvent *event);

// MARK: Screen.c

/// Tells ncurses the window's size, and that nothing on the screen can be trusted.
void screen_fit(void);

// MARK: Input.c

/// The size or the modes changed: forget half-read input. Returns -1 without memory.
int input_open(void);
void input_close(void);
