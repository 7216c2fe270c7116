import FoundationEssentials
import Glibc
import Testing

/// The room's test files, found beside this source file, and throwaway ones.
enum TestFiles {
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/Files"

  static func path(_ name: String) -> String { folder + "/" + name }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The names in a folder that end so, without that ending, in order.
  static func names(in subfolder: String, suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(subfolder))
      .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  static func decoded<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path(name))))
  }

  /// Runs `body` on a file that holds these bytes, and removes the file.
  @discardableResult
  static func with<Value>(_ bytes: [UInt8], _ body: (String) throws -> Value) throws -> Value {
    let path = FileManager.default.temporaryDirectory.appending(path: "tessera-\(UUID())").path
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    defer { unlink(path) }
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    try #require(written == bytes.count)
    return try body(path)
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
