import Glibc
import Labels
import Store

/// Makes a workspace of images that are only names: the store never opens them.
func makeWorkspace(at path: String, images: Int) throws {
  let store = try SQLiteWorkspace.create(at: path, classes: ["lipstick"], by: "lead")
  let all = (0..<images).map { number in
    let digits = String(number, radix: 16)
    let sha256 = String(repeating: "0", count: 64 - digits.count) + digits
    return NewImage(
      sha256: sha256, name: "\(number).png", path: "/nowhere/\(number).png", width: 640, height: 480
    )
  }
  _ = try store.add(all, by: "lead")
}

/// Claims an image and submits one box for it, `count` times: two durable transactions each.
///
/// Says `ready` once the workspace is open and waits for a line, so that several processes can be
/// let go at once.
func claimAndSubmit(_ path: String, as labeler: String, count: Int) throws {
  let store = try SQLiteWorkspace(opening: path)
  print("ready")
  // Into a pipe it would wait for a full buffer.
  fflush(nil)
  _ = readLine()
  let box = LabeledBox(box: Box(x: 10, y: 20, width: 100, height: 50), classID: 1)
  for number in 0..<count {
    guard let claim = try store.claim(for: labeler, preferring: nil) else {
      throw NothingLeft(labeler: labeler, done: number)
    }
    _ = try store.submit(
      Submission(
        id: "\(labeler)-\(number)", image: claim.image.id, labeler: labeler,
        answer: .boxes([box])))
  }
}

/// The workspace had fewer images for a labeler than were to be measured.
private struct NothingLeft: Error {
  let labeler: String
  let done: Int
}
