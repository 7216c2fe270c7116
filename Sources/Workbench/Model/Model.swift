package import Cells
package import Labels
package import Pixels

/// Everything that the screen shows, as one value.
package struct Model: Sendable {
  /// What lies on the person's desk.
  package enum Desk: Hashable, Sendable {
    /// Work was asked for.
    case waiting
    case labeling(Assignment)
    case resolving(Case)
    /// There is no work for this person now.
    case empty
  }

  package enum PictureState: Sendable {
    case absent
    case loading
    case ready(Picture)
    case unreadable(String)
  }

  package struct Message: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case info, warning }
    package var text: String
    package var kind: Kind
  }

  package enum Sending: Hashable, Sendable {
    case answer(Answer)
    case resolution(Resolution)
  }

  /// Which boxes an expert looks at.
  package enum Shown: Hashable, Sendable {
    case everything
    case merged
    case party(Int)
  }

  /// A gesture of the mouse that is under way.
  package enum Drag: Hashable, Sendable {
    /// Pressed on a box that is not selected: a click selects it, a drag draws a new one.
    case pressed(box: Int, at: Pixel, column: Int, row: Int)
    case draw
    case move(box: Int, original: Box, from: Pixel)
    case resize(box: Int, original: Box, edges: Edges, from: Pixel)
    case pan(originX: Double, originY: Double, column: Int, row: Int)
  }

  package var session: Session
  package let display: Display
  package var look = Look()
  package var mosaics: Mosaics
  package var columns: Int
  package var rows: Int

  package var desk: Desk = .waiting
  package var picture: PictureState = .absent
  /// How much of the picture is decoded, in percent, where that takes long enough to be told.
  package var sharpening: Int?
  package var viewport = Viewport(originX: 0, originY: 0, scale: 1, fits: true)
  package var drawing = Drawing(width: 1, height: 1)
  /// What a drag makes of one box, until the button is released.
  package var preview: (box: Int, Box)?
  package var drag: Drag?
  /// The class that the next box gets.
  package var classID: Int

  /// What is proposed for the image on the desk.
  package var ghosts = Ghosts()

  package var dialog: Dialog?
  package var message: Message?
  /// What the last answer led to, where the session shows it.
  package var outcome: (name: String, Standing)?

  /// Strokes on images that are not on the desk, and those found at the start.
  package var drafts: [Int: Draft]
  /// Drafts that an earlier run left: offered, not taken for granted.
  package var inherited: Set<Int>
  /// Strokes sent to the journal, and strokes known to be on disk.
  package var strokes = 0
  package var strokesSaved = 0
  package var journalFault: String?

  /// How often the next key acts, as far as it was typed.
  package var count: String?
  /// What this person submitted last, to be copied to an image like it.
  package var lastBoxes: [LabeledBox] = []
  /// Whether every coarse stroke is snapped to the picture's edges.
  package var isSnapping = true
  /// The box that was snapped last, and which of its edges that moved.
  package var lastSnap: (box: Box, moved: Edges)?
  /// Where the view was before it went to a box.
  package var viewBefore: Viewport?
  /// Whether a corner of the canvas shows what lies around the focus, magnified.
  package var hasLoupe = false

  /// Keys typed while the picture was being opened: they act once it is seen, in their order.
  package var typedAhead: [Key] = []
  /// What is on its way to the store.
  package var sending: Sending?
  /// The person did something since the last tick.
  package var isActive = false

  package var shown: Shown = .everything
  package var reason = ""

  package var news = News()
  /// Of the guideline, by their digests, once it was opened.
  package var guidelinePictures: [String: Picture] = [:]
  /// A question that was typed, and is not stored yet.
  package var unsentQuestion = ""
  /// Answers that were typed, and are not stored yet, by their questions.
  package var unsentReplies: [Int: String] = [:]
  /// Of the image that an open question is about.
  package var peeked: Picture?

  package init(
    session: Session, display: Display, glyphs: GlyphSet = .half, columns: Int, rows: Int,
    drafts: [Draft] = [],
    preferring image: Int? = nil
  ) {
    self.session = session
    self.display = display
    mosaics = Mosaics(glyphs, on: display)
    self.columns = columns
    self.rows = rows
    classID = session.classes.first?.id ?? 1
    let kept = drafts.filter(\.isWorthKeeping)
    self.drafts = Dictionary(kept.map { ($0.image, $0) }) { _, newer in newer }
    inherited = Set(kept.map(\.image))
    preferred = image ?? kept.last?.image
  }

  private var preferred: Int?

  /// What to do first.
  package var firstEffects: [Effect] {
    switch session.role {
    case .labeler: [.claim(preferring: preferred)]
    case .expert: [.claimDispute(image: preferred)]
    }
  }

  /// The image on the desk.
  package var image: ImageRecord? {
    switch desk {
    case .labeling(let assignment): assignment.image
    case .resolving(let dispute): dispute.image
    case .waiting, .empty: nil
    }
  }

  package var imageSize: (width: Int, height: Int) {
    image.map { ($0.width, $0.height) } ?? (1, 1)
  }

  package var isSending: Bool { sending != nil }

  /// Whether a stroke is under way: begun, and not yet one that could be saved.
  package var isDrawing: Bool {
    drawing.anchor != nil || drawing.points != nil || preview != nil
  }

  package var isSaved: Bool { strokes == strokesSaved && journalFault == nil }

  /// Whether there is work on the desk that would be missed.
  package var hasUnsentStrokes: Bool { image != nil && drawing.hasStrokes }

  /// The boxes as they look now, a drag under way included.
  package var visibleBoxes: [LabeledBox] {
    var boxes = drawing.boxes
    if let (index, box) = preview, boxes.indices.contains(index) { boxes[index].box = box }
    return boxes
  }

  /// Which edges of the selected box are where snapping put them.
  package var snappedEdges: Edges {
    guard preview == nil, let lastSnap, drawing.selected?.box == lastSnap.box else { return [] }
    return lastSnap.moved
  }

  package mutating func say(_ text: String, _ kind: Message.Kind = .info) {
    message = Message(text: text, kind: kind)
  }
}
