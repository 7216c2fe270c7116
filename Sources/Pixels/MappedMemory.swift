import Glibc

/// Memory straight from the system: zero until it is written, and nothing but an address until it is
/// touched, so that a file that claims much and holds little costs little. Given back when it goes
/// out of scope.
final class MappedMemory: Sendable {
  /// Never changes, and valid as long as this lives. Who may write which bytes when is the owner's
  /// to say: see `Pyramid`.
  nonisolated(unsafe) let start: UnsafeMutablePointer<UInt8>
  let count: Int
  private let isFile: Bool

  /// In memory; nil when there is not so much.
  init?(count: Int) {
    guard
      let start = Self.map(count, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, descriptor: -1)
    else { return nil }
    // Large pages: a picture's first touch costs as much as its copying otherwise.
    if count >= 4 << 20 { _ = madvise(start, count, MADV_HUGEPAGE) }
    (self.start, self.count, isFile) = (start, count, false)
  }

  /// The first bytes of a file, whose pages the system keeps in memory or not as it likes. The
  /// descriptor may be closed afterwards.
  init?(count: Int, of descriptor: CInt) {
    guard let start = Self.map(count, MAP_SHARED, descriptor: descriptor) else { return nil }
    (self.start, self.count, isFile) = (start, count, true)
  }

  deinit { munmap(start, count) }

  /// Takes a file's pages out of this process. Their content stays: who touches them again has them
  /// again, from the system's cache or from the disk. Does nothing to other memory.
  func letGo() {
    if isFile { _ = madvise(start, count, MADV_DONTNEED) }
  }

  private static func map(
    _ count: Int, _ kind: CInt, descriptor: CInt
  ) -> UnsafeMutablePointer<UInt8>? {
    guard let start = mmap(nil, count, PROT_READ | PROT_WRITE, kind, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    return start.bindMemory(to: UInt8.self, capacity: count)
  }
}
