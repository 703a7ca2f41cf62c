import { denied } from '@quarterdeck/core/kernel/verdict';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { Actor, CommandOutcome, OperatorCommand, OperatorPort } from '../operator-port.ts';
import { emptyConsoleState } from './console-state.fixture.ts';

/** An engine of a few switches: what it was told is in `commands`, what it shows is in `state`. */
export class FakeOperator implements OperatorPort {
  epoch = 'epoch-a';
  tsNow = 0;
  state: ConsoleState = emptyConsoleState();
  /** Set to make the next command fail as a fault. */
  fault: Error | undefined;
  healthStatus: 'ok' | 'impaired' | 'starting' = 'ok';
  includeUnknown: boolean | undefined;
  readonly commands: { readonly command: OperatorCommand; readonly actor: Actor }[] = [];
  #seq = 1;

  now(): number {
    return this.tsNow;
  }

  consoleState(): ConsoleState {
    return this.state;
  }

  /** One more handled event: changes the engine slice. */
  tick(): void {
    this.#seq += 1;
    this.state = { ...this.state, engine: { ...this.state.engine, eventSeq: this.#seq } };
  }

  execute(command: OperatorCommand, actor: Actor): Promise<CommandOutcome> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    this.commands.push({ command, actor });
    const refusal = this.#apply(command, actor);
    if (refusal !== undefined) return Promise.resolve(refusal);
    const { commandId } = command;
    const receipt = { commandId, eventSeq: this.#seq, enforcedMs: 0.4, tsEnforced: 2_000 };
    return Promise.resolve({ ok: true, receipt });
  }

  equitySeries(): [] {
    return [];
  }
  lockHistory(): [] {
    return [];
  }
  fills(): [] {
    return [];
  }
  auditTail(): [] {
    return [];
  }
  openPositions(includeUnknown: boolean): ConsoleState['positions'] {
    this.includeUnknown = includeUnknown;
    return this.state.positions;
  }
  health() {
    return { status: this.healthStatus, engine: 'running', tsHeartbeat: 1_000 } as const;
  }
  metrics(): Promise<string> {
    return Promise.resolve('quarterdeck_events_total 1\n');
  }

  #apply(command: OperatorCommand, actor: Actor) {
    this.tick();
    switch (command.type) {
      case 'Lock':
        this.#setLock(command.level, command.reason, actor);
        return undefined;
      case 'Unlock':
        this.#setLock('none', command.reason, actor);
        return undefined;
      case 'SetStrategyControl':
        return this.#setControl(command, actor);
      case 'SetStrategyParams':
      case 'ReloadParams':
      case 'ResetBreaker':
        return undefined;
      case 'ClosePosition':
      case 'MoveStop':
        return denied('POSITION_UNKNOWN', { positionId: command.positionId, known: 'none' });
      case 'CancelOrder':
        return denied('ORDER_UNKNOWN', { clientOrderId: command.clientOrderId, known: 'none' });
      case 'Flatten':
        this.state = {
          ...this.state,
          flatten: { phase: 'flat', by: actor.name, tsStarted: 2_000, attempts: 2, left: [] },
        };
        return undefined;
    }
  }

  #setLock(level: ConsoleState['lock']['level'], reason: string, { name }: Actor): void {
    const lock = { level, reason, by: name, tsSince: 2_000, eventSeq: this.#seq };
    this.state = { ...this.state, lock };
  }

  #setControl(
    command: Extract<OperatorCommand, { type: 'SetStrategyControl' }>,
    { name }: Actor,
  ): ReturnType<typeof denied> | undefined {
    const { strategyId, type: _type, commandId: _id, ...change } = command;
    const known = this.state.strategies.map(({ id }) => id);
    if (!known.includes(strategyId)) {
      return denied('STRATEGY_UNKNOWN', { strategyId, known: known.join(', ') });
    }
    const change_ = { ...change, switchedBy: name, switchSeq: this.#seq };
    const strategies = this.state.strategies.map((row) =>
      row.id === strategyId ? ({ ...row, ...change_ } as typeof row) : row,
    );
    this.state = { ...this.state, strategies };
    return undefined;
  }
}
