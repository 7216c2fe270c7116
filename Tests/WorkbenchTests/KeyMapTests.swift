import Cells
import Testing

@testable import Workbench

struct KeyMapTests {
  @Test(arguments: ["tessera", "labelimg", "cvat"])
  func `no key of a preset means two things at once`(preset: String) throws {
    let map = try KeyMap.preset(preset)
    #expect(map.fault == nil)
    for role in [Session.Role.labeler, .expert] {
      for (focus, _) in Focus.names {
        var seen: [Key: String] = [:]
        for binding in map.bindings where binding.applies(to: focus, role: role) {
          for key in binding.keys {
            #expect(seen[key] == nil, "\(key.name): \(seen[key] ?? "") and \(binding.help)")
            seen[key] = binding.help
          }
        }
      }
    }
  }

  @Test func `every line has a name, and for each role one of its own`() {
    for role in [Session.Role.labeler, .expert] {
      let lines = KeyMap.tessera.bindings.filter { $0.roles.contains(role) }
      for line in lines {
        let isPlain = line.name.utf8.allSatisfy {
          $0 == 45 || (48...57).contains($0) || (97...122).contains($0)
        }
        #expect(isPlain && !line.name.isEmpty, "\(line.help): “\(line.name)”")
      }
      #expect(Set(lines.map(\.name)).count == lines.count)
    }
  }

  @Test func `every key has a text that is read back as that key`() throws {
    for (preset, _) in KeyMap.presets {
      for key in try KeyMap.preset(preset).bindings.flatMap(\.keys) {
        #expect(try Key(text: key.text) == key, "\(key.text)")
      }
    }
    #expect(try Key(text: "ctrl-r") == .control("r"))
    #expect(try Key(text: "Alt-Shift-H") == Key("H").with(.alt))
    #expect(try Key(text: "Alt-H") == Key("h").with(.alt))
    #expect(try Key(text: "-") == Key("-"))
  }

  @Test(arguments: [
    "Ctrl-I", "Ctrl-M", "Ctrl-J", "Ctrl-H", "Ctrl-[", "Ctrl-Shift-R", "Ctrl-1", "Ctrl-Enter",
    "Ctrl-Tab", "Shift-Space", "Shift-w", "Alt-[", "Alt-Shift-O", "Alt-Esc", "Shift-Backspace",
  ])
  func `keys that terminals cannot send are refused with a reason`(text: String) {
    #expect {
      _ = try Key(text: text)
    } throws: { error in
      guard case .cannotBeSent(let why) = error as? KeyTextFault else { return false }
      return !why.isEmpty
    }
  }

  @Test(arguments: ["", "Splat", "Hyper-w", "F13", "F0", "ww", "\u{7}", "e\u{301}"])
  func `what names no key is refused`(text: String) {
    #expect(throws: KeyTextFault.unknown) { try Key(text: text) }
  }

  @Test func `a keymap's faults say what is wrong and what to do`() {
    let cases: [(KeyChange, KeyMapFault, String)] = [
      (
        KeyChange("sumbit", ["s"]), .unknownName("sumbit", nearest: "submit"),
        "nothing is called sumbit; did you mean submit?"
      ),
      (
        KeyChange("submit", ["d"]),
        .conflict(Key("d"), name: "submit", other: "delete", .labeler),
        "d means both submit and delete to labelers; give one of them another key, or none: []"
      ),
      (
        KeyChange("submit", []), .noWay(name: "submit"),
        "no key is left for submit; give it at least one"
      ),
      (
        KeyChange("quit", []), .noWay(name: "quit"), "no key is left for quit; give it at least one"
      ),
      (
        KeyChange("loupe", ["Ctrl-I"]),
        .cannotBeSent(
          "Ctrl-I", name: "loupe", why: "terminals send Tab for it; write Tab if that is meant"),
        "loupe: Ctrl-I cannot be used: terminals send Tab for it; write Tab if that is meant"
      ),
      (
        KeyChange("merged", for: .labeler, ["m"]), .notForRole("merged", .labeler),
        "merged is nothing that a labeler does; move it to [keys] or take it out"
      ),
    ]
    for (change, fault, text) in cases {
      #expect(throws: fault) { try KeyMap.tessera.changed(by: [change]) }
      #expect("\(fault)" == text)
    }
  }

  @Test func `one key in two focuses is no conflict, and a role can have keys of its own`() throws {
    let map = try KeyMap.tessera.changed(by: [
      KeyChange("drop-point", ["d"]), KeyChange("loupe", for: .expert, ["F3"]),
    ])
    #expect(map.action(for: Key("d"), focus: .points, role: .labeler) == .dropPoint)
    #expect(map.action(for: Key("d"), focus: .box, role: .labeler) == .delete)
    #expect(map.action(for: Key("o"), focus: .box, role: .labeler) == .loupe)
    #expect(map.action(for: Key("o"), focus: .box, role: .expert) == nil)
    #expect(map.action(for: Key(.function(3)), focus: .box, role: .expert) == .loupe)
  }

  @Test func `what the screen tells are the keys in force`() throws {
    var bench = Bench.labeling(columns: 120, rows: 200)
    bench.model.session.keys = try .preset("labelimg")
    bench.type("<Tab>")
    #expect(bench.screen.text.contains("There is no box yet: w sets a corner."))
    bench.type("w")
    #expect(bench.model.focus == .corner)
    bench.type("d")
    #expect(bench.screen.text.contains("Finish the box first (w), or drop its corner (Esc)."))
    bench.type("<Esc>?")
    #expect(bench.screen.text.contains("d Ctrl-S"))
  }

  @Test func `a digit with a meaning of its own is no count`() throws {
    var bench = Bench.labeling()
    bench.model.session.classes = [Bench.classes[0]]
    bench.model.session.keys = try KeyMap.tessera.changed(by: [
      KeyChange("class-4", []), KeyChange("loupe", ["4"]),
    ])
    bench.type("4")
    #expect(bench.model.hasLoupe)
    bench.type("3")
    #expect(bench.model.count == "3")
  }

  @Test func `no command name means two things at once`() {
    for role in [Session.Role.labeler, .expert] {
      let names = KeyMap.tessera.bindings.filter { $0.roles.contains(role) }.compactMap(\.command)
      #expect(Set(names).count == names.count)
    }
  }

  @Test(arguments: [Session.Role.labeler, .expert])
  func `the help lists every key of the role`(role: Session.Role) {
    var bench = Bench(role: role, columns: 80, rows: 200)
    bench.type("?")
    let text = bench.screen.text
    for binding in KeyMap.tessera.bindings where binding.roles.contains(role) {
      let help = binding.group ?? binding.help
      #expect(text.contains(help), "\(help)")
    }
  }

  @Test func `keys have the names that are printed on them`() {
    #expect(Key(.left, .shift).name == "Shift-←")
    #expect(Key.control("r").name == "Ctrl-R")
    #expect(Key("U").name == "U")
    #expect(Key(" ").name == "Space")
    #expect(Key(.tab, .shift).name == "Shift-Tab")
  }
}

extension Key {
  fileprivate func with(_ modifiers: Modifiers) -> Key { Key(code, modifiers) }
}
