import FoundationEssentials
import Pixels
import Swatches

/// Pictures of what each pixel of the true boxes was taken for, as PPM files: what was read in its
/// colors, highlights white, particles yellow, the rim gray, the rest black.
enum RolePictures {
  static func write(_ renders: [Render], to folder: String) throws {
    for render in renders {
      guard let swatch = Swatch.read(render.picture, box: render.box) else { continue }
      let roles = swatch.roles
      var bytes = Array("P6 \(roles.product.width) \(roles.product.height) 255\n".utf8)
      for y in 0..<roles.product.height {
        for x in 0..<roles.product.width {
          switch roles.role(x: x, y: y) {
          case .rejected: bytes += [0, 0, 0]
          case .rim: bytes += [128, 128, 128]
          case .highlight: bytes += [255, 255, 255]
          case .particle: bytes += [255, 255, 0]
          case .used:
            let color = render.picture.color(
              x: roles.originX + x << roles.level, y: roles.originY + y << roles.level)
            bytes += [color.red, color.green, color.blue]
          }
        }
      }
      try Data(bytes).write(to: URL(filePath: folder + "/" + render.name + ".ppm"))
    }
  }
}
