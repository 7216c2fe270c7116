/// One labeler's answer under a letter, which stands instead of the name.
package struct LetteredAnswer: Hashable, Sendable {
  /// A, B, C...
  package var letter: Unicode.Scalar
  /// Nil where names are not revealed.
  package var labeler: String?
  package var answer: Answer

  package init(letter: Unicode.Scalar, labeler: String?, answer: Answer) {
    self.letter = letter
    self.labeler = labeler
    self.answer = answer
  }
}

/// The annotations of the image with that content, each under a letter; at most 26.
///
/// Letters must not follow the alphabet of the names, or an expert soon knows who A is: they follow
/// a hash of image and name, the same whenever the image is opened.
package func lettered(
  _ annotations: [Annotation], sha256: String
) -> [(letter: Unicode.Scalar, annotation: Annotation)] {
  let order = annotations.map { ($0, fingerprint(sha256 + $0.labeler)) }
    .sorted { ($0.1, $0.0.labeler) < ($1.1, $1.0.labeler) }
  return zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars, order).map { ($0, $1.0) }
}

/// 64-bit FNV-1a.
private func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
