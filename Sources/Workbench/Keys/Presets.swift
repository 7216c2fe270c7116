// Keys as other programs have them, as far as their ideas are ours: what is not listed is as in
// `KeyMap.tessera`. To go to the next image is to submit this one.

extension KeyMap {
  /// The keymaps that come with the program.
  package static let presets: [(name: String, changes: [KeyChange])] = [
    ("tessera", []), ("labelimg", labelImg), ("cvat", cvat),
  ]

  /// The keymap of a preset.
  package static func preset(_ name: String) throws(KeyMapFault) -> KeyMap {
    guard let preset = presets.first(where: { $0.name == name }) else {
      throw .unknownPreset(name)
    }
    return try tessera.changed(by: preset.changes)
  }

  /// W a new box, D the next image, A the one before, Ctrl-D a copy, Ctrl-E the class.
  private static let labelImg: [KeyChange] = [
    KeyChange("mark", ["w", "Space"]),
    KeyChange("submit", ["d", "Ctrl-S"]),
    KeyChange("back", ["a"]),
    KeyChange("delete", ["Del", "Backspace"]),
    KeyChange("duplicate", ["Ctrl-D", "y"]),
    KeyChange("find-class", ["Ctrl-E", "/"]),
    KeyChange("again", ["Ctrl-V"]),
    KeyChange("next", ["W"]),
    KeyChange("later", ["W"]),
  ]

  /// N a new box, F the next image, D the one before, Ctrl-Z undoes, Ctrl-C and Ctrl-V copy.
  private static let cvat: [KeyChange] = [
    KeyChange("mark", ["n", "Space"]),
    KeyChange("submit", ["f", "Ctrl-S"]),
    KeyChange("back", ["d"]),
    KeyChange("delete", ["Del", "Backspace"]),
    KeyChange("undo", ["Ctrl-Z", "u"]),
    KeyChange("redo", ["Ctrl-Y", "U", "Ctrl-R"]),
    KeyChange("sleep", ["Ctrl-T"]),
    KeyChange("duplicate", ["Ctrl-B", "y"]),
    KeyChange("again", ["Ctrl-V"]),
    KeyChange("snap", ["s"]),
    KeyChange("fit", ["0"]),
  ]
}
