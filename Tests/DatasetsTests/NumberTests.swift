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
