import Labels

/// A box's attributes, or what is wrong with them.
enum ReadAttributes {
  case attributes(Attributes)
  case fault(String)
}

extension JSONDocument {
  /// What an object says of a box: `{"occluded":true,"shade":"Ruby","wear":2}`; null is as good as
  /// absent.
  func attributes(_ object: Int) -> ReadAttributes {
    guard self[object] == .object else {
      return .fault("attributes: expected an object, found \(kind(of: object))")
    }
    var attributes = Attributes()
    var members = children(of: object)
    while let key = members.next(), let value = members.next() {
      let name = text(key)
      switch self[value] {
      case .null: break
      case .bool(let flag): attributes[name] = .flag(flag)
      case .number(let number) where number.isFinite: attributes[name] = .number(number)
      case .text, .escapedText: attributes[name] = .text(text(value))
      default:
        return .fault(
          "attribute \(quoted(name)): expected true, false, a number or a text, "
            + "found \(kind(of: value))")
      }
    }
    return .attributes(attributes)
  }
}
