import ArgumentParser
import FoundationEssentials
import Labels
import Store

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Show or change how many labels an image gets and what goes to an expert.",
    discussion: """
      Example: tessera policy -w lips.tessera --maximum 3
      Example: tessera policy -w lips.tessera --reveal
      Example: tessera policy -w lips.tessera --proposals after-own

      A change holds from now on; every consensus is derived anew, while others go on, and nothing is \
      lost.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var policy: PolicyOptions
  @Flag(inversion: .prefixedNo, help: "Whether experts see labelers' names instead of A, B, C.")
  var reveal: Bool?
  @Option(name: .customLong("as"), help: "Who changes it, for the audit.") var person = "lead"
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      var current = try store.charter().policy
      if !policy.isEmpty || reveal != nil {
        current = try policy.applied(to: current)
        current.revealsLabelers = reveal ?? current.revealsLabelers
        try store.setPolicy(current, by: person)
      }
      if json {
        try Console.emit(encoded(PolicyReport(current)))
        return
      }
      try Console.say("labels an image     \(current.minimum) to \(current.maximum)")
      try Console.say("escalates on        \(current.escalation.rawValue)")
      try Console.say("one more label      above \(current.askThreshold)")
      try Console.say("a dispute           above \(current.disputeThreshold)")
      try Console.say("lease               \(current.leaseSeconds) s")
      try Console.say("proposals           \(current.proposals.rawValue)")
      try Console.say("experts see names   \(current.revealsLabelers ? "yes" : "no")")
    }
  }
}

/// A policy as JSON.
struct PolicyReport: Codable {
  let minimum, maximum: Int
  let escalation: String
  let askThreshold, disputeThreshold: Double
  let leaseSeconds: Int
  let revealsLabelers: Bool
  /// Absent in what earlier versions wrote.
  let proposals: String?

  init(_ policy: Policy) {
    minimum = policy.minimum
    maximum = policy.maximum
    escalation = policy.escalation.rawValue
    askThreshold = policy.askThreshold
    disputeThreshold = policy.disputeThreshold
    leaseSeconds = policy.leaseSeconds
    revealsLabelers = policy.revealsLabelers
    proposals = policy.proposals.rawValue
  }

  /// Nil where the rule has no such name or the policy cannot be used.
  var policy: Policy? {
    guard let rule = Policy.Escalation(rawValue: escalation) else { return nil }
    let policy = Policy(
      minimum: minimum, maximum: maximum, escalation: rule, askThreshold: askThreshold,
      disputeThreshold: disputeThreshold, leaseSeconds: leaseSeconds,
      revealsLabelers: revealsLabelers,
      proposals: proposals.flatMap(Policy.Proposals.init) ?? .show)
    return policy.fault == nil ? policy : nil
  }
}

/// JSON on one line, keys in order of their names.
func encoded(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
