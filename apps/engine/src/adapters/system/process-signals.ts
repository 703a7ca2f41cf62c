export interface StopSignals {
  /** Stops listening. */
  dispose(): void;
}

/**
 * SIGTERM and SIGINT ask for a drain. A second one while the drain is going on ends the process
 * at once: the data folder is crash-safe, and a person who asks twice means it.
 */
export function onStopSignal(stop: (signal: string) => void): StopSignals {
  let asked = false;
  const listener = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130);
    asked = true;
    stop(signal);
  };
  process.on('SIGTERM', listener);
  process.on('SIGINT', listener);
  return {
    dispose: () => {
      process.off('SIGTERM', listener);
      process.off('SIGINT', listener);
    },
  };
}

/** What nobody caught: the process may not go on with a state it cannot vouch for. */
export function onUncaught(report: (error: unknown) => void): void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

/** A reader that has seen enough (`status | head`) is no failure: what is left to say is dropped, the work goes on. */
export function ignoreClosedReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Ends this process the hard way, as a power cut would; only the failpoints use it. */
export function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}
