import Datasets
import FoundationEssentials
import Labels
import Store

/// Stores what was found good, in one transaction.
struct ImportStore {
  let goal: ImportGoal
  /// Whether nothing is stored when the store refuses anything.
  let isWhole: Bool

  private struct Refused: Error {}

  /// Returns what the store refused, such as an answer to an image that has no seat left.
  func take(_ spool: ImportSpool, into store: some Workspace) throws -> [Finding] {
    var refused: [Finding] = []
    do {
      try store.batch(by: "lead") { batch in
        try spool.forEach { entry in
          do throws(StoreError) {
            try give(entry, to: batch)
          } catch {
            guard [.badData, .usage, .notAllowed].contains(Failure.code(of: error)) else {
              throw error
            }
            refused.append(
              Finding(file: entry.file, line: entry.line, image: entry.name, problem: "\(error)"))
          }
        }
        if isWhole, !refused.isEmpty { throw Refused() }
      }
    } catch is Refused {
      // Nothing was stored; the findings say why.
    }
    return refused
  }

  private func give(_ entry: ImportSpool.Entry, to batch: any Batch) throws(StoreError) {
    switch goal {
    case .answers(let labeler):
      try batch.submit(
        Submission(
          id: UUID().uuidString, image: entry.image, labeler: labeler, answer: .boxes(entry.boxes),
          revision: 1))
    case .predictions(let model):
      let proposals = zip(entry.boxes, entry.scores).map {
        Proposal(model: "", labeled: $0, score: $1)
      }
      try batch.propose(NewProposals(image: entry.image, proposals: proposals), model: model)
    case .truth: try batch.setGold(entry.boxes, of: entry.image)
    }
  }
}
