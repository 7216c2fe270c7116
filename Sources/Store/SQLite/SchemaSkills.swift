/// The step that brings labelers' skills into a workspace.
///
/// `skills` has a row each time they were estimated; rows are derived, and kept because standings
/// say which of them they follow from. `export` is a table of facts. A standing says what it was
/// derived with (`policy`, `skills`, and `ruled`, the skills that decided its state; 0 is nobody
/// known), and how it changed since the export that was the latest when it did.
enum SchemaSkills {
  static let sql = """
    CREATE TABLE skills (
      id INTEGER PRIMARY KEY,
      document TEXT NOT NULL,
      -- The latest facts that were there, and the expert answers that calibrated it.
      annotation INTEGER NOT NULL,
      resolution INTEGER NOT NULL,
      experts INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE export (
      id INTEGER PRIMARY KEY,
      format TEXT NOT NULL,
      path TEXT NOT NULL,
      images INTEGER NOT NULL,
      boxes INTEGER NOT NULL,
      policy INTEGER NOT NULL REFERENCES policy,
      skills INTEGER NOT NULL,
      -- The transactions that had changed standings when it was read.
      changes INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER export_unchanged BEFORE UPDATE ON export
    BEGIN SELECT RAISE(ABORT, 'export: facts are never changed'); END;
    CREATE TRIGGER export_kept BEFORE DELETE ON export
    BEGIN SELECT RAISE(ABORT, 'export: facts are never deleted'); END;
    CREATE TABLE upkeep (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- Whether standings may follow from a policy or from skills that are not in force any more.
      stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
      -- Whether those that were agreed are to be decided anew, too.
      reopens INTEGER NOT NULL DEFAULT 0 CHECK (reopens IN (0, 1)),
      -- Until when somebody has promised to estimate the skills.
      fitting_until INTEGER NOT NULL DEFAULT 0,
      -- Transactions that changed standings.
      changes INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO upkeep (id) VALUES (1);
    ALTER TABLE standing ADD COLUMN policy INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN skills INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN ruled INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN export INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN causes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE standing ADD COLUMN was TEXT;
    ALTER TABLE standing ADD COLUMN moved REAL NOT NULL DEFAULT 0;
    UPDATE standing SET policy = (SELECT max(id) FROM policy);
    """
}
