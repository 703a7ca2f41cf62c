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

/** One set of parameters that a person has put into effect while the desk ran. */
export interface ParamsVersion {
  readonly strategyId: StrategyId;
  /** 1, 2, 3, …; before the first, what the files say is in effect. */
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** `files`: read from the configuration again, which also rules at the next start. */
  readonly source: 'console' | 'proposal' | 'files';
  readonly reason: string;
  readonly by: string;
  readonly ts: EpochMs;
  readonly eventSeq: number;
}

/** The three positions of the switch on screen. */
export type SwitchPosition = 'on' | 'manage-only' | 'off';
