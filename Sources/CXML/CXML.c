#include "CXML.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct CXMLParser {
  xmlParserCtxtPtr context;
  CXMLHandler handler;
  void *owner;
  size_t declaration_line;
  char problem[256];
};

static size_t line_of(CXMLParser *parser) {
  int line = xmlSAX2GetLineNumber(parser->context);
  return line > 0 ? (size_t)line : 1;
}

static void start(void *owner, const xmlChar *name, const xmlChar **attributes) {
  CXMLParser *parser = owner;
  parser->handler(
      parser->owner, CXML_START, (const char *)name, strlen((const char *)name),
      (const char *const *)attributes, line_of(parser));
}

static void end(void *owner, const xmlChar *name) {
  CXMLParser *parser = owner;
  parser->handler(
      parser->owner, CXML_END, (const char *)name, strlen((const char *)name), NULL,
      line_of(parser));
}

static void text(void *owner, const xmlChar *bytes, int count) {
  CXMLParser *parser = owner;
  parser->handler(
      parser->owner, CXML_TEXT, (const char *)bytes, (size_t)count, NULL, line_of(parser));
}

static void declaration(
    void *owner, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
  (void)name, (void)public_id, (void)system_id;
  CXMLParser *parser = owner;
  parser->declaration_line = line_of(parser);
  xmlStopParser(parser->context);
}

CXMLParser *cxml_open(CXMLHandler handler, void *owner) {
  CXMLParser *parser = calloc(1, sizeof *parser);
  if (parser == NULL) return NULL;
  parser->handler = handler;
  parser->owner = owner;
  xmlSAXHandler calls = {
      .startElement = start,
      .endElement = end,
      .characters = text,
      .cdataBlock = text,
      .internalSubset = declaration,
      .initialized = 1,
  };
  // The calls are copied.
  parser->context = xmlCreatePushParserCtxt(&calls, parser, NULL, 0, NULL);
  if (parser->context == NULL) {
    free(parser);
    return NULL;
  }
  // NOENT: without it an ampersand in an attribute comes as "&#38;". There is nothing else to expand.
  xmlCtxtUseOptions(
      parser->context, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR |
                           XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
  return parser;
}

int32_t cxml_feed(CXMLParser *parser, const char *bytes, size_t count, int32_t is_last) {
  int code = xmlParseChunk(parser->context, bytes, (int)count, is_last);
  return code == 0 && parser->declaration_line == 0 && parser->context->wellFormed;
}

const char *cxml_problem(CXMLParser *parser, size_t *line) {
  if (parser->declaration_line > 0) {
    *line = parser->declaration_line;
    return "a DOCTYPE, which can declare entities, is not read: take it out";
  }
  const xmlError *error = xmlCtxtGetLastError(parser->context);
  *line = error != NULL && error->line > 0 ? (size_t)error->line : line_of(parser);
  const char *message = error != NULL && error->message != NULL ? error->message : "not XML";
  size_t length = strcspn(message, "\r\n");
  if (length >= sizeof parser->problem) length = sizeof parser->problem - 1;
  memcpy(parser->problem, message, length);
  parser->problem[length] = 0;
  return parser->problem;
}

void cxml_close(CXMLParser *parser) {
  xmlFreeParserCtxt(parser->context);
  free(parser);
}
