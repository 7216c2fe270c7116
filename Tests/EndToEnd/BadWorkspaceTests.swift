import Foundation
import Testing

/// Workspaces that are none, or cannot be used now.
struct BadWorkspaceTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.makeWorkspace(of: ["one.png"])
  }

  private static let answers = Running.Input.text(
    line("one.png", [("ana", [1, 1, 9, 9]), ("bo", [1, 1, 9, 9])]))

  @Test(
    "a file that is no workspace is told so, and left as it is",
    arguments: [
      ("notes.txt", Array("just some notes, long enough to be read as a header of sorts".utf8)),
      ("empty.tessera", []),
      ("picture.png", SmallPicture(width: 8, height: 8).bytes),
      ("half.tessera", Array("SQLite format 3\0".utf8) + Array(repeating: 0, count: 20)),
    ] as [(String, [UInt8])])
  func noWorkspace(name: String, bytes: [UInt8]) throws {
    try story.write(bytes, to: name)
    for arguments in [["status"], ["submit"], ["verify"], ["add", "in"]] {
      let outcome = try story.start(arguments + ["-w", name]).wait()
      #expect(outcome.code == 66, "\(outcome)")
      #expect(outcome.complaint.contains("not a Tessera workspace"))
      expectOneSentence(outcome)
    }
    #expect(try Data(contentsOf: URL(filePath: story.path(name))) == Data(bytes))
    let again = try story.run("init", name, "--class", "cap")
    #expect(again.code == 73)
    expectOneSentence(again)
  }

  @Test func `a workspace that is not there, or is a folder, is told so`() throws {
    for (name, words) in [("none.tessera", "there is no such workspace"), ("in", "it is a folder")]
    {
      let outcome = try story.run("status", "-w", name)
      #expect(outcome.code == 66)
      #expect(outcome.complaint.contains(words))
      expectOneSentence(outcome)
    }
    let server = try story.run("status", "-w", "postgres://host/base")
    #expect(server.code == 78)
    expectOneSentence(server)
  }

  @Test func `a workspace of a later version is left as it is`() throws {
    // PRAGMA user_version: 4 bytes, big-endian, at 60 of the file (sqlite.org/fileformat2.html).
    let file = URL(filePath: story.path("shop.tessera"))
    var bytes = try Data(contentsOf: file)
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try bytes.write(to: file)
    for command in ["status", "submit", "verify"] {
      let outcome = try story.run(command, input: Self.answers)
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains("made by a later version of Tessera"))
      #expect(outcome.complaint.contains("Update Tessera"))
      expectOneSentence(outcome)
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test(.enabled(if: Unprivileged.isPossible, "setpriv cannot take rights away here"))
  func `a workspace that may only be read can be looked at, and not changed`() throws {
    try #require(chmod(story.path("shop.tessera"), 0o444) == 0)
    try #require(chmod(story.folder.path, 0o555) == 0)
    defer { chmod(story.folder.path, 0o755) }
    let status = try story.run("status", through: Unprivileged.wrapper)
    #expect(status.code == 0, "\(status.complaint)")
    #expect(status.output.contains("1 images"))
    for arguments in [["submit"], ["add", "in"], ["policy", "--maximum", "4"]] {
      let outcome = try story.start(
        arguments, input: Self.answers, through: Unprivileged.wrapper
      ).wait()
      #expect(outcome.code == 73, "\(outcome)")
      #expect(outcome.complaint.contains("may only be read"))
    }
    let made = try story.run(
      "init", "new.tessera", "--class", "cap", through: Unprivileged.wrapper)
    #expect(made.code == 73)
    expectOneSentence(made)
  }

  @Test func `a workspace that another keeps locked is given up after a while, with 75`() throws {
    let descriptor = open(story.path("shop.tessera-lock"), O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX) == 0)
    let outcome = try story.run("submit", input: Self.answers)
    #expect(outcome.code == 75)
    #expect(outcome.complaint.contains("another process kept it locked for too long. Try again"))
    expectOneSentence(outcome)
    flock(descriptor, LOCK_UN)
    #expect(try story.run("submit", input: Self.answers).code == 0)
    #expect(try story.status().answers == 2)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
  func `a full disk is told so with 74, and loses nothing that was acknowledged`() throws {
    // The workspace goes onto a disk with little room, and its files come back to be looked at.
    let answers = (0..<400).map { person in
      line("one.png", [("p\(person)", [person % 40, 1, 9, 9])])
    }
    try story.succeed(["policy", "--maximum", "64"])
    let filled = try story.start(
      ["submit", "-w", "disk/shop.tessera"], input: .text(answers.joined(separator: "\n")),
      through: SmallDisk.wrapper(kilobytes: 320, "cp shop.tessera disk/ &&")
        + ["sh", "-c", "\"$@\"; code=$?; mkdir after && cp disk/* after/; exit $code", "sh"]
    ).wait()
    #expect(filled.code == 74, "\(filled)")
    #expect(filled.complaint.contains("the disk is full"))
    #expect(try story.run("verify", "-w", "after/shop.tessera").code == 0)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
  func `a workspace and an export that do not fit on the disk leave nothing behind`() throws {
    let look = ["sh", "-c", "\"$@\"; code=$?; ls disk >&2; exit $code", "sh"]
    let made = try story.run(
      "init", "disk/new.tessera", "--class", "cap",
      through: SmallDisk.wrapper(kilobytes: 64) + look)
    #expect(made.code == 74, "\(made)")
    #expect(made.complaint.contains("the disk is full"))
    let exported = try story.run(
      "export", "--format", "coco", "--output", "disk/out", "--state", "queued",
      through: SmallDisk.wrapper(kilobytes: 8, "head -c 8192 /dev/zero > disk/full;") + look)
    #expect(exported.code == 74 || exported.code == 73, "\(exported)")
    #expect(exported.complaint.hasSuffix("full\n"), "\(exported)")
  }
}
