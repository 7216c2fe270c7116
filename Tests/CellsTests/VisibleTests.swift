import Cells
import Testing

@Suite("Text from outside")
struct VisibleTests {
  @Test(
    "shows what a terminal could obey",
    arguments: [
      ("plain text", "plain text"),
      ("\u{1B}[31mred", "␛[31mred"),
      ("two\nlines", "two␊lines"),
      ("\u{7F}", "␡"),
      ("\u{9B}31m", "<009B>31m"),
      ("a\u{202E}b", "a<202E>b"),
      ("zero\u{200B}width", "zero<200B>width"),
      ("\u{2028}", "<2028>"),
      ("\u{E000}", "<E000>"),
      ("口紅 é ▀", "口紅 é ▀"),
      ("", ""),
    ])
  func examples(text: String, shown: String) {
    #expect(visible(text) == shown)
  }

  @Test(
    "never lets a control, format or bidirectional character through",
    arguments: [1, 2, 3] as [UInt64])
  func noControlSurvives(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<8 { text.append(randomScalar(&random)) }
      let shown = visible(String(text))
      for scalar in shown.unicodeScalars {
        #expect(
          !isDangerous(scalar),
          "seed \(seed): U+\(String(scalar.value, radix: 16)) in \(shown.debugDescription)")
      }
      #expect(visible(shown) == shown, "seed \(seed): not stable for \(shown.debugDescription)")
    }
  }

  @Test("every single control and format character is replaced")
  func allControls() {
    var count = 0
    for value in UInt32(0)...0xE_01FF {
      guard let scalar = Unicode.Scalar(value), isDangerous(scalar) else { continue }
      count += 1
      #expect(
        !visible(String(scalar)).unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
    }
    #expect(count > 65 + 20, "the test's own idea of dangerous finds too little")
  }

  /// Written apart from the product's rule: by number, with the Unicode property as a second opinion.
  private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0001, 0xE0020...0xE007F:
      true
    default: scalar.properties.isBidiControl
    }
  }

  /// Every second one of the first 256 or of the format blocks.
  private func randomScalar(_ random: inout SeededGenerator) -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [0...0xFF, 0x2000...0x2070, 0...0xD7FF, 0xE000...0x10FFFF]
    while true {
      guard let range = ranges.randomElement(using: &random) else { continue }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { return scalar }
    }
  }
}
