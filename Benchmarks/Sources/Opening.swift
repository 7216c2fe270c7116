import Cells
import Glibc
import Pixels
import Synchronization
import Workbench

/// Opens a picture as the workbench does; prints the milliseconds until something of it is to be
/// seen and until all of it is, of CPU time and on the clock, and the most memory, in MiB, that the
/// process had meanwhile.
func measureOpening(of path: String) throws {
  let start = Moment()
  let decoder = try PictureDecoder(contentsOf: path)
  var first: Moment?
  try decoder.run(
    showsOverview: true,
    onProgress: {
      if first == nil, decoder.picture.isVisible { first = Moment() }
    })
  let end = Moment()
  let seen = first ?? end
  print(
    seen.cpu - start.cpu, seen.clock - start.clock, end.cpu - start.cpu, end.clock - start.clock,
    peakMebibytes(), separator: "\t")
}

/// Goes from one image to the next, which was decoded ahead; prints the milliseconds, on the clock,
/// from asking for it to its frame, and how often a picture was decoded on the way.
func measureNext(_ first: String, _ second: String) throws {
  let shown = Mutex<Picture?>(nil)
  let shelf = PictureShelf { _, news in
    if case .visible(let picture) = news { shown.withLock { $0 = picture } }
  }
  shelf.show(1) { first }
  shelf.expect(2) { second }
  shelf.finish()
  let before = shelf.decodings
  shown.withLock { $0 = nil }
  let start = Moment()
  shelf.show(2) { second }
  guard let picture = shown.withLock({ $0 }) else { throw NotAhead() }
  _ = view(labeling(picture, columns: 200, rows: 60))
  print(Moment().clock - start.clock, shelf.decodings - before, separator: "\t")
}

/// The next picture was not there when it was asked for.
private struct NotAhead: Error {}

/// Milliseconds.
private struct Moment {
  let clock = Self.read(CLOCK_MONOTONIC)
  let cpu = Self.read(CLOCK_PROCESS_CPUTIME_ID)

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}

private func peakMebibytes() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss / 1024
}
