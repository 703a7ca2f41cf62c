import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ATTRIBUTION } from './attribution.ts';
import { plotOptions } from './plot-options.ts';

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('lightweight-charts/package.json'));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

it('names product, owner and year as the installed library does, and links where its licence says', () => {
  const banner = read('dist/lightweight-charts.production.mjs').slice(0, 400);
  expect(banner).toContain(`${ATTRIBUTION.product} v`);
  expect(banner).toContain(ATTRIBUTION.copyright);
  expect(read('README.md')).toContain(`a link to <${ATTRIBUTION.url}>`);
});

it("leaves the library's own mark on the chart", () => {
  const look = { ground: '', grid: '', line: '', ink: '', dim: '', gain: '', loss: '' };
  const rest = { price: '', accent: '', held: '', gap: '', volume: '', series: [], font: '' };
  const options = plotOptions({ look: { ...look, ...rest }, zone: 'utc', decimals: 2 });
  expect(options.layout?.attributionLogo).toBe(true);
});
