import Foundation
import Testing

/// Who may know whom. A new arrow is a decision: change this table, ARCHITECTURE.md and the code
/// in one commit.
private let mayKnow: [String: Set<String>] = [
  "Labels": [],
  "Cells": [],
  "Consensus": ["Labels"],
  "Pixels": ["Labels", "Cells", "CPNG", "CJPEG", "CWebP", "CLCMS"],
  "Swatches": ["Labels", "Pixels"],
  "Store": ["Labels", "Consensus", "GRDB"],
  "Datasets": ["Labels", "CCrypto", "CXML"],
  "Catalogue": ["Labels", "Store", "Pixels", "CCrypto"],
  "Guidelines": ["Labels", "CCMark"],
  "Workbench": ["Labels", "Cells", "Consensus", "Pixels"],
  "Terminal": ["Cells", "CNCurses"],
  "tessera": [
    "Labels", "Cells", "Consensus", "Pixels", "Store", "Datasets", "Catalogue", "Workbench",
    "Guidelines", "Swatches", "Terminal", "ArgumentParser", "Logging", "TOMLKit",
  ],
]

/// What of the system a room may use; the purest use nothing at all.
private let system: [String: Set<String>] = [
  "Labels": [],
  "Cells": ["Glibc"],
  "Consensus": ["Glibc"],
  "Swatches": ["Glibc"],
  "Workbench": [],
]
private let systemModules: Set<String> = [
  "Glibc", "Dispatch", "Synchronization", "Foundation", "FoundationEssentials",
]

private let sources = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

/// The modules that each Swift file of a room imports, by the file's path.
private func imports(of room: String) throws -> [(file: String, module: String)] {
  let folder = sources.appending(path: room)
  let files = try #require(FileManager.default.enumerator(atPath: folder.path()))
  var found: [(String, String)] = []
  for case let file as String in files where file.hasSuffix(".swift") {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    for match in text.matches(of: /(?m)^[ \t]*(?:[@\w()]+[ \t]+)*?import[ \t]+(\w+)/) {
      found.append((file, String(match.1)))
    }
  }
  return found
}

struct ImportTests {
  @Test(arguments: mayKnow.keys.sorted())
  func `a room imports only what it may know`(room: String) throws {
    let allowed = mayKnow[room, default: []].union(system[room] ?? systemModules)
    let found = try imports(of: room)
    #expect(!found.isEmpty || room == "Labels" || room == "Cells")
    for (file, module) in found {
      #expect(allowed.contains(module), "\(room)/\(file) imports \(module)")
    }
  }

  @Test func `every room is in the table`() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: sources.path())
      .filter { name in
        !["CNCurses", "CPNG", "CJPEG", "CWebP", "CLCMS", "CCMark", "CCrypto", "CXML"].contains(name)
      }
    #expect(Set(rooms) == Set(mayKnow.keys))
  }

  @Test func `no two rooms know each other, however far round`() {
    var reach = mayKnow
    for _ in mayKnow {
      for (room, known) in reach {
        reach[room] = known.union(known.flatMap { reach[$0] ?? [] })
      }
    }
    for (room, known) in reach {
      #expect(!known.contains(room), "\(room) knows itself through others")
    }
  }

  @Test(arguments: [
    ("CNCurses", "cncurses_"), ("CPNG", "cpng_"), ("CJPEG", "cjpeg_"), ("CWebP", "cwebp_"),
    ("CLCMS", "clcms_"), ("CCMark", "ccmark_"), ("CXML", "cxml_"),
    ("CCrypto", "EVP_"),
  ])
  func `each C library is called from one file of a room`(library: String, prefix: String) throws {
    var callers: Set<String> = []
    for room in mayKnow.keys.sorted() {
      let files = Set(try imports(of: room).filter { $0.module == library }.map(\.file))
      let calling = try files.sorted().filter { file in
        let path = sources.appending(path: "\(room)/\(file)")
        return try String(contentsOf: path, encoding: .utf8).contains("\(prefix)")
      }
      // A screen is input, painting and the writing of pictures: one file would do three things.
      let isScreen = calling == ["CursesScreen.swift", "Painter.swift", "PictureWriter.swift"]
      #expect(
        calling.count <= 1 || isScreen, "\(library) is called from \(calling) in \(room)")
      callers.formUnion(calling)
    }
    #expect(!callers.isEmpty, "nobody calls \(library): the prefix in this test is out of date")
  }
}
