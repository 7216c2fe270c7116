import Foundation
import Testing

/// `tessera show`: what people try first.
struct ShowTests {
  private let story: Story

  init() throws {
    story = try Story()
    // Blue above, dark red below.
    try story.write(SmallPicture(width: 64, height: 48).bytes, to: "two.png")
  }

  /// A picture among the test files of the pictures' own room.
  private static func picture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "PixelsTests/Files/\(name)").path
  }

  private static let blue = "\u{1B}[48;2;0;0;200m"
  private static let red = "\u{1B}[48;2;60;0;40m"
  private static let end = "\u{1B}[m\n"

  /// Four cells by two, each of one color.
  private static let twoColors = blue + "    " + end + red + "    " + end

  private func show(
    _ arguments: String..., input: Running.Input = .nothing, through wrapper: [String] = []
  ) throws -> Outcome {
    try story.start(["show"] + arguments, input: input, through: wrapper).wait()
  }

  @Test func `a picture is lines of colored cells, and nothing else`() throws {
    let outcome = try show("--size", "4x2", "--stretch", "--colors", "truecolor", "two.png")
    #expect(outcome.code == 0 && outcome.complaint == "")
    #expect(outcome.output == Self.twoColors)
  }

  @Test(arguments: ["pngsuite/basn2c08.png", "jpeg/baseline.jpg", "webp/lossy.webp"])
  func `a file of any format is shown, whatever its name`(name: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: Self.picture(name)))
    try story.write(Array(bytes), to: "picture")
    let outcome = try show("--size", "20x10", "--stretch", "--colors", "none", "picture")
    #expect(outcome.code == 0 && outcome.complaint == "")
    #expect(outcome.lines.count == 10)
    #expect(outcome.lines.allSatisfy { $0.count == 20 })
    #expect(Set(outcome.output).count > 3, "a picture is not flat")
    #expect(!outcome.output.contains("\u{1B}"), "no colors were asked for")
  }

  @Test func `standard input is read from a file and from a pipe`() throws {
    let size = ["--size", "4x2", "--stretch", "--colors", "truecolor"]
    let file = try story.start(["show"] + size + ["-"], input: .file(story.path("two.png"))).wait()
    #expect(file.code == 0 && file.output == Self.twoColors)
    let pipe = try story.start(
      ["show"] + size + ["-"], through: ["sh", "-c", "cat two.png | \"$@\"", "sh"]
    ).wait()
    #expect(pipe.code == 0 && pipe.output == Self.twoColors)
    let text = try show("-", input: .text("no picture at all"))
    #expect(text.code == 65)
    #expect(text.complaint.contains("standard input: not a PNG, JPEG or still WebP"))
  }

  @Test func `without a terminal the sides are kept within 80 x 24 cells`() throws {
    let outcome = try show("--colors", "none", "two.png")
    #expect(outcome.code == 0)
    // 64 x 48 pixels, and a cell is twice as high as wide.
    #expect(outcome.lines.count == 24)
    #expect(outcome.lines.allSatisfy { $0.count == 64 })
  }

  @Test func `boxes are outlined in the pixels of the image`() throws {
    let outcome = try show(
      "--size", "8x4", "--stretch", "--colors", "none", "--box", "8,12,32,24", "two.png")
    #expect(outcome.code == 0)
    let lines = outcome.lines.map(Array.init)
    try #require(lines.count == 4)
    #expect(String(lines[1][1...4]) == "┌──┐")
    #expect(String(lines[2][1...4]) == "└──┘")
    #expect(!outcome.lines[0].contains("─") && !outcome.lines[3].contains("─"))
  }

  @Test func `a part that is magnified shows its very pixels, one that is not its means`() throws {
    let pixels = try show(
      "--zoom", "10,23,2,2", "--size", "4x2", "--colors", "truecolor", "two.png")
    #expect(pixels.output == Self.twoColors)
    let means = try show(
      "--zoom", "0,0,64,24", "--size", "8x2", "--stretch", "--colors", "truecolor", "two.png")
    let line = Self.blue + String(repeating: " ", count: 8) + Self.end
    #expect(means.output == line + line)
    let outside = try show("--zoom", "64,0,5,5", "two.png")
    #expect(outside.code == 65)
    #expect(outside.complaint.contains("--zoom lies outside; the image has 64 x 48 pixels."))
  }

  @Test func `those that cannot be shown are named, and the others are printed`() throws {
    let good = story.path("two.png")
    let bytes = Array(SmallPicture(width: 64, height: 48).bytes.prefix(400))
    try story.write(bytes, to: "short.png")
    let size = ["--size", "4x2", "--stretch", "--colors", "truecolor"]
    let some = try story.start(["show"] + size + [good, "short.png", good]).wait()
    #expect(some.code == 65)
    #expect(some.output == Self.twoColors + Self.twoColors)
    #expect(some.complaint.contains("short.png: this PNG is cut short"))
    #expect(some.complaint.contains("1 of 3 images could not be shown."))

    let missing = try story.start(["show"] + size + ["nowhere.png", good]).wait()
    #expect(missing.code == 66)
    #expect(missing.output == Self.twoColors)
    #expect(missing.complaint.contains("nowhere.png: cannot be read"))

    #expect(try show("nowhere.png", "short.png").code == 65)
    #expect(try show(".").code == 66)
  }

  @Test func `what makes no sense is refused before any image is read`() throws {
    for arguments in [
      ["--size", "0x4"], ["--colors", "pink"], ["--box", "1,2,3"], ["--zoom", "x"],
    ] {
      let outcome = try story.start(["show"] + arguments + ["two.png"]).wait()
      #expect(outcome.code == 64, "\(arguments)")
      #expect(outcome.output == "")
    }
  }
}
