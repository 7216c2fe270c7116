import Labels

/// Short hand for the tests.
func label(
  _ x: Double, _ y: Double, _ width: Double, _ height: Double, class classID: Int = 1
) -> LabeledBox {
  LabeledBox(box: Box(x: x, y: y, width: width, height: height), classID: classID)
}

/// One annotation a set of boxes, by labelers A, B, C...
func annotations(_ answers: [[LabeledBox]]) -> [Annotation] {
  answers.enumerated().map { Annotation(labeler: "labeler \($0)", answer: .boxes($1)) }
}
