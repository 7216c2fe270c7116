#include "CCMark.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct CCMarkReader {
  cmark_node *document;
  cmark_iter *iterator;
};

// The library registers its extensions in a plain list: once, whichever thread comes first.
static pthread_once_t registered = PTHREAD_ONCE_INIT;

CCMarkReader *ccmark_open(const char *text, size_t length) {
  CCMarkReader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8);
  cmark_syntax_extension *table = cmark_find_syntax_extension("table");
  if (table != NULL) cmark_parser_attach_syntax_extension(parser, table);
  cmark_parser_feed(parser, text, length);
  reader->document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  if (reader->document != NULL) {
    // Neighboring texts become one: an entity or a bracket would else be a piece of its own.
    cmark_consolidate_text_nodes(reader->document);
    reader->iterator = cmark_iter_new(reader->document);
  }
  if (reader->iterator == NULL) {
    ccmark_close(reader);
    return NULL;
  }
  return reader;
}

static int32_t kind_of(cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_BLOCK_QUOTE: return CCMARK_QUOTE;
  case CMARK_NODE_LIST: return CCMARK_LIST;
  case CMARK_NODE_ITEM: return CCMARK_ITEM;
  case CMARK_NODE_CODE_BLOCK: return CCMARK_CODE_BLOCK;
  case CMARK_NODE_HTML_BLOCK: return CCMARK_HTML_BLOCK;
  case CMARK_NODE_PARAGRAPH: return CCMARK_PARAGRAPH;
  case CMARK_NODE_HEADING: return CCMARK_HEADING;
  case CMARK_NODE_THEMATIC_BREAK: return CCMARK_RULE;
  case CMARK_NODE_TEXT: return CCMARK_TEXT;
  case CMARK_NODE_SOFTBREAK: return CCMARK_SOFT_BREAK;
  case CMARK_NODE_LINEBREAK: return CCMARK_LINE_BREAK;
  case CMARK_NODE_CODE: return CCMARK_CODE;
  case CMARK_NODE_HTML_INLINE: return CCMARK_HTML;
  case CMARK_NODE_EMPH: return CCMARK_EMPHASIS;
  case CMARK_NODE_STRONG: return CCMARK_STRONG;
  case CMARK_NODE_LINK: return CCMARK_LINK;
  case CMARK_NODE_IMAGE: return CCMARK_IMAGE;
  default: break;
  }
  // The types of an extension are known at run time only.
  const char *name = cmark_node_get_type_string(node);
  if (strcmp(name, "table") == 0) return CCMARK_TABLE;
  if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0) return CCMARK_TABLE_ROW;
  if (strcmp(name, "table_cell") == 0) return CCMARK_TABLE_CELL;
  return CCMARK_OTHER;
}

int ccmark_next(CCMarkReader *reader, CCMarkEvent *event) {
  cmark_event_type type = cmark_iter_next(reader->iterator);
  if (type != CMARK_EVENT_ENTER && type != CMARK_EVENT_EXIT) return 0;
  cmark_node *node = cmark_iter_get_node(reader->iterator);
  event->kind = kind_of(node);
  event->enters = type == CMARK_EVENT_ENTER;
  event->number = 0;
  event->text = NULL;
  switch (event->kind) {
  case CCMARK_HEADING: event->number = cmark_node_get_heading_level(node); break;
  case CCMARK_LIST:
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
      event->number = cmark_node_get_list_start(node);
    else
      event->number = -1;
    break;
  case CCMARK_LINK:
  case CCMARK_IMAGE: event->text = cmark_node_get_url(node); break;
  case CCMARK_TEXT:
  case CCMARK_CODE:
  case CCMARK_HTML:
  case CCMARK_CODE_BLOCK:
  case CCMARK_HTML_BLOCK: event->text = cmark_node_get_literal(node); break;
  default: break;
  }
  return 1;
}

void ccmark_close(CCMarkReader *reader) {
  if (reader->iterator != NULL) cmark_iter_free(reader->iterator);
  if (reader->document != NULL) cmark_node_free(reader->document);
  free(reader);
}
