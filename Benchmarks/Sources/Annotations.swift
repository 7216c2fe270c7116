import FoundationEssentials
import Labels
import Store

/// Prints a line of JSON for each image of a workspace, as `tessera merge` reads it: what its
/// labelers drew, without what an expert decided.
func printAnnotations(of path: String) throws {
  let store = try SQLiteWorkspace(opening: path, readOnly: true)
  let charter = try store.charter()
  let names = Dictionary(uniqueKeysWithValues: charter.classes.map { ($0.id, $0.name) })
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  try store.forEachDossier { dossier in
    let line = Line(
      image: dossier.image.name, width: dossier.image.width, height: dossier.image.height,
      annotations: dossier.annotations.map { annotation in
        var skip: String?
        if case .skip(let reason) = annotation.answer { skip = reason }
        return Line.Answer(
          labeler: annotation.labeler,
          boxes: annotation.answer.boxes.map { each in
            Line.Box(
              x: each.box.x, y: each.box.y, width: each.box.width, height: each.box.height,
              class: names[each.classID, default: "class \(each.classID)"])
          }, skip: skip)
      })
    print(String(decoding: try encoder.encode(line), as: UTF8.self))
  }
}

private struct Line: Encodable {
  struct Answer: Encodable {
    let labeler: String
    let boxes: [Box]
    let skip: String?
  }

  struct Box: Encodable {
    let x, y, width, height: Double
    let `class`: String
  }

  let image: String
  let width, height: Int
  let annotations: [Answer]
}
