package import Foundation

/// Starts a program, the first of the words, and returns its process number.
///
/// The threads that tests run on block signals, and a program would inherit that, deaf to SIGTERM: here it
/// blocks none. `files` says what its descriptors are (posix_spawn_file_actions_addopen(3)).
package func spawn(
  _ words: [String], inSessionOfItsOwn: Bool = false,
  files: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  files(&actions)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var noSignals = sigset_t()
  sigemptyset(&noSignals)
  posix_spawnattr_setsigmask(&attributes, &noSignals)
  // Swift does not import POSIX_SPAWN_SETSID of spawn.h.
  let session: Int16 = inSessionOfItsOwn ? 0x80 : 0
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | session)

  let arguments = words.map { strdup($0) }
  defer { arguments.forEach { free($0) } }
  var process = pid_t()
  let failure = posix_spawnp(
    &process, words[0], &actions, &attributes, arguments + [nil], environ)
  guard failure == 0 else {
    throw TmuxSession.Failure(description: "\(words[0]): \(String(cString: strerror(failure)))")
  }
  return process
}
