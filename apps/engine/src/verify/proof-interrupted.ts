/** Somebody asked the run to end. It has proven nothing and leaves no report. */
export class ProofInterrupted extends Error {
  override readonly name = 'ProofInterrupted';

  /** `isStageRunning`: the stage did not end when it was asked to; only the end of the process ends it. */
  constructor(readonly isStageRunning: boolean) {
    super('the run was interrupted: it leaves no report and proves nothing');
  }
}
