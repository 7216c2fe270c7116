import ArgumentParser
import Consensus
import Labels
import Store

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Replay what was labeled under other policies: labels, disputes, money, quality.",
    discussion: """
      Example: tessera simulate -w lips.tessera --escalation risk --price 0.08
      Example: tessera simulate CROWD.jsonl --maximum 7

      Each image gets its answers one by one, in the order in which they came (in a file: in which \
      they stand), as long as the policy asks for more. It never asks for an answer that is not \
      there: images that would have wanted one are counted as short.

      Quality is that of the merged boxes where the truth is known: where an expert decided, or in \
      a file where a line has "gold":[{"x":..,"y":..,"width":..,"height":..,"class":".."}]. Experts \
      decide disputes, so in a workspace it is the quality of the hardest images.
      """)

  @Argument(help: "A file of annotation lines, instead of -w.") var crowd: String?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var policy: PolicyOptions
  @Option(help: "Of a label, in money.") var price = 0.08
  @Option(help: "Of an expert's time, for a dispute.") var expertMinutes = 2.0
  @Flag(help: "A JSON object a policy, one a line.") var json = false

  func run() throws {
    guard price >= 0, price.isFinite, expertMinutes >= 0, expertMinutes.isFinite else {
      throw Failure(.usage, "--price and --expert-minutes are 0 or more.")
    }
    var current = Policy()
    let images: [ReplayedImage]
    if let crowd {
      images = try Failure.reporting { try ReplaySource.images(of: crowd) }
    } else {
      let store = try workspace.open()
      (current, images) = try Failure.reporting {
        (try store.charter().policy, try ReplaySource.images(of: store))
      }
    }
    guard !images.isEmpty else { throw Failure(.badData, "nothing was labeled yet.") }
    if !json { try Console.say(Row.heading) }
    for (name, policy) in try policies(beside: current) {
      Console.progress(name)
      let row = Row(
        name, policy, Replay(images, policy: policy), price: price, minutes: expertMinutes)
      Console.endProgress()
      try json ? Console.emit(encoded(row)) : Console.say(row.line)
    }
  }

  /// The current one, the one that was asked for, and those that it should be compared with.
  private func policies(beside current: Policy) throws -> [(String, Policy)] {
    var policies = [(crowd == nil ? "current" : "default", current)]
    if !policy.isEmpty { policies.append(("as asked", try policy.applied(to: current))) }
    let others = [
      ("three labels", Policy(minimum: 3, maximum: 3)),
      ("five labels", Policy(minimum: 5, maximum: 5)), ("3 to 5, disagreement", Policy()),
      ("3 to 5, risk", Policy(escalation: .risk)),
    ]
    return policies + others.filter { other in !policies.contains { $0.1 == other.1 } }
  }

  private struct Row: Encodable {
    let name: String
    let policy: PolicyReport
    let images, labels, disputes, short: Int
    let expertMinutes, money: Double
    let known: Int
    let meanIoU: Double?
    /// At 0.5, 0.75 and 0.9; and with the disputes put right.
    let f1, f1WithExperts: [Double]?

    init(_ name: String, _ policy: Policy, _ replay: Replay, price: Double, minutes: Double) {
      self.name = name
      self.policy = PolicyReport(policy)
      (images, labels) = (replay.images, replay.labels)
      (disputes, short) = (replay.disputes, replay.short)
      expertMinutes = Double(replay.disputes) * minutes
      money = Double(replay.labels) * price
      known = replay.merged.images
      meanIoU = replay.merged.meanIoU
      (f1, f1WithExperts) = (replay.merged.f1, replay.delivered.f1)
    }

    static let heading =
      "policy                labels  an image  short  disputes  minutes     money"
      + "  mean IoU  F1@.5  F1@.75  F1@.9  with experts"

    var line: String {
      let share = fixed(Double(labels) / Double(images), 2)
      let quality =
        f1.map { f1 in
          [
            (meanIoU.map { fixed($0, 4) } ?? "-", 10), (fixed(f1[0], 3), 7), (fixed(f1[1], 3), 8),
            (fixed(f1[2], 3), 7), (f1WithExperts.map { fixed($0[1], 3) } ?? "-", 14),
          ].map { StatusText.padded($0, $1, right: true) }.joined()
        } ?? "  unknown"
      return StatusText.padded(name, 21) + StatusText.padded(labels, 7)
        + StatusText.padded(share, 10, right: true) + StatusText.padded(short, 7)
        + StatusText.padded(disputes, 10)
        + StatusText.padded(fixed(expertMinutes, 0), 9, right: true)
        + StatusText.padded(fixed(money, 2), 10, right: true) + quality
    }
  }
}

/// A number with so many decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let whole = Int((value.magnitude * scale).rounded())
  guard decimals > 0 else { return (value < 0 && whole > 0 ? "-" : "") + "\(whole)" }
  let digits = String(repeating: "0", count: max(0, decimals + 1 - "\(whole)".count)) + "\(whole)"
  return (value < 0 && whole > 0 ? "-" : "") + digits.dropLast(decimals) + "."
    + digits.suffix(decimals)
}
