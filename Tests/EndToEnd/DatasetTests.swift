import Foundation
import Testing

/// A dataset made by the program, in the hands of COCO's own tools.
struct DatasetTests {
  /// A Python that has pycocotools: that of `.readers` in the repository, or the machine's.
  private static let python: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return [root.appending(path: ".readers/bin/python3").path, "python3"].first { python in
      let log = FileManager.default.temporaryDirectory.appending(path: "python-\(UUID())")
      defer { try? FileManager.default.removeItem(at: log) }
      let words = [python, "-c", "import pycocotools.cocoeval"]
      return (try? Running(words, input: .nothing, log: log).wait())?.code == 0
    }
  }()

  private static let script = """
    import sys
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
    coco = COCO(sys.argv[1] + "/annotations/instances_default.json")
    evaluation = COCOeval(coco, coco.loadRes(sys.argv[1] + "/detections_default.json"), "bbox")
    evaluation.evaluate(); evaluation.accumulate(); evaluation.summarize()
    print("RESULT", len(coco.imgs), len(coco.anns), "%.3f" % evaluation.stats[0])
    """

  @Test(.enabled(if: python != nil, "no Python with pycocotools is here"))
  func `pycocotools loads and evaluates an export`() throws {
    let python = try #require(Self.python)
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png", "three.png"])
    let people = ["ana", "bo", "cy"]
    try story.submit([
      line("one.png", people.map { ($0, [10, 10, 20, 20]) }),
      line("two.png", people.map { ($0, [5, 5, 50, 40]) }),
    ])
    try story.succeed(["export", "--format", "coco", "--output", "out"])
    let outcome = try Running(
      [python, "-c", Self.script, story.path("out")], input: .nothing,
      log: story.folder.appending(path: "log")
    ).wait()
    #expect(outcome.output.contains("RESULT 2 2 1.000"), "\(outcome)")
  }

  @Test func `what is not decided is counted aloud, and an export is not overwritten unasked`()
    throws
  {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png", "three.png"])
    try story.submit([
      line("one.png", ["ana", "bo", "cy"].map { ($0, [10, 10, 20, 20]) }),
      line("two.png", [("ana", [5, 5, 50, 40])]),
    ])
    let outcome = try story.run("export", "--format", "coco", "--output", "out")
    #expect(outcome.code == 0)
    #expect(outcome.output == "1 image with 1 box in out\n")
    #expect(outcome.complaint.contains("not exported: 1 labeling\n"))
    #expect(outcome.complaint.contains("not exported: 1 queued\n"))
    let again = try story.run("export", "--format", "coco", "--output", "out")
    #expect(again.code == 73)
    expectOneSentence(again)
    #expect(try story.run("export", "--format", "coco", "--output", "out", "--force").code == 0)
    try story.write([1], to: "mine/file")
    let foreign = try story.run("export", "--format", "coco", "--output", "mine", "--force")
    #expect(foreign.code == 73)
    #expect(try recorded(story.path("mine/file")) == "\u{1}")
  }
}
