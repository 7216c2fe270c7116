/// Rows between two looks at `isCancelled`.
private let rowsBetweenLooks = 64

extension Pyramid {
  /// Decodes a file: upright, opaque, 8-bit sRGB. The file's rows go straight to their places, so
  /// beside the pyramid there is never more than a row of it (and what a progressive JPEG needs).
  ///
  /// Color profiles and PNG's gAMA are not applied: numbers are taken for sRGB, as they stand.
  init(
    contentsOf path: String, limits: DecodeLimits, isCancelled: () -> Bool
  ) throws(PixelsError) {
    let file = try ImageFile(path: path)
    switch file.format {
    case .png: try self.init(png: file, limits: limits, isCancelled: isCancelled)
    case .jpeg: try self.init(jpeg: file, limits: limits, isCancelled: isCancelled)
    }
  }

  private init(
    png file: ImageFile, limits: DecodeLimits, isCancelled: () -> Bool
  ) throws(PixelsError) {
    let reader = try PNGReader(file, limits: limits)
    let path = file.path
    let (width, channels) = (reader.width, reader.channels)
    let row = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: width * channels)
    defer { row.deallocate() }
    try self.init(width: width, height: reader.height) { pixels throws(PixelsError) in
      var rows = 0
      while let span = try reader.next(into: row) {
        for sample in 0..<span.count {
          let x = span.x + sample * span.step
          let (from, to) = (sample * channels, (span.y * width + x) * 3)
          if channels == 3 {
            pixels[to] = row[from]
            pixels[to + 1] = row[from + 1]
            pixels[to + 2] = row[from + 2]
          } else {
            let paper = Checkerboard.value(x: x, y: span.y)
            let alpha = row[from + 3]
            pixels[to] = Checkerboard.lay(row[from], alpha: alpha, on: paper)
            pixels[to + 1] = Checkerboard.lay(row[from + 1], alpha: alpha, on: paper)
            pixels[to + 2] = Checkerboard.lay(row[from + 2], alpha: alpha, on: paper)
          }
        }
        rows += 1
        if rows % rowsBetweenLooks == 0, isCancelled() { throw .cancelled(path: path) }
      }
    }
  }

  private init(
    jpeg file: ImageFile, limits: DecodeLimits, isCancelled: () -> Bool
  ) throws(PixelsError) {
    let reader = try JPEGReader(file, limits: limits)
    let path = file.path
    let (width, height) = (reader.width, reader.height)
    while try reader.absorb() {
      if isCancelled() { throw .cancelled(path: path) }
    }
    let row = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: width * 3)
    defer { row.deallocate() }
    let layout = reader.orientation.layout(width: width, height: height)
    let swaps = reader.orientation.swapsSides
    try self.init(
      width: swaps ? height : width, height: swaps ? width : height
    ) { pixels throws(PixelsError) in
      var y = 0
      while try reader.next(into: row) {
        var to = (layout.start + y * layout.down) * 3
        for from in stride(from: 0, to: width * 3, by: 3) {
          pixels[to] = row[from]
          pixels[to + 1] = row[from + 1]
          pixels[to + 2] = row[from + 2]
          to += layout.across * 3
        }
        y += 1
        if y % rowsBetweenLooks == 0, isCancelled() { throw .cancelled(path: path) }
      }
    }
  }
}
