import ArgumentParser
import FoundationEssentials
import Glibc
import Store
import Workbench

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try it: the sample images, simulated colleagues, and you.",
    discussion: """
      Example: tessera demo
      Example: tessera demo --headless

      Two of the three labels of each image are there already, by simulated colleagues, some of \
      them sloppy: your submit makes the consensus. Without a terminal, or with --headless, \
      simulated people play the whole story, and the exit code says whether all of it held.
      """)

  @Flag(help: "No terminal: simulated people play the whole story.") var headless = false
  @Option(help: "Where the demo keeps its workspace and its dataset.") var directory = "demo"
  @Option(help: "Where the sample images are.") var samples: String?
  @Flag(help: "Begin anew, without what an earlier demo left.") var fresh = false
  @Option(name: .customLong("as"), help: "Your name in the demo.") var person = "you"

  func run() throws {
    let samples = try SampleSet(folder: samples)
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    if headless || isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 {
      try Failure.reporting {
        let demo = try DemoWorkspace(
          path: directory + "/headless.tessera", samples: samples, fresh: true)
        try HeadlessDemo(demo: demo, output: directory + "/dataset").play()
      }
      return
    }
    let demo = try Failure.reporting {
      let demo = try DemoWorkspace(
        path: directory + "/demo.tessera", samples: samples, fresh: fresh)
      try demo.prelabel()
      return demo
    }
    try WorkbenchRun.start(
      demo.store, path: demo.path, person: person, role: .labeler,
      settings: try Settings.read(), showsOutcome: true
    ) {
      // The demo goes on without them when the colleagues fail: their labels are only waited for.
      try? demo.answerCalls()
    }
    try farewell(demo)
  }

  private func farewell(_ demo: DemoWorkspace) throws {
    try Failure.reporting {
      for line in StatusText.lines(try demo.store.charter(), try demo.store.status()) {
        try Console.say(line)
      }
    }
    Console.note("")
    Console.note("Go on:            tessera demo")
    Console.note("Be the expert:    tessera resolve -w \(demo.path) --as eva")
    Console.note("Take the dataset: tessera export -w \(demo.path) --format coco --output out")
  }
}
