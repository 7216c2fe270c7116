import Labels
import Testing

@testable import Datasets

private let example = #"""
  {"image":"a.png","width":640,"height":480,"annotations":[{"labeler":"ana","boxes":[{"x":10,"y":20.5,"width":100,"height":50,"class":"lipstick"}]},{"labeler":"bo","boxes":[]},{"labeler":"cy","boxes":[],"skip":"blurred"}]}
  """#

/// A line with one box of ana's, whose members are `box`.
private func line(box: String) -> String {
  #"{"image":"a.png","width":640,"height":480,"annotations":[{"labeler":"ana","boxes":[{"#
    + box + "}]}]}"
}

/// A line with these annotations.
private func line(annotations: String) -> String {
  #"{"image":"a.png","width":640,"height":480,"annotations":["# + annotations + "]}"
}

@Suite struct `Reading annotations` {
  @Test func `the example of the contract`() throws {
    let line = try #require(try AnnotationLine.read(example, number: 1))
    #expect((line.image, line.width, line.height) == ("a.png", 640, 480))
    #expect(line.sha256 == nil && line.passengers.isEmpty)
    #expect(
      line.annotations == [
        Annotation(
          labeler: "ana",
          answer: .boxes([
            LabeledBox(box: Box(x: 10, y: 20.5, width: 100, height: 50), classID: 1)
          ])),
        Annotation(labeler: "bo", answer: .boxes([])),
        Annotation(labeler: "cy", answer: .skip(reason: "blurred")),
      ])
    #expect(line.classes.name(of: 1) == "lipstick")
  }

  @Test func `everything optional`() throws {
    let sha256 = String(repeating: "AB", count: 32)
    let id = "123e4567-e89b-42d3-a456-426614174000"
    let text = #"""
      {"sha256":"\#(sha256)","image":"a","width":6e2,"height":480.0,"shelf":{"row":[1e400,null]},"annotations":[{"labeler":"ana","boxes":[],"revision":2,"submission":"\#(id)","seconds":1.5,"skip":null,"mood":"good"}],"n":12345678901234567890}
      """#
    let line = try #require(try AnnotationLine.read(text, number: 1))
    #expect(line.sha256 == sha256.lowercased())
    #expect(line.width == 600)
    let answer = try #require(line.submitted.first)
    #expect((answer.revision, answer.annotation.revision) == (2, 2))
    #expect((answer.submission, answer.seconds) == (id, 1.5))
    #expect(line.passengers.map(\.key) == ["sha256", "shelf", "n"])
    #expect(
      line.passengers.map { String(decoding: $0.member, as: UTF8.self) }.dropFirst() == [
        #""shelf":{"row":[1e400,null]}"#, #""n":12345678901234567890"#,
      ])
  }

  @Test func `blank lines are nothing, carriage returns and a byte order mark too`() throws {
    #expect(try AnnotationLine.read("", number: 1) == nil)
    #expect(try AnnotationLine.read("\u{FEFF} \t\r", number: 1) == nil)
    let line = try #require(try AnnotationLine.read("\u{FEFF}" + example + "\r", number: 1))
    #expect(line.image == "a.png")
    #expect(throws: DatasetsError.self) { try AnnotationLine.read("\u{FEFF}{}", number: 2) }
  }

  @Test func `escapes in texts`() throws {
    let text = #"{"image":"\u00e9\ud83d\ude00\n\"","width":1,"height":1,"annotations":[]}"#
    #expect(try AnnotationLine.read(text, number: 1)?.image == "é😀\n\"")
  }

  @Test func `class ids follow from the names, not from their order`() throws {
    func classes(_ names: [String]) throws -> ClassTable {
      let boxes = names.map { #"{"x":0,"y":0,"width":1,"height":1,"class":"\#($0)"}"# }
      let text = line(
        annotations: #"{"labeler":"a","boxes":[\#(boxes.joined(separator: ","))]}"#)
      return try #require(try AnnotationLine.read(text, number: 1)).classes
    }
    #expect(try classes(["pen", "cup"]) == classes(["cup", "pen", "cup"]))
    #expect(try classes(["pen", "cup"]).id(of: "cup") == 1)
  }

  @Test func `a workspace's classes keep their ids`() throws {
    let table = ClassTable([LabelClass(id: 7, name: "lipstick")])
    let line = try #require(try AnnotationLine.read(example, number: 1, classes: table))
    #expect(line.annotations.first?.answer.boxes.first?.classID == 7)
  }

  struct Fault: CustomTestStringConvertible {
    var text: String
    /// Parts of the message.
    var says: [String]
    var testDescription: String { says.joined(separator: " ... ") }
  }

  static let faults = [
    Fault(text: "[]", says: ["line 3", "expected an object, found a list"]),
    Fault(text: example + "x", says: ["there is more after the end"]),
    Fault(text: String(example.dropLast(30)), says: ["was the file cut off?"]),
    Fault(text: #"{"image":"a.png","image":"b.png"}"#, says: [#"the key "image" is there twice"#]),
    Fault(text: #"{"image":7}"#, says: ["image: expected a text, found the number 7"]),
    Fault(text: #"{"image":""}"#, says: ["image: the text is empty"]),
    Fault(
      text: #"{"image":"a.png","width":0}"#,
      says: [#"image "a.png""#, "width: expected a whole number of pixels from 1"]),
    Fault(text: #"{"image":"a","width":1.5}"#, says: ["width", "found the number 1.5"]),
    Fault(text: #"{"image":"a","width":1e400}"#, says: ["width", "found the number inf"]),
    Fault(text: #"{"image":"a","width":1}"#, says: ["height", "found nothing"]),
    Fault(text: #"{"image":"a","width":1,"height":1}"#, says: ["annotations", "found nothing"]),
    Fault(text: #"{"image":"a","sha256":"12"}"#, says: ["sha256", "64 hexadecimal digits"]),
    Fault(text: #"{"image":"\ud800"}"#, says: ["half of a surrogate pair"]),
    Fault(text: #"{"image":01}"#, says: ["not JSON at byte"]),
    Fault(
      text: #"{"image":"a","width":1,"height":1,"annotations":[],"risk":0}"#,
      says: [#"the key "risk" would clash"#]),
    Fault(
      text: #"{"image":"a","width":1,"height":1,"annotations":[],"extra":[NaN]}"#,
      says: [#""extra" holds NaN"#]),
    Fault(
      text: #"{"image":"a","extra":"# + String(repeating: "[", count: 100_000),
      says: ["more than 128 lists"]),
    Fault(
      text: line(box: #""x":600,"y":0,"width":50,"height":1,"class":"c""#),
      says: [#"image "a.png", labeler "ana": box 1: x + width is 650.0, beyond"#, "640"]),
    Fault(
      text: line(box: #""x":0,"y":0,"width":-3,"height":1,"class":"c""#),
      says: ["box 1: width is -3.0, but must be above 0"]),
    Fault(
      text: line(box: #""x":NaN,"y":0,"width":3,"height":1,"class":"c""#),
      says: [#"labeler "ana": box 1: x is nan"#]),
    Fault(
      text: line(box: #""x":0,"y":-1e999,"width":3,"height":1,"class":"c""#),
      says: ["box 1: y is -inf"]),
    Fault(
      text: line(box: #""x":"0","y":0,"width":3,"height":1,"class":"c""#),
      says: [#"box 1: x: expected a number, found the text "0""#]),
    Fault(
      text: line(box: #""x":0,"y":0,"width":3,"height":1"#),
      says: ["box 1: class: expected a text, found nothing"]),
    Fault(text: line(annotations: #"{"boxes":[]}"#), says: ["labeler: expected a text"]),
    Fault(
      text: line(annotations: #"{"labeler":"ana"}"#),
      says: [#"labeler "ana""#, "boxes: expected a list, found nothing"]),
    Fault(
      text: line(annotations: #"{"labeler":"ana","boxes":[{}],"skip":"blurred"}"#),
      says: ["skips the image and has 1 boxes"]),
    Fault(
      text: line(annotations: #"{"labeler":"ana","boxes":[],"revision":0}"#),
      says: ["revision: expected a whole number from 1"]),
    Fault(
      text: line(annotations: #"{"labeler":"ana","boxes":[],"submission":"1"}"#),
      says: ["submission: expected a UUID"]),
    Fault(
      text: line(annotations: #"{"labeler":"ana","boxes":[],"seconds":-1}"#),
      says: ["seconds: expected a number from 0"]),
    Fault(
      text: line(
        annotations: #"{"labeler":"ana","boxes":[]},{"labeler":"ana","boxes":[],"skip":"no"}"#),
      says: [#"labeler "ana""#, "two different answers of revision 1"]),
  ]

  @Test(arguments: faults)
  func `a fault names the line, the image, the labeler and the number`(_ fault: Fault) throws {
    let error = try #require(throws: DatasetsError.self) {
      try AnnotationLine.read(fault.text, number: 3)
    }
    for part in fault.says { #expect("\(error)".contains(part), "\(error)") }
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    let error = try #require(throws: DatasetsError.self) {
      try AnnotationLine.read(Array(#"{"image":""#.utf8) + [0xFF, 0x22, 0x7D], number: 1)
    }
    #expect("\(error)".contains("not UTF-8"))
  }

  @Test func `of keys that come twice the second is named, however many there are`() {
    for count in [2, 16, 17, 18, 40] {
      let keys = (1..<count).map { #""k\#($0)":{"a":\#($0),"b":[]}"# }
      for twin in [1, count - 1] {
        let text = "{" + (keys + [#""\u006b\#(twin)":0"#]).joined(separator: ",") + "}"
        let error = #expect(throws: DatasetsError.self) {
          try AnnotationLine.read(text, number: 1)
        }
        #expect("\(String(describing: error))".contains("k\(twin)"))
      }
    }
  }

  @Test func `a class that the workspace does not have is named, with those it has`() throws {
    let table = ClassTable([LabelClass(id: 1, name: "cup"), LabelClass(id: 2, name: "pen")])
    let error = try #require(throws: DatasetsError.self) {
      try AnnotationLine.read(example, number: 1, classes: table)
    }
    #expect("\(error)".contains(#"no class "lipstick": the classes are "cup", "pen""#))
  }

  @Test func `the same answer twice is one answer`() throws {
    let text = line(
      annotations: #"{"labeler":"ana","boxes":[]},{"labeler":"ana","boxes":[]}"#)
    #expect(try AnnotationLine.read(text, number: 1)?.annotations.count == 1)
  }
}

@Suite struct `Attributes in lines` {
  private func line(_ attributes: String) -> String {
    #"{"image":"a.png","width":640,"height":480,"annotations":[{"labeler":"ana","boxes":[{"x":1,"y":2,"width":3,"height":4,"class":"lipstick","attributes":"#
      + attributes + "}]}]}"
  }

  @Test func `flags, numbers and texts are read, and written in the order of their names`() throws {
    let text = line(#"{"shade":"Ru\u0062y","occluded":true,"wear":2.50,"gone":null}"#)
    let read = try #require(try AnnotationLine.read(text, number: 1))
    let box = try #require(read.annotations[0].answer.boxes.first)
    #expect(
      box.attributes
        == Attributes(["occluded": .flag(true), "shade": .text("Ruby"), "wear": .number(2.5)]))
    var written: [UInt8] = []
    let merged = MergedBox(
      box: box.box, classID: box.classID, attributes: box.attributes, confidence: 1, votes: 1,
      disagreement: 0)
    try ConsensusLine.append(
      MergedImage(boxes: [merged], labelers: 1, disagreement: 0, risk: 0, decision: .agreed),
      for: read, to: &written)
    #expect(
      String(decoding: written, as: UTF8.self).contains(
        #""class":"lipstick","attributes":{"occluded":true,"shade":"Ruby","wear":2.5},"confidence""#
      ))
  }

  @Test(arguments: ["[1]", #"{"shade":["Ruby"]}"#, #"{"wear":NaN}"#, "7"])
  func `anything else is an error`(_ attributes: String) {
    #expect(throws: DatasetsError.self) {
      try AnnotationLine.read(line(attributes), number: 1)
    }
  }
}

@Suite struct `Writing a consensus` {
  @Test func `keys in their order, then what the line had besides`() throws {
    let text = #"{"sh\u0065lf" : {"row": 1e3},"# + example.dropFirst()
    let line = try #require(try AnnotationLine.read(text, number: 1))
    let merged = MergedImage(
      boxes: [
        MergedBox(
          box: Box(x: 10.1, y: 20.4, width: 99.8, height: 50.2), classID: 1, confidence: 0.94,
          votes: 3, disagreement: 0.05)
      ], labelers: 3, disagreement: 0.07, risk: 0.04, decision: .needsLabels)
    var written: [UInt8] = []
    try ConsensusLine.append(merged, for: line, to: &written)
    #expect(
      String(decoding: written, as: UTF8.self)
        == #"{"image":"a.png","width":640,"height":480,"labelers":3,"disagreement":0.07,"risk":0.04,"decision":"needs-labels","boxes":[{"x":10.1,"y":20.4,"width":99.8,"height":50.2,"class":"lipstick","confidence":0.94,"votes":3,"disagreement":0.05}],"sh\u0065lf":{"row": 1e3}}"#
    )
  }
}
