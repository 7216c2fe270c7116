import Foundation
import Glibc
import Labels
import Store
import Testing

@testable import Catalogue

@Suite struct ImageIntakeTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  func examine(_ names: String...) -> [ImageIntake.Candidate] {
    ImageIntake().examine(names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 })
  }

  /// The good candidates' names.
  func good(_ candidates: [ImageIntake.Candidate]) -> [String] {
    candidates.compactMap { if case .good(let image) = $0.outcome { image.name } else { nil } }
  }

  /// The rejected candidates' errors.
  func rejected(_ candidates: [ImageIntake.Candidate]) -> [CatalogueError] {
    candidates.compactMap { if case .rejected(let error) = $0.outcome { error } else { nil } }
  }

  // MARK: Which files

  @Test func `folders are walked in the order of names, hidden files left out`() throws {
    for name in ["b.png", "a/z.png", "a/c/y.png", ".hidden.png", ".git/x.png", "A.png"] {
      try folder.write(name, png(width: 3, height: 2))
    }
    #expect(good(examine("")) == ["A.png", "a/c/y.png", "a/z.png", "b.png"])
    #expect(
      good(examine("a/", "b.png", ".hidden.png")) == ["c/y.png", "z.png", "b.png", ".hidden.png"])
  }

  @Test func `links are followed, but never in a circle`() throws {
    try folder.write("a/x.png", png(width: 3, height: 2))
    try folder.link("a/self", to: ".")
    try folder.link("a/up", to: "..")
    try folder.link("b", to: "a")
    try folder.link("y.png", to: "a/x.png")
    try folder.link("nowhere.png", to: "gone.png")
    let candidates = examine("")
    #expect(good(candidates) == ["a/x.png", "y.png"])
    #expect(rejected(candidates) == [.missing(path: folder.path + "/nowhere.png")])
  }

  @Test func `special files neither block nor become images`() throws {
    let pipe = folder.path + "/pipe.png"
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(examine("").isEmpty)
    #expect(rejected(examine("pipe.png")) == [.notAFile(path: pipe)])
    #expect(rejected(ImageIntake().examine(["/dev/null"])) == [.notAFile(path: "/dev/null")])
  }

  @Test func `what is not there is said to be missing`() {
    #expect(rejected(examine("no.png")) == [.missing(path: folder.path + "/no.png")])
    #expect(rejected(ImageIntake().examine([""])) == [.missing(path: "")])
  }

  @Test func `a name that is not UTF-8 is rejected with what to do`() throws {
    let name = Array(folder.path.utf8) + Array("/caf".utf8) + [0xE9] + Array(".png".utf8)
    let descriptor = FileWalk.withCPath(name) { open($0, O_WRONLY | O_CREAT, 0o600) }
    try #require(descriptor >= 0)
    close(descriptor)
    let candidates = examine("")
    #expect(candidates.map(\.name) == ["caf\u{FFFD}.png"])
    #expect(rejected(candidates) == [.notUTF8(shown: "caf\u{FFFD}.png")])
    #expect(rejected(candidates).first?.description.hasSuffix("Rename it.") == true)
  }

  @Test func `workspaces are not opened`() throws {
    let path = folder.path + "/shop.tessera"
    let workspace = try SQLiteWorkspace.create(at: path, classes: [], by: "lead")
    let other = folder.path + "/other.db"
    _ = try SQLiteWorkspace.create(at: other, classes: [], by: "lead")
    #expect(ImageIntake(avoiding: [other, other + "-lock"]).examine([folder.path]).isEmpty)
    #expect(rejected(examine("shop.tessera")) == [.workspace(path: path)])
    #expect(try workspace.verify() == [])
  }

  // MARK: What is found out

  @Test func `an image has its digest, its size and an absolute path`() throws {
    let bytes = png(width: 31, height: 17)
    let path = try folder.write("a/x.png", bytes)
    let candidates = examine("")
    guard case .good(let image) = try #require(candidates.first).outcome else {
      Issue.record("\(candidates)")
      return
    }
    #expect(image.path == path)
    #expect(image.width == 31)
    #expect(image.height == 17)
    #expect(image.sha256.count == 64)
  }

  /// From FIPS 180-4's examples (NIST, SHA-256): the empty text, `abc`, and a million times `a`.
  static let digests = [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test(arguments: digests) func `digests are SHA-256`(_ count: Int, digest: String) throws {
    let bytes =
      count == 3 ? Array("abc".utf8) : [UInt8](repeating: UInt8(ascii: "a"), count: count)
    let descriptor = open(try folder.write("file", bytes), O_RDONLY)
    defer { close(descriptor) }
    #expect(try FileDigest.sha256(of: descriptor, path: "file") == digest)
  }

  @Test func `a file that is no picture is rejected, and the others are not`() throws {
    try folder.write("a.png", png(width: 3, height: 2))
    try folder.write("b.png", Array("not a picture".utf8))
    try folder.write("c.txt", [])
    let candidates = examine("")
    #expect(good(candidates) == ["a.png"])
    #expect(rejected(candidates).count == 1)
    #expect(candidates.filter { $0.outcome == .ignored }.count == 1)
    for error in rejected(candidates) {
      guard case .notAPicture = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  @Test func `progress names each file before it is read`() throws {
    for name in ["a.png", "b.png"] { try folder.write(name, png(width: 3, height: 2)) }
    var seen: [ImageIntake.Progress] = []
    _ = ImageIntake().examine([folder.path]) { seen.append($0) }
    #expect(
      seen == [
        ImageIntake.Progress(number: 1, total: 2, name: "a.png"),
        ImageIntake.Progress(number: 2, total: 2, name: "b.png"),
      ])
  }

  // MARK: Into the workspace and back

  @Test func `good files become images, the same content once`() throws {
    try folder.write("a.png", png(width: 3, height: 2))
    try folder.write("b.png", png(width: 3, height: 2))
    try folder.write("c.png", png(width: 3, height: 2, gray: 9))
    try folder.write("d.png", [1, 2, 3])
    let workspace = try SQLiteWorkspace.create(
      at: folder.path + "/shop.tessera", classes: [], by: "lead")
    let intake = ImageIntake()
    var last: ImageIntake.Progress?
    let additions = try intake.add(intake.examine([folder.path]), to: workspace, by: "lead") {
      last = $0
    }
    let kinds = additions.map { if case .added(let image) = $0 { image.name } else { "known" } }
    #expect(kinds == ["a.png", "known", "c.png"])
    #expect(last == ImageIntake.Progress(number: 3, total: 3, name: "c.png"))
    #expect(try workspace.charter().images == 2)
  }

  @Test func `a file that was changed or lost since is not opened`() throws {
    let path = try folder.write("a.png", png(width: 3, height: 2))
    guard case .good(let found) = try #require(examine("").first).outcome else {
      Issue.record("not found")
      return
    }
    let image = ImageRecord(
      id: 1, sha256: found.sha256, name: found.name, path: found.path, width: 3, height: 2)
    let intake = ImageIntake()
    #expect(try intake.open(image) == path)
    // As long as it was before.
    try folder.write("a.png", png(width: 3, height: 2, gray: 127))
    #expect(throws: CatalogueError.changed(image: "a.png", path: path)) { try intake.open(image) }
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: CatalogueError.missing(path: path)) { try intake.open(image) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: CatalogueError.notAFile(path: path)) { try intake.open(image) }
  }
}
