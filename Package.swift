// swift-tools-version: 6.2

import PackageDescription

/// Settings shared by every Swift target.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Loops over pixels and edges are optimized even in debug builds: at -Onone they are some 50 times
/// slower.
let hotSettings = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// What random events are sent to: optimized where a million of them are.
let fuzzedSettings = Context.environment["FUZZ"] == nil ? settings : hotSettings

/// Settings shared by the C shims.
let shimSettings: [CSetting] = [
  .treatAllWarnings(as: .error), .unsafeFlags(["-std=gnu11", "-Wall", "-Wextra"]),
]

let package = Package(
  name: "tessera",
  products: [
    .executable(name: "tessera", targets: ["tessera"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // MARK: C libraries, each behind a small shim

    .target(
      name: "CNCurses", exclude: ["EntryText.sh", "tessera.ti"], cSettings: shimSettings,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CPNG", cSettings: shimSettings, linkerSettings: [.linkedLibrary("png16")]),
    .target(name: "CJPEG", cSettings: shimSettings, linkerSettings: [.linkedLibrary("jpeg")]),
    .target(name: "CWebP", cSettings: shimSettings, linkerSettings: [.linkedLibrary("webp")]),
    .target(
      name: "CCMark", cSettings: shimSettings,
      linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]),
    .target(name: "CLCMS", cSettings: shimSettings, linkerSettings: [.linkedLibrary("lcms2")]),
    .target(
      name: "CXML", cSettings: shimSettings + [.unsafeFlags(["-I/usr/include/libxml2"])],
      linkerSettings: [.linkedLibrary("xml2")]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),

    // MARK: Labels

    .target(name: "Labels", swiftSettings: fuzzedSettings),
    .testTarget(name: "LabelsTests", dependencies: ["Labels"], swiftSettings: settings),

    // MARK: Cells

    .target(name: "Cells", swiftSettings: fuzzedSettings),
    .testTarget(name: "CellsTests", dependencies: ["Cells"], swiftSettings: settings),

    // MARK: Consensus

    .target(name: "Consensus", dependencies: ["Labels"], swiftSettings: hotSettings),
    .testTarget(
      name: "ConsensusTests", dependencies: ["Consensus", "Labels"], swiftSettings: settings),

    // MARK: Pixels

    .target(
      name: "Pixels", dependencies: ["Cells", "CJPEG", "CLCMS", "CPNG", "CWebP", "Labels"],
      swiftSettings: hotSettings),
    .testTarget(
      name: "PixelsTests", dependencies: ["Cells", "Labels", "Pixels"], exclude: ["Files"],
      swiftSettings: settings),

    // MARK: Swatches

    .target(name: "Swatches", dependencies: ["Labels", "Pixels"], swiftSettings: hotSettings),
    .testTarget(
      name: "SwatchesTests", dependencies: ["Labels", "Pixels", "Swatches"],
      swiftSettings: settings),

    // MARK: Store

    .target(
      name: "Store",
      dependencies: ["Consensus", "Labels", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Consensus", "Labels", "Store", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),

    // MARK: Datasets

    .target(
      name: "Datasets", dependencies: ["CCrypto", "CXML", "Labels"], swiftSettings: settings),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Labels"], exclude: ["Readers"],
      swiftSettings: settings),

    // MARK: Catalogue

    .target(
      name: "Catalogue", dependencies: ["CCrypto", "Labels", "Pixels", "Store"],
      swiftSettings: settings),
    .testTarget(
      name: "CatalogueTests", dependencies: ["Catalogue", "Labels", "Pixels", "Store"],
      swiftSettings: settings),

    // MARK: Guidelines

    .target(name: "Guidelines", dependencies: ["CCMark", "Labels"], swiftSettings: settings),
    .testTarget(
      name: "GuidelinesTests", dependencies: ["Guidelines", "Labels"], swiftSettings: settings),

    // MARK: Workbench

    .target(
      name: "Workbench", dependencies: ["Cells", "Consensus", "Labels", "Pixels"],
      swiftSettings: fuzzedSettings),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["Cells", "Consensus", "Labels", "Pixels", "Workbench"],
      exclude: ["Golden"],
      swiftSettings: fuzzedSettings),

    // MARK: Terminal

    .target(name: "Terminal", dependencies: ["Cells", "CNCurses"], swiftSettings: settings),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Cells", "Terminal"], path: "Tests/TerminalProbe",
      swiftSettings: settings),
    .target(name: "TerminalDriver", path: "Tests/TerminalDriver", swiftSettings: settings),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["CNCurses", "Cells", "Terminal", "TerminalDriver", "TerminalProbe"],
      swiftSettings: settings),

    // MARK: The command line

    .executableTarget(
      name: "tessera",
      dependencies: [
        "Catalogue", "Cells", "Consensus", "Datasets", "Guidelines", "Labels", "Pixels", "Store",
        "Swatches", "Terminal", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEnd", dependencies: ["TerminalDriver", "tessera"], swiftSettings: settings),
    .testTarget(
      name: "StormTests",
      dependencies: [
        "Cells", "Labels", "Pixels", "Store", "TerminalDriver", "Workbench", "tessera",
      ], swiftSettings: settings),

    // MARK: Benchmarks

    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Cells", "Consensus", "Labels", "Pixels", "Store", "Workbench"],
      path: "Benchmarks/Sources", swiftSettings: settings),

    // MARK: Rules of the house

    .testTarget(name: "HouseTests", swiftSettings: settings),
  ]
)
