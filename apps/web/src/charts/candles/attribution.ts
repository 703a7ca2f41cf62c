/**
 * The notice that the library's licence wants shown beside a chart, with a link: its NOTICE file in the words of the
 * installed version. A test holds it against the package.
 */
export const ATTRIBUTION = {
  product: 'TradingView Lightweight Charts™',
  copyright: 'Copyright (c) 2026 TradingView, Inc.',
  url: 'https://www.tradingview.com/',
} as const;
