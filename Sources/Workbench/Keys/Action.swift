/// What a key, a click or a command can ask for.
package enum Action: Hashable, Sendable {
  package enum Direction: Hashable, Sendable, CaseIterable { case left, down, up, right }

  /// Moves what has the focus: the crosshair, the selected box, or its picked edge.
  case move(Direction, big: Bool)
  /// Sets one corner, then the other.
  case mark
  case nextBox, previousBox
  case pickEdge
  /// Moves the selected box's edges to those of the picture.
  case snap
  case cancel
  /// Chooses the class at this position, from 1.
  case chooseClass(Int)
  case delete, undo, redo
  case zoomIn, zoomOut, zoomFit, zoomActual
  case pan(Direction)
  case center
  /// Draws the picture with the next set of characters.
  case cycleGlyphs
  case submit, skip, back, forward
  case acceptMerged
  /// Accepts the boxes of the party at this position, from 0.
  case accept(Int)
  case editMerged, cycleShown, later, giveReason
  /// Shows some of the boxes of a dispute.
  case show(Model.Shown)
  case guideline, help, command, redraw, suspend, quit
  /// Selects the box at this position, from 0.
  case selectBox(Int)
}
