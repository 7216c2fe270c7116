import Labels
import Testing

struct PolicyTests {
  @Test func `the two rules have ask thresholds of their own`() {
    #expect(Policy().askThreshold == 0.20)
    #expect(Policy(escalation: .risk).askThreshold == 0.12)
    #expect(Policy(escalation: .risk, askThreshold: 0.3).askThreshold == 0.3)
  }

  @Test(arguments: [
    Policy(minimum: 0), Policy(minimum: 4, maximum: 3), Policy(maximum: 65),
    Policy(askThreshold: -0.1), Policy(disputeThreshold: 1.1), Policy(disputeThreshold: .nan),
    Policy(leaseSeconds: 5),
  ])
  func `an impossible policy says what to do`(policy: Policy) {
    #expect(policy.fault != nil)
  }

  @Test func `the usual policies are possible`() {
    #expect(Policy().fault == nil)
    #expect(Policy(minimum: 3, maximum: 3).fault == nil)
    #expect(Policy(minimum: 1, maximum: 1, escalation: .risk).fault == nil)
  }
}
