import ArgumentParser
import Consensus
import Store

struct RefitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refit",
    abstract: "Estimate all labelers anew and derive every consensus with that.",
    discussion: """
      Example: tessera refit -w lips.tessera

      How each labeler draws, what each overlooks, invents and mixes up is estimated from \
      everything that was answered, and each image's boxes and confidence follow from that. The \
      workbench does so by itself, behind your back, when a tenth more was answered (at least 50 \
      answers). Others may go on working meanwhile.

      What is agreed stays agreed, with better boxes. With --reopen it may be asked about again, \
      where the policy says so.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Flag(help: "Decide what is agreed anew, too.") var reopen = false
  @Option(name: .customLong("as"), help: "Who does it, for the audit.") var person = "lead"
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let store = try workspace.open()
    let refit = try Failure.reporting { try store.refit(by: person, reopening: reopen) }
    guard let refit else {
      throw Failure(.tryAgain, "another program is estimating the labelers; try again later.")
    }
    if json { return try Console.emit(encoded(Report(refit))) }
    let images = StatusText.counted(refit.images, "image")
    try Console.say(
      "\(refit.isNew ? "Skills version \(refit.version), from" : "Nothing new in") \(images) by "
        + "\(StatusText.counted(refit.labelers, "labeler")).")
    try Console.say(Self.calibration(refit))
    try Console.say(
      "\(StatusText.counted(refit.changed, "consensus", "consensuses")) changed, "
        + "\(StatusText.counted(refit.stateChanged, "state")) of an image.")
  }

  private static func calibration(_ refit: Refit) -> String {
    let told = StatusText.counted(
      refit.resolutions, "answer of experts or gold", "answers of experts or gold")
    guard refit.experts > 0 else {
      return "Confidence is calibrated as shipped: \(told), "
        + "and from \(Calibration.leastExperts) on it is drawn towards them."
    }
    return "Confidence is calibrated towards \(told)"
      + (refit.experts < Calibration.leastExpertsForRisk
        ? "; risk as shipped, below \(Calibration.leastExpertsForRisk) of them."
        : ", and so is risk.")
  }

  private struct Report: Encodable {
    let version, images, labelers, resolutions, experts, changed, stateChanged: Int
    let isNew: Bool

    init(_ refit: Refit) {
      (version, isNew, images) = (refit.version, refit.isNew, refit.images)
      (labelers, resolutions, experts) = (refit.labelers, refit.resolutions, refit.experts)
      (changed, stateChanged) = (refit.changed, refit.stateChanged)
    }
  }
}
