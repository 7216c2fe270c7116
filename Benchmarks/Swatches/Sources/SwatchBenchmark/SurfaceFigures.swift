import Labels
import Pixels
import Swatches

/// How true the render base, the finish and the particles are.
enum SurfaceFigures {
  static func print(_ renders: [Render], _ boxes: Boxes) {
    let pairs = renders.compactMap { render in
      Swatch.read(render.picture, box: boxes.box(of: render, round: 7)).map { (render, $0) }
    }
    Swift.print("surfaces, \(boxes.rawValue)")
    let color = { (parts: [Double]) in SRGB(red: parts[0], green: parts[1], blue: parts[2]) }
    let mean = { (read: (Swatch) -> SRGB, truth: (Render) -> [Double]) in
      SwatchBenchmark.mean(pairs.map { read($0.1).meanDifference(from: color(truth($0.0))) })
    }
    Swift.print(
      "  without reflections: render base",
      mean({ $0.renderBase.color }, { $0.truth.appearance_srgb_diffuse_median }).cell(5),
      " observed", mean({ $0.observed.color }, { $0.truth.appearance_srgb_diffuse_median }).cell(5),
      " average", mean({ $0.average }, { $0.truth.appearance_srgb_diffuse_median }).cell(5))
    let known = pairs.map { render, swatch in
      let light = render.truth.irradiance_on_bullet_exposed_rgb
      let reference = Reference(
        light: LinearRGB(red: light[0], green: light[1], blue: light[2]), reflectance: 1)
      let base =
        Swatch.read(
          render.picture, box: boxes.box(of: render, round: 7), reference: reference)?
        .renderBase.color ?? swatch.renderBase.color
      return base.meanDifference(from: color(render.truth.base_color_srgb))
    }
    Swift.print(
      "  the paint itself: light known", SwatchBenchmark.mean(known).cell(5), " not known",
      mean({ $0.renderBase.color }, { $0.truth.base_color_srgb }).cell(5))

    let finishes = pairs.compactMap { render, swatch in
      swatch.finish.map { (render.truth.finish == $0.likeliest.rawValue, $0, render.truth) }
    }
    let sure = finishes.sorted {
      ($0.1.probabilities.max() ?? 0) > ($1.1.probabilities.max() ?? 0)
    }.prefix(finishes.count / 2)
    let share = { (count: Int, all: Int) in 100 * Double(count) / Double(max(1, all)) }
    Swift.print(
      "  finish: right", share(finishes.count { $0.0 }, pairs.count).cell(5), "% of the surer half",
      share(sure.count { $0.0 }, sure.count).cell(5), "% roughness off by",
      SwatchBenchmark.mean(finishes.map { abs($0.1.roughness - $0.2.roughness) }).cell(5, 3))
    let right = pairs.count { $0.1.particles.isPresent == $0.0.truth.particles.present }
    var (sizes, densities): ([Double], [Double]) = ([], [])
    for (render, swatch) in pairs where swatch.particles.isPresent {
      guard let truth = render.truth.particles.detectable, truth.size_px_equiv > 0 else { continue }
      sizes.append(abs(swatch.particles.size / truth.size_px_equiv - 1))
      densities.append(abs(swatch.particles.density / truth.density_per_1000px - 1))
    }
    Swift.print(
      "  particles: presence right", share(right, pairs.count).cell(5),
      "% median error of the size",
      (100 * SwatchBenchmark.median(sizes)).cell(5), "% of the density",
      (100 * SwatchBenchmark.median(densities)).cell(5), "%\n")
  }
}
