import Labels
import Pixels
import Swatches

/// The plain ways to a color that ours is compared with, all on every pixel of the box.
enum Baseline: String, CaseIterable {
  case average, median, kMeans = "k-means"

  func color(of box: Box, in picture: Picture) -> SRGB {
    let pixels = Self.pixels(of: box, in: picture)
    switch self {
    case .average: return Self.mean(pixels)
    case .median:
      return SRGB(
        red: SwatchBenchmark.median(pixels.map(\.x)),
        green: SwatchBenchmark.median(pixels.map(\.y)),
        blue: SwatchBenchmark.median(pixels.map(\.z)))
    case .kMeans: return Self.largestOfThree(pixels)
    }
  }

  private static func pixels(of box: Box, in picture: Picture) -> [SIMD3<Double>] {
    let columns = max(0, Int(box.left.rounded()))..<min(picture.width, Int(box.right.rounded()))
    let rows = max(0, Int(box.top.rounded()))..<min(picture.height, Int(box.bottom.rounded()))
    return rows.flatMap { y in
      columns.map { x in
        let color = picture.color(x: x, y: y)
        return SIMD3(Double(color.red), Double(color.green), Double(color.blue))
      }
    }
  }

  private static func mean(_ pixels: [SIMD3<Double>]) -> SRGB {
    let mean = pixels.reduce(SIMD3(), +) / Double(max(1, pixels.count))
    return SRGB(red: mean.x, green: mean.y, blue: mean.z)
  }

  /// The center of the largest of three clusters (Lloyd 1982, from the quarters of brightness).
  private static func largestOfThree(_ pixels: [SIMD3<Double>]) -> SRGB {
    let ordered = pixels.sorted { $0.sum() < $1.sum() }
    var centers = [0.25, 0.5, 0.75].map { ordered[Int(Double(ordered.count - 1) * $0)] }
    var clusters: [[SIMD3<Double>]] = []
    for _ in 0..<20 {
      clusters = [[], [], []]
      for pixel in pixels {
        let distances = centers.map { (($0 - pixel) * ($0 - pixel)).sum() }
        let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
        clusters[nearest].append(pixel)
      }
      for (index, cluster) in clusters.enumerated() where !cluster.isEmpty {
        centers[index] = cluster.reduce(SIMD3(), +) / Double(cluster.count)
      }
    }
    return mean(clusters.max { $0.count < $1.count } ?? pixels)
  }
}
