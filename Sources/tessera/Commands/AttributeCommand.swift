import ArgumentParser
import Labels
import Store

struct AttributeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribute",
    abstract: "Show or add what labelers say of a box besides its class.",
    subcommands: [AttributeListCommand.self, AttributeAddCommand.self],
    defaultSubcommand: AttributeListCommand.self)
}

struct AttributeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the attributes of boxes.",
    discussion: "Example: tessera attribute -w lips.tessera --json")

  @OptionGroup var workspace: WorkspaceOption
  @Flag(help: "A line of JSON for each.") var json = false

  func run() throws {
    let store = try workspace.open()
    let charter = try Failure.reporting { try store.charter() }
    if charter.attributes.isEmpty, !json {
      Console.note("There is none; tessera attribute add makes one.")
    }
    for attribute in charter.attributes {
      let report = AttributeReport(attribute, charter)
      if json {
        try Console.emit(encoded(report))
      } else {
        let boxes = report.class.map { "  of \($0)" } ?? ""
        let key = report.key.map { "  key \($0)" } ?? ""
        try Console.say("\(report.name): \(attribute.allowed)\(boxes)\(key)")
      }
    }
  }
}

struct AttributeAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an attribute of boxes.",
    discussion: """
      Example: tessera attribute add -w lips.tessera occluded --flag --key o
      Example: tessera attribute add -w lips.tessera shade --choice Rose,Ruby,Nude --class lipstick
      Example: tessera attribute add -w lips.tessera wear --number 0..5
      Example: tessera attribute add -w lips.tessera note --text

      An attribute stays as it is made. In the workbench ; opens those of the selected box; each is \
      chosen by its key, or by a letter of its name.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Argument(help: "Its name.") var name: String
  @Flag(help: "Set or not.") var flag = false
  @Option(help: "One of these, with commas between them.") var choice: String?
  @Option(help: "A number, MIN..MAX.") var number: String?
  @Flag(help: "A line of text.") var text = false
  @Option(name: .customLong("class"), help: "Only boxes of this class have it.")
  var className: String?
  @Option(help: "The letter that chooses it in the workbench.") var key: String?
  @Option(name: .customLong("as"), help: "Who adds it, for the audit.") var person = "lead"

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      let classes = try store.charter().classes
      let found = classes.first { $0.name == className }
      if let className, found == nil {
        let names = classes.map(\.name).joined(separator: ", ")
        throw Failure(.usage, "there is no class \(className); there are: \(names).")
      }
      if let key, key.unicodeScalars.count != 1 {
        throw Failure(.usage, "--key is one letter, not \(key).")
      }
      let attribute = Attribute(
        name: name, kind: try kind(), classID: found?.id, key: key?.unicodeScalars.first)
      let added = try store.addAttributes([attribute], by: person)
      try Console.say(
        added.isEmpty ? "\(name) was there already." : "Added \(name): \(attribute.allowed).")
    }
  }

  private func kind() throws -> Attribute.Kind {
    var kinds: [Attribute.Kind] = []
    if flag { kinds.append(.flag) }
    if let choice { kinds.append(.choice(AttributeText.choices(choice))) }
    if let number { kinds.append(.number(try AttributeText.bounds(number))) }
    if text { kinds.append(.text) }
    guard kinds.count == 1, let kind = kinds.first else {
      throw Failure(
        .usage, "say what it is: one of --flag, --choice A,B, --number MIN..MAX, --text.")
    }
    return kind
  }
}

/// An attribute as JSON.
struct AttributeReport: Encodable {
  let id: Int
  let name, kind: String
  let choices: [String]?
  let minimum, maximum: Double?
  let `class`, key: String?

  init(_ attribute: Attribute, _ charter: Charter) {
    id = attribute.id
    name = attribute.name
    key = attribute.key.map { String($0) }
    `class` = charter.classes.first { $0.id == attribute.classID }?.name
    switch attribute.kind {
    case .flag: (kind, choices, minimum, maximum) = ("flag", nil, nil, nil)
    case .choice(let list): (kind, choices, minimum, maximum) = ("choice", list, nil, nil)
    case .number(let range):
      (kind, choices, minimum, maximum) = ("number", nil, range.lowerBound, range.upperBound)
    case .text: (kind, choices, minimum, maximum) = ("text", nil, nil, nil)
    }
  }
}
