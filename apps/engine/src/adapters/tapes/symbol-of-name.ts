import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import { parsed, denied, type Parsed } from '@quarterdeck/core/kernel/verdict';

/** Kraken's name for bitcoin; both spellings are one asset here. */
const ASSET_ALIASES: Readonly<Record<string, string>> = { XBT: 'BTC' };

/**
 * Quote currencies a run-together name may end in; longer ones first, so that USDT is not read as USD.
 * TUSD and BUSD are left out on purpose: they would cut DOTUSD and BNBUSD in the wrong place.
 */
const QUOTES = 'FDUSD USDT USDC USD EUR GBP JPY CHF AUD CAD NZD BTC XBT ETH BNB'.split(' ');

const assetOf = (name: string): string => ASSET_ALIASES[name] ?? name;

const canonical = (base: string, quote: string): string => `${assetOf(base)}/${assetOf(quote)}`;

function splitName(text: string): string | undefined {
  const plain = text.toUpperCase();
  const separated = /^([A-Z0-9]{2,10})[/-]([A-Z0-9]{2,10})$/.exec(plain);
  if (separated !== null) {
    const [, base = '', quote = ''] = separated;
    // A perpetual named without a currency is quoted in dollars.
    return canonical(base, quote === 'PERP' ? 'USD' : quote);
  }
  if (!/^[A-Z0-9]{5,20}$/.test(plain)) return undefined;
  const quote = QUOTES.find((code) => plain.endsWith(code) && plain.length >= code.length + 2);
  return quote === undefined ? undefined : canonical(plain.slice(0, -quote.length), quote);
}

/**
 * Instrument that a venue's spelling stands for: `BTCUSDT` and `XBTUSDT` are `BTC/USDT`. A configured
 * instrument wins over guessing; SYMBOL_NOT_IN_NAME when neither finds one.
 */
export function parseSymbolName(text: string, configured: readonly SymbolId[]): Parsed<SymbolId> {
  const plain = text.toUpperCase();
  const exact = configured.find((symbol) => symbol.replace('/', '') === plain);
  if (exact !== undefined) return parsed(exact);
  const guessed = splitName(text);
  if (guessed === undefined) return denied('SYMBOL_NOT_IN_NAME', { text });
  const sameAssets = configured.find((symbol) => {
    const [base = '', quote = ''] = symbol.split('/');
    return canonical(base, quote) === guessed;
  });
  return parsed(sameAssets ?? asSymbolId(guessed));
}
