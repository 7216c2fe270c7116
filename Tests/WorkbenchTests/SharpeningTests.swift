import Cells
import Pixels
import Testing

@testable import Workbench

/// A picture that comes onto the desk before all of it is decoded.
struct SharpeningTests {
  /// A sample of which nothing is decoded yet.
  private static func unfinished() throws -> Picture {
    let sample = "/../../SampleImages/renders/lip_L005.png"
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try PictureDecoder(contentsOf: "/" + folder + sample).picture
  }

  private static func labeling() throws -> Bench {
    let picture = try unfinished()
    var bench = Bench()
    let record = Bench.record(width: picture.width, height: picture.height)
    bench.send(.claimed(Assignment(image: record, epoch: 1, number: 3)))
    bench.send(.loaded(image: 7, picture))
    return bench
  }

  @Test func `boxes are drawn while the picture sharpens, and the status line says how far it is`()
    throws
  {
    var bench = try Self.labeling()
    #expect(!bench.screen.text.contains("sharpening"))
    bench.send(.sharpened(image: 7, percent: 43))
    #expect(bench.screen.text.contains("sharpening 43 %"))
    bench.send(.sharpened(image: 8, percent: 99))
    bench.type(" <Right><Down> ")
    #expect(bench.boxes.count == 1 && bench.screen.text.contains("sharpening 43 %"))
    bench.send(.sharpened(image: 7, percent: nil))
    #expect(!bench.screen.text.contains("sharpening"))
  }

  @Test func `a picture that is not all there is not snapped to, and has no color to show`() throws
  {
    var bench = try Self.labeling()
    bench.type(" <Right><Down> ")
    let drawn = bench.boxes
    bench.type("n")
    #expect(bench.boxes == drawn)
    #expect(bench.model.message?.text.contains("not all there yet") == true)
    #expect(!bench.screen.text.contains("COLOR"))
  }

  @Test func `a picture that turns out damaged midway is unreadable, and its note goes`() throws {
    var bench = try Self.labeling()
    bench.send(.sharpened(image: 7, percent: 43))
    bench.mouse(.press(.left), 10, 10)
    bench.send(.unreadable(image: 7, reason: "red.png: this PNG is cut short."))
    #expect(bench.model.sharpening == nil && bench.model.drag == nil)
    guard case .unreadable = bench.model.picture else {
      Issue.record("it is still shown")
      return
    }
  }
}
