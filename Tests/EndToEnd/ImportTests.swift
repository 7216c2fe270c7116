import Foundation
import Testing

/// Labels made elsewhere.
struct ImportTests {
  private let story: Story

  init() throws {
    story = try Story()
    for tint in 0..<3 {
      try story.write(
        SmallPicture(width: 320, height: 240, tint: tint * 40).bytes, to: "in/p\(tint).png")
    }
    try story.makeWorkspace(of: [], classes: ["lipstick"])
    try story.succeed(["add"] + (0..<3).map { "in/p\($0).png" })
  }

  private func table(_ rows: [String]) throws {
    let header = "image,width,height,class,x,y,box_width,box_height"
    try story.write(
      Array(([header] + rows).map { $0 + "\n" }.joined().utf8), to: "boxes.csv")
  }

  @Test func `a dataset goes in whole or not at all, and the rest when asked`() throws {
    try table([
      "p0.png,320,240,lipstick,10,10,50,50", "p1.png,320,240,lipstick,10,200,50,50",
      "p2.png,320,240,mascara,10,10,50,50",
    ])
    let refused = try story.run("import", "boxes.csv", "--as", "ana")
    #expect(refused.code == 65)
    #expect(refused.complaint.contains("boxes.csv:3: image \"p1.png\": the box"))
    #expect(refused.complaint.contains("boxes.csv:4: image \"p2.png\": the workspace has no class"))
    #expect(refused.complaint.contains("nothing was imported"))
    #expect(try story.run("import", "boxes.csv", "--as", "ana", "--skip-bad", "bad").code == 65)
    let skipped = try String(
      contentsOf: URL(filePath: story.path("bad")), encoding: .utf8
    ).split(separator: "\n")
    #expect(skipped.count == 2 && skipped[0].contains("\"line\":3"))
    let again = try story.run("import", "boxes.csv", "--as", "ana", "--skip-bad", "bad", "--force")
    #expect(again.output.contains("1 there already"))
    #expect(try story.run("verify").code == 0)
  }

  @Test func `boxes go in as proposals and as gold`() throws {
    try table(["p0.png,320,240,lipstick,10,10,50,50", "p1.png,320,240,,,,,"])
    let proposed = try story.run("import", "boxes.csv", "--as-predictions", "m", "--json")
    #expect(proposed.output.contains("\"images\":1"))
    #expect(try story.run("import", "boxes.csv", "--as-truth").output.contains("2 images are gold"))
    #expect(try story.run("import", "boxes.csv", "--as-truth", "--as", "ana").code == 64)
    #expect(try story.run("validate", "boxes.csv").output.hasPrefix("csv: 2 images, 0 faults"))
    #expect(try story.run("validate", "in/p0.png").code == 65)
    #expect(try story.run("import", "nowhere", "--as", "ana").code == 66)
    #expect(try story.run("verify").code == 0)
  }
}
