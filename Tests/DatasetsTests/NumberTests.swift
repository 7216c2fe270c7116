import Glibc
import Testing

@testable import Datasets

@Test(
  arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "-2.5"), (0.1 + 0.2, "0.3"), (1e-6, "0.000001"),
    (4e-7, "0"), (-4e-7, "0"), (99.999_999_9, "100"), (1234.056, "1234.056"), (1e-300, "0"),
    (8e9, "8000000000"), (1e21, "1000000000000000000000"), (-12_345_678_901, "-12345678901"),
  ])
func `numbers have at most 6 decimals and no exponent`(value: Double, text: String) {
  #expect(number(value) == text)
}

@Test func `texts are quoted so that every JSON reader reads them back`() {
  #expect(quoted("a\"b\\c\n\u{1}\u{7F}é😀") == #""a\"b\\c\n\u0001\u007fé😀""#)
}

/// What a JSON number is read as.
private func read(_ text: String) throws -> Double? {
  try Array(text.utf8).withUnsafeBufferPointer { try JSONReader.read($0, from: 0).number(0) }
}

@Test(
  arguments: [
    // Halfway between two numbers, and on either side.
    "9007199254740993", "9007199254740993.0", "9007199254740993.001", "9007199254740992.999",
    "0.1", "0.30000000000000004", "173.28999999999999", "-0", "0.0", "1e400", "-1e-400", "5e-324",
    "2.2250738585072011e-308", "1.7976931348623159e308", "9999999999999999999",
    "0.9999999999999999999", "18446744073709551615", "18446744073709551616.5",
    "0.000000000000000000000000000001", "1" + String(repeating: "0", count: 400),
  ])
func `a number is read as the Double that is nearest to it`(text: String) throws {
  let value = try #require(try read(text))
  #expect(value.bitPattern == strtod(text, nil).bitPattern)
}

@Test func `any decimal is read as the Double that is nearest to it`() throws {
  let seed = UInt64.random(in: 0 ... .max)
  var generator = SeededGenerator(seed: seed)
  for _ in 0..<20_000 {
    let digits = (0..<Int.random(in: 1...22, using: &generator)).map { _ in
      String(Int.random(in: 0...9, using: &generator))
    }.joined()
    var text = String(Int.random(in: 1...9, using: &generator)) + digits
    let point = Int.random(in: 1...text.count, using: &generator)
    if point < text.count { text.insert(".", at: text.index(text.startIndex, offsetBy: point)) }
    #expect(try read(text) == strtod(text, nil), "\(text), seed \(seed)")
    let value = Double(bitPattern: generator.next())
    if value.isFinite { #expect(try read("\(value)") == value, "seed \(seed)") }
  }
}
