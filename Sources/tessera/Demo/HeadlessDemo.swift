import Consensus
import Datasets
import FoundationEssentials
import Labels
import Store

/// The whole story without a person: label, merge, escalate, resolve, export, compare.
struct HeadlessDemo {
  let demo: DemoWorkspace
  let output: String

  /// Plays the story and prints it. Throws when any of it does not hold.
  func play() throws {
    let people = Colleague.four + [Colleague.fifth]
    try label(by: people)
    let decided = try resolve()
    try exportDataset()
    try report(resolved: decided)
  }

  /// Everybody takes turns at the queue until nobody is given anything.
  private func label(by people: [Colleague]) throws {
    var isBusy = true
    while isBusy {
      isBusy = false
      for person in people {
        guard let claim = try demo.store.claim(for: person.name, preferring: nil) else { continue }
        isBusy = true
        _ = try demo.store.submit(
          Submission(
            id: UUID().uuidString, image: claim.image.id, labeler: person.name,
            answer: demo.answer(of: person, to: claim.image)))
      }
    }
  }

  /// The expert looks at each dispute: takes the merged boxes where they are right, else those of
  /// a labeler who was, else draws.
  private func resolve() throws -> Int {
    let expert = Colleague.expert
    var count = 0
    while let dispute = try demo.store.claimDispute(for: expert.name, image: nil) {
      let own = demo.answer(of: expert, to: dispute.image)
      let merged = dispute.merged?.boxes.map(\.labeled) ?? []
      let right = dispute.annotations.first { likeness($0.answer.boxes, own.boxes) >= 0.95 }
      let resolution: Resolution
      if likeness(merged, own.boxes) >= 0.95 {
        resolution = Resolution(
          expert: expert.name, answer: .boxes(merged), source: .merged, reason: "merged is right")
      } else if let right {
        resolution = Resolution(
          expert: expert.name, answer: right.answer, source: .labeler(right.labeler),
          reason: "one labeler is right")
      } else {
        resolution = Resolution(
          expert: expert.name, answer: own, source: .drawn, reason: "none is right")
      }
      _ = try demo.store.resolve(
        Decision(id: UUID().uuidString, image: dispute.image.id, resolution: resolution))
      count += 1
    }
    return count
  }

  private func exportDataset() throws {
    let charter = try demo.store.charter()
    _ = try ExportCommand.export(
      demo.store, charter, to: output,
      options: ExportOptions(
        format: .coco, toolVersion: Program.version, workspace: charter.name,
        policy: charter.policy, replaces: true))
  }

  // MARK: What came of it

  private func report(resolved: Int) throws {
    var rows: [Row] = []
    var faults: [String] = try demo.store.verify()
    try demo.store.forEachDossier { dossier in
      rows.append(row(dossier))
      faults += self.faults(of: dossier)
    }
    try Console.say(
      "image                        labels  apart  state     decided by            IoU")
    for row in rows { try Console.say(row.text) }
    let scored = rows.compactMap(\.iou)
    let single = rows.flatMap(\.single)
    let (mean, alone) = (average(scored), average(single))
    try Console.say("")
    try Console.say(
      "\(rows.count) images, \(rows.filter { $0.labels > 3 }.count) needed more than three "
        + "labels, \(resolved) went to the expert.")
    try Console.say(
      "Mean IoU with the true boxes of \(scored.count) rendered images: \(rounded(mean)); "
        + "of single labelers: \(rounded(alone)).")
    try Console.say("The dataset is in \(output)")
    if rows.isEmpty { faults.append("there is no image") }
    if !rows.contains(where: { $0.state == .agreed }) { faults.append("no image was agreed") }
    if !rows.contains(where: { $0.labels > 3 }) { faults.append("no image was escalated") }
    if resolved == 0 { faults.append("no dispute reached the expert") }
    if mean < 0.9 { faults.append("the mean IoU is below 0.90") }
    if mean <= alone { faults.append("merging did no better than a single labeler") }
    faults += try datasetFaults(expecting: rows)
    guard faults.isEmpty else {
      throw Failure(.software, "the demo does not hold: " + faults.joined(separator: "; "))
    }
  }

  private struct Row {
    var text: String
    var state: ImageState
    var labels: Int
    var boxes: Int
    /// With the true boxes, where there are any.
    var iou: Double?
    var single: [Double]
  }

  private func row(_ dossier: Dossier) -> Row {
    let standing = dossier.standing
    let final = dossier.resolution?.answer.boxes ?? standing.merged?.boxes.map(\.labeled) ?? []
    let sample = demo.sample(for: dossier.image)
    let truth = sample.flatMap { sample in
      sample.isTruth ? sample.boxes.map { LabeledBox(box: $0, classID: 1) } : nil
    }
    let iou = truth.map { likeness(final, $0) }
    let apart = standing.merged.map { StatusText.percent($0.disagreement) } ?? "-"
    let how =
      switch dossier.resolution?.source {
      case .merged: "expert: merged"
      case .labeler: "expert: a labeler's"
      case .drawn: "expert: drawn"
      case nil: "consensus"
      }
    let text =
      StatusText.padded(dossier.image.name, 28) + StatusText.padded(standing.people, 7)
      + StatusText.padded(apart, 7, right: true) + "  "
      + StatusText.padded(standing.state.rawValue, 10) + StatusText.padded(how, 20)
      + StatusText.padded(iou.map(rounded) ?? "-", 6, right: true)
    return Row(
      text: text, state: standing.state, labels: standing.people, boxes: final.count, iou: iou,
      single: truth.map { truth in dossier.annotations.map { likeness($0.answer.boxes, truth) } }
        ?? [])
  }

  private func faults(of dossier: Dossier) -> [String] {
    var faults: [String] = []
    let name = dossier.image.name
    if !dossier.standing.state.isDecided { faults.append("\(name) is not decided") }
    if dossier.annotations.count > 5 { faults.append("\(name) has more than five labels") }
    if Set(dossier.annotations.map(\.labeler)).count != dossier.annotations.count {
      faults.append("\(name) has two labels by one labeler")
    }
    return faults
  }

  /// Reads the dataset back, as a stranger would.
  private func datasetFaults(expecting rows: [Row]) throws -> [String] {
    struct Dataset: Decodable {
      struct Image: Decodable { let id: Int }
      struct Annotation: Decodable {
        let id, image_id: Int
        let bbox: [Double]
      }
      let images: [Image]
      let annotations: [Annotation]
    }
    guard
      let data = FileManager.default.contents(
        atPath: output + "/annotations/instances_default.json")
    else {
      return ["the dataset is not there"]
    }
    let dataset = try JSONDecoder().decode(Dataset.self, from: data)
    let kept = rows.filter { $0.state == .agreed || $0.state == .resolved }
    var faults: [String] = []
    if dataset.images.count != kept.count { faults.append("the dataset lacks images") }
    if dataset.annotations.count != kept.reduce(0, { $0 + $1.boxes }) {
      faults.append("the dataset lacks boxes")
    }
    return faults
  }

  private func average(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private func rounded(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// The IoU of two sets of boxes: one minus their disagreement.
  private func likeness(_ one: [LabeledBox], _ other: [LabeledBox]) -> Double {
    1 - disagreement(between: one, and: other)
  }
}
