import Catalogue
import Cells
import Dispatch
import FoundationEssentials
import Labels
import Logging
import Pixels
import Store
import Synchronization
import Workbench

/// Carries out the wall's effects off the main thread and posts what they led to.
final class WallRunner: Sendable {
  /// The thumbnails that are wanted, and what has become of them.
  private struct Orders {
    var wanted: [ThumbnailOrder] = []
    /// The same as a set.
    var isWanted: Set<ThumbnailOrder> = []
    var begun: Set<ThumbnailOrder> = []
    /// Delivered, though the wall may not have seen it yet.
    var done: Set<ThumbnailOrder> = []
    var workers = 0
  }

  private let workspace: any Workspace
  private let viewer: Viewer
  private let mailbox: Mailbox<WallEvent>
  private let mosaic: Mosaic

  private let storeQueue = DispatchQueue(label: "wall store")
  private let pictureQueue = DispatchQueue(label: "wall pictures", attributes: .concurrent)
  private let orders = Mutex(Orders())
  /// The newest question for images: older ones need no answer.
  private let request = Mutex(0)
  /// The image of the closeup.
  private let opened = Mutex<Int?>(nil)

  init(
    workspace: any Workspace, viewer: Viewer, mailbox: Mailbox<WallEvent>, mosaic: Mosaic
  ) {
    self.workspace = workspace
    self.viewer = viewer
    self.mailbox = mailbox
    self.mosaic = mosaic
  }

  func run(_ effect: WallEffect) {
    switch effect {
    case .list(let filter, let number, let limit):
      request.withLock { $0 = number }
      inStore {
        guard self.request.withLock({ $0 == number }) else { return nil }
        let listing = try self.workspace.listing(filter, for: self.viewer, limit: limit)
        return .listed(request: number, listing)
      }
    case .cards(let images):
      inStore { .cards(try self.workspace.cards(of: images, for: self.viewer)) }
    case .thumbnails(let wanted): make(wanted)
    case .open(let image): open(image)
    case .work, .suspend, .redraw, .quit: break
    }
  }

  /// Gives up the pictures and returns once nothing is asked of the store any more.
  func finish() {
    make([])
    opened.withLock { $0 = nil }
    request.withLock { $0 = -1 }
    storeQueue.sync {}
  }

  private func inStore(_ work: @escaping @Sendable () throws -> WallEvent?) {
    storeQueue.async {
      do {
        if let event = try work() { self.mailbox.post(event) }
      } catch {
        Log.logger.error("reading the wall failed", metadata: ["reason": "\(error)"])
        self.mailbox.post(.failed(reason: "\(error)"))
      }
    }
  }

  // MARK: Thumbnails

  private func make(_ wanted: [ThumbnailOrder]) {
    let mostWorkers = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let added = orders.withLock { orders in
      orders.wanted = wanted
      orders.isWanted = Set(wanted)
      orders.done.formIntersection(orders.isWanted)
      let open = orders.isWanted.subtracting(orders.done).subtracting(orders.begun).count
      let added = max(0, min(mostWorkers - orders.workers, open))
      orders.workers += added
      return added
    }
    for _ in 0..<added { pictureQueue.async { self.work() } }
  }

  /// Makes thumbnails, the first wanted one each time, until all are made.
  private func work() {
    while let order = next() {
      let thumbnail = thumbnail(order)
      let isDelivered = orders.withLock { orders in
        orders.begun.remove(order)
        guard thumbnail != nil, orders.isWanted.contains(order) else { return false }
        orders.done.insert(order)
        return true
      }
      if isDelivered, let thumbnail {
        mailbox.post(.thumbnail(image: order.image.id, thumbnail))
      }
    }
  }

  /// Nil when there is nothing to do: the worker ends.
  private func next() -> ThumbnailOrder? {
    orders.withLock { orders in
      let order = orders.wanted.first {
        !orders.done.contains($0) && !orders.begun.contains($0)
      }
      if let order {
        orders.begun.insert(order)
      } else {
        orders.workers -= 1
      }
      return order
    }
  }

  /// Nil when it was given up.
  private func thumbnail(_ order: ThumbnailOrder) -> Wall.Thumbnail? {
    func isGivenUp() -> Bool { orders.withLock { !$0.isWanted.contains(order) } }
    let content: Wall.Thumbnail.Content
    do {
      let path = try ImageIntake().open(order.image)
      if isGivenUp() { return nil }
      let grid = BlockGrid(
        parts: mosaic.parts, columns: order.columns, rows: order.rows, left: 0, top: 0,
        width: Double(order.image.width), height: Double(order.image.height))
      let blocks = try BlockImage(contentsOf: path, on: grid, isCancelled: isGivenUp)
      content = .cells(mosaic.cells(from: blocks, outside: .blank))
    } catch PixelsError.cancelled {
      return nil
    } catch {
      content = .broken(Self.reason(error, order.image))
    }
    return Wall.Thumbnail(columns: order.columns, rows: order.rows, content: content)
  }

  /// Why there is no thumbnail, without what stands below it anyway: a tile is small.
  private static func reason(_ error: any Error, _ image: ImageRecord) -> String {
    "\(error)".replacing("\(image.path): ", with: "").replacing("\(image.name): ", with: "")
      .replacing(image.path, with: "its file")
  }

  // MARK: The closeup

  private func open(_ image: ImageRecord) {
    opened.withLock { $0 = image.id }
    pictureQueue.async {
      do {
        let path = try ImageIntake().open(image)
        let picture = try Picture(
          contentsOf: path, isCancelled: { self.opened.withLock { $0 != image.id } })
        self.mailbox.post(.opened(image: image.id, picture))
      } catch {
        self.mailbox.post(.unreadable(image: image.id, reason: "\(error)"))
      }
    }
  }
}
