package import Labels

/// What an export holds, and how.
package struct ExportOptions: Sendable {
  /// Whose boxes.
  package enum Voice: String, CaseIterable, Sendable {
    case consensus
    /// Each labeler's own, as a dataset each, in `labelers/NAME`.
    case annotations
    case both
  }

  /// What becomes of the images' files.
  package enum Files: String, CaseIterable, Sendable {
    /// They stay where they are; the dataset has their names.
    case left
    /// Symbolic links to where they are.
    case linked
    case copied
  }

  package var format: DatasetFormat
  /// Images in other states are counted, not exported.
  package var states: Set<ImageState>
  package var voice: Voice
  package var splits: [Split]
  package var classes: ClassSelection
  /// Merged boxes of less confidence are counted, not exported.
  package var minimumConfidence: Double
  package var files: Files
  /// Whether labelers are called by number, in the order in which the export comes upon them.
  package var hidesNames: Bool
  package var toolVersion: String
  package var workspace: String
  package var policy: Policy
  /// When it was made, as ISO 8601; left out where nil, so that the same labels give the same bytes.
  package var created: String?
  /// Whether an earlier export at the same place is replaced.
  package var replaces: Bool

  package init(
    format: DatasetFormat, states: Set<ImageState> = [.agreed, .resolved],
    voice: Voice = .consensus, splits: [Split] = [], classes: ClassSelection = ClassSelection(),
    minimumConfidence: Double = 0, files: Files = .left, hidesNames: Bool = false,
    toolVersion: String, workspace: String, policy: Policy, created: String? = nil,
    replaces: Bool = false
  ) {
    self.format = format
    self.states = states
    self.voice = voice
    self.splits = splits
    self.classes = classes
    self.minimumConfidence = minimumConfidence
    self.files = files
    self.hidesNames = hidesNames
    self.toolVersion = toolVersion
    self.workspace = workspace
    self.policy = policy
    self.created = created
    self.replaces = replaces
  }
}
