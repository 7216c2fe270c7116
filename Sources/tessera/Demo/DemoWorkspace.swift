import Catalogue
import FoundationEssentials
import Labels
import Store

/// A workspace of the sample images, with simulated colleagues.
struct DemoWorkspace: Sendable {
  let store: SQLiteWorkspace
  let path: String
  private let samples: [String: SampleSet.Sample]
  private let classID: Int

  /// Makes the workspace, or opens the one that an earlier demo left.
  init(path: String, samples: SampleSet, fresh: Bool) throws {
    self.path = path
    self.samples = samples.samples
    if fresh { try Self.remove(path) }
    if FileManager.default.fileExists(atPath: path) {
      store = try SQLiteWorkspace(opening: path)
    } else {
      let guideline = try? GuidelineFile(path: samples.folder + "/guideline.md")
      store = try SQLiteWorkspace.create(
        at: path, classes: ["lipstick"], policy: Policy(),
        guideline: guideline?.text ?? StandardGuideline.standard(for: ["lipstick"]),
        pictures: guideline?.pictures ?? [], by: "demo")
      let question = try store.ask(
        "Does the reflection of a lipstick get a box of its own?", about: nil,
        by: Colleague.four[1].name, id: UUID().uuidString)
      try store.reply(
        to: question, "No: box the bullet alone, and leave its reflection out.",
        intoGuideline: false, by: Colleague.expert.name, id: UUID().uuidString)
      let intake = ImageIntake()
      // The newcomer should meet a lipstick first, and a large one.
      let candidates = intake.examine([samples.folder]).sorted {
        Self.rank($0, samples) > Self.rank($1, samples)
      }
      _ = try intake.add(candidates, to: store, by: "demo")
    }
    classID = try store.charter().classes.first?.id ?? 1
  }

  private static func rank(_ candidate: ImageIntake.Candidate, _ samples: SampleSet) -> Int {
    guard case .good(let image) = candidate.outcome,
      samples.samples[candidate.name]?.isTruth == true
    else { return 0 }
    return image.width * image.height
  }

  private static func remove(_ path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    let name = URL(filePath: path).lastPathComponent
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where file == name || file.hasPrefix(name + "-") {
      try FileManager.default.removeItem(atPath: folder + "/" + file)
    }
  }

  /// What a colleague draws on an image; an image that is not a sample is skipped.
  func answer(of colleague: Colleague, to image: ImageRecord) -> Answer {
    guard let sample = sample(for: image) else { return .skip(reason: "not a sample image") }
    return colleague.answer(to: sample, in: image, classID: classID)
  }

  func sample(for image: ImageRecord) -> SampleSet.Sample? { samples[image.name] }

  /// Two labels for every image that has none, each time by another two of the four.
  func prelabel() throws {
    let pairs = [(0, 1), (1, 2), (0, 3), (0, 2), (1, 3), (2, 3)]
    var untouched: [ImageRecord] = []
    try store.forEachDossier { if $0.standing.people == 0 { untouched.append($0.image) } }
    for (index, image) in untouched.enumerated() {
      let pair = pairs[index % pairs.count]
      for colleague in [Colleague.four[pair.0], Colleague.four[pair.1]] {
        try submit(colleague, image)
      }
    }
  }

  /// The colleagues give the fourth and fifth labels, wherever three disagree.
  func answerCalls() throws {
    while true {
      var called: [Dossier] = []
      try store.forEachDossier {
        if $0.standing.state == .labeling, $0.standing.people >= 3 { called.append($0) }
      }
      if called.isEmpty { return }
      for dossier in called {
        let done = Set(dossier.annotations.map(\.labeler))
        guard let free = Colleague.four.first(where: { !done.contains($0.name) }) else { return }
        try submit(free, dossier.image)
      }
    }
  }

  private func submit(_ colleague: Colleague, _ image: ImageRecord) throws {
    _ = try store.submit(
      Submission(
        id: UUID().uuidString, image: image.id, labeler: colleague.name,
        answer: answer(of: colleague, to: image)))
  }
}
