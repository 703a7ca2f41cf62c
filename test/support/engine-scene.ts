import { callControl } from '../../apps/engine/src/api/control/control-client.ts';
import { EngineHome } from './engine-home.ts';
import {
  newCommandId,
  startEngineOf,
  startReadyEngine,
  statusOf,
  waitFor,
  type EngineProgram,
} from './engine-program.ts';

/** One home and every engine started on it; closed by the test it belongs to. */
export class EngineScene {
  readonly home = new EngineHome();
  readonly #engines: EngineProgram[] = [];

  /** Started, whether it comes up or not. */
  launch(options: Parameters<typeof startEngineOf>[1] = {}): EngineProgram {
    return this.#keep(startEngineOf(this.home, options));
  }

  /** Started, reconciled and trading. */
  async start(): Promise<EngineProgram> {
    const engine = this.#keep(await startReadyEngine(this.home));
    await waitFor('the desk to run', async () => (await this.status()).engine.state === 'running');
    return engine;
  }

  status() {
    return statusOf(this.home);
  }

  /** Nothing but the operator may trade from here on, nothing is on its way, and all of it is on disk. */
  async freeze(reason: string): Promise<void> {
    const ask = () => {
      const command = { commandId: newCommandId(), level: 'freeze', reason } as const;
      return callControl(this.home.socketPath, { method: 'lock', command });
    };
    await ask();
    await waitFor('quiet', async () => (await this.status()).orders.length === 0);
    // A command is confirmed when everything handled before it is stored.
    await ask();
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) if (!engine.hasEnded) await engine.kill('SIGKILL');
    this.home.remove();
  }

  #keep(engine: EngineProgram): EngineProgram {
    this.#engines.push(engine);
    return engine;
  }
}
