import { describe, expect, it } from 'vitest';
import { sampleReport } from '../testing/sample-report.ts';
import { html } from './markup.ts';
import { renderReport } from './render-report.ts';
import { MAX_LISTED_TRADES } from './trade-list.ts';

const EVIL = `</script><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;

describe('markup', () => {
  it('escapes what is put in and keeps what it made itself', () => {
    const inner = html`<b>${'<&>"\''}</b>`;
    expect(html`<p title="${'"'}">${[inner, inner]}${undefined}${3}</p>`.markup).toBe(
      '<p title="&quot;"><b>&lt;&amp;&gt;&quot;&#39;</b><b>&lt;&amp;&gt;&quot;&#39;</b>3</p>',
    );
  });
});

describe('the page of a report', () => {
  const page = renderReport(sampleReport());

  it('needs nothing from anywhere', () => {
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<link|<img|<iframe|src=|@import|url\(|https?:/);
  });

  it('says what came of it, what was assumed and how it ties out', () => {
    expect(page).toContain('Gained 9.85 USD (+0.98\u00a0%) in 2 d, with 2 trades.');
    for (const text of ['taker 2 bps', '15 ms each way', 'notional', '✓ ties out', '10.345678']) {
      expect(page).toContain(text);
    }
  });

  it('shows warnings before the figures, and says so when there are none', () => {
    const warned = renderReport(sampleReport({ warnings: ['only 2 trades'] }));
    expect(warned.indexOf('only 2 trades')).toBeGreaterThan(0);
    expect(warned.indexOf('only 2 trades')).toBeLessThan(warned.indexOf('Max drawdown'));
    expect(page).toContain('No warnings.');
  });

  it('never lets a text become markup', () => {
    const { trades, strategies } = sampleReport();
    const evil = renderReport(
      sampleReport({
        trades: trades.map((trade) => ({ ...trade, thesis: EVIL, exitThesis: EVIL, symbol: EVIL })),
        strategies: strategies.map((strategy) => ({
          ...strategy,
          id: EVIL,
          error: EVIL,
          params: { [EVIL]: EVIL },
        })),
        byStrategy: [1, 2].map(() => ({
          name: EVIL,
          trades: 1,
          winRatePct: null,
          net: '0',
          fees: '0',
        })),
        denialsByCode: [{ code: EVIL, count: 1 }],
        warnings: [EVIL],
        currency: EVIL,
        version: EVIL,
      }),
    );
    expect(evil.match(/<script/g)).toHaveLength(2);
    expect(evil.match(/<\/script/g)).toHaveLength(2);
    expect(evil).not.toContain('<img');
    expect(evil).toContain('&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;');
  });

  it('lists the last trades of very many, says of how many, and where all of them are', () => {
    const [trade] = sampleReport().trades;
    if (trade === undefined) throw new Error('the sample has trades');
    const trades = Array.from({ length: MAX_LISTED_TRADES + 1 }, () => trade);
    const long = renderReport(sampleReport({ trades }));
    expect(long.match(/<td data-v="1722003300000"/g)).toHaveLength(MAX_LISTED_TRADES);
    expect(long).toContain('the last 5,000 of 5,001 are listed here; --csv and --json have all');
    expect(renderReport(sampleReport())).not.toContain('are listed here');
  });

  it('is whole where nothing was traded', () => {
    const nothing = { trades: [], monthly: [], bySymbol: [], byStrategy: [], byExitReason: [] };
    const empty = renderReport(sampleReport({ ...nothing, equity: [] }));
    for (const whole of [empty, page]) {
      const read = whole.slice(0, whole.lastIndexOf('<script>'));
      expect(read).toContain('Max drawdown');
      expect(read).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
