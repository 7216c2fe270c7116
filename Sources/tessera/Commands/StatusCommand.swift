import ArgumentParser
import Cells
import Labels
import Store

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show progress, agreement, labelers and disputes.",
    discussion: """
      Example: tessera status -w lips.tessera --json

      Beside the counts: what either rule, disagreement or risk, says of the images with the answers \
      that there are; and how far each labeler agrees with the others, with the interval in which \
      that lies in 95 of 100 cases, and what would help them.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      let (charter, status) = (try store.charter(), try store.status())
      let agreement = try StatusAgreement(
        store, classes: charter.classes, policy: charter.policy)
      if json {
        try Console.emit(encoded(StatusReport(charter, status, agreement)))
      } else {
        for line in StatusText.lines(charter, status) { try Console.say(line) }
        for line in agreement.lines { try Console.say(line) }
      }
    }
  }
}

/// The status as people read it.
enum StatusText {
  static func lines(_ charter: Charter, _ status: Status) -> [String] {
    var lines = ["\(charter.name): \(charter.images) images, classes \(classes(charter))", ""]
    for state in ImageState.allCases {
      let count = status.images[state] ?? 0
      let share = charter.images > 0 ? Double(count) / Double(charter.images) : 0
      let bar = String(repeating: "#", count: Int((share * 40).rounded()))
      lines.append("  \(padded(state.rawValue, 9)) \(padded(count, 6))  \(bar)")
    }
    if let apart = status.meanDisagreement, let risk = status.meanRisk {
      lines += ["", "labelers disagree by \(percent(apart)) on average; risk \(percent(risk))"]
    }
    if status.questions > 0 {
      lines += ["", "\(counted(status.questions, "question")), \(status.openQuestions) open"]
    }
    if !status.labelers.isEmpty {
      lines += ["", "  labeler              images  skipped  boxes  at work  agreement"]
      for each in status.labelers {
        let agreement = each.agreement.map(percent) ?? "-"
        lines.append(
          "  \(padded(each.name, 20)) \(padded(each.answered, 6)) \(padded(each.skipped, 8)) "
            + "\(padded(each.boxes, 6)) \(padded(each.holding, 8))  \(padded(agreement, 9, right: true))"
        )
      }
    }
    if !status.proposals.isEmpty {
      lines += [
        "", "  model                proposed  accepted  adjusted  rejected  ignored  accepted",
      ]
      for each in status.proposals {
        let columns: [(act: ProposalOutcome.Act, width: Int)] = [
          (.accepted, 9), (.adjusted, 9), (.rejected, 9), (.ignored, 8),
        ]
        let counts = columns.map { padded(each.acts[$0.act] ?? 0, $0.width) }
          .joined(separator: " ")
        lines.append(
          "  \(padded(each.model, 20)) \(padded(each.proposed, 8)) \(counts) "
            + padded(each.acceptance.map(percent) ?? "-", 9, right: true))
      }
    }
    if !status.disputes.isEmpty {
      lines += ["", "  dispute                          labelers  disagreement  risk"]
      for each in status.disputes.prefix(20) {
        lines.append(
          "  \(padded(each.image.name, 32)) \(padded(each.labelers, 8)) "
            + "\(padded(percent(each.disagreement), 13, right: true)) "
            + "\(padded(percent(each.risk), 5, right: true))")
      }
      if status.disputes.count > 20 { lines.append("  and \(status.disputes.count - 20) more") }
    }
    return lines
  }

  private static func classes(_ charter: Charter) -> String {
    charter.classes.map { "\($0.id) \($0.name)" }.joined(separator: ", ")
  }

  static func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return right ? fill + text : text + fill
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    padded("\(number)", width, right: true)
  }
}

struct StatusReport: Encodable {
  struct Labeler: Encodable {
    let name: String
    let answered, skipped, boxes, holding: Int
    let agreement: Double?
  }

  struct DisputeRow: Encodable {
    let image, sha256: String
    let labelers: Int
    let disagreement, risk: Double
  }

  struct Proposals: Encodable {
    let model: String
    let proposed, accepted, adjusted, rejected, ignored: Int
    /// Of those that somebody answered: accepted as they were; nil without any.
    let acceptance, adjustedIoU: Double?
  }

  let workspace: String
  let total: Int
  let images: [String: Int]
  let meanDisagreement, meanRisk: Double?
  let questions, openQuestions: Int
  let labelers: [Labeler]
  let disputes: [DisputeRow]
  let proposals: [Proposals]
  let policy: PolicyReport
  let classes: [String: Int]
  let agreement: StatusAgreement

  init(_ charter: Charter, _ status: Status, _ agreement: StatusAgreement) {
    self.agreement = agreement
    workspace = charter.name
    total = charter.images
    images = Dictionary(
      uniqueKeysWithValues: ImageState.allCases.map { ($0.rawValue, status.images[$0] ?? 0) })
    meanDisagreement = status.meanDisagreement
    meanRisk = status.meanRisk
    questions = status.questions
    openQuestions = status.openQuestions
    labelers = status.labelers.map {
      Labeler(
        name: $0.name, answered: $0.answered, skipped: $0.skipped, boxes: $0.boxes,
        holding: $0.holding, agreement: $0.agreement)
    }
    disputes = status.disputes.map {
      DisputeRow(
        image: $0.image.name, sha256: $0.image.sha256, labelers: $0.labelers,
        disagreement: $0.disagreement, risk: $0.risk)
    }
    proposals = status.proposals.map {
      Proposals(
        model: $0.model, proposed: $0.proposed, accepted: $0.acts[.accepted] ?? 0,
        adjusted: $0.acts[.adjusted] ?? 0, rejected: $0.acts[.rejected] ?? 0,
        ignored: $0.acts[.ignored] ?? 0, acceptance: $0.acceptance, adjustedIoU: $0.adjustedIoU)
    }
    policy = PolicyReport(charter.policy)
    classes = Dictionary(uniqueKeysWithValues: charter.classes.map { ($0.name, $0.id) })
  }
}
