import Foundation

/// Running a program without the right to pass over permissions, which tests as root would have.
enum Unprivileged {
  /// What comes before the program's own words.
  static let wrapper: [String] =
    geteuid() == 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : []

  static let isPossible: Bool = {
    let log = FileManager.default.temporaryDirectory.appending(path: "unprivileged-\(UUID())")
    defer { try? FileManager.default.removeItem(at: log) }
    let outcome = try? Running(wrapper + ["true"], input: .nothing, log: log).wait()
    return outcome?.code == 0
  }()
}

/// Running a program with a disk of its own that is soon full: a file system in memory that nobody else
/// sees (unshare(1), mount(8)).
enum SmallDisk {
  /// What comes before the program's own words; the disk, of so many kilobytes, is mounted on the folder `disk`.
  /// `preparation` is a shell command that puts things on it, ending in `&&` or `;`.
  static func wrapper(kilobytes: Int, _ preparation: String = "") -> [String] {
    [
      "unshare", "--mount", "sh", "-c",
      "mkdir -p disk && mount -t tmpfs -o size=\(kilobytes)k tessera disk && \(preparation) exec \"$@\"",
      "sh",
    ]
  }

  static let isPossible: Bool = {
    let log = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID())")
    defer { try? FileManager.default.removeItem(at: log) }
    let words = ["env", "-C", NSTemporaryDirectory()] + wrapper(kilobytes: 64) + ["true"]
    return (try? Running(words, input: .nothing, log: log).wait())?.code == 0
  }()
}
