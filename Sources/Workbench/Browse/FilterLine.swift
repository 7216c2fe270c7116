import Cells
import Labels

/// The line that says which images are shown; each of its parts can be clicked.
enum FilterLine {
  struct Part {
    var name: String
    var value: String
    var isSet: Bool
    var action: WallAction
  }

  static func parts(_ wall: Wall) -> [Part] {
    let filter = wall.filter
    let states = ImageState.allCases.filter(filter.states.contains).map(\.rawValue)
    var parts = [
      Part(
        name: "state", value: states.isEmpty ? "any" : states.joined(separator: ","),
        isSet: !states.isEmpty, action: .nextState)
    ]
    if wall.classes.count > 1 || filter.classID != nil {
      parts.append(
        Part(
          name: "class", value: filter.classID.map { wall.className($0) } ?? "any",
          isSet: filter.classID != nil, action: .nextClass))
    }
    parts.append(
      Part(
        name: "by", value: filter.labeler ?? "anyone", isSet: filter.labeler != nil,
        action: .nextLabeler))
    let apart = [
      filter.disagreementOver.map { "over \(percent($0))" },
      filter.disagreementUpTo.map { "up to \(percent($0))" },
    ].compactMap { $0 }
    parts.append(
      Part(
        name: "apart", value: apart.isEmpty ? "any" : apart.joined(separator: ", "),
        isSet: !apart.isEmpty, action: .nextDisagreement))
    if !filter.name.isEmpty {
      parts.append(Part(name: "name", value: filter.name, isSet: true, action: .typeName))
    }
    if filter.order == .worstFirst {
      parts.append(Part(name: "order", value: "worst first", isSet: true, action: .nextOrder))
    }
    return parts
  }

  /// The parts in their columns: what is set comes first where there is little room.
  private static func placed(_ wall: Wall, width: Int) -> [(column: Int, width: Int, part: Part)] {
    var parts = parts(wall)
    let needed = parts.reduce(1) { $0 + size($1) + 2 }
    if needed > width { parts = parts.filter(\.isSet) + parts.filter { !$0.isSet } }
    var column = 1
    return parts.map { part in
      defer { column += size(part) + 2 }
      return (column, size(part), part)
    }
  }

  private static func size(_ part: Part) -> Int { displayWidth("\(part.name): \(part.value)") }

  /// How many there are, and which of them is selected.
  private static func count(_ wall: Wall) -> String {
    if wall.isListing, wall.images.isEmpty { return "looking... " }
    let number = wall.images.isEmpty ? 0 : wall.selected + 1
    let all =
      wall.images.count == wall.total ? "" : " (\(wall.total) in all)"
    return "\(number)/\(wall.images.count)\(wall.isListing ? "..." : all) "
  }

  static func draw(_ wall: Wall, _ area: Layout.Area, _ theme: Theme, in frame: inout Frame) {
    frame.fill(
      column: area.column, row: area.row, width: area.width, height: 1, with: Cell(" ", theme.text))
    let count = count(wall)
    let room = area.width - displayWidth(count) - 1
    if let message = wall.message {
      frame.write(" \(message)", column: 0, row: area.row, limit: room, style: theme.warning)
    } else {
      for (column, _, part) in placed(wall, width: room) where column < room {
        let used = frame.write(
          "\(part.name): ", column: column, row: area.row, limit: room - column,
          style: part.isSet ? theme.heading : theme.faint)
        frame.write(
          part.value, column: column + used, row: area.row, limit: max(0, room - column - used),
          style: part.isSet ? theme.key : theme.faint)
      }
    }
    frame.write(
      count, column: max(0, area.width - displayWidth(count)), row: area.row, style: theme.text)
  }

  static func action(column: Int, row: Int, _ wall: Wall) -> WallAction? {
    guard let area = WallLayout(wall).filter, area.row == row else { return nil }
    let room = area.width - displayWidth(count(wall)) - 1
    return placed(wall, width: room)
      .first { column >= $0.column && column < min(room, $0.column + $0.width) }?.part.action
  }
}
