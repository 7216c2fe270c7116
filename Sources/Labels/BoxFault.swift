/// Why a box cannot be a label of an image: bad data, never clipped in silence.
package enum BoxFault: Hashable, Sendable, CustomStringConvertible {
  /// A coordinate is NaN or infinite.
  case notFinite(field: String, value: Double)
  /// Width or height is zero or negative.
  case empty(field: String, value: Double)
  /// An edge lies beyond the image; `limit` is the image's edge.
  case outside(field: String, value: Double, limit: Double)

  package var description: String {
    switch self {
    case .notFinite(let field, let value): "\(field) is \(value), not a number of pixels"
    case .empty(let field, let value): "\(field) is \(value), but must be above 0"
    case .outside(let field, let value, let limit):
      "\(field) is \(value), beyond the image's edge at \(limit)"
    }
  }
}

extension Box {
  /// How far, in pixels, a far edge may lie beyond the image before it is a fault: room for the
  /// rounding of `x + width` when both came as decimal text, far below what anybody can draw.
  package static let edgeTolerance = 1e-6

  /// The first fault of the box as a label of an image of `imageWidth` x `imageHeight` pixels.
  package func fault(imageWidth: Int, imageHeight: Int) -> BoxFault? {
    isLabel(imageWidth: Double(imageWidth), imageHeight: Double(imageHeight))
      ? nil : firstFault(imageWidth: imageWidth, imageHeight: imageHeight)
  }

  /// Whether it has none of the faults; false for NaN, which compares with nothing.
  private func isLabel(imageWidth: Double, imageHeight: Double) -> Bool {
    let least = -Self.edgeTolerance
    return x >= least && y >= least && width > 0 && height > 0
      && right <= imageWidth + Self.edgeTolerance && bottom <= imageHeight + Self.edgeTolerance
  }

  private func firstFault(imageWidth: Int, imageHeight: Int) -> BoxFault? {
    for (field, value) in [("x", x), ("y", y), ("width", width), ("height", height)]
    where !value.isFinite {
      return .notFinite(field: field, value: value)
    }
    for (field, value) in [("width", width), ("height", height)] where value <= 0 {
      return .empty(field: field, value: value)
    }
    for (field, value) in [("x", x), ("y", y)] where value < -Self.edgeTolerance {
      return .outside(field: field, value: value, limit: 0)
    }
    let edges = [("x + width", right, imageWidth), ("y + height", bottom, imageHeight)]
    for (field, value, limit) in edges where value > Double(limit) + Self.edgeTolerance {
      return .outside(field: field, value: value, limit: Double(limit))
    }
    return nil
  }
}
