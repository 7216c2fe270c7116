// libcmark-gfm behind plain integers and buffers: a Markdown text as a list of events.
//
// The tree is walked without recursion, so that no nesting can exhaust the stack. Tables are understood
// beside CommonMark; nothing else of GitHub's dialect is.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum CCMarkKind {
  /// Something that has no meaning of its own, such as the document.
  CCMARK_OTHER = 0,
  CCMARK_QUOTE,
  CCMARK_LIST,
  CCMARK_ITEM,
  CCMARK_CODE_BLOCK,
  CCMARK_HTML_BLOCK,
  CCMARK_PARAGRAPH,
  CCMARK_HEADING,
  CCMARK_RULE,
  CCMARK_TABLE,
  CCMARK_TABLE_ROW,
  CCMARK_TABLE_CELL,
  CCMARK_TEXT,
  CCMARK_SOFT_BREAK,
  CCMARK_LINE_BREAK,
  CCMARK_CODE,
  CCMARK_HTML,
  CCMARK_EMPHASIS,
  CCMARK_STRONG,
  CCMARK_LINK,
  CCMARK_IMAGE,
};

typedef struct {
  int32_t kind;
  /// 1 where the piece begins, 0 where it ends; pieces without others inside only begin.
  int32_t enters;
  /// A heading's level; the number that an ordered list begins with, -1 for another list.
  int32_t number;
  /// The words of a text, the lines of a code block, the address of a link or an image; NULL for the
  /// others. Valid until the reader is closed.
  const char *text;
} CCMarkEvent;

typedef struct CCMarkReader CCMarkReader;

/// Parses `length` bytes of UTF-8; invalid ones and NUL become U+FFFD. NULL when there is no memory.
CCMarkReader *ccmark_open(const char *text, size_t length);

/// The next event; 0 at the end.
int ccmark_next(CCMarkReader *reader, CCMarkEvent *event);

void ccmark_close(CCMarkReader *reader);
