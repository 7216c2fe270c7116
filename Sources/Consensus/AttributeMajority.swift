import Labels

/// What several boxes of one object say together of its attributes.
///
/// A number is the median of those given, where at least half gave one. Of anything else the value
/// with most votes counts, and who gave none votes for none; a flag is set where more than half set
/// it. Of as many votes a value comes before none, and the first in `AttributeValue.precedes` before
/// the others.
func majority(of votes: [Attributes]) -> Attributes {
  guard votes.count > 1 else { return votes.first ?? .none }
  var result = Attributes()
  for name in Set(votes.flatMap { $0.members.map(\.name) }) {
    let values = votes.compactMap { $0[name] }.sorted { $0.precedes($1) }
    result[name] = majority(of: values, silent: votes.count - values.count)
  }
  return result
}

/// `values` are in their order.
private func majority(of values: [AttributeValue], silent: Int) -> AttributeValue? {
  let numbers = values.compactMap { value -> Double? in
    if case .number(let number) = value { number } else { nil }
  }
  if numbers.count == values.count {
    let middle = numbers.count / 2
    let median =
      numbers.count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2
    return numbers.count >= silent ? .number(median) : nil
  }
  let set = values.count { $0 == .flag(true) }
  if set + values.count(where: { $0 == .flag(false) }) == values.count {
    return .flag(2 * set > values.count + silent)
  }
  var best: (value: AttributeValue, votes: Int)?
  for value in values where value != best?.value {
    let votes = values.count { $0 == value }
    if votes > best?.votes ?? 0 { best = (value, votes) }
  }
  guard let best else { return nil }
  return best.votes >= silent ? best.value : nil
}
