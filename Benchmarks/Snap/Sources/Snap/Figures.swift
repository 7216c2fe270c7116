import Glibc
import Labels

/// What the strokes of one terminal came to.
struct Figures {
  private var before = 0.0
  private var after = 0.0
  private var worse = 0
  private var stayed = 0
  private var count = 0
  private var edges = 0.0
  private var outward = [0.0, 0.0, 0.0, 0.0]
  private var slowest = 0.0
  private var total = 0.0

  mutating func add(_ stroke: Box, became snapped: Box?, truth: Box, milliseconds: Double) {
    let box = snapped ?? stroke
    let (was, now) = (stroke.iou(with: truth), box.iou(with: truth))
    before += was
    after += now
    if Figures.isWorse(was, now) { worse += 1 }
    if snapped == nil { stayed += 1 }
    let off = [
      truth.left - box.left, truth.top - box.top, box.right - truth.right,
      box.bottom - truth.bottom,
    ]
    edges += off.reduce(0) { $0 + abs($1) } / 4
    for side in 0..<4 { outward[side] += off[side] }
    count += 1
    slowest = max(slowest, milliseconds)
    total += milliseconds
  }

  static func isWorse(_ before: Double, _ after: Double) -> Bool { after < before - 0.02 }

  static let heading =
    "          IoU before  after  worse %  stayed %  edge px  bias l t r b             ms mean  most"

  var line: String {
    let share = 100 / Double(count)
    let bias = outward.map { fixed($0 / Double(count), 1, 5) }.joined(separator: " ")
    return [
      fixed(before / Double(count), 3, 10), fixed(after / Double(count), 3, 6),
      fixed(share * Double(worse), 1, 8), fixed(share * Double(stayed), 1, 9),
      fixed(edges / Double(count), 2, 8), "  " + bias,
      fixed(total / Double(count), 1, 8), fixed(slowest, 1, 5),
    ].joined(separator: " ")
  }
}

/// The processor time that this thread has used, in milliseconds: other programs do not count.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}

/// A number with so many places, padded at the left.
func fixed(_ value: Double, _ places: Int, _ width: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let whole = Int((abs(value) * scale).rounded())
  var digits = String(whole)
  while digits.count <= places { digits = "0" + digits }
  if places > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places)) }
  if value < 0, whole > 0 { digits = "-" + digits }
  return String(repeating: " ", count: max(0, width - digits.count)) + digits
}
