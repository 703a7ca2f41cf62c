import type { EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import { PRICE_TABLE, type PriceVersion } from './price-table.ts';

/** `claude-opus-5-5-20260922` is `claude-opus-5-5`: a dated name of the same model has its price. */
const withoutDate = (model: string): string => model.replace(/-\d{8}$/, '');

/** The version that holds at `ts`, or why there is none; never a price of zero. */
export function findPrice(
  model: string,
  ts: EpochMs,
  table: readonly PriceVersion[] = PRICE_TABLE,
): Parsed<PriceVersion> {
  const name = withoutDate(model);
  const versions = table.filter((version) => version.model === name);
  if (versions.length === 0) return denied('PRICE_UNKNOWN_MODEL', { model });
  let best: PriceVersion | undefined;
  for (const version of versions) {
    if (version.tsFrom <= ts && (best === undefined || version.tsFrom >= best.tsFrom)) {
      best = version;
    }
  }
  return best === undefined ? denied('PRICE_BEFORE_FIRST_VERSION', { model, ts }) : parsed(best);
}
