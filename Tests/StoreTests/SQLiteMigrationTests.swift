import GRDB
import Labels
import Testing

@testable import Store

/// Files of earlier versions of the program.
@Suite struct SQLiteMigrationTests {
  @Test func `a file of the first schema is brought to today's with all its data`() throws {
    let scratch = try Scratch()
    let clock = HandClock()
    let today = scratch.folder + "/today.tessera"
    let old = scratch.folder + "/old.tessera"
    let workspace = try SQLiteWorkspace.create(
      at: today, classes: ["lipstick", "powder"], guideline: "Draw tightly.", by: "lead",
      now: clock.read)
    let bench = Bench(
      workspace: workspace, clock: clock, open: { try SQLiteWorkspace(opening: today) },
      scratch: scratch)
    try bench.add(1...3)
    try bench.quarrel(over: 1)
    try bench.quarrel(over: 2)
    try bench.resolve("eve", 2)
    _ = try bench.claim("ana")
    let expected = try bench.dossiers()

    // The same data in a file as the first version made it.
    let queue = try DatabaseQueue(path: old)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(today)' AS today")
      try database.inTransaction {
        try database.execute(sql: Schema1.sql)
        let tables = ["assignment", "desk"] + Schema1.factTables + ["standing", "merged_box"]
        for table in tables {
          let columns = try String.fetchAll(
            database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]
          ).joined(separator: ", ")
          try database.execute(
            sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM today.\(table)")
        }
        try database.execute(
          sql: "PRAGMA application_id = \(Migrations.applicationID); PRAGMA user_version = 1")
        return .commit
      }
      try database.execute(sql: "DETACH today")
    }
    try queue.close()

    let migrated = try SQLiteWorkspace(opening: old, now: clock.read)
    #expect(try migrated.verify() == [])
    var found: [Dossier] = []
    try migrated.forEachDossier { found.append($0) }
    #expect(found == expected)
    #expect(try migrated.charter().guideline == "Draw tightly.")
    // What came later works in it.
    let question = try migrated.ask("Metal?", about: 1, by: "ana", id: "q")
    try migrated.reply(to: question, "No.", intoGuideline: true, by: "eva", id: "a")
    #expect(try migrated.answered(matching: "metal", limit: 5).map(\.answers) == [["No."]])
    #expect(try migrated.guidelineVersions().count == 2)
    #expect(try migrated.verify() == [])
  }
}
