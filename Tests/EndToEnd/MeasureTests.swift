import Foundation
import Testing

/// `tessera measure`: what is read from boxes, for programs.
struct MeasureTests {
  private let story: Story

  init() throws {
    story = try Story()
    // Blue above, dark red below.
    try story.write(SmallPicture(width: 64, height: 48).bytes, to: "two.png")
  }

  private struct Line: Decodable {
    struct Properties: Decodable {
      struct Color: Decodable {
        struct Seen: Decodable {
          let hex: String
          let nearest: [Shade]?
        }
        struct Shade: Decodable { let name: String }
        let observed: Seen
      }
      let color: Color
    }
    let image: String
    let properties: Properties
  }

  private func measure(_ arguments: String...) throws -> Outcome {
    try story.start(["measure"] + arguments).wait()
  }

  private func lines(_ outcome: Outcome) throws -> [Line] {
    try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test func `a box is one object, with the nearest of the palette's shades`() throws {
    try story.write(Array("wine,#3c0028\nnavy,#0000c0\n".utf8), to: "shades.csv")
    let outcome = try measure(
      "two.png", "--box", "4,2,56,20", "--box", "4,26,56,20", "--palette", "shades.csv")
    #expect(outcome.code == 0 && outcome.complaint == "")
    let found = try lines(outcome)
    #expect(found.map(\.properties.color.observed.hex) == ["#0000c8", "#3c0028"])
    #expect(
      found.map { $0.properties.color.observed.nearest?.first?.name } == ["navy", "wine"])
  }

  @Test(arguments: ["4,2,56,47", "4,2,61,20", "-1,2,10,10"])
  func `a box beyond the image stops it with the image's name`(box: String) throws {
    let outcome = try measure("two.png", "--box=\(box)")
    #expect(outcome.code == 65 && outcome.output == "")
    #expect(outcome.complaint.contains("two.png: ") && outcome.complaint.contains("edge"))
  }

  @Test func `another program may read instead, and is checked`() throws {
    let answer = { (share: String) in
      ##"{"properties":{"color":{"observed":{"srgb":[1,2,3],"hex":"#010203","lab":[0,0,0],"##
        + ##""uncertainty":1,"family":"black"},"render_base":{"srgb":[1,2,3],"hex":"#010203","##
        + ##""exposure_known":false},"average":[1,2,3]},"reflectance":{"diffuse":0,"##
        + ##""highlight":0,"highlight_width":0,"highlight_share":\##(share),"##
        + ##""clipped_share":0},"particles":{"present":false}}}"##
    }
    for (share, code) in [("0.5", 0), ("1.5", 65)] {
      try story.write(Array((answer(share) + "\n").utf8), to: "answer.json")
      let outcome = try measure(
        "two.png", "--box", "4,2,56,20", "--extractor", "read line; cat answer.json")
      #expect(outcome.code == code, "\(outcome.complaint)")
      if code == 0 { #expect(try lines(outcome).first?.properties.color.observed.hex == "#010203") }
    }
    let silent = try measure("two.png", "--box", "4,2,56,20", "--extractor", "true")
    #expect(silent.code == 69 && silent.complaint.contains("two.png"))
  }

  @Test func `the decided boxes of a workspace are measured`() throws {
    let made = try story.start(["init", "w.tessera", "--class", "lipstick"]).wait()
    let add = try story.start(["add", "-w", "w.tessera", "two.png"]).wait()
    #expect(made.code == 0 && add.code == 0)
    let box = #"{"x":4,"y":2,"width":56,"height":20,"class":"lipstick"}"#
    let annotations = ["ana", "bo", "cy"].map { #"{"labeler":"\#($0)","boxes":[\#(box)]}"# }
      .joined(separator: ",")
    let line = #"{"image":"two.png","width":64,"height":48,"annotations":[\#(annotations)]}"#
    let submitted = try story.start(
      ["submit", "-w", "w.tessera"], input: .text(line + "\n")
    ).wait()
    #expect(submitted.code == 0, "\(submitted.complaint)")
    let outcome = try measure("-w", "w.tessera")
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let found = try lines(outcome)
    #expect(found.map(\.image) == ["two.png"])
    #expect(found.first?.properties.color.observed.hex == "#0000c8")
  }
}
