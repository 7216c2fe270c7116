import Datasets
import Labels
import Store

/// Looks at every image of a foreign dataset, and puts those that are good aside to be stored.
struct ImportCheck {
  let spool: ImportSpool
  let report: ImportReport
  /// Images that are not good.
  private(set) var bad = 0
  /// Images that this labeler answered with the same boxes before.
  private(set) var repeated = 0

  private let store: any Workspace
  private let goal: ImportGoal
  private let classes: ClassTable
  private var finder: ImageFinder
  private var taken: [Int: String] = [:]

  init(store: any Workspace, goal: ImportGoal, report: ImportReport) throws {
    self.store = store
    self.goal = goal
    self.report = report
    spool = try ImportSpool()
    classes = ClassTable(try store.charter().classes)
    finder = ImageFinder(store: store)
  }

  mutating func take(_ image: ImportedImage) throws {
    var faults = image.faults
    func fault(_ problem: String, line: Int) {
      faults.append(
        Finding(file: image.file, line: line, image: image.name, problem: problem))
    }
    if faults.isEmpty {
      switch try finder.find(image) {
      case .missing(let problem): fault(problem, line: image.line)
      case .found(let record):
        if let other = taken.updateValue(image.name, forKey: record.id) {
          fault("it is the same image as \(other)", line: image.line)
        }
        let (boxes, wrong) = image.placed(width: record.width, height: record.height)
        faults += wrong
        var labeled: [LabeledBox] = []
        for box in boxes {
          if let id = classes.id(of: box.className) {
            labeled.append(LabeledBox(box: box.box, classID: id))
          } else {
            fault("the workspace has no class \(box.className)", line: box.line)
          }
        }
        if faults.isEmpty {
          let entry = ImportSpool.Entry(
            image: record.id, name: record.name, file: image.file, line: image.line, boxes: labeled,
            scores: boxes.map { $0.score ?? 1 })
          if let problem = try keep(entry) { fault(problem, line: image.line) }
        }
      }
    }
    if !faults.isEmpty { bad += 1 }
    for finding in faults { report.add(finding) }
  }

  /// Why it cannot be kept, if so.
  private mutating func keep(_ entry: ImportSpool.Entry) throws -> String? {
    switch goal {
    case .predictions where entry.boxes.isEmpty: return nil
    case .predictions, .truth: break
    case .answers(let labeler):
      if let own = try store.answer(by: labeler, to: entry.image)?.annotation {
        guard own.answer == .boxes(entry.boxes) else {
          return "\(labeler) answered it already, otherwise"
        }
        repeated += 1
        return nil
      }
    }
    try spool.add(entry)
    return nil
  }
}

/// What becomes of imported boxes.
enum ImportGoal {
  /// The answers of a labeler.
  case answers(String)
  /// What a model proposes.
  case predictions(String)
  /// What is true.
  case truth
}
