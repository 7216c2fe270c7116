import Labels

/// How far the kept boxes are expected to be from the truth, 0 to 1, in the unit of disagreement:
/// one minus the expected sum of IoU of boxes that are right in kind, divided by the expected
/// number of pairs and boxes left alone.
///
/// Of each kept box: its object exists with a probability, has its class with another, and the box
/// then has an IoU of 1 - `error` with it. It is one pair or one box too many; where the class is
/// wrong, its object is left alone besides. Of each candidate that was not kept (a single vote of
/// three, say), the probability that it is an object is the expected number of objects missed.
/// Objects that nobody drew are not counted. Without candidates there is no risk.
func risk(of candidates: [MergedObject]) -> Double {
  var agreement = 0.0
  var union = 0.0
  for candidate in candidates {
    let belief = candidate.belief
    if candidate.isKept {
      agreement += belief.existence * belief.classification * (1 - belief.error)
      union += 1 + belief.existence * (1 - belief.classification)
    } else {
      union += belief.existence
    }
  }
  return union > 0 ? min(max(1 - agreement / union, 0), 1) : 0
}
