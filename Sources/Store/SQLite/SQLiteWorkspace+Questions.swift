import GRDB
package import Labels

/// Questions of labelers, and what experts answer.
extension SQLiteWorkspace {
  @discardableResult
  package func ask(
    _ text: String, about image: Int?, by person: String, id: String
  ) throws(StoreError) -> Int {
    try Words.check(text, as: "question")
    try TidyName.checkID(id)
    let person = try TidyName.of(person, as: "labeler")
    return try write { database, time in
      if let image { _ = try database.image(image) }
      let facts = FactWriter(database: database, time: time, person: person)
      let asker = try facts.personID()
      let stored = try Row.fetchOne(
        database, sql: "SELECT * FROM question WHERE submission = ?", arguments: [id])
      if let stored {
        guard stored["text"] == text, stored["image"] == image, stored["person"] == asker else {
          throw StoreError.submissionDiffers(id: id)
        }
        return stored["id"]
      }
      try database.execute(
        sql: "INSERT INTO question (person, image, text, submission, at) VALUES (?, ?, ?, ?, ?)",
        arguments: [asker, image, text, id, time])
      let number = Int(database.lastInsertedRowID)
      try facts.audit("ask", image: image, fact: number)
      return number
    }
  }

  package func answered(matching text: String, limit: Int) throws(StoreError) -> [Question] {
    guard let query = Self.query(for: text) else { return [] }
    return try read { database in
      // What was asked says more of what somebody else means than what was answered.
      let found = try Int.fetchAll(
        database,
        sql: """
          SELECT a.question FROM answer_search AS s JOIN answer AS a ON a.id = s.rowid
          WHERE answer_search MATCH ? ORDER BY bm25(answer_search, 2.0, 1.0), s.rowid LIMIT ?
          """, arguments: [query, limit * 4])
      var seen: Set<Int> = []
      return try found.filter { seen.insert($0).inserted }.prefix(limit).map { id in
        let text = try String.fetchOne(
          database, sql: "SELECT text FROM question WHERE id = ?", arguments: [id])
        return Question(id: id, text: text ?? "", answers: try database.answers(to: id))
      }
    }
  }

  /// Any of the words, or what begins with them, as a query of FTS5; nil when there is no word.
  ///
  /// Every word is quoted, so that none is an operator, and holds letters and digits alone, so that no
  /// quote is in it.
  static func query(for text: String) -> String? {
    let all = text.split { !$0.isLetter && !$0.isNumber }.suffix(32)
    // `of` and `is` say nothing where there is more.
    let telling = all.filter { $0.count > 2 || !$0.utf8.allSatisfy { $0 < 0x80 } }
    let words = telling.isEmpty ? Array(all) : telling
    return words.isEmpty ? nil : words.map { "\"\($0)\"*" }.joined(separator: " OR ")
  }

  package func openQuestions() throws(StoreError) -> [Question] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT id, text, image FROM question AS q WHERE \(isOpen) ORDER BY id"
      ).map { row in
        Question(
          id: row["id"], text: row["text"],
          image: try (row["image"] as Int?).map { try database.image($0) })
      }
    }
  }

  package func readAnswers(by person: String) throws(StoreError) -> [Question] {
    let person = try TidyName.of(person, as: "person")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: person)
      guard let asker = try database.personID(of: person) else { return [] }
      let unread = try Row.fetchAll(
        database, sql: "SELECT a.id, a.question FROM \(unreadAnswers)", arguments: [asker])
      for row in unread {
        try database.execute(
          sql: "INSERT INTO answer_read (answer, person, at) VALUES (?, ?, ?)",
          arguments: [row["id"] as Int, asker, time])
        try facts.audit("read answer", fact: Int(database.lastInsertedRowID))
      }
      let news = Set(unread.map { $0["question"] as Int })
      return try Row.fetchAll(
        database, sql: "SELECT id, text, image FROM question WHERE person = ? ORDER BY id DESC",
        arguments: [asker]
      ).map { row in
        Question(
          id: row["id"], text: row["text"],
          image: try (row["image"] as Int?).map { try database.image($0) },
          answers: try database.answers(to: row["id"]), isNews: news.contains(row["id"]))
      }
    }
  }

  package func questions() throws(StoreError) -> [QuestionRecord] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT q.id, q.text, q.image, q.at, p.name
          FROM question AS q JOIN person AS p ON p.id = q.person ORDER BY q.id
          """)
      return try rows.map { row in
        let answers = try Row.fetchAll(
          database.cachedStatement(
            sql: """
              SELECT a.text, a.at, a.guideline, p.name
              FROM answer AS a JOIN person AS p ON p.id = a.person WHERE a.question = ? ORDER BY a.id
              """), arguments: [row["id"] as Int]
        ).map {
          QuestionRecord.Answer(
            expert: $0["name"], text: $0["text"], at: $0["at"], guideline: $0["guideline"])
        }
        return QuestionRecord(
          id: row["id"], asker: row["name"], text: row["text"],
          image: try (row["image"] as Int?).map { try database.image($0) }, at: row["at"],
          answers: answers)
      }
    }
  }

  @discardableResult
  package func reply(
    to question: Int, _ text: String, intoGuideline: Bool, by expert: String, id: String
  ) throws(StoreError) -> Int? {
    try Words.check(text, as: "answer")
    try TidyName.checkID(id)
    let expert = try TidyName.of(expert, as: "expert")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: expert)
      let asked = try String.fetchOne(
        database, sql: "SELECT text FROM question WHERE id = ?", arguments: [question])
      guard let asked else { throw StoreError.unknownQuestion(question) }
      let stored = try Row.fetchOne(
        database, sql: "SELECT * FROM answer WHERE submission = ?", arguments: [id])
      if let stored {
        guard stored["text"] == text, stored["question"] == question,
          try stored["person"] == facts.personID(),
          ((stored["guideline"] as Int?) != nil) == intoGuideline
        else { throw StoreError.submissionDiffers(id: id) }
        return stored["guideline"]
      }
      let version = try intoGuideline ? facts.extendGuideline(by: asked, text) : nil
      try database.execute(
        sql: """
          INSERT INTO answer (question, person, text, submission, guideline, at)
          VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [question, facts.personID(), text, id, version, time])
      let number = Int(database.lastInsertedRowID)
      try facts.audit("reply", fact: number)
      try database.execute(
        sql: "INSERT INTO answer_search (rowid, question, answer) VALUES (?, ?, ?)",
        arguments: [number, asked, text])
      return version
    }
  }

  package func news(for person: String) throws(StoreError) -> News {
    let person = try TidyName.of(person, as: "person")
    return try read { database in
      var news = News(openQuestions: try database.openQuestions())
      guard let id = try database.personID(of: person) else { return news }
      news.answers =
        try Int.fetchOne(
          database.cachedStatement(sql: "SELECT count(*) FROM \(unreadAnswers)"), arguments: [id])
        ?? 0
      if let read = try database.lastRead(by: id) {
        news.guidelineChanged =
          try Int.fetchOne(database, sql: "SELECT max(id) FROM guideline") ?? 0 > read
      }
      return news
    }
  }
}

/// That a question `q` has no answer.
private let isOpen = "NOT EXISTS (SELECT 1 FROM answer AS a WHERE a.question = q.id)"

/// Answers to a person's questions that they did not read.
private let unreadAnswers = """
  question AS q JOIN answer AS a ON a.question = q.id
  WHERE q.person = ? AND NOT EXISTS (SELECT 1 FROM answer_read AS r WHERE r.answer = a.id)
  """

extension Database {
  func openQuestions() throws -> Int {
    try Int.fetchOne(cachedStatement(sql: "SELECT count(*) FROM question AS q WHERE \(isOpen)"))
      ?? 0
  }

  fileprivate func answers(to question: Int) throws -> [String] {
    try String.fetchAll(
      cachedStatement(sql: "SELECT text FROM answer WHERE question = ? ORDER BY id"),
      arguments: [question])
  }
}

extension FactWriter {
  /// Writes a version of the guideline that ends with a question and its answer; the pictures stay.
  fileprivate func extendGuideline(by question: String, _ answer: String) throws -> Int {
    let before = try database.guideline(version: nil)
    let text = guideline(before?.text ?? "", adding: question, answer: answer)
    if text.utf8.count > GuidelineVersion.mostBytes {
      throw StoreError.tooLong(
        what: "guideline with this answer", limit: "\(GuidelineVersion.mostBytes >> 10) KiB")
    }
    let version = try insert(guideline: text)
    try database.execute(
      sql: """
        INSERT INTO guideline_example (guideline, path, picture)
        SELECT ?, path, picture FROM guideline_example WHERE guideline = ?
        """, arguments: [version, before?.version])
    return version
  }
}
