extension Pyramid {
  /// Decodes a file: upright, opaque, 8-bit sRGB. The file's rows go straight to their places, so
  /// beside the pyramid there is never more than a row of it (and what a progressive JPEG needs).
  init(
    contentsOf path: String, limits: DecodeLimits, isCancelled: () -> Bool
  ) throws(PixelsError) {
    let file = try ImageFile(path: path)
    let reader = try file.reader(limits: limits)
    let layout = reader.orientation.layout(width: reader.width, height: reader.height)
    try self.init(
      width: reader.uprightWidth, height: reader.uprightHeight
    ) { pixels throws(PixelsError) in
      guard let pixels = pixels.baseAddress else { return }
      try file.decode(reader, isCancelled: isCancelled) { span, row in
        guard let row = row.baseAddress else { return }
        var to = pixels + (layout.start + span.x * layout.across + span.y * layout.down) * 3
        let step = span.step * layout.across * 3
        if step == 3 {
          to.update(from: row, count: span.count * 3)
          return
        }
        for from in stride(from: 0, to: span.count * 3, by: 3) {
          to[0] = row[from]
          to[1] = row[from + 1]
          to[2] = row[from + 2]
          to += step
        }
      }
    }
  }
}
