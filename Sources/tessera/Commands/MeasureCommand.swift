import ArgumentParser
import FoundationEssentials
import Labels
import Pixels
import Store
import Swatches

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Read color, finish and glitter from the pixels of boxes.",
    discussion: """
      Examples:
        tessera measure photograph.jpg --box 10,20,100,50
        tessera measure photograph.jpg --box 10,20,100,50 --reference 300,20,40,40 --reflectance 0.18
        tessera measure -w lips.tessera --palette shades.csv

      Prints a JSON object for each box, those of a workspace being the decided ones. The observed \
      color is what is seen where the product does not shine; the render base has mirrored \
      surroundings removed and, with --reference (a white or gray card beside the product), the \
      light divided out. Without a reference the exposure is not known, and the paint itself may be \
      off by 12 of 255 or more. A program given as --extractor gets a line for each box, as \
      {"box":{"x":10,"y":20,"width":100,"height":50},"image":"/a.png","type":"lipstick"}, and answers \
      {"properties":{...}}. A palette is a file of lines NAME,#RRGGBB.
      """)

  @Argument(help: "A PNG, JPEG or WebP file; left out where a workspace is measured.")
  var image: String?
  @Option(help: "x,y,width,height in the image's pixels; may be given many times.")
  var box: [PixelBox] = []
  @Option(name: .shortAndLong, help: "Measure the decided boxes of this workspace.")
  var workspace: String?
  @Option(help: "A white or gray card in the image: x,y,width,height.") var reference: PixelBox?
  @Option(help: "What part of the light the card gives back: 0.84 white paper, 0.18 gray card.")
  var reflectance = Reference.white
  @Option(help: "Named shades, NAME,#RRGGBB a line: the three nearest are told.")
  var palette: String?
  @Option(
    help:
      "What the boxes are around: \(ProductType.allCases.map(\.rawValue).joined(separator: ", ")).")
  var type = ProductType.lipstick
  @Option(help: "A program that reads the properties instead: JSON Lines in and out.")
  var extractor: String?
  @Flag(help: "One JSON object a line; it always is.") var json = false

  func validate() throws {
    guard (image == nil) != (workspace == nil) else {
      throw ValidationError("Give an image with --box, or a workspace with -w.")
    }
    guard image == nil || !box.isEmpty else {
      throw ValidationError("Which box of the image? Give --box x,y,width,height.")
    }
    guard workspace == nil || box.isEmpty && reference == nil else {
      throw ValidationError("A workspace has boxes of its own: leave --box and --reference out.")
    }
    guard reflectance > 0, reflectance <= 1 else {
      throw ValidationError("--reflectance is a share above 0 and up to 1, such as 0.84.")
    }
  }

  func run() throws {
    let shades = try palette.map(Self.readPalette)
    let extractor: any PropertyExtractor =
      if let extractor { try ExternalExtractor(command: extractor, type: type) } else {
        SwatchExtractor(type: type, palette: shades)
      }
    if let image {
      try measure(image, name: image, boxes: box.map(\.box), by: extractor)
    } else {
      var option = WorkspaceOption()
      option.workspace = workspace
      let store = try option.open()
      try Failure.reporting {
        try store.forEachDossier { dossier in
          guard dossier.standing.state.isDecided else { return }
          let boxes =
            dossier.resolution?.answer.boxes.map(\.box)
            ?? dossier.standing.merged?.boxes.map(\.box) ?? []
          try measure(dossier.image.path, name: dossier.image.name, boxes: boxes, by: extractor)
        }
      }
    }
  }

  private func measure(
    _ path: String, name: String, boxes: [Box], by extractor: any PropertyExtractor
  ) throws {
    guard !boxes.isEmpty else { return }
    let picture = try Failure.reporting { try Picture(contentsOf: path) }
    let card = try reference.map { reference in
      try Self.check(reference.box, in: picture, name: name)
      do {
        return try Reference(picture, box: reference.box, reflectance: reflectance)
      } catch {
        throw Failure(.badData, "\(name): \(error)")
      }
    }
    for box in boxes {
      try Self.check(box, in: picture, name: name)
      try Console.emit(
        encoded(
          extractor.measure(box, path: path, name: name, picture: picture, reference: card)))
    }
  }

  private static func check(_ box: Box, in picture: Picture, name: String) throws {
    if let fault = box.fault(imageWidth: picture.width, imageHeight: picture.height) {
      throw Failure(
        .badData,
        "\(name): \(fault). Boxes are in pixels of the upright image, from its top left corner.")
    }
  }

  private static func readPalette(_ path: String) throws -> Palette {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read; check the path.")
    }
    do {
      return try Palette(text: String(decoding: data, as: UTF8.self))
    } catch {
      throw Failure(.badData, "\(path): \(error)")
    }
  }
}

extension ProductType: ExpressibleByArgument {}
