import ArgumentParser
import Glibc
import Labels
import Store

/// `-w WORKSPACE`.
struct WorkspaceOption: ParsableArguments {
  @Option(
    name: [.customShort("w"), .long],
    help: "The workspace, NAME.tessera (or TESSERA_WORKSPACE).")
  var workspace: String?

  func path() throws -> String {
    guard let path = workspace ?? environment("TESSERA_WORKSPACE"), !path.isEmpty else {
      throw Failure(.usage, "which workspace? Give -w NAME.tessera, or set TESSERA_WORKSPACE.")
    }
    if path.hasPrefix("postgres://") || path.hasPrefix("postgresql://") {
      throw Failure(
        .configuration,
        "this version keeps workspaces in files; give -w a path such as lips.tessera.")
    }
    return path
  }

  func open() throws -> SQLiteWorkspace {
    let path = try path()
    return try Failure.reporting { try SQLiteWorkspace(opening: path) }
  }
}

/// `--as NAME`.
struct PersonOption: ParsableArguments {
  @Option(name: .customLong("as"), help: "Who you are (or TESSERA_LABELER).")
  var person: String?

  func name() throws -> String {
    guard let name = person ?? environment("TESSERA_LABELER"), !name.isEmpty else {
      throw Failure(.usage, "who are you? Give --as NAME, or set TESSERA_LABELER.")
    }
    return name
  }
}

/// `--plain`.
struct PlainOption: ParsableArguments {
  @Flag(
    help: """
      No screen: typed commands and sentences, for screen readers and, from a pipe, for scripts.
      """)
  var plain = false
}

/// The options that make up a policy; those left out keep what they were.
struct PolicyOptions: ParsableArguments {
  @Option(help: "People asked for each image at first.") var minimum: Int?
  @Option(help: "People asked at most.") var maximum: Int?
  @Option(help: "What escalates: disagreement or risk.") var escalation: String?
  @Option(help: "Above it one more person is asked (0 to 1).") var askThreshold: Double?
  @Option(help: "Above it an image is a dispute (0 to 1).") var disputeThreshold: Double?
  @Option(help: "When labelers see what models propose: show, after-own (their first box) or hide.")
  var proposals: String?
  @Option(help: "Seconds until an abandoned image goes to others.") var lease: Int?

  var isEmpty: Bool {
    minimum == nil && maximum == nil && escalation == nil && askThreshold == nil
      && disputeThreshold == nil && lease == nil && proposals == nil
  }

  func applied(to policy: Policy) throws -> Policy {
    var policy = policy
    if let minimum {
      policy.minimum = minimum
      if maximum == nil { policy.maximum = max(policy.maximum, minimum) }
    }
    if let maximum { policy.maximum = maximum }
    if let escalation {
      guard let rule = Policy.Escalation(rawValue: escalation) else {
        throw Failure(.usage, "--escalation is disagreement or risk, not \(escalation).")
      }
      // Each rule has an ask threshold of its own: 0.20 and 0.12.
      policy.askThreshold = Policy(escalation: rule).askThreshold
      policy.escalation = rule
    }
    if let askThreshold { policy.askThreshold = askThreshold }
    if let disputeThreshold { policy.disputeThreshold = disputeThreshold }
    if let proposals {
      guard let rule = Policy.Proposals(rawValue: proposals) else {
        throw Failure(.usage, "--proposals is show, after-own or hide, not \(proposals).")
      }
      policy.proposals = rule
    }
    if let lease { policy.leaseSeconds = lease }
    if let fault = policy.fault { throw Failure(.usage, "\(fault).") }
    return policy
  }
}

extension Set<ImageState> {
  /// States by name, with commas between them.
  init(imageStates text: String) throws {
    self = try Set(
      text.split(separator: ",").map { name in
        guard let state = ImageState(rawValue: String(name)) else {
          let names = ImageState.allCases.map(\.rawValue).joined(separator: ", ")
          throw Failure(.usage, "--state \(name) is not known; there are: \(names).")
        }
        return state
      })
  }
}

func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
