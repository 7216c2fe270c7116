import Cells
import Testing

@testable import Workbench

/// What can be read, and told apart, by whom.
struct ThemeTests {
  /// Terminals' papers in wide use: plain, VS Code, Dracula, Nord, Solarized, Ubuntu, Tokyo Night.
  private static let darkPapers: [UInt32] = [
    0x000000, 0x1E1E1E, 0x282A36, 0x2E3440, 0x002B36, 0x300A24, 0x1A1B26,
  ]
  /// Plain, Solarized, gray, Gruvbox, Catppuccin.
  private static let lightPapers: [UInt32] = [0xFFFFFF, 0xFDF6E3, 0xEEEEEE, 0xFBF1C7, 0xEFF1F5]

  private static let all: [(name: String, inks: Inks, papers: [UInt32], least: Double)] = [
    ("dark", .dark, darkPapers, 4.5), ("light", .light, lightPapers, 4.5),
    ("high contrast, dark", .highContrastDark, [], 7),
    ("high contrast, light", .highContrastLight, [], 7),
    ("dark, painted", Look(.dark).inks, [], 4.5), ("light, painted", Look(.light).inks, [], 4.5),
    ("light on a dark terminal", Look(.light, on: Ink(rgb: 0)).inks, [], 4.5),
    ("color-blind", Look(.colorBlind).inks, darkPapers, 4.5),
    ("color-blind, light", Look(.colorBlind, on: Ink(rgb: 0xFFFFFF)).inks, lightPapers, 4.5),
  ]

  @Test func `every text of every theme is read on what it stands on`() {
    for (name, inks, papers, least) in Self.all {
      for pair in Inks.pairs {
        let ink = inks[pair.ink]
        let own = inks[pair.on]
        // On the terminal's own paper its own ink is as legible as the person made it.
        guard !ink.isPlain else { continue }
        for paper in own.isPlain ? papers.map({ Ink(rgb: $0) }) : [own] {
          let contrast = ink.contrast(with: paper)
          #expect(contrast >= least, "\(name): \(pair.ink) on \(pair.on) has \(contrast)")
        }
      }
    }
  }

  @Test func `names on chips are read, whatever the color`() {
    for inks in [Inks.okabeIto, Inks.farthestApart] {
      for ink in inks { #expect(ink.contrast(with: ink.readable) >= 4.5) }
    }
    for value in stride(from: 0, to: 0x100_0000, by: 4099) {
      let ink = Ink(rgb: UInt32(value))
      #expect(ink.contrast(with: ink.readable) >= 4.5)
    }
    #expect(abs(Ink(rgb: 0).contrast(with: Ink(rgb: 0xFFFFFF)) - 21) < 1e-9)
  }

  @Test(arguments: Vision.allCases)
  func `the colors of the color-blind theme are told apart by everybody`(vision: Vision) {
    let seen = Look(.colorBlind).inks.distinct.map(vision.lab)
    for (index, one) in seen.enumerated() {
      for (other, color) in seen.enumerated().dropFirst(index + 1) {
        let apart = (0..<3).map { (one[$0] - color[$0]) * (one[$0] - color[$0]) }
          .reduce(0, +).squareRoot()
        // About 2.3 is just noticeable side by side; the five of a dispute are farther apart.
        #expect(
          apart >= (other < 5 ? 40 : 28), "\(vision): \(index) and \(other) are \(apart) apart")
      }
    }
  }

  @Test func `a theme follows the terminal's paper, and paints its own where it must`() {
    let (black, white) = (Ink(rgb: 0x101010), Ink(rgb: 0xFDF6E3))
    #expect(Look().inks == .dark)
    #expect(Look(on: black).inks == .dark)
    #expect(Look(on: white).inks == .light)
    #expect(Look(.light, on: white).inks == .light)
    #expect(!Look(.light, on: black).inks.paper.isPlain)
    #expect(Look(.highContrast, on: white).inks == .highContrastLight)
    var bench = Bench.labeling()
    bench.send(.input(.paper(white)))
    #expect(bench.model.theme.inks == .light)
  }

  @Test func `painted, no cell is left in the terminal's own colors`() {
    for theme in [Look.Theme.light, .dark, .highContrast] {
      var bench = Bench.resolving(columns: 100, rows: 30)
      bench.model.look = Look(theme)
      bench.type("?")
      for cell in bench.screen.cells {
        #expect(!cell.style.foreground.isPlain && !cell.style.background.isPlain)
      }
    }
    var plain = Bench.labeling(display: Display(colors: .sixteen, unicode: true))
    let before = plain.screen
    plain.model.look = Look(.highContrast)
    #expect(plain.screen == before)
  }
}

/// How a color is seen: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of
/// color vision deficiency", IEEE TVCG 15(6), 2009, severity 1.0, on linear light.
enum Vision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// CIE 1976 L*a*b* (D65) of what is seen.
  func lab(_ ink: Ink) -> [Double] {
    let light = [ink.red, ink.green, ink.blue].map(Self.linear)
    let seen = Self.product(matrix, light).map { min(max($0, 0), 1) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let f = zip(Self.product(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white in
      let ratio = value / white
      return ratio > 216.0 / 24389 ? Self.root(ratio) : (24389.0 / 27 * ratio + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).map(*).reduce(0, +) }
  }

  /// The luminance of a gray is its value in linear light.
  private static func linear(_ value: UInt8) -> Double {
    Ink(red: value, green: value, blue: value).luminance
  }

  /// The cube root, by Newton's method.
  private static func root(_ value: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }
}
