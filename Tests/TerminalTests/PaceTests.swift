import Testing

@testable import Terminal

struct PaceTests {
  /// A link of so many bytes a second, with room for 16 KiB, on which a picture of 400,000 bytes moves.
  private func pace(bytesASecond: Double, frames: Int) -> Pace {
    var pace = Pace()
    for _ in 0..<frames {
      let cost = 400_000 / (pace.bits == 8 ? 1 : 8 - pace.bits)
      var left = cost
      while left > 0 {
        let piece = min(left, pace.limit)
        left -= piece
        pace.moved(piece, isWhole: left == 0)
        if piece > 16_384 {
          pace.drained(piece - 16_384, seconds: Double(piece - 16_384) / bytesASecond)
        } else {
          pace.tookAtOnce(piece)
        }
      }
    }
    return pace
  }

  @Test(arguments: [5e6, 50e6, 1e9])
  func `a quick link is never drawn coarsely`(bytesASecond: Double) {
    for frames in 1...40 { #expect(pace(bytesASecond: bytesASecond, frames: frames).bits == 8) }
  }

  @Test(arguments: [20e3, 200e3, 1e6])
  func `a slow link is, in pieces of about a tenth of a second`(bytesASecond: Double) {
    let pace = pace(bytesASecond: bytesASecond, frames: 40)
    #expect(pace.bits < 8)
    #expect(Double(pace.limit) < max(0.25 * bytesASecond, 40_000))
  }

  @Test func `a moment's stall of a quick link changes nothing`() {
    var pace = pace(bytesASecond: 50e6, frames: 10)
    pace.drained(200_000, seconds: 2)
    pace.moved(400_000, isWhole: true)
    #expect(pace.bits == 8 && pace.limit > 1_000_000)
  }

  @Test func `a link that became quick is found out`() {
    var pace = pace(bytesASecond: 20e3, frames: 20)
    for _ in 0..<60 {
      pace.tookAtOnce(pace.limit)
      pace.moved(1000, isWhole: true)
    }
    #expect(pace.bits == 8 && pace.limit > 1_000_000)
  }
}
