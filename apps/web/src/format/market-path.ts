/** `BTC/USDT` in an address: a slash would begin a new part of it. */
export const slugOf = (symbol: string): string => symbol.replaceAll('/', '-');

export const marketPath = (symbol: string): string =>
  `/markets/${encodeURIComponent(slugOf(symbol))}`;

/** The symbol that an address names, among those there are. */
export const symbolOfSlug = (slug: string, symbols: readonly string[]): string | undefined =>
  symbols.find((symbol) => slugOf(symbol) === slug);
