import Consensus
import Datasets
import Labels

/// What `tessera merge --fit` holds of a block of lines: flat lists, names as numbers.
struct HeldBlock: Sendable {
  private struct Image {
    var width: Int32
    var height: Int32
    var answers: Int
  }

  private struct Answer {
    var labeler: Int32
    var revision: Int32
    /// Nil for a skip.
    var boxes: Int32?
  }

  private var images: [Image] = []
  private var answers: [Answer] = []
  /// With numbers as class ids.
  private var boxes: [LabeledBox] = []
  private(set) var bad = BadLines()
  private(set) var counts = FitCounts()

  /// Holds the lines of a block; those after a bad one too, if it `goesOn`.
  init(_ block: InputBlock, labelers: NameNumbers, classes: NameNumbers, goesOn: Bool) {
    block.forEachLine { bytes, number in
      do throws(DatasetsError) {
        if let line = try AnnotationLine.read(bytes, number: number) {
          add(line, labelers: labelers, classes: classes)
        } else {
          counts.blank += 1
        }
        return true
      } catch {
        bad.add(bytes, because: error)
        counts.rejected += 1
        return goesOn
      }
    }
  }

  private mutating func add(
    _ line: AnnotationLine, labelers: NameNumbers, classes: NameNumbers
  ) {
    var numbers: [Int: Int] = [:]
    for each in line.classes.classes { numbers[each.id] = classes.number(of: each.name) }
    for annotation in line.annotations {
      let drawn = annotation.answer.boxes
      answers.append(
        Answer(
          labeler: Int32(labelers.number(of: annotation.labeler)),
          revision: Int32(annotation.revision),
          boxes: annotation.answer.isSkip ? nil : Int32(drawn.count)))
      for label in drawn {
        boxes.append(LabeledBox(box: label.box, classID: numbers[label.classID] ?? 0))
      }
      counts.boxes += drawn.count
    }
    images.append(
      Image(
        width: Int32(line.width), height: Int32(line.height), answers: line.annotations.count))
    counts.images += 1
  }

  /// Calls `body` with each image; `labelers` are the names by number, `classIDs` the ids.
  func forEachImage(
    labelers: [String], classIDs: [Int], _ body: (AnnotatedImage) -> Void
  ) {
    var (nextAnswer, nextBox) = (0, 0)
    for image in images {
      let end = nextAnswer + image.answers
      let annotations = answers[nextAnswer..<end].map { answer in
        let first = nextBox
        nextBox += Int(answer.boxes ?? 0)
        return Annotation(
          labeler: labelers[Int(answer.labeler)],
          answer: answer.boxes == nil
            ? .skip(reason: "")
            : .boxes(
              boxes[first..<nextBox].map {
                LabeledBox(box: $0.box, classID: classIDs[$0.classID])
              }),
          revision: Int(answer.revision))
      }
      nextAnswer = end
      body(
        AnnotatedImage(
          annotations: annotations, width: Int(image.width), height: Int(image.height)))
    }
  }
}
