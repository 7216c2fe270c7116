package import Labels

/// The window in which the selected box's attributes are set.
package struct AttributeForm: Hashable, Sendable {
  /// Among those that apply to the box's class.
  package var chosen = 0
  /// What is typed for the chosen one, while it is open: of a choice there is a list instead, and the
  /// field stays empty.
  package var entry: TextField?
}

extension Session {
  /// The attributes of boxes of a class, each with the key that chooses it: its own, else the first
  /// letter of its name that is free, else any free letter or digit. Keys that move in lists are none.
  package func attributes(of classID: Int) -> [(attribute: Attribute, key: Unicode.Scalar)] {
    let applying = attributes.filter { $0.applies(to: classID) }
    var taken = Set(applying.compactMap(\.key))
    return applying.map { attribute in
      if let key = attribute.key { return (attribute, key) }
      let name = attribute.name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }
      let key = (name + "abcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars)
        .first { !taken.contains($0) }
      taken.insert(key ?? "-")
      return (attribute, key ?? "-")
    }
  }
}

extension Array where Element == String {
  /// The choice that a key stands for: by digit, from 1, or by its first letter where one alone has it.
  func choice(for key: Unicode.Scalar) -> String? {
    if let digit = Int(String(key)), indices.contains(digit - 1) { return self[digit - 1] }
    let letter = String(Character(key)).lowercased()
    let matching = filter { $0.lowercased().hasPrefix(letter) }
    return matching.count == 1 ? matching[0] : nil
  }
}
