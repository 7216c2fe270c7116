import Labels
import Testing

@testable import Datasets

/// Boxes of models, from the forms that there are.
@Suite struct ProposalReaderTests {
  static let classes = ClassTable([
    LabelClass(id: 1, name: "lipstick"), LabelClass(id: 2, name: "gloss"),
  ])

  private func read(
    _ text: String, names: COCONames = COCONames()
  ) throws(DatasetsError) -> [ProposedBox] {
    try ProposalReader.read(
      Array(text.utf8), path: "file", classes: Self.classes, names: names)
  }

  @Test func `detections are of the images and categories that another file names`() throws {
    let coco = #"""
      {"images":[{"id":7,"file_name":"a.png"}],"categories":[{"id":90,"name":"gloss"}]}
      """#
    let names = try COCONames(Array(coco.utf8), path: "coco.json")
    let boxes = try read(
      #"""
      [{"image_id":7,"category_id":90,"bbox":[1,2,3,4],"score":0.75},
       {"file_name":"b.png","category_id":1,"bbox":[5,6,7,8]}]
      """#, names: names)
    #expect(
      boxes == [
        ProposedBox(
          image: "a.png",
          labeled: LabeledBox(box: Box(x: 1, y: 2, width: 3, height: 4), classID: 2), score: 0.75),
        ProposedBox(
          image: "b.png",
          labeled: LabeledBox(box: Box(x: 5, y: 6, width: 7, height: 8), classID: 1), score: 1),
      ])
  }

  @Test func `annotation and consensus lines are read alike`() throws {
    let box = #"{"x":1,"y":2,"width":3,"height":4,"class":"gloss","attributes":{"wear":2},"#
    let boxes = try read(
      #"{"image":"a.png","annotations":[{"labeler":"m","boxes":[\#(box)"score":0.5}]}]}"# + "\n\n"
        + #"{"image":"b.png","boxes":[\#(box)"confidence":0.25}]}"# + "\n")
    #expect(boxes.map(\.image) == ["a.png", "b.png"])
    #expect(boxes.map(\.score) == [0.5, 0.25])
    #expect(boxes.allSatisfy { $0.labeled.attributes["wear"] == .number(2) })
  }

  static let faults = [
    (#"{"image":"a.png","boxes":[}"#, "file, line 1: not JSON"),
    (#"{"image":"a.png"}"#, "no \"boxes\""),
    (#"[{"image_id":7,"category_id":1,"bbox":[1,2,3,4]}]"#, "--annotations"),
    (#"[{"file_name":"a","category_id":9,"bbox":[1,2,3,4]}]"#, "the classes are 2 \"gloss\""),
    (#"[{"file_name":"a","category_id":1,"bbox":[1,2,3]}]"#, "x, y, width and height"),
    (#"[{"file_name":"a","category_id":1,"bbox":[1,2,3,4],"score":7}]"#, "from 0 to 1"),
    (#"[3]"#, "expected an object"),
  ]

  @Test(arguments: faults) func `what cannot be read is said with its place`(
    text: String, part: String
  ) {
    let error = #expect(throws: DatasetsError.self) { try read(text) }
    #expect(error?.description.contains(part) == true, "\(String(describing: error))")
  }
}
