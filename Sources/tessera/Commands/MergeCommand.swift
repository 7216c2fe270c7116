import ArgumentParser
import Consensus
import Datasets
import FoundationEssentials
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
      dealt to any number of processes. A bad line ends it with exit code 65.
      """)

  @OptionGroup var policy: PolicyOptions
  @Option(help: "A JSON file as `tessera policy --json` prints it; options go before it.")
  var policyFile: String?

  func run() throws {
    let policy = try policy.applied(to: try policyFile.map(Self.read) ?? Policy())
    var lines = InputLines()
    var number = 0
    while let bytes = try lines.next() {
      number += 1
      let merged = try Failure.reporting {
        // A blank line stays one: the lines of input and output belong together.
        guard let line = try AnnotationLine.read(bytes, number: number) else { return "" }
        let merged = merge(
          line.annotations, imageWidth: line.width, imageHeight: line.height, policy: policy)
        return try ConsensusLine.text(of: merged, for: line)
      }
      try Console.emit(merged)
    }
  }

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
