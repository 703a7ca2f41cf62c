import type { LoopRow } from '@quarterdeck/core/contract/console-state.schema';
import { SupervisedLoop, type LoopOptions, type LoopPorts } from './supervised-loop.ts';

/** The process's loops by name: started in the order they were added, stopped in the opposite one. */
export class Supervisor {
  readonly #ports: LoopPorts;
  readonly #onFailure: (name: string, error: unknown) => void;
  readonly #loops: SupervisedLoop[] = [];
  #isStarted = false;

  constructor(ports: LoopPorts, onFailure: (name: string, error: unknown) => void) {
    this.#ports = ports;
    this.#onFailure = onFailure;
  }

  add(options: LoopOptions): SupervisedLoop {
    const loop = new SupervisedLoop({ onFailure: this.#onFailure, ...options }, this.#ports);
    this.#loops.push(loop);
    if (this.#isStarted) loop.start();
    return loop;
  }

  start(): void {
    this.#isStarted = true;
    for (const loop of this.#loops) loop.start();
  }

  async stop(): Promise<void> {
    for (const loop of [...this.#loops].reverse()) await loop.stop();
  }

  rows(): LoopRow[] {
    return this.#loops.map((loop) => loop.row());
  }
}
