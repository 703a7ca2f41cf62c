import type { AgentDesk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import type { DerivativesPoll } from '@quarterdeck/core/model/agent/derivatives-poll';
import type { DerivativesSource } from '../regimes/derivatives-source.ts';

export interface DerivativesPollerOptions {
  readonly source: DerivativesSource;
  readonly symbols: readonly SymbolId[];
  /** The desk of the session that is going on. */
  readonly agent: () => Pick<AgentDesk, 'pollPlan'> | undefined;
  readonly now: () => EpochMs;
  readonly dispatch: (body: AgentEventBody) => void;
}

/** Asks for the figures of every symbol whose time has come, by the desk's own plan. */
export class DerivativesPoller {
  readonly #options: DerivativesPollerOptions;

  constructor(options: DerivativesPollerOptions) {
    this.#options = options;
  }

  /** A source that fails is told to the desk as such, which then waits longer; after all symbols the first error is thrown. */
  async poll(signal: AbortSignal): Promise<void> {
    const failures: unknown[] = [];
    for (const symbol of this.#options.symbols) {
      if (signal.aborted) return;
      if (this.#isDue(symbol)) await this.#ask(symbol, { signal, failures });
    }
    if (failures.length > 0) throw failures[0];
  }

  #isDue(symbol: SymbolId): boolean {
    const { agent, now } = this.#options;
    return agent()?.pollPlan(symbol, now()).isDue === true;
  }

  async #ask(
    symbol: SymbolId,
    { signal, failures }: { readonly signal: AbortSignal; readonly failures: unknown[] },
  ): Promise<void> {
    let poll: DerivativesPoll | null = null;
    try {
      poll = await this.#options.source.poll(symbol);
    } catch (error) {
      failures.push(error);
    }
    if (!signal.aborted) this.#options.dispatch({ type: 'DerivativesPolled', symbol, poll });
  }
}
