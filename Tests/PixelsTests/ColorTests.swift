import Pixels
import Testing

/// Pictures whose file says what their colors mean, and WebPs: `color.json` has what another reader
/// makes of them.
struct ColorTests {
  struct Answers: Decodable {
    let pictures: [String: JPEGTests.Answer]
  }

  @Test func `every picture has the colors that its file means`() throws {
    let answers = try TestFiles.decoded("color.json", as: Answers.self).pictures
    #expect(answers.count == 26)
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let picture = try Picture(contentsOf: TestFiles.path(name))
      #expect(picture.width == answer.width && picture.height == answer.height, "\(name)")
      // libjpeg and libwebp differ from version to version in the last bits; PNGs only by how a
      // transform rounds.
      let tolerance = name.hasSuffix(".png") ? 2 : JPEGTests.tolerance
      for pixel in answer.pixels {
        let color = picture.color(x: pixel.x, y: pixel.y)
        for (found, wanted) in zip([color.red, color.green, color.blue], pixel.rgb) {
          #expect(
            abs(Int(found) - wanted) <= tolerance,
            "\(name) at \(pixel.x), \(pixel.y): \(color), not \(pixel.rgb)")
        }
      }
      var sums = [0, 0, 0]
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let color = picture.color(x: x, y: y)
          sums[0] += Int(color.red)
          sums[1] += Int(color.green)
          sums[2] += Int(color.blue)
        }
      }
      for (sum, mean) in zip(sums, answer.mean) {
        #expect(abs(Double(sum) / Double(picture.width * picture.height) - mean) < 0.6, "\(name)")
      }
    }
  }
}
