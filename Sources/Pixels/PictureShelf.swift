import Dispatch
import Glibc
import Synchronization

/// The pictures of a person at work: the one on the desk, the one that is likely to follow, decoded
/// ahead, and the one that was there before.
///
/// The desk comes first: ahead is decoded only when the desk's picture is whole, and where memory is
/// short the one before goes, then the one ahead. What is no longer wanted is not decoded to the end.
package final class PictureShelf: Sendable {
  /// What becomes of the picture on the desk.
  package enum News: Sendable {
    /// There is something to be seen; more may follow.
    case visible(Picture)
    /// There is more to be seen, at most some ten times a second. Nil when it is whole, or when it
    /// has taken less than a second so far.
    case sharpened(percent: Int?)
    /// It cannot be shown, or not any longer.
    case failed(any Error)
  }

  /// Finds an image's file; called off the caller's thread.
  package typealias Finder = @Sendable () throws -> String

  private struct Entry {
    /// Another one for the same image is another attempt.
    let id: Int
    var picture: Picture?
    var isReported = false
    var isWhole: Bool { picture?.isComplete ?? false }
  }

  private struct State {
    var desk: Int?
    var ahead: Int?
    var before: Int?
    var entries: [Int: Entry] = [:]
    /// What is to be decoded ahead, once the desk's picture is whole.
    var waiting: (image: Int, find: Finder)?
    var begun = 0

    /// Forgets what is on none of the three places, and what was left half done.
    mutating func tidy() {
      if let image = before, entries[image]?.isWhole != true { before = nil }
      entries = entries.filter { [desk, ahead, before].contains($0.key) }
    }

    mutating func begin(_ image: Int) -> Int {
      begun += 1
      entries[image] = Entry(id: begun)
      return begun
    }
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "pictures", attributes: .concurrent)
  private let running = DispatchGroup()
  private let memory: PictureMemory
  private let report: @Sendable (_ image: Int, News) -> Void

  /// `report` is called from any thread, also while `show` runs.
  package init(
    memory: PictureMemory = .shared, report: @escaping @Sendable (_ image: Int, News) -> Void
  ) {
    self.memory = memory
    self.report = report
  }

  /// How many decodings were begun so far.
  package var decodings: Int { state.withLock(\.begun) }

  /// Puts an image's picture on the desk. One that is here already is reported before this returns.
  package func show(_ image: Int, find: @escaping Finder) {
    let (known, attempt): (Picture?, Int?) = state.withLock { state in
      if state.desk != image { (state.before, state.desk) = (state.desk, image) }
      if state.ahead == image { state.ahead = nil }
      if state.waiting?.image == image { state.waiting = nil }
      state.tidy()
      guard let entry = state.entries[image] else { return (nil, state.begin(image)) }
      guard let picture = entry.picture, picture.isVisible else { return (nil, nil) }
      state.entries[image]?.isReported = true
      return (picture, nil)
    }
    if let known { report(image, .visible(known)) }
    if let attempt { queue.async(group: running) { self.decode(image, attempt, find) } }
  }

  /// Has the picture decoded that is likely to follow, when nothing else is to be done.
  package func expect(_ image: Int, find: @escaping Finder) {
    state.withLock { state in
      guard state.desk != image else { return }
      state.ahead = image
      state.waiting = state.entries[image] == nil ? (image, find) : nil
      state.tidy()
    }
    beginAhead()
  }

  /// Returns once nothing is being decoded any more.
  package func finish() { running.wait() }

  private func beginAhead() {
    let next: (image: Int, attempt: Int, find: Finder)? = state.withLock { state in
      if let desk = state.desk, let entry = state.entries[desk], !entry.isWhole { return nil }
      guard let (image, find) = state.waiting else { return nil }
      state.waiting = nil
      return (image, state.begin(image), find)
    }
    guard let next else { return }
    queue.async(group: running) { politely { self.decode(next.image, next.attempt, next.find) } }
  }

  private func decode(_ image: Int, _ attempt: Int, _ find: Finder) {
    let isWanted = { self.state.withLock { $0.entries[image]?.id == attempt } }
    do {
      let path = try find()
      let header = try probe(contentsOf: path)
      makeRoom(Pyramid.byteCount(width: header.width, height: header.height), for: image)
      let decoder = try PictureDecoder(contentsOf: path, memory: memory)
      let picture = decoder.picture
      let isOnDesk = state.withLock { state in
        if state.entries[image]?.id == attempt { state.entries[image]?.picture = picture }
        return state.desk == image
      }
      var pace = Pace()
      try decoder.run(
        showsOverview: isOnDesk, isCancelled: { !isWanted() },
        onProgress: {
          guard pace.isTime(for: picture) else { return }
          self.tell(image, attempt, pace.isSlow ? Int(picture.progress * 100) : nil)
        })
      tell(image, attempt, nil)
    } catch {
      let isOnDesk = state.withLock { state in
        guard state.entries[image]?.id == attempt else { return false }
        state.entries[image] = nil
        return state.desk == image
      }
      if isOnDesk { report(image, .failed(error)) }
    }
    beginAhead()
  }

  /// Reports that there is more to be seen, where somebody looks.
  private func tell(_ image: Int, _ attempt: Int, _ percent: Int?) {
    let news: News? = state.withLock { state in
      guard state.desk == image, let entry = state.entries[image], entry.id == attempt,
        let picture = entry.picture
      else { return nil }
      if entry.isReported { return .sharpened(percent: percent) }
      state.entries[image]?.isReported = true
      return .visible(picture)
    }
    if let news { report(image, news) }
  }

  private func makeRoom(_ bytes: Int, for image: Int) {
    state.withLock { state in
      if memory.left < bytes, let before = state.before, before != image {
        state.entries[before] = nil
        state.before = nil
      }
      if memory.left < bytes, let ahead = state.ahead, ahead != image {
        state.entries[ahead] = nil
        state.ahead = nil
      }
    }
  }
}

/// When to report what a decoding came to.
private struct Pace {
  private let start = DispatchTime.now().uptimeNanoseconds
  private var last = DispatchTime.now().uptimeNanoseconds
  private var hadOverview = false

  /// Whether it has taken longer than one likes to wait without a word.
  var isSlow: Bool { last - start > 1_000_000_000 }

  /// At once for the first overview, otherwise ten times a second.
  mutating func isTime(for picture: Picture) -> Bool {
    let now = DispatchTime.now().uptimeNanoseconds
    let isFirstOverview = !hadOverview && picture.overview.withLock { $0 != nil }
    guard picture.isVisible, isFirstOverview || now - last > 100_000_000 else { return false }
    if isFirstOverview { hadOverview = true }
    last = now
    return true
  }
}

/// Does work for which nobody waits: the system prefers whoever just woke up for a key.
private func politely(_ work: () -> Void) {
  var priority = sched_param()
  // SCHED_BATCH of sched.h, which Glibc's module does not show.
  sched_setscheduler(0, 3, &priority)
  defer { sched_setscheduler(0, SCHED_OTHER, &priority) }
  work()
}
