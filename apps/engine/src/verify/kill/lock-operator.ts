import { denied, describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { OperatorCommand } from '../../api/operator-port.ts';
import type { Failpoint } from '../../runtime/failpoints.ts';
import { CommandExecutor } from '../../runtime/operator/execute-command.ts';
import type { ProofEngine } from '../engine/proof-engine.ts';
import { noteAsked } from './asked-commands.ts';

const ACTOR = { name: 'proof', via: 'socket' } as const;
const REASON = 'the proof wants it';

interface LockOperatorOptions {
  readonly engine: ProofEngine;
  readonly folder: string;
  readonly failpoint: Failpoint;
  /** Number of the life, which is part of the ids of its commands. */
  readonly life: number;
}

/** Locks, unlocks and flattens the way a person does, and writes down what was asked and what was confirmed. */
export class LockOperator {
  readonly #commands: CommandExecutor;
  readonly #options: LockOperatorOptions;
  #asked = 0;

  constructor(options: LockOperatorOptions) {
    this.#options = options;
    const { engine, failpoint } = options;
    this.#commands = new CommandExecutor({
      clock: engine.time,
      view: () => engine.core.view,
      strategies: NO_FILES,
      memory: engine.storage.memory,
      dispatcher: engine.core.dispatcher,
      failpoint,
      onAudited: () => engine.core.audit.invalidate(),
    });
  }

  get isLocked(): boolean {
    return this.#options.engine.core.view.lock.level !== 'none';
  }

  lock(level: 'lock' | 'freeze'): void {
    const commandId = this.#nextId();
    this.#ask(level, { type: 'Lock', commandId, level, reason: REASON });
  }

  unlock(): void {
    this.#ask('none', { type: 'Unlock', commandId: this.#nextId(), reason: REASON });
  }

  flatten(): void {
    const commandId = this.#nextId();
    this.#ask('lock', { type: 'Flatten', commandId, lockFirst: true, reason: REASON });
  }

  #ask(level: 'none' | 'lock' | 'freeze', command: OperatorCommand): void {
    const { folder, life } = this.#options;
    const { commandId } = command;
    noteAsked(folder, { type: 'asked', life, commandId, level });
    const outcome = this.#commands.execute(command, ACTOR);
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${describeRefusal(outcome)}`);
    noteAsked(folder, { type: 'confirmed', commandId });
  }

  #nextId(): string {
    this.#asked += 1;
    return `proof-l${this.#options.life}-${this.#asked}`;
  }
}

/** No command of this operator is about a strategy. */
const NO_FILES = {
  findStrategy: () => undefined,
  readParams: (strategyId: string) => denied('STRATEGY_UNKNOWN', { strategyId }),
  listCandles: () => [],
};
