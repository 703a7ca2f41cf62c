import type { FundingSource } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { readLineChunks } from '../adapters/tapes/line-chunks.ts';
import { parseSymbolName } from '../adapters/tapes/symbol-of-name.ts';
import { TapeError } from '../adapters/tapes/tape-error.ts';
import { parseTapeName } from '../adapters/tapes/tape-name.ts';
import { FUNDING_HEADER } from '../backtest/funding-rates.ts';
import { listTapes } from './list-tapes.ts';

export interface FundingSourcesOptions {
  /** Holds `tapes`. */
  readonly home: string;
  readonly symbols: readonly SymbolId[];
}

async function isFunding(file: string): Promise<boolean> {
  for await (const chunk of readLineChunks(file)) {
    return chunk.toString('utf8').split(/\r?\n/, 1)[0] === FUNDING_HEADER;
  }
  return false;
}

/** Undefined for a file of another kind, and for one whose name says no instrument: nobody could be charged. */
async function describeFunding(
  file: string,
  symbols: readonly SymbolId[],
): Promise<FundingSource | undefined> {
  try {
    const symbol = parseSymbolName(parseTapeName(file).symbolText, symbols);
    if (!symbol.ok || !(await isFunding(file))) return undefined;
    return { name: `${symbol.value}=${file}`, symbol: symbol.value };
  } catch (error) {
    if (error instanceof TapeError) return undefined;
    throw error;
  }
}

/** Files of funding rates in the tapes folder, as a request names them. */
export async function listFundingSources({
  home,
  symbols,
}: FundingSourcesOptions): Promise<readonly FundingSource[]> {
  const found: FundingSource[] = [];
  for (const file of listTapes(home)) {
    const source = await describeFunding(file, symbols);
    if (source !== undefined) found.push(source);
  }
  return found;
}
