import Foundation

/// The one spelling under which a person or a class is stored.
///
/// Names are trimmed of white space at both ends and brought into Unicode normalization form C, so
/// that `é` typed as one character or as two is the same name; then they are compared byte by byte
/// (`Ana` and `ana` are two people). A name has 1 to 64 characters, at most 256 bytes of UTF-8, and
/// no characters that steer a terminal or the direction of writing.
package enum TidyName {
  package static let longest = 64
  static let mostBytes = 256

  /// Throws `StoreError.badName` with `what` (such as `labeler`) when the name cannot be used.
  package static func of(_ name: String, as what: String) throws(StoreError) -> String {
    let tidy = name.trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    if tidy.isEmpty {
      throw .badName(what: what, name: name, reason: "it is empty; give 1 to \(longest) characters")
    }
    if tidy.count > longest || tidy.utf8.count > mostBytes {
      throw .badName(
        what: what, name: String(tidy.prefix(longest)) + "...",
        reason: "it is too long; give at most \(longest) characters")
    }
    for scalar in tidy.unicodeScalars where isSteering(scalar) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      throw .badName(
        what: what, name: name, reason: "it has the control character U+\(code); leave that out")
    }
    return tidy
  }

  /// Free text (a reason, a guideline, a path) is stored as it is, but SQLite and C end a text at
  /// its first NUL: what follows would be lost without a word.
  static func checkText(_ text: String, as what: String) throws(StoreError) {
    if text.utf8.contains(0) {
      throw .badName(what: what, name: text, reason: "it has a NUL character; leave that out")
    }
  }

  /// An id that the sender made: any text of 1 to 128 bytes without control characters.
  static func checkID(_ id: String) throws(StoreError) {
    let sound = (1...128).contains(id.utf8.count) && !id.unicodeScalars.contains(where: isSteering)
    if !sound {
      throw .badName(
        what: "submission id", name: String(id.prefix(128)), reason: "give a new UUID")
    }
  }

  /// Control and format characters, except the joiners that some scripts and emoji need.
  private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }
}
