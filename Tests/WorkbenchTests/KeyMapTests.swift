import Cells
import Testing

@testable import Workbench

struct KeyMapTests {
  @Test func `no key means two things at once`() {
    let focuses: [Focus] = [.crosshair, .corner, .points, .box, .edge, .idle, .unseen]
    for role in [Session.Role.labeler, .expert] {
      for focus in focuses {
        var seen: [Key: String] = [:]
        for binding in KeyMap.bindings where binding.applies(to: focus, role: role) {
          for key in binding.keys {
            #expect(seen[key] == nil, "\(key.name): \(seen[key] ?? "") and \(binding.help)")
            seen[key] = binding.help
          }
        }
      }
    }
  }

  @Test func `no command name means two things at once`() {
    for role in [Session.Role.labeler, .expert] {
      let names = KeyMap.bindings.filter { $0.roles.contains(role) }.compactMap(\.command)
      #expect(Set(names).count == names.count)
    }
  }

  @Test(arguments: [Session.Role.labeler, .expert])
  func `the help lists every key of the role`(role: Session.Role) {
    var bench = Bench(role: role, columns: 80, rows: 200)
    bench.type("?")
    let text = bench.screen.text
    for binding in KeyMap.bindings where binding.roles.contains(role) {
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
