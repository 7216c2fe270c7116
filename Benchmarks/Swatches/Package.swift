// swift-tools-version: 6.2

import PackageDescription

/// The rooms that reading colors needs (links to the product's own sources), and the measurement. They
/// are one package because they are not visible outside their package.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "swatch-benchmark",
  targets: [
    .target(
      name: "CPNG", cSettings: [.unsafeFlags(["-std=gnu11"])],
      linkerSettings: [.linkedLibrary("png16")]),
    .target(
      name: "CJPEG", cSettings: [.unsafeFlags(["-std=gnu11"])],
      linkerSettings: [.linkedLibrary("jpeg")]),
    .target(
      name: "CWebP", cSettings: [.unsafeFlags(["-std=gnu11"])],
      linkerSettings: [.linkedLibrary("webp")]),
    .target(
      name: "CLCMS", cSettings: [.unsafeFlags(["-std=gnu11"])],
      linkerSettings: [.linkedLibrary("lcms2")]),
    .target(name: "Labels", swiftSettings: settings),
    .target(name: "Cells", swiftSettings: settings),
    .target(
      name: "Pixels", dependencies: ["Cells", "CJPEG", "CLCMS", "CPNG", "CWebP", "Labels"],
      swiftSettings: settings),
    .target(name: "Swatches", dependencies: ["Labels", "Pixels"], swiftSettings: settings),
    .executableTarget(
      name: "SwatchBenchmark", dependencies: ["Labels", "Pixels", "Swatches"],
      swiftSettings: settings),
  ]
)
