/// What a key, a click or a command can ask for.
package enum Action: Hashable, Sendable {
  package enum Direction: Hashable, Sendable, CaseIterable { case left, down, up, right }

  /// Moves what has the focus: the crosshair, the selected box, or its picked edge.
  case move(Direction, big: Bool)
  /// Sets one corner, then the other.
  case mark
  /// Sets the outermost points of an object, four of them, in any order.
  case extremes
  case dropPoint
  /// Moves the crosshair to where the picture changes next.
  case nextEdge(Direction)
  /// Moves the crosshair by half a screen.
  case jump(Direction)
  case nextBox, previousBox
  case pickEdge
  /// Picks an edge or a corner of the selected box.
  case pick(Edges)
  /// Moves all edges of the selected box outwards, or inwards.
  case grow(Int)
  case duplicate
  /// Adds the boxes of the image before.
  case copyLast
  /// Moves the selected box's edges to those of the picture.
  case snap
  /// Turns the snapping of every stroke off, or on.
  case toggleSnapping
  case cancel
  /// Chooses the class at this position, from 1.
  case chooseClass(Int)
  /// Chooses a class by typing some of its name.
  case findClass
  /// Opens the attributes of the selected box.
  case attributes
  /// The next digits say how often the key after them acts.
  case count
  case delete
  /// Along the branch of the history that was worked on last.
  case undo, redo
  /// Through all changes as they were made, on whichever branch.
  case older, newer
  /// Shows the boxes that are proposed, or hides them; goes to the next one.
  case toggleGhosts, nextGhost
  /// Takes the chosen proposal; takes it and goes on to change it; turns it down; takes all above a score.
  case acceptGhost, adjustGhost, rejectGhost, acceptGhosts
  case zoomIn, zoomOut, zoomFit, zoomActual
  case pan(Direction)
  case center
  /// Brings the selected box as near as fits; the second time, goes back.
  case zoomBox
  case loupe
  /// Draws the picture with the next set of characters.
  case cycleGlyphs
  case submit, skip, back, forward
  case acceptMerged
  /// Accepts the boxes of the party at this position, from 0.
  case accept(Int)
  case editMerged, cycleShown, later, giveReason
  /// Shows some of the boxes of a dispute.
  case show(Model.Shown)
  /// Asks a question; shows the answers to one's own; shows those that wait for an expert.
  case ask, readAnswers, openQuestions
  case guideline, help, command, redraw, suspend, quit
  /// Selects the box at this position, from 0.
  case selectBox(Int)
}
