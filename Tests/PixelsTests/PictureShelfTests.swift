import Dispatch
import Pixels
import Synchronization
import Testing

/// The pictures of a person who goes from image to image.
struct PictureShelfTests {
  private final class Notes: Sendable {
    let lines = Mutex<[String]>([])
  }

  /// A shelf, and what it reported, in words.
  private final class Desk: Sendable {
    private let notes = Notes()
    let memory: PictureMemory
    let shelf: PictureShelf

    init(budget: Int = 1 << 20) {
      memory = PictureMemory(budget: budget)
      let notes = notes
      shelf = PictureShelf(memory: memory) { image, news in
        notes.lines.withLock { $0.append("\(image) \(Self.word(news))") }
      }
    }

    /// What was reported since the last time.
    func news() -> [String] {
      notes.lines.withLock { notes in
        defer { notes = [] }
        return notes
      }
    }

    private static func word(_ news: PictureShelf.News) -> String {
      switch news {
      case .visible(let picture): picture.isComplete ? "visible" : "begun"
      case .sharpened(let percent): "sharpened \(percent ?? 100)"
      case .failed(let error): "failed: \(error)"
      }
    }
  }

  private static let files = [
    1: "jpeg/baseline.jpg", 2: "jpeg/progressive.jpg", 3: "jpeg/restarts.jpg", 4: "jpeg/gray.jpg",
  ].mapValues(TestFiles.path)

  private func find(_ image: Int) -> PictureShelf.Finder {
    { try #require(Self.files[image]) }
  }

  @Test func `the image that follows is posted at once, without decoding`() {
    let desk = Desk()
    desk.shelf.show(1, find: find(1))
    desk.shelf.expect(2, find: find(2))
    desk.shelf.finish()
    #expect(desk.news() == ["1 visible"] && desk.shelf.decodings == 2)
    desk.shelf.show(2) { throw CancellationError() }
    #expect(desk.news() == ["2 visible"] && desk.shelf.decodings == 2)
  }

  @Test func `the image that was submitted is still there to go back to`() {
    let desk = Desk()
    for image in 1...3 {
      desk.shelf.show(image, find: find(image))
      desk.shelf.finish()
    }
    desk.shelf.show(2, find: find(2))
    #expect(desk.news() == ["1 visible", "2 visible", "3 visible", "2 visible"])
    #expect(desk.shelf.decodings == 3)
    // The first is two images back.
    desk.shelf.show(1, find: find(1))
    desk.shelf.finish()
    #expect(desk.shelf.decodings == 4)
  }

  @Test func `a wrong guess costs a decoding and nothing else`() {
    let desk = Desk()
    desk.shelf.show(1, find: find(1))
    desk.shelf.expect(4, find: find(4))
    desk.shelf.finish()
    desk.shelf.show(3, find: find(3))
    desk.shelf.finish()
    #expect(desk.news() == ["1 visible", "3 visible"] && desk.shelf.decodings == 3)
  }

  @Test func `a broken image ahead is no news until it is on the desk`() throws {
    try TestFiles.with([1, 2, 3]) { path in
      let desk = Desk()
      desk.shelf.show(1, find: find(1))
      desk.shelf.expect(9) { path }
      desk.shelf.finish()
      #expect(desk.news() == ["1 visible"])
      desk.shelf.show(9) { path }
      desk.shelf.finish()
      #expect(
        desk.news().first?.hasPrefix("9 failed: \(path): not a PNG, JPEG or still WebP") == true)
      // What follows is decoded all the same.
      desk.shelf.expect(2, find: find(2))
      desk.shelf.finish()
      desk.shelf.show(2) { throw CancellationError() }
      #expect(desk.news() == ["2 visible"])
    }
  }

  @Test func `memory stays below the budget, and the image before is the first to go`() throws {
    let size = try Picture(contentsOf: find(1)(), memory: PictureMemory(budget: 1 << 30))
    // Room for two pictures of that size and a little.
    let desk = Desk(budget: size.width * size.height * 4 * 5 / 2)
    for image in 1...3 {
      desk.shelf.show(image, find: find(image))
      desk.shelf.expect(image + 1, find: find(image + 1))
      desk.shelf.finish()
      #expect(desk.memory.taken <= desk.memory.budget, "image \(image)")
    }
    #expect(desk.news() == ["1 visible", "2 visible", "3 visible"])
    #expect(desk.shelf.decodings == 4)
    desk.shelf.show(2, find: find(2))
    desk.shelf.finish()
    #expect(desk.memory.taken <= desk.memory.budget)
  }

  @Test func `an image that is left while it is being found is never reported`() {
    let desk = Desk()
    let (reached, left) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    desk.shelf.show(1) {
      reached.signal()
      left.wait()
      return Self.files[1] ?? ""
    }
    reached.wait()
    desk.shelf.show(2, find: find(2))
    left.signal()
    desk.shelf.finish()
    #expect(desk.news() == ["2 visible"])
    #expect(desk.memory.taken > 0 && desk.memory.taken < desk.memory.budget)
  }

  @Test func `an image that comes onto the desk while it is decoded ahead is decoded once`() {
    let desk = Desk()
    let (reached, shown) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    desk.shelf.expect(1) {
      reached.signal()
      shown.wait()
      return Self.files[1] ?? ""
    }
    reached.wait()
    desk.shelf.show(1) { throw CancellationError() }
    shown.signal()
    desk.shelf.finish()
    #expect(desk.news() == ["1 visible"] && desk.shelf.decodings == 1)
  }
}
