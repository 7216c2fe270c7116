/// Puts a file's rows, as they are stored, where they belong in an upright pyramid, and has the
/// smaller levels made.
///
/// Rows that arrive whole and stay rows are published as they come. Those that become columns, and
/// those of interlaced files, are published only when all are there.
final class RowPlacer {
  private let pyramid: Pyramid
  private let orientation: Orientation
  private let width: Int
  private let height: Int
  private let halving: Halving
  /// Rows that become columns, until there are enough of them to be worth a walk down the picture.
  private var strip: [UInt8] = []
  private var stripRows = 0..<0
  /// What still lies in the processor's cache, and fills a line of it: a guess.
  private static let mostStripRows = 32

  /// The reader as it was shrunk; the pyramid has its upright size.
  init(_ reader: any RowReader, in pyramid: Pyramid) {
    self.pyramid = pyramid
    orientation = reader.orientation
    (width, height) = (reader.width, reader.height)
    halving = Halving(pyramid)
    if orientation.swapsSides {
      strip = Array(repeating: 0, count: width * 3 * min(height, Self.mostStripRows))
    }
  }

  /// Decodes to the end. `onRow` is called after each row is in its place.
  func run(
    _ file: ImageFile, _ reader: any RowReader, isCancelled: () -> Bool,
    onRow: (RowSpan) -> Void
  ) throws(PixelsError) {
    var isPublished = true
    var rows = 0
    try file.decode(reader, isCancelled: isCancelled) { span, row in
      guard let row = row.baseAddress else { return }
      if orientation.swapsSides, span.step == 1, span.count == width {
        isPublished = false
        collect(row, y: span.y)
      } else if span.step == 1, span.count == width, isPublished {
        place(row, y: span.y)
      } else {
        isPublished = false
        scatter(span, row)
      }
      rows += 1
      if rows % rowsBetweenLooks == 0 { pyramid.publish(rows: isPublished ? rows : 0) }
      onRow(span)
    }
    placeStrip()
    if !isPublished {
      for y in 0..<pyramid.height {
        halving.take(row: y)
        if y % rowsBetweenLooks == 0 { pyramid.letGo() }
      }
    }
    pyramid.publish(rows: pyramid.height)
  }

  /// A whole row that stays a row.
  private func place(_ row: UnsafePointer<UInt8>, y: Int) {
    let turnsOver = orientation == .upsideDown || orientation == .flipped
    let upright = turnsOver ? height - 1 - y : y
    let to = pyramid.levels[0].bytes + upright * width * 3
    if orientation == .mirrored || orientation == .upsideDown {
      for x in 0..<width {
        let from = row + (width - 1 - x) * 3
        (to[x * 3], to[x * 3 + 1], to[x * 3 + 2]) = (from[0], from[1], from[2])
      }
    } else {
      to.update(from: row, count: width * 3)
    }
    halving.take(row: upright)
  }

  /// Some pixels of a row that stays a row.
  private func scatter(_ span: RowSpan, _ row: UnsafePointer<UInt8>) {
    let layout = orientation.layout(width: width, height: height)
    let first = layout.start + span.x * layout.across + span.y * layout.down
    var to = pyramid.levels[0].bytes + first * 3
    let step = span.step * layout.across * 3
    for from in stride(from: 0, to: span.count * 3, by: 3) {
      (to[0], to[1], to[2]) = (row[from], row[from + 1], row[from + 2])
      to += step
    }
  }

  /// A row that becomes a column.
  private func collect(_ row: UnsafePointer<UInt8>, y: Int) {
    if y != stripRows.upperBound || stripRows.count == Self.mostStripRows {
      placeStrip()
      stripRows = y..<y
    }
    strip.withUnsafeMutableBufferPointer { strip in
      guard let strip = strip.baseAddress else { return }
      (strip + stripRows.count * width * 3).update(from: row, count: width * 3)
    }
    stripRows = stripRows.lowerBound..<y + 1
  }

  /// Puts the collected rows beside each other.
  private func placeStrip() {
    let layout = orientation.layout(width: width, height: height)
    let bytes = pyramid.levels[0].bytes
    strip.withUnsafeBufferPointer { strip in
      guard let strip = strip.baseAddress else { return }
      for x in 0..<width {
        let first = layout.start + x * layout.across + stripRows.lowerBound * layout.down
        var to = bytes + first * 3
        var from = strip + x * 3
        for _ in stripRows {
          (to[0], to[1], to[2]) = (from[0], from[1], from[2])
          to += layout.down * 3
          from += width * 3
        }
      }
    }
    stripRows = 0..<0
  }
}

/// Rows between two publications: some milliseconds of a large picture.
private let rowsBetweenLooks = 64
