import Foundation
import Testing

/// All of a workspace, written by the program and read by it.
struct ArchiveTests {
  @Test func `an archive of the copy is the archive of the original`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png"])
    try story.submit([line("one.png", ["ana", "bo", "cy"].map { ($0, [10, 10, 20, 21]) })])
    try story.succeed(["export", "--format", "tessera", "--output", "a"])
    try story.succeed(["import", "-w", "copy.tessera", "a"])
    try story.succeed(["export", "-w", "copy.tessera", "--format", "tessera", "--output", "b"])
    #expect(
      try recorded(story.path("a/workspace.jsonl")) == recorded(story.path("b/workspace.jsonl")))
    #expect(try recorded(story.path("a/SHA256SUMS")) == recorded(story.path("b/SHA256SUMS")))
    let again = try story.run("import", "-w", "copy.tessera", "a")
    #expect(again.code == 73)
    expectOneSentence(again)
    let other = try story.run(
      "import", "-w", "third.tessera", "--format", "tessera", "in/one.png")
    #expect(other.code == 65)
    expectOneSentence(other)
    let option = try story.run("export", "--format", "tessera", "--output", "c", "--pseudonyms")
    #expect(option.code == 64)
  }
}
