/// CIELAB of 8-bit sRGB by table, for whole rasters: within 0.3 of exact.
struct LabCodes: Sendable {
  static let shared = LabCodes()

  /// The cube root's part of CIELAB at `i / steps`.
  private let responses: [Float]
  private let lights: [Float]
  private static let steps: Float = 4096

  private init() {
    responses = (0...4400).map { Float(Lab.response(Double($0) / Double(Self.steps))) }
    lights = SRGBCurve.lights
  }

  /// Calls `body` with lightness (0 to 100), a and b of each pixel in turn.
  func forEach(_ samples: UnsafeBufferPointer<UInt8>, _ body: (Int, Float, Float, Float) -> Void) {
    responses.withUnsafeBufferPointer { responses in
      lights.withUnsafeBufferPointer { lights in
        for pixel in 0..<samples.count / 3 {
          let red = lights[Int(samples[pixel * 3])]
          let green = lights[Int(samples[pixel * 3 + 1])]
          let blue = lights[Int(samples[pixel * 3 + 2])]
          let x = (0.433953 * red + 0.376219 * green + 0.189828 * blue) * Self.steps
          let y = (0.212673 * red + 0.715152 * green + 0.072175 * blue) * Self.steps
          let z = (0.017756 * red + 0.109477 * green + 0.872767 * blue) * Self.steps
          let (fx, fy, fz) = (
            responses[Int(x + 0.5)], responses[Int(y + 0.5)], responses[Int(z + 0.5)]
          )
          body(pixel, 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))
        }
      }
    }
  }
}
