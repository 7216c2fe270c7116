import Labels

/// The attributes of a box as JSON: `{"occluded":true,"shade":"Ruby","wear":2}`.
struct AttributeJSON: Codable {
  private enum Value: Codable {
    case flag(Bool)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let flag = try? value.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try value.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .flag(let flag): try value.encode(flag)
      case .number(let number): try value.encode(number)
      case .text(let text): try value.encode(text)
      }
    }
  }

  private var values: [String: Value]

  init(from decoder: any Decoder) throws {
    values = try decoder.singleValueContainer().decode([String: Value].self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }

  /// Nil where there are none.
  init?(_ attributes: Attributes) {
    guard !attributes.isEmpty else { return nil }
    values = [:]
    for member in attributes.members {
      values[member.name] =
        switch member.value {
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        }
    }
  }

  var attributes: Attributes {
    Attributes(
      values.mapValues { value in
        switch value {
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        }
      })
  }
}
