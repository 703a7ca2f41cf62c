/** Ends the command with a code of its own; everything there is to say has been said. */
export class ExitCodeError extends Error {
  override readonly name = 'ExitCodeError';

  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`);
  }
}
