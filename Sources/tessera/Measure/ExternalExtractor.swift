import FoundationEssentials
import Glibc
import Labels
import Pixels
import Swatches

/// A program that reads properties: for each box it gets a line
/// `{"box":{"height":50,"width":100,"x":10,"y":20},"image":"/photographs/a.png","type":"lipstick"}` on its
/// standard input, and answers it by one line `{"properties":{...}}` on its standard output, as
/// `Documentation/schemas/properties.schema.json` says. It is started once, by the shell.
final class ExternalExtractor: PropertyExtractor {
  private let command: String
  private let type: ProductType
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private var buffer: [UInt8] = []

  private struct Request: Encodable {
    let image: String
    let box: MeasuredBox.BoxJSON
    let type: String
  }

  private struct Answer: Decodable {
    let properties: PropertiesJSON
    let warnings: [String]?
  }

  init(command: String, type: ProductType) throws {
    var (inward, outward) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
    guard pipe(&inward) == 0, pipe(&outward) == 0 else {
      throw Failure(.tryAgain, "no pipe for \(command): too many files are open.")
    }
    // The program gets only its own ends, and so ends when ours are closed.
    for end in inward + outward { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inward[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, outward[1], STDOUT_FILENO)
    let words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", command].map { (word: String) in
      strdup(word)
    }
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let fault = posix_spawn(&pid, "/bin/sh", &actions, nil, words + [nil], environ)
    close(inward[0])
    close(outward[1])
    guard fault == 0 else {
      close(inward[1])
      close(outward[0])
      throw Failure(
        .unavailable, "\(command) cannot be started: \(String(cString: strerror(fault))).")
    }
    signal(SIGPIPE, SIG_IGN)
    (self.command, self.type, process) = (command, type, pid)
    (input, output) = (inward[1], outward[0])
  }

  deinit {
    close(input)
    close(output)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  func measure(
    _ box: Box, path: String, name: String, picture: Picture, reference: Reference?
  ) throws -> MeasuredBox {
    let file = URL(filePath: path).absoluteURL.path
    let request = Request(image: file, box: MeasuredBox.BoxJSON(box), type: type.rawValue)
    guard send(Array((try encoded(request) + "\n").utf8)), let line = receive() else {
      throw Failure(.unavailable, "\(name): \(command) ended without an answer.")
    }
    let answer: Answer
    do {
      answer = try JSONDecoder().decode(Answer.self, from: Data(line))
    } catch {
      throw Failure(
        .badData,
        "\(name): \(command) answered what is no properties: "
          + String(decoding: line.prefix(200), as: UTF8.self))
    }
    if let fault = answer.properties.fault(for: type) {
      throw Failure(.badData, "\(name): \(command) answered a \(fault).")
    }
    return MeasuredBox(
      image: name, box: box, type: type, properties: answer.properties,
      warnings: answer.warnings ?? [])
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count > 0 { sent += count } else if errno != EINTR { return false }
    }
    return true
  }

  private func receive() -> [UInt8]? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = Array(buffer[..<end])
        buffer.removeSubrange(...end)
        return line
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = chunk.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
      if count > 0 { buffer += chunk[..<count] } else if count == 0 || errno != EINTR { return nil }
    }
  }
}
