import Foundation
import TerminalDriver
import Testing

/// Files that are no images, or not any more.
struct BadImageTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.makeWorkspace(of: [])
  }

  private static let good = SmallPicture(width: 64, height: 48).bytes

  @Test(
    "what is not an image is not added, and it is said why",
    arguments: [
      ("text.png", Array("this is not a picture".utf8), "not a PNG, JPEG or still WebP"),
      ("paper.png", Array("%PDF-1.7 and so on".utf8), "a PDF"),
      ("empty.png", [], "an empty file (0 bytes)"),
      ("short.png", Array(good.prefix(20)), "cut short"),
      (
        "bomb.png", SmallPicture.signature + SmallPicture(width: 1_000_000, height: 900_000).header,
        "too large with 1000000 x 900000 pixels"
      ),
      (
        "zero.png", SmallPicture.signature + SmallPicture(width: 0, height: 0).header,
        "damaged"
      ),
    ] as [(String, [UInt8], String)])
  func bad(name: String, bytes: [UInt8], reason: String) throws {
    try story.write(bytes, to: name)
    let outcome = try story.run("add", name)
    #expect(outcome.code == 65)
    let complaints = outcome.complaint.split(separator: "\n")
    #expect(complaints.count == 2)
    #expect(complaints[0].hasPrefix("not added: ") && complaints[0].contains(name))
    #expect(complaints[0].contains(reason), "\(complaints[0])")
    #expect(outcome.output == "0 added, 0 there already, 1 not usable\n")
    #expect(try story.run("add", "--skip-unreadable", name).code == 0)
    #expect(try story.status().total == 0)
  }

  @Test func `the good ones among the bad are added, each once`() throws {
    try story.write(Self.good, to: "in/one.png")
    try story.write(Self.good, to: "in/copy.png")
    try story.write(SmallPicture(width: 8, height: 8, tint: 9).bytes, to: "in/deep/two.png")
    try story.write(Array("a list of what is here".utf8), to: "in/README")
    // The header is sound, the rows end early.
    try story.write(Array(Self.good.prefix(Self.good.count / 2)), to: "in/short.png")
    let outcome = try story.run("add", "in", "shop.tessera")
    #expect(outcome.code == 65)
    // The workspace itself is passed over without a word.
    #expect(
      outcome.output
        == "2 added, 1 there already, 1 not usable; passed over: 1, no pictures\n")
    #expect(outcome.complaint.contains("short.png: this PNG is cut short"))
    #expect(try story.status().total == 2)
  }

  @Test(.enabled(if: Unprivileged.isPossible, "setpriv cannot take rights away here"))
  func `a file that may not be read is not added`() throws {
    try story.write(Self.good, to: "secret.png")
    try #require(chmod(story.path("secret.png"), 0) == 0)
    let outcome = try story.run("add", "secret.png", through: Unprivileged.wrapper)
    #expect(outcome.code == 65)
    #expect(outcome.complaint.contains("secret.png: cannot be read (Permission denied)"))
  }

  @Test func `a file that is not there, and a pipe, are not added`() throws {
    let missing = try story.run("add", "nowhere.png")
    #expect(missing.code == 65)
    #expect(missing.complaint.contains("nowhere.png: is not there"))
    try #require(mkfifo(story.path("pipe.png"), 0o600) == 0)
    let pipe = try story.run("add", "pipe.png")
    #expect(pipe.code == 65)
    #expect(pipe.complaint.contains("pipe.png: not a regular file"))
  }

  @Test func `names that could command a terminal are shown harmless`() throws {
    let names: [[UInt8]] = [
      Array("\u{1B}]0;owned\u{07}\u{1B}[31m.png".utf8), Array("two\nlines.png".utf8),
      [0x62, 0xFF, 0xFE] + Array(".png".utf8), Array("\u{202E}gnp.exe".utf8),
    ]
    for name in names {
      let file = story.folder.appending(path: "in").path
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
      let path = Array(file.utf8) + [UInt8(ascii: "/")] + name + [0]
      let descriptor = path.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          characters.baseAddress.map { open($0, O_WRONLY | O_CREAT | O_EXCL, 0o600) } ?? -1
        }
      }
      try #require(descriptor >= 0)
      #expect(write(descriptor, Self.good, Self.good.count) == Self.good.count)
      close(descriptor)
    }
    let outcome = try story.run("add", "in")
    #expect(outcome.code == 65)
    #expect(outcome.complaint.contains("the file's name is not UTF-8"))
    let status = try story.run("status")
    for text in [outcome.output, outcome.complaint, status.output] {
      #expect(!text.contains("\u{1B}") && !text.contains("\u{07}") && !text.contains("\u{202E}"))
    }
    #expect(outcome.complaint.split(separator: "\n").allSatisfy { $0.count > 20 })
  }

  @Test(.enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
  func `the workbench says that an image was changed, or is gone, and goes on`() throws {
    try story.write(Self.good, to: "in/changed.png")
    try story.write(SmallPicture(width: 64, height: 48, tint: 2).bytes, to: "in/gone.png")
    try story.write(SmallPicture(width: 64, height: 48, tint: 4).bytes, to: "in/well.png")
    try story.succeed(["add", "in"])
    try story.write(SmallPicture(width: 64, height: 48, tint: 7).bytes, to: "in/changed.png")
    try FileManager.default.removeItem(atPath: story.path("in/gone.png"))
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("changed.png 64×48", "was changed since it was added")
    try desk.command("skip changed")
    try desk.expect("gone.png 64×48", "is not there")
    try desk.command("skip gone")
    try desk.expect("well.png 64×48", "▀▀▀")
    try desk.draw(1, 1, 8, 8)
  }
}
