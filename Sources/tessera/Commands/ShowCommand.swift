import ArgumentParser
import Cells
import FoundationEssentials
import Labels
import Pixels
import Terminal

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print images as colored blocks.",
    discussion: """
      Examples:
        tessera show photograph.jpg
        tessera show --size 120x40 --box 10,20,100,50 a.png b.png
        curl -s https://example.org/a.jpg | tessera show -

      Each cell gets the glyph and the two colors that come nearest to the picture. The output is \
      plain text with color sequences, so it can be piped, kept and printed again. Images that \
      cannot be shown are named, the others are printed, and the exit code is 65; it is 66 when \
      all that failed could not even be opened.
      """)

  @Argument(help: "PNG, JPEG and WebP files; - is standard input.") var images: [String]
  @Option(help: "At most so many cells, such as 80x24; the terminal's size if left out.")
  var size: CellSize?
  @Flag(help: "Fill the size, whatever the image's sides.") var stretch = false
  @Option(help: "auto, ascii, half, quadrant, sextant, octant or best (all but octants).")
  var symbols: Symbols = .auto
  @Option(help: "auto, truecolor, 256, 16, 8, grey or none.") var colors: Colors = .auto
  @Option(help: "Outline x,y,width,height in the image's pixels; may be given many times.")
  var box: [PixelBox] = []
  @Option(help: "Only the part x,y,width,height of the image, in its pixels.") var zoom: PixelBox?

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let display = CursesScreen.display(environment: environment)
    let palette = colors.palette(on: display)
    let glyphs = symbols.glyphs(
      known: TerminalMemory(environment: environment).glyphs(unicode: display.unicode))
    var failures: [Failure.Code] = []
    for image in images {
      do {
        try show(image, glyphs, palette, unicode: display.unicode)
      } catch let failure as Failure where failure.code == .badData || failure.code == .noInput {
        failures.append(failure.code)
        Console.complain(failure.message)
      }
    }
    if !failures.isEmpty {
      throw Failure(
        failures.contains(.badData) ? .badData : .noInput,
        "\(failures.count) of \(images.count) images could not be shown.")
    }
  }

  private func show(
    _ image: String, _ glyphs: GlyphSet, _ palette: MosaicColors, unicode: Bool
  ) throws {
    let file = try image == "-" ? InputFile() : nil
    let path = file?.path ?? image
    let view = try Failure.reporting {
      do {
        return try picture(at: path, glyphs, palette)
      } catch let error as PixelsError where file != nil {
        throw Failure(Failure.code(of: error), "\(error)".replacing(path, with: "standard input"))
      }
    }
    var cells = view.cells
    for box in box {
      outline(
        box.box, of: view.part, on: &cells, columns: view.columns, unicode: unicode,
        colored: palette != .none)
    }
    try Console.emit(
      bytes: SGR.text(cells, columns: view.columns, colors: palette.sequences))
  }

  /// The cells of a file's picture, and the part of it that they show.
  private func picture(
    at path: String, _ glyphs: GlyphSet, _ palette: MosaicColors
  ) throws -> (cells: [Cell], columns: Int, part: Box) {
    let header = try probe(contentsOf: path)
    let whole = Box(x: 0, y: 0, width: Double(header.width), height: Double(header.height))
    let part = try part(of: whole, image: path)
    let size = (size ?? CellSize.ofTerminal()).fitted(part, stretch: stretch)
    // A pixel as wide as a cell and half as high, or larger: half blocks show each as it is.
    let isMagnified =
      Double(size.columns) >= part.width && Double(size.rows * 2) >= part.height
    let finest: GlyphSet = isMagnified && symbols.isOurs && glyphs != .ascii ? .half : glyphs
    let mosaic = Mosaic(
      glyphs: finest, colors: palette,
      parts: isMagnified || finest == .ascii || palette == .none ? nil : .fine)
    let grid = BlockGrid(
      parts: mosaic.parts, columns: size.columns, rows: size.rows,
      left: part.left, top: part.top, width: part.width, height: part.height)
    let blocks =
      isMagnified
      ? try BlockImage(nearestIn: path, on: grid)
      : try BlockImage(contentsOf: path, on: grid)
    return (mosaic.cells(from: blocks, outside: .blank), size.columns, part)
  }

  /// What of the picture is to be seen.
  private func part(of whole: Box, image: String) throws -> Box {
    guard let wanted = zoom?.box else { return whole }
    let part = Box(
      left: max(whole.left, wanted.left), top: max(whole.top, wanted.top),
      right: min(whole.right, wanted.right), bottom: min(whole.bottom, wanted.bottom))
    guard part.width > 0, part.height > 0 else {
      throw Failure(
        .badData,
        "\(image): --zoom lies outside; the image has \(Int(whole.width)) x "
          + "\(Int(whole.height)) pixels.")
    }
    return part
  }
}
