/// Gold: the true boxes of some images, which labelers are measured by. Of several of an image the
/// latest count. `skills.gold` is the latest that was there when they were estimated.
enum SchemaGold {
  static let sql =
    """
    CREATE TABLE gold (
      id INTEGER PRIMARY KEY,
      image INTEGER NOT NULL REFERENCES image,
      boxes INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX gold_image ON gold (image);
    CREATE TABLE gold_box (
      gold INTEGER NOT NULL REFERENCES gold,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      class INTEGER NOT NULL REFERENCES class,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width > 0),
      height REAL NOT NULL CHECK (height > 0),
      PRIMARY KEY (gold, ordinal)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE skills ADD COLUMN gold INTEGER NOT NULL DEFAULT 0;

    """ + Schema1.appendOnly(factTables)

  static let factTables = ["gold", "gold_box"]
}
