/// The first schema of a workspace.
///
/// Tables of facts (`person` to `audit`) refuse UPDATE and DELETE by trigger. `assignment` and
/// `desk` are leases and change. `standing` and `merged_box` are derived from the facts and
/// rewritten in the transaction that adds a fact. Times are milliseconds since 1970; coordinates
/// are pixels of the upright image from its top left corner.
enum Schema1 {
  static let sql = facts + work + derived + appendOnly(factTables)

  private static let facts = """
    CREATE TABLE workspace (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE class (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE policy (
      id INTEGER PRIMARY KEY,
      minimum INTEGER NOT NULL CHECK (minimum >= 1),
      maximum INTEGER NOT NULL CHECK (maximum >= minimum),
      escalation TEXT NOT NULL CHECK (escalation IN ('disagreement', 'risk')),
      ask_threshold REAL NOT NULL,
      dispute_threshold REAL NOT NULL,
      lease_seconds INTEGER NOT NULL CHECK (lease_seconds > 0),
      reveals_labelers INTEGER NOT NULL CHECK (reveals_labelers IN (0, 1)),
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE guideline (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE image (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
      name TEXT NOT NULL,
      path TEXT NOT NULL,
      width INTEGER NOT NULL CHECK (width > 0),
      height INTEGER NOT NULL CHECK (height > 0),
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX image_name ON image (name);
    CREATE TABLE annotation (
      id INTEGER PRIMARY KEY,
      image INTEGER NOT NULL REFERENCES image,
      person INTEGER NOT NULL REFERENCES person,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      submission TEXT NOT NULL UNIQUE,
      skip TEXT,
      boxes INTEGER NOT NULL CHECK (boxes >= 0 AND (skip IS NULL OR boxes = 0)),
      seconds REAL,
      policy INTEGER NOT NULL REFERENCES policy,
      at INTEGER NOT NULL,
      UNIQUE (image, person, revision)
    ) STRICT;
    CREATE INDEX annotation_person ON annotation (person, id);
    CREATE TABLE annotation_box (
      annotation INTEGER NOT NULL REFERENCES annotation,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      class INTEGER NOT NULL REFERENCES class,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width > 0),
      height REAL NOT NULL CHECK (height > 0),
      PRIMARY KEY (annotation, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE resolution (
      id INTEGER PRIMARY KEY,
      image INTEGER NOT NULL UNIQUE REFERENCES image,
      person INTEGER NOT NULL REFERENCES person,
      submission TEXT NOT NULL UNIQUE,
      skip TEXT,
      boxes INTEGER NOT NULL CHECK (boxes >= 0 AND (skip IS NULL OR boxes = 0)),
      source TEXT NOT NULL CHECK (source IN ('merged', 'labeler', 'drawn')),
      source_labeler TEXT CHECK ((source = 'labeler') = (source_labeler IS NOT NULL)),
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE resolution_box (
      resolution INTEGER NOT NULL REFERENCES resolution,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      class INTEGER NOT NULL REFERENCES class,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width > 0),
      height REAL NOT NULL CHECK (height > 0),
      PRIMARY KEY (resolution, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      act TEXT NOT NULL,
      image INTEGER REFERENCES image,
      fact INTEGER,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_act ON audit (act, fact);

    """

  private static let derived = """
    CREATE TABLE standing (
      image INTEGER PRIMARY KEY REFERENCES image,
      state TEXT NOT NULL CHECK (
        state IN ('queued', 'labeling', 'agreed', 'disputed', 'resolved', 'rejected')),
      people INTEGER NOT NULL DEFAULT 0,
      wanted INTEGER NOT NULL,
      -- People who answered or hold a live lease: moved by the triggers below alone.
      taken INTEGER NOT NULL DEFAULT 0,
      -- As many as may be taken: what is wanted, or what was taken before less became wanted.
      seats INTEGER NOT NULL,
      labelers INTEGER,
      disagreement REAL,
      risk REAL,
      decision TEXT CHECK (decision IN ('agreed', 'needs-labels', 'disputed')),
      severity REAL NOT NULL DEFAULT 0,
      -- The place in the queue: people still missing, then begun before fresh; NULL without a seat.
      bucket INTEGER GENERATED ALWAYS AS (
        CASE WHEN state IN ('queued', 'labeling') AND taken < wanted
        THEN 2 * (wanted - taken) + (taken = 0) END) VIRTUAL,
      CONSTRAINT seats_never_oversold CHECK (0 <= people AND people <= taken AND taken <= seats)
    ) STRICT;
    CREATE INDEX standing_queue ON standing (bucket, image) WHERE bucket IS NOT NULL;
    CREATE INDEX standing_disputed ON standing (severity DESC, image) WHERE state = 'disputed';
    CREATE TABLE merged_box (
      image INTEGER NOT NULL REFERENCES image,
      ordinal INTEGER NOT NULL,
      class INTEGER NOT NULL REFERENCES class,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL,
      height REAL NOT NULL,
      confidence REAL NOT NULL,
      votes INTEGER NOT NULL,
      disagreement REAL NOT NULL,
      PRIMARY KEY (image, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER seat_taken AFTER INSERT ON assignment WHEN NEW.state IN ('leased', 'answered')
    BEGIN
      UPDATE standing SET taken = taken + 1 WHERE image = NEW.image;
    END;
    CREATE TRIGGER seat_retaken AFTER UPDATE OF state ON assignment
    WHEN OLD.state NOT IN ('leased', 'answered') AND NEW.state IN ('leased', 'answered')
    BEGIN
      UPDATE standing SET taken = taken + 1 WHERE image = NEW.image;
    END;
    CREATE TRIGGER seat_left AFTER UPDATE OF state ON assignment
    WHEN OLD.state = 'leased' AND NEW.state NOT IN ('leased', 'answered')
    BEGIN
      UPDATE standing SET
        taken = taken - 1,
        seats = CASE WHEN state IN ('queued', 'labeling') THEN max(wanted, taken - 1)
          ELSE taken - 1 END
      WHERE image = NEW.image;
    END;

    """

  private static let work = """
    CREATE TABLE assignment (
      image INTEGER NOT NULL REFERENCES image,
      person INTEGER NOT NULL REFERENCES person,
      state TEXT NOT NULL CHECK (state IN ('leased', 'expired', 'released', 'answered')),
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      lease_until INTEGER CHECK ((state = 'leased') = (lease_until IS NOT NULL)),
      PRIMARY KEY (image, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX assignment_lease ON assignment (lease_until) WHERE state = 'leased';
    CREATE INDEX assignment_person ON assignment (person, state, image) WHERE state <> 'answered';
    CREATE TRIGGER assignment_final BEFORE UPDATE ON assignment WHEN OLD.state = 'answered'
    BEGIN SELECT RAISE(ABORT, 'an answered assignment never changes'); END;
    CREATE TRIGGER assignment_same BEFORE UPDATE ON assignment
    WHEN OLD.image <> NEW.image OR OLD.person <> NEW.person
    BEGIN SELECT RAISE(ABORT, 'an assignment keeps its image and its person'); END;
    CREATE TRIGGER assignment_kept BEFORE DELETE ON assignment
    BEGIN SELECT RAISE(ABORT, 'assignments are kept'); END;
    CREATE TABLE desk (
      image INTEGER PRIMARY KEY REFERENCES image,
      person INTEGER NOT NULL REFERENCES person,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      lease_until INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX desk_person ON desk (person);

    """

  /// Tables of facts: rows are added, never changed and never removed.
  static let factTables = [
    "workspace", "person", "class", "policy", "guideline", "image", "annotation", "annotation_box",
    "resolution", "resolution_box", "audit",
  ]

  /// Triggers that refuse any change of tables of facts.
  static func appendOnly(_ tables: [String]) -> String {
    tables.map { table in
      """
      CREATE TRIGGER \(table)_unchanged BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table): facts are never changed'); END;
      CREATE TRIGGER \(table)_kept BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table): facts are never deleted'); END;

      """
    }.joined()
  }
}
