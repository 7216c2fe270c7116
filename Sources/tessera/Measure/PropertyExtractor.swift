import Labels
import Pixels
import Swatches

/// Reads properties from boxes. A trained model takes the heuristics' place by being another one.
protocol PropertyExtractor {
  /// Reads one box of the image at `path`, which messages and the answer call `name`.
  ///
  /// - Throws: `Failure`, which names the image.
  func measure(
    _ box: Box, path: String, name: String, picture: Picture, reference: Reference?
  ) throws -> MeasuredBox
}

/// The program's own.
struct SwatchExtractor: PropertyExtractor {
  let type: ProductType
  let palette: Palette?

  func measure(
    _ box: Box, path: String, name: String, picture: Picture, reference: Reference?
  ) throws -> MeasuredBox {
    guard let swatch = Swatch.read(picture, box: box, reference: reference) else {
      throw Failure(.badData, "\(name): \(SwatchesError.tooSmall)")
    }
    return MeasuredBox(image: name, box: box, type: type, swatch: swatch, palette: palette)
  }
}
