import ArgumentParser
import Datasets
import FoundationEssentials
import Glibc
import Labels

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge annotations: a line of JSON in, a line out, in order.",
    discussion: """
      Example: tessera merge < ANNOTATIONS.jsonl > CONSENSUS.jsonl

      A line of input (here on three):
        {"image":"a.png","width":640,"height":480,"annotations":[
         {"labeler":"ana","boxes":[{"x":10,"y":20,"width":100,"height":50,"class":"lipstick"}]},
         {"labeler":"cy","boxes":[],"skip":"blurred"}]}

      Each line holds all annotations of one image; it depends on no other line, so lines can be \
      dealt to any number of threads or processes, with the same bytes out. Keys that mean nothing \
      here pass through as they are.

      With --fit FILE nothing is merged: what the annotations say of their labelers (how each \
      draws, what each overlooks, invents and mixes up) is written to FILE. With --skills FILE \
      that is used; labelers who are not in it count as unknown:
        tessera merge --fit SKILLS.json < ANNOTATIONS.jsonl
        tessera merge --skills SKILLS.json < ANNOTATIONS.jsonl > CONSENSUS.jsonl
      The order of lines changes no byte of FILE, nor does the policy. While it is made, all boxes \
      are held in memory: about 450 MB for a million images of three labelers and three boxes.

      A bad line ends it with exit code 65. With --reject FILE it goes there instead, byte for \
      byte, standard error says why, the output has no line for it, and the rest goes on. At the \
      end counts are on standard error, as one JSON object.
      """)

  @OptionGroup var policy: PolicyOptions
  @Option(help: "A JSON file as `tessera policy --json` prints it; options go before it.")
  var policyFile: String?
  @Option(help: "Threads that merge (default: one a processor).") var jobs: Int?
  @Option(help: "The file to make for bad lines.") var reject: String?
  @Option(help: "The file to make of what is known of labelers.") var fit: String?
  @Option(help: "A file that --fit made.") var skills: String?
  @Flag(help: "Replace files that are there.") var force = false

  func run() throws {
    let policy = try policy.applied(to: try policyFile.map(Self.read) ?? Policy())
    let jobs = jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.mostJobs)
    guard (1...Self.mostJobs).contains(jobs) else {
      throw Failure(.usage, "--jobs is \(jobs): give 1 to \(Self.mostJobs) threads.")
    }
    guard let fit else {
      let crowd = try Failure.reporting { try skills.map(KnownCrowd.init(path:)) ?? KnownCrowd() }
      let filter = MergeFilter(
        policy: policy, crowd: crowd, jobs: jobs, reject: try rejectFile())
      return Console.note(try encoded(try filter.run()))
    }
    guard skills == nil, reject != fit else {
      throw Failure(
        .usage, "--fit makes a file of its own: give it without --skills, and --reject another.")
    }
    let file = try Failure.reporting { try WholeFile(path: fit, replaces: force) }
    var status = stat()
    if stat(fit, &status) == 0 { try RejectFile.checkIsNoStream(status, path: fit) }
    Console.note(try encoded(try FitFilter(file: file, jobs: jobs, reject: rejectFile()).run()))
  }

  private func rejectFile() throws -> RejectFile? {
    try reject.map { try RejectFile(path: $0, replaces: force) }
  }

  /// More than any machine has use for, fewer than the system refuses.
  private static let mostJobs = 128

  private static func read(_ path: String) throws -> Policy {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): the policy cannot be read; check the path.")
    }
    guard let report = try? JSONDecoder().decode(PolicyReport.self, from: data),
      let policy = report.policy
    else {
      throw Failure(.badData, "\(path): not a policy as `tessera policy --json` prints it.")
    }
    return policy
  }
}
