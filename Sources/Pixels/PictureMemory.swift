import Glibc
import Synchronization

/// What all pictures of the process may take of memory together, and where the rest of them goes.
///
/// A picture keeps its smaller levels in memory and as many of its larger ones as the budget has
/// room for when it is opened; the others lie in a file without a name, in `folder`, which vanishes
/// with the picture or with the process, however that ends. The system reads and writes that file
/// by pages, and pictures let go of its pages as soon as they have looked at them.
package final class PictureMemory: Sendable {
  /// 256 MiB, and the folder that `TMPDIR` names, or `/var/tmp`: `/tmp` is often memory itself.
  package static let shared = PictureMemory(budget: 256 << 20)

  package let budget: Int
  let folder: String
  private let used = Mutex(0)

  package init(budget: Int, folder: String? = nil) {
    self.budget = budget
    let chosen = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? ""
    self.folder = chosen.isEmpty ? "/var/tmp" : chosen
  }

  /// Bytes that pictures hold now.
  package var taken: Int { used.withLock { $0 } }

  /// Bytes that are left.
  package var left: Int { max(0, budget - taken) }

  /// Takes room for as many levels as there is room for, from the smallest on, and at least for the
  /// smallest one; `sizes` are theirs in bytes, from the largest to the smallest. Returns the first
  /// level that has room, and the bytes to give back.
  func take(_ sizes: [Int]) -> (first: Int, bytes: Int) {
    used.withLock { used in
      var (first, bytes) = (sizes.count - 1, sizes.last ?? 0)
      while first > 0, used + bytes + sizes[first - 1] <= budget {
        first -= 1
        bytes += sizes[first]
      }
      used += bytes
      return (first, bytes)
    }
  }

  func giveBack(_ bytes: Int) { used.withLock { $0 -= bytes } }

  /// Room in a file that has no name. `path` is the picture's, for the message.
  ///
  /// All of it is reserved at once: a disk that fills up later would end the process.
  ///
  /// - Throws: `noRoom`.
  func scratch(count: Int, for path: String) throws(PixelsError) -> MappedMemory {
    func refusal(_ code: CInt) -> PixelsError {
      .noRoom(
        path: path, folder: folder, megabytes: (count + 999_999) / 1_000_000,
        reason: String(cString: strerror(code)))
    }
    let descriptor = namelessFile(in: folder)
    guard descriptor >= 0 else { throw refusal(errno) }
    defer { close(descriptor) }
    let code = posix_fallocate(descriptor, 0, off_t(count))
    guard code == 0 else { throw refusal(code) }
    guard let memory = MappedMemory(count: count, of: descriptor) else { throw refusal(errno) }
    return memory
  }
}
