/// Questions and their answers, the pictures of guidelines, and who read what. Facts, as in `Schema1`;
/// `answer_search` is an index of them: a row for each answer, under its number.
enum SchemaQuestions {
  static let sql =
    """
    CREATE TABLE question (
      id INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person,
      image INTEGER REFERENCES image,
      text TEXT NOT NULL,
      submission TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX question_person ON question (person, id);
    CREATE TABLE answer (
      id INTEGER PRIMARY KEY,
      question INTEGER NOT NULL REFERENCES question,
      person INTEGER NOT NULL REFERENCES person,
      text TEXT NOT NULL,
      submission TEXT NOT NULL UNIQUE,
      -- The version of the guideline that has it, where it became part of it.
      guideline INTEGER REFERENCES guideline,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX answer_question ON answer (question, id);
    CREATE TABLE answer_read (
      id INTEGER PRIMARY KEY,
      answer INTEGER NOT NULL UNIQUE REFERENCES answer,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE guideline_read (
      id INTEGER PRIMARY KEY,
      guideline INTEGER NOT NULL REFERENCES guideline,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL,
      UNIQUE (person, guideline)
    ) STRICT;
    CREATE TABLE guideline_picture (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE guideline_example (
      id INTEGER PRIMARY KEY,
      guideline INTEGER NOT NULL REFERENCES guideline,
      path TEXT NOT NULL,
      picture INTEGER NOT NULL REFERENCES guideline_picture,
      UNIQUE (guideline, path)
    ) STRICT;
    CREATE VIRTUAL TABLE answer_search USING fts5(
      question, answer, content = '', prefix = '2 3',
      tokenize = 'porter unicode61 remove_diacritics 2'
    );

    """ + Schema1.appendOnly(factTables)

  static let factTables = [
    "question", "answer", "answer_read", "guideline_read", "guideline_picture", "guideline_example",
  ]
}
