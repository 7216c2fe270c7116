import TerminalDriver
import Testing

/// What is said of a box besides its class, from the command line to the dataset.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct AttributeTests {
  @Test func `an attribute of each kind is set by keys, and exported`() throws {
    let story = try Story()
    try story.makeWorkspace(
      of: ["one.png"], "--minimum", "1", "--maximum", "1", "--attribute", "occluded=flag",
      "--attribute", "shade=Rose,Ruby")
    try story.succeed(["attribute", "add", "wear", "--number", "0..5", "--key", "x"])
    try story.succeed(["attribute", "add", "note", "--text", "--class", "lipstick"])
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.draw(10, 5, 21, 16)
    try desk.press(";")
    try desk.expect("o  occluded", "s  shade", "x  wear", "n  note")
    try desk.press("o")
    try desk.expect("occluded  yes")
    try desk.press("s")
    try desk.expect("1  Rose", "2  Ruby")
    try desk.press("2")
    try desk.expect("shade     Ruby")
    try desk.press("x")
    try desk.session.type("2.5\n")
    try desk.expect("wear      2.5")
    try desk.press("n")
    try desk.session.type("a chip\n")
    try desk.expect("note      a chip", "saved ✓")
    // Strokes outlive the program, attributes included.
    try desk.end(by: 9)
    let again = try story.open("label", "--as", "ana")
    try again.expect("5 strokes")
    try again.press("y")
    try again.press("Tab")
    try again.expect("shade Ruby", "1* lipstick")
    try again.press("s")
    try again.expect("No image waits for you.")
    let own = try story.export().annotations.map(\.attributes)
    #expect(own.map(\.occluded) == [true])
    #expect(own.map(\.shade) == ["Ruby"])
    #expect(own.map(\.wear) == [2.5])
    #expect(own.map(\.note) == ["a chip"])
  }

  @Test func `programs submit attributes, and learn what is allowed`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"], "--attribute", "shade=Rose,Ruby")
    func line(_ labeler: String, _ shade: String) -> String {
      #"{"image":"one.png","width":64,"height":48,"annotations":[{"labeler":"\#(labeler)","boxes":[{"x":1,"y":2,"width":30,"height":20,"class":"lipstick","attributes":{"shade":"\#(shade)"}}]}]}"#
    }
    let refused = try story.submit([line("ana", "Red")])
    #expect(refused.code == 65)
    #expect(refused.output.contains("shade is Red, but must be one of Rose, Ruby"))
    for labeler in ["ana", "bo"] { #expect(try story.submit([line(labeler, "Ruby")]).code == 0) }
    #expect(try story.submit([line("cy", "Rose")]).code == 0)
    #expect(try story.export().annotations.map(\.attributes.shade) == ["Ruby"])
    #expect(try story.run("verify").code == 0)
  }
}
