// libxml2's push parser behind three calls: bytes in, elements and texts out, with exact lines.
//
// A document type declaration ends the reading before anything in it is looked at, so that there are
// no entities but the five of XML itself, and nothing is fetched from elsewhere.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum CXMLKind {
  CXML_START = 0,
  CXML_END,
  CXML_TEXT,
};

/// Called for each piece, in order. `text` is an element's name or some of a text, and is not
/// terminated; `attributes` are names and values by turns, ended by NULL, and NULL where there are
/// none. Nothing may be kept.
typedef void (*CXMLHandler)(
    void *context, int32_t kind, const char *text, size_t length,
    const char *const *attributes, size_t line);

typedef struct CXMLParser CXMLParser;

/// NULL where there is no memory.
CXMLParser *cxml_open(CXMLHandler handler, void *context);

/// Parses the next bytes (UTF-8, whatever the document declares; at most 1 GiB). False at the first
/// fault, from which on nothing more can be read.
int32_t cxml_feed(CXMLParser *parser, const char *bytes, size_t count, int32_t is_last);

/// What was wrong, without a line end, and on which line.
const char *cxml_problem(CXMLParser *parser, size_t *line);

void cxml_close(CXMLParser *parser);
