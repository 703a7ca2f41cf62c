/** Where a broken promise of ours is told. Never given a request, so that no secret can reach a log. */
export type FaultReporter = (error: unknown, where: string) => void;

export interface Logger {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export function createFaultReporter(logger: Logger): FaultReporter {
  return (error, where) => logger.error({ err: error, where }, 'request failed');
}
