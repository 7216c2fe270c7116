import Foundation
import GRDB
import Labels
import Synchronization
import Testing

@testable import Store

/// Which files are opened, how, and which are refused untouched.
@Suite struct SQLiteOpeningTests {
  let scratch: Scratch
  let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.folder + "/shop.tessera"
  }

  func create(classes: [String] = ["lipstick"]) throws -> SQLiteWorkspace {
    try SQLiteWorkspace.create(at: path, classes: classes, by: "lead")
  }

  /// Changes the file behind the store's back.
  func tamper(_ sql: String, _ file: String? = nil) throws {
    let queue = try DatabaseQueue(path: file ?? path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  // MARK: Durability

  @Test func `every answer is on the disk before it is acknowledged`() throws {
    let workspace = try create()
    let found = try workspace.queue.writeWithoutTransaction { database in
      try [
        "journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "mmap_size",
      ].map { try String.fetchOne(database, sql: "PRAGMA \($0)") }
    }
    // 2 is FULL.
    #expect(found == ["wal", "2", "1", "0", "0"])
  }

  @Test func `a long log is moved into the file and made short`() throws {
    let workspace = try create()
    let text = String(repeating: "x", count: 1_000_000)
    for _ in 0..<6 { try workspace.setGuideline(text, by: "lead") }
    let log = try #require(
      try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int)
    #expect(log < 4_200_000)
  }

  @Test func `closing leaves one file, and the lock`() throws {
    _ = try create().add([picture(1)], by: "lead")
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
    #expect(files == ["shop.tessera", "shop.tessera-lock"])
    #expect(try SQLiteWorkspace(opening: path).charter().images == 1)
  }

  // MARK: Creating

  @Test func `nothing is made in place of something`() throws {
    for name in ["file", "folder", "link"] {
      let place = scratch.folder + "/\(name)"
      switch name {
      case "file": try Data("mine".utf8).write(to: URL(filePath: place))
      case "folder":
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
      default:
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "nowhere")
      }
      #expect(
        failure { try SQLiteWorkspace.create(at: place, classes: [], by: "lead") }
          == .exists(path: place))
    }
    #expect(try Data(contentsOf: URL(filePath: scratch.folder + "/file")) == Data("mine".utf8))
  }

  @Test func `a log left behind by a deleted workspace is not played into a new one`() throws {
    try Data("old".utf8).write(to: URL(filePath: path + "-wal"))
    #expect(failure { try create() } == .exists(path: path + "-wal"))
  }

  @Test func `a workspace that cannot be made leaves nothing`() throws {
    for error in [
      failure { try create(classes: ["a", "\u{7}"]) },
      failure {
        try SQLiteWorkspace.create(
          at: path, classes: [], policy: Policy(minimum: 4, maximum: 3), by: "lead")
      },
      failure { try SQLiteWorkspace.create(at: path, classes: [], by: "") },
    ] { #expect(error != nil) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).isEmpty)
    let nowhere = scratch.folder + "/no/shop.tessera"
    #expect(
      failure { try SQLiteWorkspace.create(at: nowhere, classes: [], by: "lead") }
        == .missing(path: scratch.folder + "/no"))
  }

  @Test func `of several who make it at once one succeeds`() throws {
    let outcomes = Mutex<[StoreError?]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      let outcome = failure { try create() }
      outcomes.withLock { $0.append(outcome) }
    }
    let errors = outcomes.withLock { $0 }
    #expect(errors.filter { $0 == nil }.count == 1)
    #expect(errors.compactMap { $0 }.allSatisfy { $0 == .exists(path: path) })
    #expect(try SQLiteWorkspace(opening: path).verify() == [])
  }

  // MARK: Refusing

  @Test func `a file that is not there is missing`() {
    #expect(failure { try SQLiteWorkspace(opening: path) } == .missing(path: path))
  }

  @Test(arguments: ["text", "empty", "foreign", "folder"])
  func `a file that is no workspace is refused and left as it is`(_ kind: String) throws {
    let url = URL(filePath: path)
    switch kind {
    case "text": try Data(String(repeating: "not a database\n", count: 100).utf8).write(to: url)
    case "empty": try Data().write(to: url)
    case "foreign": try tamper("CREATE TABLE recipe (id INTEGER)")
    default: try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }
    let before = try? Data(contentsOf: url)
    guard case .notAWorkspace(path, let reason) = failure({ try SQLiteWorkspace(opening: path) })
    else {
      Issue.record("opened a \(kind)")
      return
    }
    #expect(!reason.isEmpty)
    #expect((try? Data(contentsOf: url)) == before)
  }

  @Test func `a workspace of a later version is refused`() throws {
    _ = try create()
    try tamper("PRAGMA user_version = 99")
    #expect(
      failure { try SQLiteWorkspace(opening: path) }
        == .newer(path: path, version: 99, known: Migrations.latest))
  }

  static let mounts = """
    21 1 8:1 / / rw - ext4 /dev/sda1 rw
    22 21 0:5 / /mnt/team\\040share rw - nfs4 server:/x rw
    23 21 0:6 / /home rw shared:1 - overlay overlay rw
    24 23 0:7 / /home/ana/phone rw - fuse.sshfs ana@phone: rw
    25 21 0:8 / /dev/shm rw - tmpfs tmpfs rw
    26 25 0:9 / /dev/shm rw - 9p host rw
    """

  @Test(
    arguments: [
      ("/", "ext4", false), ("/mnt/team share/a", "nfs4", true), ("/mnt/team", "ext4", false),
      ("/home/ana", "overlay", false), ("/home/ana/phone", "fuse.sshfs", true),
      ("/home/ana/phones", "overlay", false), ("/dev/shm/x", "9p", true),
    ] as [(String, String, Bool)])
  func `file systems on which locks do not hold are told from others`(
    _ folder: String, kind: String, unsafe: Bool
  ) {
    #expect(FileSystemKind.kind(of: folder, mounts: Self.mounts) == kind)
    #expect(FileSystemKind.isUnsafe(kind) == unsafe)
  }

  // MARK: Reading only

  @Test func `a workspace that may only be read can be read`() throws {
    var writer: SQLiteWorkspace? = try create()
    _ = try writer?.add([picture(1)], by: "lead")
    for isOpen in [true, false] {
      if !isOpen { writer = nil }
      let reader = try SQLiteWorkspace(opening: path, readOnly: true)
      #expect(reader.isReadOnly)
      #expect(try reader.status().images[.queued] == 1)
      #expect(try reader.verify() == [])
      for error in [
        failure { try reader.claim(for: "ana", preferring: nil) },
        failure { try reader.add([picture(2)], by: "lead") },
        failure { try reader.setPolicy(Policy(), by: "lead") },
      ] { #expect(error == .readOnly(path: path)) }
    }
  }

  /// Root may write anywhere, so this says something only for other users.
  @Test(.enabled(if: geteuid() != 0)) func `a folder that is closed to us can be read`() throws {
    _ = try create().add([picture(1)], by: "lead")
    chmod(scratch.folder, 0o555)
    defer { chmod(scratch.folder, 0o755) }
    let reader = try SQLiteWorkspace(opening: path)
    #expect(reader.isReadOnly)
    #expect(try reader.charter().images == 1)
  }

  // MARK: Taking turns

  @Test func `a workspace that another keeps locked is reported after the patience`() throws {
    let patience = Duration.milliseconds(50)
    _ = try create()
    let workspace = try SQLiteWorkspace(opening: path, patience: patience)
    let other = open(path + "-lock", O_RDONLY)
    try #require(other >= 0 && flock(other, LOCK_EX) == 0)
    let start = ContinuousClock.now
    #expect(
      failure { try workspace.claim(for: "ana", preferring: nil) } == .locked(path: path))
    #expect(ContinuousClock.now - start >= patience)
    #expect(
      failure { try SQLiteWorkspace(opening: path, patience: patience) } == .locked(path: path))
    // Readers need no lock.
    #expect(try workspace.charter().images == 0)
    close(other)
    #expect(try workspace.claim(for: "ana", preferring: nil) == nil)
  }

  @Test func `a transaction of a program that knows no lock is waited for, then reported`() throws {
    _ = try create()
    let patient = try SQLiteWorkspace(opening: path, patience: .milliseconds(50))
    let stranger = try DatabaseQueue(path: path)
    try stranger.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(failure { try patient.setGuideline("x", by: "lead") } == .locked(path: path))
      try database.execute(sql: "ROLLBACK")
    }
    try patient.setGuideline("x", by: "lead")
  }
}
