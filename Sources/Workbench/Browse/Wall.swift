package import Cells
package import Labels
package import Pixels

/// The wall: the images of a workspace as thumbnails, filtered, one of them selected; and the
/// closeup of one of them.
///
/// A value like `Model`, with an `update` and a `view` of its own. It knows which images there are
/// (`images`, ids alone), and keeps the cards and thumbnails of those near the screen.
package struct Wall: Sendable {
  /// A picture small enough for its tile.
  package struct Thumbnail: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
      /// Row-major, `columns` x `rows` of them.
      case cells([Cell])
      /// Why there is none.
      case broken(String)
    }

    package var columns: Int
    package var rows: Int
    package var content: Content

    package init(columns: Int, rows: Int, content: Content) {
      self.columns = columns
      self.rows = rows
      self.content = content
    }
  }

  package let viewer: Viewer
  package let workspace: String
  package let classes: [LabelClass]
  package let display: Display
  package var look = Look()
  /// What the closeup is made of; thumbnails come as cells.
  package let glyphs: GlyphSet
  package var columns: Int
  package var rows: Int

  package var filter: ImageFilter
  /// The images that pass the filter, in its order.
  package var images: [Int] = []
  /// The filter that `images` passed.
  package var listed: ImageFilter?
  /// Images in the workspace.
  package var total = 0
  /// The people by whom the viewer may filter.
  package var labelers: [String] = []
  /// Whether the images were asked for and have not all come.
  package var isListing = true
  /// Counts the times that the images were asked for: an answer to an earlier question is dropped.
  package var request = 0

  /// A place in `images`; 0 when there are none.
  package var selected = 0
  /// The first row of tiles on the screen.
  package var top = 0
  /// A place in `WallLayout.widths`.
  package var size = WallLayout.usualSize

  package var cards = Shelf<ImageCard>()
  /// Images whose card was read since the last listing.
  package var fresh: Set<Int> = []
  package var thumbnails = Shelf<Thumbnail>()

  package var closeup: Closeup?
  /// A name being typed, to filter by.
  package var typing: TextField?
  /// How far the help is scrolled, while it is open.
  package var help: Int?
  package var message: String?

  /// What was asked for last, so that it is not asked for twice.
  var askedCards: [Int] = []
  var askedThumbnails: [ThumbnailOrder] = []

  package init(
    viewer: Viewer, workspace: String, classes: [LabelClass], filter: ImageFilter = ImageFilter(),
    display: Display, glyphs: GlyphSet, columns: Int, rows: Int
  ) {
    self.viewer = viewer
    self.workspace = workspace
    self.classes = classes
    self.filter = filter
    self.display = display
    self.glyphs = glyphs
    self.columns = columns
    self.rows = rows
  }

  package var selectedImage: Int? {
    images.indices.contains(selected) ? images[selected] : nil
  }

  /// The class's place in the list, from 1.
  func number(of classID: Int) -> Int {
    (classes.firstIndex { $0.id == classID } ?? 0) + 1
  }

  func className(_ id: Int) -> String { classes.first { $0.id == id }?.name ?? "class \(id)" }

  /// Whether the screen shows nothing but a request to make it larger.
  var isTooSmall: Bool { columns < 20 || rows < 5 }
}

/// One image, large.
package struct Closeup: Sendable {
  package enum Content: Sendable {
    case loading
    case ready(Picture)
    case unreadable(String)
  }

  /// Whose boxes are drawn.
  package enum Shown: Hashable, Sendable {
    /// `ImageCard.boxes`.
    case outcome
    case everybody
    /// One of `ImageCard.answers`.
    case one(Int)
    case own
    case nobody
  }

  package var card: ImageCard
  package var content: Content = .loading
  package var viewport = Viewport(originX: 0, originY: 0, scale: 1, fits: true)
  package var shown: Shown = .outcome

  package init(card: ImageCard) {
    self.card = card
  }
}

/// Something that happened: to the terminal, or because of an effect.
package enum WallEvent: Sendable {
  case input(Input)
  /// The answer to `.list`.
  case listed(request: Int, ImageListing)
  case cards([ImageCard])
  case thumbnail(image: Int, Wall.Thumbnail)
  case opened(image: Int, Picture)
  case unreadable(image: Int, reason: String)
  /// The store did not answer.
  case failed(reason: String)
}

/// Something that the runtime should do. The result comes back as an event.
package enum WallEffect: Hashable, Sendable {
  /// With a limit, the first images that pass.
  case list(ImageFilter, request: Int, limit: Int?)
  case cards([Int])
  /// Makes these thumbnails, the first ones first, and gives up all others.
  case thumbnails([ThumbnailOrder])
  case open(ImageRecord)
  /// Leaves the wall for the workbench, with this image on the desk, and comes back.
  case work(image: Int, as: Session.Role)
  case suspend
  case redraw
  case quit
}

/// A thumbnail that is wanted, in cells.
package struct ThumbnailOrder: Hashable, Sendable {
  package var image: ImageRecord
  package var columns: Int
  package var rows: Int

  package init(image: ImageRecord, columns: Int, rows: Int) {
    self.image = image
    self.columns = columns
    self.rows = rows
  }
}
