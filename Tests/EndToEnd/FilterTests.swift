import Foundation
import Testing

/// `merge` and `submit` between other programs.
struct FilterTests {
  private let story: Story

  init() throws {
    story = try Story()
  }

  private struct Consensus: Decodable {
    let image, decision: String
    let labelers: Int
  }

  private func consensus(_ outcome: Outcome) throws -> [Consensus] {
    try outcome.lines.map { try JSONDecoder().decode(Consensus.self, from: Data($0.utf8)) }
  }

  private let together: [(labeler: String, box: [Int])] = [
    ("ana", [10, 10, 20, 20]), ("bo", [10, 11, 20, 20]), ("cy", [11, 10, 20, 20]),
  ]

  @Test func `merge writes a line for a line, in order`() throws {
    let names = (0..<500).map { "p\($0).png" }
    let input = names.map { line($0, together) }.joined(separator: "\n")
    let outcome = try story.run("merge", input: .text(input))
    #expect(outcome.code == 0)
    #expect(
      outcome.complaint
        == #"{"agreed":500,"blank":0,"boxes":500,"disputed":0,"images":500,"needsLabels":0,"rejected":0}"#
        + "\n")
    let merged = try consensus(outcome)
    #expect(merged.map(\.image) == names)
    #expect(merged.allSatisfy { $0.decision == "agreed" && $0.labelers == 3 })
  }

  @Test func `unknown keys pass through merge unharmed`() throws {
    let passenger = #""shelf":{"row": 3,"tags":["é","\u0001",null,1e400]}"#
    let input = "{\(passenger)," + line("one.png", together).dropFirst()
    let outcome = try story.run("merge", input: .text(input))
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(passenger), "\(outcome.output)")
  }

  @Test(
    "a bad line ends merge with 65; those before it are there, and it is named",
    arguments: [
      ("not JSON", "line 2"),
      (line("two.png", [("ana", [50, 10, 20, 20])]), "two.png"),
      (line("two.png", [("ana", [5, 10, -20, 20])]), "ana"),
      (line("two.png", [("ana", [5, 5, 9, 9]), ("ana", [5, 6, 9, 9])]), "ana"),
      (#"{"image":"two.png","width":64}"#, "line 2"),
      ("{\"image\":\"\u{1}\"}", "line 2"),
    ])
  func badLine(bad: String, named: String) throws {
    let good = line("one.png", together)
    let input = [good, bad, good].joined(separator: "\n")
    let outcome = try story.run("merge", input: .text(input))
    #expect(outcome.code == 65)
    #expect(try consensus(outcome).map(\.image) == ["one.png"])
    #expect(outcome.complaint.contains("line 2"), "\(outcome.complaint)")
    #expect(outcome.complaint.contains(named), "\(outcome.complaint)")
    expectOneSentence(outcome)
  }

  @Test func `the number of threads changes no byte`() throws {
    let input = (0..<3_000).map { line("p\($0).png", $0 % 7 == 0 ? [] : together) }
      .joined(separator: "\n")
    let one = try story.run("merge", "--jobs", "1", input: .text(input))
    #expect(one.lines.count == 3_000)
    for jobs in ["2", "3", "16"] {
      #expect(try story.run("merge", "--jobs", jobs, input: .text(input)).output == one.output)
    }
    for jobs in ["0", "129", "-1"] {
      #expect(try story.run("merge", "--jobs=\(jobs)", input: .text("")).code == 64)
    }
  }

  @Test func `bad lines go to a file as they are, the others go on`() throws {
    let good = line("one.png", together)
    let bad = [
      "not JSON\r", line("two.png", [("ana", [50, 10, 20, 20])]), "{\"image\":\"\u{1}\"}",
    ]
    let input = ([good, bad[0], "", good, bad[1], bad[2]]).joined(separator: "\n")
    let outcome = try story.run("merge", "--reject", "bad.jsonl", input: .text(input))
    #expect(outcome.code == 0)
    let merged = try story.run("merge", input: .text(good + "\n\n" + good))
    #expect(outcome.output == merged.output)
    let path = story.path("bad.jsonl")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == bad.map { $0 + "\n" }.joined())
    for part in ["line 2: ", #"line 5, image "two.png", labeler "ana": "#, "line 6: "] {
      #expect(outcome.complaint.contains("tessera: " + part), "\(outcome.complaint)")
    }
    #expect(outcome.complaint.hasSuffix("\"rejected\":3}\n"))

    let again = try story.run("merge", "--reject", "bad.jsonl", input: .text(input))
    #expect(again.code == 73 && again.output == "")
    expectOneSentence(again)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("not JSON"))
    let itself = try story.run("merge", "--reject", "bad.jsonl", "--force", input: .file(path))
    #expect(itself.code == 64)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("not JSON"))
    let forced = try story.run(
      "merge", "--reject", "bad.jsonl", "--force", input: .text("x"))
    #expect(forced.code == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "x\n")
    #expect(try story.run("merge", "--reject", "/dev/null", input: .text(input)).code == 0)
    #expect(try story.run("merge", "--reject", "none/bad", input: .text(input)).code == 73)
    #expect(try story.run("merge", "--reject", "/dev/full", input: .text(input)).code == 74)
  }

  @Test func `a line is answered before the next one comes`() throws {
    // Each line is written only when the answer to the one before is there.
    let script = """
      mkfifo in out; "$@" < in > out & exec 3> in 4< out
      for n in 1 2 3; do cat line >&3; IFS= read -r answer <&4; echo "$answer"; done
      exec 3>&-; wait $!
      """
    try story.write(Array((line("one.png", together) + "\n").utf8), to: "line")
    let outcome = try story.run("merge", through: ["sh", "-c", script, "sh"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    #expect(try consensus(outcome).map(\.image) == ["one.png", "one.png", "one.png"])
  }

  @Test func `a reader that stalls stalls the reading, not the memory`() throws {
    let lines = (0..<60_000).map { line("p\($0).png", together) + "\n" }.joined()
    // Nobody reads the output until no more of the input is read; the peak is looked at while the
    // last lines wait for their reader.
    let script = """
      mkfifo out; exec 5<&0; "$@" <&5 > out & exec 4< out
      before=-1 calm=0
      while [ $calm -lt 20 ]; do
        read=$(sed -n 's/pos:[^0-9]*//p' /proc/$!/fdinfo/0)
        if [ "$read" = "$before" ]; then calm=$((calm + 1)); else calm=0; fi
        before=$read
      done
      echo "read $read"; head -n 58000 <&4 > /dev/null
      grep VmHWM /proc/$!/status; cat <&4 > /dev/null; wait $!
      """
    let outcome = try story.run(
      "merge", "--jobs", "4", input: .text(lines), through: ["sh", "-c", script, "sh"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let peak = outcome.output.firstMatch(of: /VmHWM:\s*(\d+) kB/).flatMap { Int($0.1) }
    #expect(try #require(peak) < 100 * 1024)
    let read = outcome.output.firstMatch(of: /read (\d+)/).flatMap { Int($0.1) }
    #expect(try #require(read) < lines.utf8.count / 2)
  }

  @Test func `merge ends with 74 when nobody reads, or the disk is full`() throws {
    let input = (0..<5_000).map { line("p\($0).png", together) }.joined(separator: "\n")
    let broken = try story.run(
      "merge", input: .text(input), through: ["sh", "-c", "{ \"$@\"; echo $? >&2; } | true", "sh"])
    #expect(broken.complaint.hasSuffix("74\n"), "\(broken.complaint)")
    #expect(broken.complaint.contains("cannot write the output"), "\(broken.complaint)")
    let full = try story.run(
      "merge", input: .text(line("one.png", together)),
      through: ["sh", "-c", "exec \"$@\" > /dev/full", "sh"])
    #expect(full.code == 74)
    expectOneSentence(full)
  }

  @Test func `merge of nothing is nothing, and a blank line stays one`() throws {
    for (input, output) in [("", ""), ("\n", "\n"), ("\n\n  \n", "\n\n\n")] {
      let outcome = try story.run("merge", input: .text(input))
      #expect(outcome.code == 0)
      #expect(outcome.output == output)
      #expect(outcome.complaint.contains(#""blank":\#(output.count),"#))
    }
  }

  @Test func `the policy of a workspace can be given to merge as a file`() throws {
    try story.makeWorkspace(of: [], "--minimum", "4", "--maximum", "4")
    try story.write(
      Array(try story.succeed(["policy", "--json"]).output.utf8), to: "policy.json")
    let input = Running.Input.text(line("one.png", together))
    let stated = try story.run("merge", "--policy-file", "policy.json", input: input)
    #expect(try consensus(stated).map(\.decision) == ["needs-labels"])
    try story.write(Array("{}".utf8), to: "bad.json")
    #expect(try story.run("merge", "--policy-file", "bad.json", input: input).code == 65)
    #expect(try story.run("merge", "--policy-file", "none.json", input: input).code == 66)
  }

  @Test func `submitting twice is submitting once`() throws {
    try story.makeWorkspace(of: ["one.png"])
    let input = [line("one.png", together)]
    let first = try story.submit(input)
    #expect(first.code == 0)
    #expect(first.complaint.contains("3 accepted, 0 there already, 0 refused"))
    let second = try story.submit(input)
    #expect(second.code == 0)
    #expect(second.complaint.contains("0 accepted, 3 there already, 0 refused"))
    #expect(try story.status().answers == 3)

    let identified =
      #"{"image":"one.png","width":64,"height":48,"annotations":[{"labeler":"ana","boxes":[],"#
      + #""revision":2,"submission":"6f1d3c1e-0000-4000-8000-000000000001"}]}"#
    for count in ["1 accepted, 0 there", "0 accepted, 1 there"] {
      let outcome = try story.submit([identified])
      #expect(outcome.code == 0)
      #expect(outcome.complaint.contains(count))
    }
  }

  @Test func `what submit refuses is a line of JSON, and the rest is taken`() throws {
    try story.makeWorkspace(of: ["one.png", "two.png"])
    let outcome = try story.submit([
      line("nowhere.png", together),
      "not JSON",
      line("one.png", together, width: 65),
      line("one.png", together + [("dee", [0, 0, 5, 5])]),
      line("two.png", [("ana", [60, 0, 5, 5])]),
      line("two.png", together).replacingOccurrences(of: "lipstick", with: "hat"),
      line("two.png", [("a\\u001bb", [0, 0, 5, 5])]),
      line("two.png", [("ana", [0, 0, 5, 5])]),
    ])
    #expect(outcome.code == 65)
    #expect(outcome.complaint.contains("4 accepted, 0 there already, 7 refused"))
    struct Refusal: Decodable {
      let line: Int
      let image, labeler: String?
      let error: String
    }
    let refusals = try outcome.lines.map {
      try JSONDecoder().decode(Refusal.self, from: Data($0.utf8))
    }
    #expect(refusals.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
    #expect(refusals.first { $0.line == 4 }?.labeler == "dee")
    #expect(refusals.first { $0.line == 4 }?.error.contains("no seat for dee") == true)
    #expect(refusals.allSatisfy { $0.error.count > 20 })
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(try story.status().answers == 4)
    #expect(try story.run("verify").code == 0)
  }

  @Test(
    "a command that is used wrongly ends with 64",
    arguments: [
      ["dance"], ["merge", "--minimum", "0"], ["merge", "--minimum", "few"], ["merge", "--what"],
      ["init", "other.tessera"], ["init"], ["export", "--output", "out"],
      ["export", "--format", "dance", "--output", "out"],
      ["export", "--format", "coco", "--output", "out", "--state", "done"],
      ["status", "-w", ""], ["label"], ["resolve"], ["add"],
    ])
  func usage(arguments: [String]) throws {
    try story.makeWorkspace(of: [])
    let outcome = try story.start(arguments).wait()
    #expect(outcome.code == 64, "\(outcome.complaint)")
    #expect(outcome.output == "")
    #expect(outcome.complaint.count > 10)
  }

  @Test func `every command has its help`() throws {
    let all = try story.run("--help")
    #expect(all.code == 0)
    for command in [
      "init", "add", "label", "resolve", "status", "export", "submit", "merge", "policy", "verify",
      "demo",
    ] {
      #expect(all.output.contains("  \(command) "))
      let help = try story.run(command, "--help")
      #expect(help.code == 0)
      #expect(help.output.contains("USAGE: tessera \(command)"))
      #expect(help.output.contains("Example"))
      #expect(
        help.output.contains(": tessera \(command)")
          || help.output.contains("\n  tessera \(command)"))
    }
  }
}

/// What is wrong is said in one line of some words, without a dump of anything.
func expectOneSentence(_ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
  let lines = outcome.complaint.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.count == 2 && lines.last == "", "\(outcome)", sourceLocation: sourceLocation)
  let sentence = lines.first ?? ""
  #expect(sentence.hasPrefix("tessera: "), "\(outcome)", sourceLocation: sourceLocation)
  #expect(
    sentence.split(separator: " ").count >= 5 && sentence.count < 400, "\(outcome)",
    sourceLocation: sourceLocation)
  #expect(
    !sentence.unicodeScalars.contains { $0.properties.generalCategory == .control },
    "\(outcome)", sourceLocation: sourceLocation)
}
