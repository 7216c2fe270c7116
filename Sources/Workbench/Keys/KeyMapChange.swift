import Cells

/// Other keys for one thing that can be done.
package struct KeyChange: Hashable, Sendable {
  /// As `Binding.name`.
  package var name: String
  /// For whom; nil for everybody.
  package var role: Session.Role?
  /// As `Key.init(text:)` reads them.
  package var keys: [String]

  package init(_ name: String, for role: Session.Role? = nil, _ keys: [String]) {
    self.name = name
    self.role = role
    self.keys = keys
  }
}

extension KeyMap {
  /// The same table with other keys.
  package func changed(by changes: [KeyChange]) throws(KeyMapFault) -> KeyMap {
    var map = self
    for change in changes {
      let named = bindings.indices.filter { bindings[$0].name == change.name }
      guard !named.isEmpty else {
        throw .unknownName(change.name, nearest: nearestName(to: change.name))
      }
      var meant = named
      if let role = change.role {
        meant = named.filter { bindings[$0].roles.contains(role) }
        guard !meant.isEmpty else { throw .notForRole(change.name, role) }
      }
      var keys: [Key] = []
      for text in change.keys {
        do throws(KeyTextFault) {
          keys.append(try Key(text: text))
        } catch {
          switch error {
          case .unknown: throw .unknownKey(text, name: change.name)
          case .cannotBeSent(let why):
            throw .cannotBeSent(text, name: change.name, why: why)
          }
        }
      }
      for index in meant { map.give(keys, to: index, onlyFor: change.role) }
    }
    if let fault = map.fault { throw fault }
    return map
  }

  /// Gives a line other keys; where they are for one of its roles only, that role gets a line of its own.
  private mutating func give(_ keys: [Key], to index: Int, onlyFor role: Session.Role?) {
    guard let role, bindings[index].roles != [role] else {
      bindings[index].keys = keys
      return
    }
    var own = bindings[index]
    own.keys = keys
    own.roles = [role]
    bindings[index].roles.remove(role)
    bindings.append(own)
  }

  /// What is wrong with it, if anything.
  package var fault: KeyMapFault? {
    for (index, one) in bindings.enumerated() {
      for other in bindings[(index + 1)...] where !one.focus.isDisjoint(with: other.focus) {
        for role in [Session.Role.labeler, .expert]
        where one.roles.contains(role) && other.roles.contains(role) {
          if let key = one.keys.first(where: other.keys.contains) {
            return .conflict(key, name: one.name, other: other.name, role)
          }
        }
      }
    }
    for name in ["quit", "submit"]
    where bindings.contains(where: { $0.name == name && $0.keys.isEmpty }) {
      return .noWay(name: name)
    }
    return nil
  }

  /// The name that was probably meant.
  func nearestName(to name: String) -> String? { nearestOf(bindings.map(\.name), to: name) }
}

/// The one of some names that was probably meant: with the fewest letters to be changed, three at most
/// (Levenshtein 1966).
func nearestOf(_ names: [String], to name: String) -> String? {
  let all = Set(names).sorted().map { ($0, distance($0, name)) }
  return all.filter { $0.1 <= 3 }.min { $0.1 < $1.1 }?.0
}

private func distance(_ one: String, _ other: String) -> Int {
  let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
  var row = Array(0...other.count)
  for (i, a) in one.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in other.enumerated() {
      let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[other.count]
}
