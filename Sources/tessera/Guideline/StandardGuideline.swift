/// What labelers are told when the lead says nothing else.
enum StandardGuideline {
  static func standard(for classes: [String]) -> String {
    classes.contains("lipstick") ? lipstick : general
  }

  private static let lipstick = """
    Box each lipstick: the colored bullet itself.

    - Good: the box touches the bullet on all four sides.
    - Bad: tube, metal or cap in the box.
    - Bad: background or shadow in the box.

            .--.         .----.
            |##|         | ## |
            '--'         |====|
            ====         '----'
            good          bad

    - No lipstick: submit without a box.
    - Cannot tell: skip, and say why.
    """

  private static let general = """
    Box each object of the classes below.

    - Good: the box touches the object on all four sides.
    - Bad: background in the box, or a part left out.
    - One box for each object, also where they overlap.

            .--.         .----.
            |##|         | ## |
            |##|         | ## |
            '--'         '----'
            good          bad

    - Nothing there: submit without a box.
    - Cannot tell: skip, and say why.
    """
}
