import Catalogue
import Dispatch
import FoundationEssentials
import Labels
import Logging
import Pixels
import Store
import Synchronization
import Workbench

/// Carries out effects off the main thread and posts what they led to.
///
/// The store and the journal have a queue each, in order; pictures have a shelf. A slow disk or a
/// large picture never makes a key wait.
final class EffectRunner: Sendable {
  private let workspace: any Workspace
  private let session: Session
  private let mailbox: Mailbox<Event>
  private let journal: Mutex<Journal>
  /// Called after each answer that the store took; the demo's simulated colleagues work here.
  private let afterSubmit: @Sendable () -> Void

  private let correspondence: Correspondence

  private let storeQueue = DispatchQueue(label: "store")
  private let journalQueue = DispatchQueue(label: "journal")
  private let peekQueue = DispatchQueue(label: "peek")
  private let pictures: PictureShelf

  /// When each image came onto the desk, to tell how long an answer took.
  private let began = Mutex<[Int: DispatchTime]>([:])

  init(
    workspace: any Workspace, session: Session, mailbox: Mailbox<Event>, journal: sending Journal,
    afterSubmit: @escaping @Sendable () -> Void = {}
  ) {
    self.workspace = workspace
    self.session = session
    self.mailbox = mailbox
    self.journal = Mutex(journal)
    self.afterSubmit = afterSubmit
    correspondence = Correspondence(
      workspace: workspace, person: session.person, mailbox: mailbox)
    pictures = PictureShelf { image, news in
      switch news {
      case .visible(let picture): mailbox.post(.loaded(image: image, picture))
      case .sharpened(let percent): mailbox.post(.sharpened(image: image, percent: percent))
      case .failed(let error): mailbox.post(.unreadable(image: image, reason: "\(error)"))
      }
    }
  }

  func run(_ effect: Effect) {
    Log.logger.debug("\(effect.name)")
    switch effect {
    case .claim(let image): inStore { try self.claim(preferring: image) }
    case .revisit(let before): inStore { try self.revisit(before: before) }
    case .claimDispute(let image): inStore { try self.claimDispute(image) }
    case .later(let image, let epoch):
      inStore {
        try self.workspace.release(image: image, for: self.session.person, epoch: epoch)
        return try self.claimDispute(after: image)
      }
    case .submit(let image, let answer, let outcomes): submit(image, answer, outcomes)
    case .resolve(let image, let resolution): resolve(image, resolution)
    case .renew(let image, let epoch):
      storeQueue.async {
        let kept = try? self.workspace.renew(
          image: image, for: self.session.person, epoch: epoch)
        if kept == false { self.mailbox.post(.leaseLost(image: image)) }
      }
    case .release(let image, let epoch):
      storeQueue.async {
        // A lease that cannot be given back runs out by itself.
        try? self.workspace.release(image: image, for: self.session.person, epoch: epoch)
      }
    case .load(let image): load(image)
    case .journal(let entry, let stroke): write(entry, stroke: stroke)
    case .remember(let glyphs):
      journalQueue.async {
        TerminalMemory(environment: ProcessInfo.processInfo.environment).remember(glyphs)
      }
    case .search, .ask, .readAnswers, .openQuestions, .reply, .readGuideline, .news:
      storeQueue.async { self.correspondence.run(effect) }
    case .peek(let image): peekQueue.async { self.correspondence.peek(image) }
    case .suspend, .redraw, .quit: break
    }
  }

  /// Returns once everything that was asked of the store and the journal is done.
  func finish() {
    journalQueue.sync {}
    storeQueue.sync {}
  }

  private func inStore(_ work: @escaping @Sendable () throws -> Event) {
    storeQueue.async {
      do {
        self.mailbox.post(try work())
        self.correspondence.run(.news)
      } catch {
        Log.logger.error("asking for work failed", metadata: ["reason": "\(error)"])
        self.mailbox.post(.failed(reason: "\(error)"))
      }
    }
  }

  // MARK: The store

  private func claim(preferring image: Int?) throws -> Event {
    let answered = try workspace.answered(by: session.person)
    if let image, let number = answered.firstIndex(of: image),
      let own = try workspace.answer(by: session.person, to: image)
    {
      return .revisiting(assignment(own, number: number + 1))
    }
    guard let claim = try workspace.claim(for: session.person, preferring: image) else {
      return .claimed(nil)
    }
    start(claim.image.id)
    return .claimed(
      Assignment(
        image: claim.image, epoch: claim.epoch, number: answered.count + 1,
        proposals: claim.proposals))
  }

  private func revisit(before image: Int?) throws -> Event {
    let answered = try workspace.answered(by: session.person)
    let end = image.flatMap { answered.firstIndex(of: $0) } ?? answered.count
    guard end > 0,
      let own = try workspace.answer(by: session.person, to: answered[end - 1])
    else { return .revisiting(nil) }
    return .revisiting(assignment(own, number: end))
  }

  private func assignment(_ own: OwnAnswer, number: Int) -> Assignment {
    start(own.image.id)
    let answer = own.annotation.answer
    var skipped: String?
    if case .skip(let reason) = answer { skipped = reason }
    return Assignment(
      image: own.image, epoch: 0, isRevision: true, earlier: answer.boxes, skipped: skipped,
      number: number)
  }

  private func claimDispute(_ image: Int?) throws -> Event {
    // The dispute of a draft may be settled, or on somebody else's desk, by now.
    if let image, let dispute = try? workspace.claimDispute(for: session.person, image: image) {
      return .disputed(try openCase(dispute))
    }
    return .disputed(
      try workspace.claimDispute(for: session.person, image: nil).map(openCase))
  }

  /// The dispute that follows the given one in the queue, or the first.
  private func claimDispute(after image: Int) throws -> Event {
    let waiting = try workspace.disputes(for: session.person).map(\.id)
    let at = waiting.firstIndex(of: image) ?? -1
    for id in waiting.dropFirst(at + 1) + waiting.prefix(max(0, at + 1)) {
      // Another expert may have been quicker: then the next one.
      if let dispute = try? workspace.claimDispute(for: session.person, image: id) {
        return .disputed(try openCase(dispute))
      }
    }
    return .disputed(nil)
  }

  private func openCase(_ dispute: Dispute) throws -> Case {
    start(dispute.image.id)
    return Case(
      image: dispute.image, epoch: dispute.epoch, annotations: dispute.annotations,
      merged: dispute.merged,
      revealsNames: try workspace.charter().policy.revealsLabelers, waiting: dispute.waiting,
      proposals: dispute.proposals)
  }

  private func submit(_ image: Int, _ answer: Answer, _ outcomes: [ProposalOutcome]) {
    storeQueue.async {
      let submission = Submission(
        id: UUID().uuidString, image: image, labeler: self.session.person, answer: answer,
        seconds: self.seconds(on: image), outcomes: outcomes)
      do {
        let receipt = try self.workspace.submit(submission)
        self.mailbox.post(.submitted(image: image, outcome: receipt.standing))
        self.afterSubmit()
      } catch {
        self.mailbox.post(self.refusal(image, error))
      }
    }
  }

  private func resolve(_ image: Int, _ resolution: Resolution) {
    storeQueue.async {
      do {
        _ = try self.workspace.resolve(
          Decision(id: UUID().uuidString, image: image, resolution: resolution))
        self.mailbox.post(.resolved(image: image))
      } catch {
        self.mailbox.post(self.refusal(image, error))
      }
    }
  }

  /// An answer that was refused: for good where the image needs none from this person any more.
  private func refusal(_ image: Int, _ error: any Error) -> Event {
    Log.logger.warning("answer refused", metadata: ["image": "\(image)", "reason": "\(error)"])
    let isFinal =
      switch error as? StoreError {
      case .noSeat, .judgeAndParty, .notDisputed, .unknownImage: true
      default: false
      }
    return .refused(image: image, reason: "\(error)", isFinal: isFinal)
  }

  private func start(_ image: Int) {
    began.withLock { $0[image] = .now() }
  }

  private func seconds(on image: Int) -> Double? {
    began.withLock { $0.removeValue(forKey: image) }.map {
      Double(DispatchTime.now().uptimeNanoseconds - $0.uptimeNanoseconds) / 1e9
    }
  }

  // MARK: Pictures and the journal

  /// Puts the image's picture on the desk, and has the one decoded that is likely to follow.
  private func load(_ image: ImageRecord) {
    pictures.show(image.id) { try ImageIntake().open(image) }
    storeQueue.async {
      // A guess that fails costs nothing: the next picture is decoded when it is there.
      guard let next = try? self.upcoming(after: image.id) else { return }
      self.pictures.expect(next.id) { try ImageIntake().open(next) }
    }
  }

  private func upcoming(after image: Int) throws -> ImageRecord? {
    switch session.role {
    case .labeler: try workspace.upcoming(for: session.person, after: image)
    case .expert: try workspace.disputes(for: session.person).first { $0.id != image }
    }
  }

  private func write(_ entry: JournalEntry, stroke: Int) {
    journalQueue.async {
      do {
        try self.journal.withLock { try $0.append(entry) }
        self.mailbox.post(.journaled(stroke: stroke))
      } catch {
        let reason = (error as? Failure)?.message ?? "\(error)"
        Log.logger.critical("stroke not saved", metadata: ["reason": "\(reason)"])
        self.mailbox.post(.journalFailed(reason: reason))
      }
    }
  }
}

extension Effect {
  /// What is done, without what a person said.
  fileprivate var name: String {
    switch self {
    case .claim: "claim"
    case .revisit: "revisit"
    case .claimDispute: "claim dispute"
    case .later(let image, _): "leave dispute \(image) for later"
    case .load(let image): "load image \(image.id)"
    case .journal(_, let stroke): "journal stroke \(stroke)"
    case .submit(let image, _, _): "submit image \(image)"
    case .resolve(let image, _): "resolve image \(image)"
    case .renew(let image, _): "renew image \(image)"
    case .release(let image, _): "release image \(image)"
    case .remember(let glyphs): "remember \(glyphs)"
    case .search: "search answers"
    case .ask: "ask"
    case .readAnswers: "read answers"
    case .openQuestions: "open questions"
    case .peek(let image): "peek at image \(image.id)"
    case .reply(let question, _, _): "answer question \(question)"
    case .readGuideline: "read guideline"
    case .news: "news"
    case .suspend: "suspend"
    case .redraw: "redraw"
    case .quit: "quit"
    }
  }
}
