import { probePort } from '../../adapters/system/free-port.ts';
import { StartError } from './start-options.ts';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** Asked before anything is touched: a start that cannot open its door changes nothing. Throws StartError. */
export async function checkAddress({ host, port }: ServerAddress): Promise<void> {
  if (port === 0) return;
  try {
    await probePort(host, port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${code})`;
    throw new StartError(`port ${port} on ${host} ${why}: choose another with --port`);
  }
}
