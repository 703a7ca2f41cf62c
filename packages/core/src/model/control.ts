import type { EpochMs } from '../kernel/clock.ts';
import type { StrategyId } from '../kernel/ids.ts';

/**
 * `lock`: no new risk; exits, stops and the operator's own closing go on.
 * `freeze`: the strategies' own exits are held as well; safety and operator still pass.
 */
export type LockLevel = 'none' | 'lock' | 'freeze';

export interface LockState {
  readonly level: LockLevel;
  readonly reason: string;
  /** Who set it: a user name, `cli`, or `desk` for the engine itself. */
  readonly by: string;
  readonly tsSince: EpochMs;
  /** Number of the event that enforced it. */
  readonly eventSeq: number;
}

export interface StrategyControl {
  readonly strategyId: StrategyId;
  readonly entry_enabled: boolean;
  readonly exit_enabled: boolean;
  readonly memo: string;
  readonly by: string;
  readonly tsUpdated: EpochMs;
  readonly eventSeq: number;
}

/** The three positions of the switch on screen. */
export type SwitchPosition = 'on' | 'manage-only' | 'off';
