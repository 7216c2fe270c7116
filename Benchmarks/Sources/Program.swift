import Glibc

/// What the benchmark scripts cannot do from outside: it measures the rooms of Tessera in this
/// process, and prints numbers for the scripts to put beside their peers'.
@main
struct Program {
  private static let usage = """
    usage: Benchmarks decode FILE...              CPU milliseconds a file
           Benchmarks open FILE                   milliseconds to see it, and memory
           Benchmarks next FILE FILE              milliseconds from one image to the next
           Benchmarks frames FILE                 CPU milliseconds a screen
           Benchmarks workspace PATH IMAGES       makes a workspace of so many images
           Benchmarks claims PATH LABELER COUNT   claims and submits once told to start
           Benchmarks annotations PATH            what a workspace's labelers drew, as JSON Lines
           Benchmarks calibrate CROWD...          the coefficients that the consensus ships with

    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("Benchmarks: \(error)\n")
      exit(EXIT_FAILURE)
    }
  }

  private static func run(_ words: [String]) throws {
    switch (words.first, words.count) {
    case ("decode", 2...): try measureDecoding(words.dropFirst())
    case ("open", 2): try measureOpening(of: words[1])
    case ("next", 3): try measureNext(words[1], words[2])
    case ("frames", 2): try measureFrames(of: words[1])
    case ("workspace", 3): try makeWorkspace(at: words[1], images: Int(words[2]) ?? 0)
    case ("claims", 4): try claimAndSubmit(words[1], as: words[2], count: Int(words[3]) ?? 0)
    case ("annotations", 2): try printAnnotations(of: words[1])
    case ("calibrate", 2...): try calibrate(Array(words.dropFirst()))
    default:
      complain(usage)
      exit(EX_USAGE)
    }
  }

  private static func complain(_ text: String) {
    _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }
}
