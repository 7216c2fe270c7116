import Glibc

/// The least CPU time that the work took, in milliseconds: of several rounds, each of so many
/// repeats that the clock's steps do not matter.
///
/// The least, because everything else that runs on the machine can only add to it.
func cheapest(
  rounds: Int = 7, roundMilliseconds: Double = 20, _ work: () throws -> Void
) rethrows -> Double {
  var repeats = 1
  var least = Double.infinity
  var done = 0
  while done < rounds {
    let start = cpuMilliseconds()
    for _ in 0..<repeats { try work() }
    let took = cpuMilliseconds() - start
    if took < roundMilliseconds, done == 0 {
      repeats *= 2
      continue
    }
    least = min(least, took / Double(repeats))
    done += 1
  }
  return least
}

/// The CPU time of this process so far, all its threads.
private func cpuMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}
