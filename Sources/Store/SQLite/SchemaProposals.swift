/// Proposals: boxes of models and earlier passes, and what people did with them.
enum SchemaProposals {
  static let sql =
    """
    ALTER TABLE policy ADD COLUMN proposals TEXT NOT NULL DEFAULT 'show'
      CHECK (proposals IN ('show', 'after-own', 'hide'));
    CREATE TABLE proposal_run (
      id INTEGER PRIMARY KEY,
      model TEXT NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE proposal (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES proposal_run,
      image INTEGER NOT NULL REFERENCES image,
      class INTEGER NOT NULL REFERENCES class,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width > 0),
      height REAL NOT NULL CHECK (height > 0),
      score REAL NOT NULL CHECK (score BETWEEN 0 AND 1)
    ) STRICT;
    CREATE INDEX proposal_image ON proposal (image);
    CREATE TABLE proposal_attribute (
      proposal INTEGER NOT NULL REFERENCES proposal,
      -- Always 1: a proposal is one box.
      ordinal INTEGER NOT NULL,
      attribute INTEGER NOT NULL REFERENCES attribute,
      value ANY NOT NULL,
      PRIMARY KEY (proposal, ordinal, attribute)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE proposal_outcome (
      annotation INTEGER NOT NULL REFERENCES annotation,
      proposal INTEGER NOT NULL REFERENCES proposal,
      act TEXT NOT NULL CHECK (act IN ('accepted', 'adjusted', 'rejected', 'ignored')),
      iou REAL NOT NULL CHECK (iou BETWEEN 0 AND 1),
      PRIMARY KEY (annotation, proposal)
    ) STRICT, WITHOUT ROWID;

    """ + Schema1.appendOnly(factTables)

  static let factTables = ["proposal_run", "proposal", "proposal_attribute", "proposal_outcome"]
}
