extension Calibration {
  /// Fitted by logistic regression on 20 simulated crowds of 300 to 350 images, from easy ones to
  /// small objects in crowds and a quarter of spammers: every one of them with everybody known,
  /// with nobody known, and after a few images.
  package static let shipped = Calibration(
    right: [
      -5.6639, 0.477, 0.2496, -1.7588, -0.5201, -0.6859, -0.3501,
      -0.5979, 0.5601, -0.0898, 0.4661, -0.0475, -0.2251, -0.419,
      -0.3687, -0.8159, -0.1202, -0.0693, 0.6208, -0.7703,
    ],
    present: [
      -2.7905, 0.613, -0.3205, -1.8021, 1.3156, -0.1488, -0.9724,
      -0.0708, -0.1423, -0.1, 0.2639, -0.1158, -0.154, 0.0899,
      0.8192, -0.7103, -0.2132, 0.0622, 0.5266, -0.1242,
    ],
    overlap: [
      -0.6772, 0.4095, -0.0316, -0.9187, -1.1865, -0.7, -0.5601,
      -0.1178, -0.4005, -0.052, 0.802, -0.0806, -0.0447, 0.1682,
      -0.0973, -0.8811, -0.1208, -0.0946, 0.4328, -0.2167,
    ])
}
