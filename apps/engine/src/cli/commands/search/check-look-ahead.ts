import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { StrategyLookAhead } from '../../../search/run-look-ahead.ts';
import type { CliPorts } from '../../cli-ports.ts';
import { createProgressBar } from '../../progress-bar.ts';

/** Times the future is taken away from each strategy, where nobody says how often. */
export const CUTS = 20;

/** The check with its progress shown; what it found, each strategy of the request alone. */
export async function checkLookAhead(
  order: { readonly request: BacktestRequest; readonly cuts: number },
  ports: CliPorts,
): Promise<readonly StrategyLookAhead[]> {
  const { runLookAhead } = await import('../../../search/run-look-ahead.ts');
  const bar = createProgressBar();
  try {
    return await runLookAhead(order, ports, {
      onResult: (_result, done, of) => bar.show('strategies', done, of),
    });
  } finally {
    bar.clear();
  }
}
