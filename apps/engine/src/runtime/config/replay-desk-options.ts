import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Currency, Instrument } from '@quarterdeck/core/model/instrument';
import type { Strategy } from '@quarterdeck/core/strategies/contract';

function canCount(quote: Currency, account: Currency, options: ReplayBase): boolean {
  const worthOne = [account, ...options.pegged];
  if (worthOne.includes(quote)) return true;
  return options.instruments.some(
    ({ base, quote: other }) =>
      (base === quote && worthOne.includes(other)) || (other === quote && worthOne.includes(base)),
  );
}

type ReplayBase = Pick<DeskOptions, 'pegged' | 'instruments'>;

/**
 * The account's currency where every tape can be counted in it; else the one quote currency that all
 * can (an ETH account for XRP/ETH): a made-up rate would be a made-up profit. Undefined when none can.
 */
function accountCurrencyFor(
  options: DeskOptions,
  tapes: readonly Instrument[],
): Currency | undefined {
  const base: ReplayBase = { pegged: options.pegged, instruments: tapes };
  const isEnough = (account: Currency) =>
    tapes.every(({ quote }) => canCount(quote, account, base));
  if (isEnough(options.accountCurrency)) return options.accountCurrency;
  const bare: ReplayBase = { pegged: [], instruments: tapes };
  return tapes
    .map(({ quote }) => quote)
    .find((account) => tapes.every(({ quote }) => canCount(quote, account, bare)));
}

/** Tapes whose quote currencies no rate of the replay connects. */
class ReplayCurrencyError extends Error {
  override readonly name = 'ReplayCurrencyError';
}

/** What tapes bring: the lengths of their bars; undefined for tapes of ticks. */
export type TapeBars = readonly (number | undefined)[];

/** Tape bars that build none of those the strategy asks for. */
function tooLongFor(strategy: Strategy, bars: TapeBars): readonly number[] {
  const builds = (barMs: number) => strategy.timeframesMs.some((wanted) => wanted % barMs === 0);
  return [...new Set(bars)].filter((barMs) => barMs !== undefined && !builds(barMs)) as number[];
}

/** A strategy of the finest bars also gets the tape's own, where they are longer than any it names. */
function strategyFor({ strategy, params }: StrategySetup, bars: TapeBars): Strategy {
  if (strategy.chooseBars?.(params) !== 'finest') return strategy;
  const timeframesMs = [...strategy.timeframesMs, ...tooLongFor(strategy, bars)];
  return { ...strategy, timeframesMs };
}

/**
 * Desk options of a replay: exactly the instruments of the tapes, and every strategy of the config on
 * all of them; the agent only where somebody asks for it (`agentOnTape`). Limits are plain numbers in the account currency, whichever that turns out to be.
 * ReplayCurrencyError when the tapes share no currency.
 */
export function replayDeskOptions(
  options: DeskOptions,
  tapes: readonly Instrument[],
  bars: TapeBars = [],
): DeskOptions {
  const accountCurrency = accountCurrencyFor(options, tapes);
  if (accountCurrency === undefined) {
    const symbols = tapes.map(({ symbol }) => symbol).join(', ');
    throw new ReplayCurrencyError(
      `${symbols} cannot be counted in one currency: add the tape of a pair between them`,
    );
  }
  const symbols = tapes.map(({ symbol }) => symbol);
  const { agent: _live, ...strategiesAlone } = options;
  return {
    ...strategiesAlone,
    accountCurrency,
    pegged: accountCurrency === options.accountCurrency ? options.pegged : [],
    instruments: tapes,
    strategies: options.strategies.map((setup) => ({
      ...setup,
      strategy: strategyFor(setup, bars),
      symbols,
    })),
  };
}
