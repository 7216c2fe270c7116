import Cells

/// An input as the log has it: `key up control+shift`, `mouse press left 3,4`, `paste "a\n"`.
func describe(_ input: Input) -> String {
  switch input {
  case .key(let key): return "key \(key.code)" + suffix(key.modifiers)
  case .mouse(let mouse):
    return "mouse \(words(mouse.action)) \(mouse.column),\(mouse.row)" + suffix(mouse.modifiers)
  case .paste(let text):
    return "paste \(text.unicodeScalars.count) \(text.prefix(100).debugDescription)"
  case .resize(let columns, let rows): return "resize \(columns)x\(rows)"
  case .paper(let ink): return "paper \(String(ink.bits & 0xFF_FFFF, radix: 16))"
  }
}

private func suffix(_ modifiers: Key.Modifiers) -> String {
  var names: [String] = []
  if modifiers.contains(.control) { names.append("control") }
  if modifiers.contains(.shift) { names.append("shift") }
  if modifiers.contains(.alt) { names.append("alt") }
  return names.isEmpty ? "" : " " + names.joined(separator: "+")
}

private func words(_ action: Mouse.Action) -> String {
  switch action {
  case .press(let button): "press \(button)"
  case .drag(let button): "drag \(button)"
  case .release(let button): "release \(button)"
  default: "\(action)"
  }
}
