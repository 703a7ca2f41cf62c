import { describe, expect, it } from 'vitest';
import type { ProofChart } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { drawChart } from './draw-chart.ts';

const chartOf = (over: Partial<ProofChart> = {}): ProofChart => ({
  name: 'cost',
  title: 'Cost of a trade',
  xLabel: 'symbols',
  yLabel: 'µs',
  scale: 'linear',
  series: [
    {
      name: 'stored',
      points: [
        [0, 10],
        [50, 20],
        [100, 40],
      ],
    },
  ],
  ...over,
});

const seriesOf = (...points: [number, number][]) => [{ name: 'one', points }];
/** What is written at the axes, labels and title left out. */
const ticksIn = (svg: string, anchor: 'end' | 'middle') =>
  [...svg.matchAll(new RegExp(`text-anchor="${anchor}">([^<]*)<`, 'g'))]
    .map(([, label]) => label)
    .filter((label) => label !== 'symbols' && label !== 'µs');

describe('drawing a chart', () => {
  it('gives the same text for the same chart, and stands alone', () => {
    expect(drawChart(chartOf())).toBe(drawChart(chartOf()));
    expect(drawChart(chartOf())).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(drawChart(chartOf())).not.toMatch(/<style|<script|href|font-family="(?!sans-serif")/);
  });

  it('puts heights above zero, so that they can be compared', () => {
    const svg = drawChart(chartOf());
    expect(ticksIn(svg, 'end')).toEqual(['0', '10', '20', '30', '40']);
    expect(svg).toContain('d="M72 243L384 178L696 48"');
  });

  it('spreads powers of ten evenly on a logarithmic chart', () => {
    const points: [number, number][] = [1, 2, 3, 4, 5, 6, 7].map((power) => [
      10 ** power,
      10 ** power,
    ]);
    const svg = drawChart(chartOf({ scale: 'log', series: seriesOf(...points) }));
    expect(svg).toContain('d="M72 308L176 264.7L280 221.3L384 178L488 134.7L592 91.3L696 48"');
    expect(ticksIn(svg, 'end')).toEqual(['10', '100', '1,000', '10,000', '100,000', '1M', '10M']);
  });

  it('writes the few figures there are at a logarithmic axis', () => {
    const series = seriesOf([3, 110], [10, 120], [50, 125], [200, 140]);
    const svg = drawChart(chartOf({ scale: 'log', series }));
    expect(ticksIn(svg, 'middle')).toEqual(['3', '10', '50', '200']);
    expect(ticksIn(svg, 'end')).toEqual(['0', '50', '100', '150']);
  });

  it.each([
    ['zero', seriesOf([0, 0], [10, 5])],
    ['a negative figure', seriesOf([1, -5], [1_000, 7])],
    ['one point', seriesOf([5, 5])],
    ['one point at zero', seriesOf([0, 0])],
    ['a flat line', seriesOf([1, 1e-7], [2, 1e-7])],
    ['a huge span', seriesOf([1e-9, 1e-9], [1e12, 1e12])],
  ])('has a finite place for %s on both kinds of axis', (_what, series) => {
    for (const scale of ['linear', 'log'] as const) {
      const svg = drawChart(chartOf({ scale, series }));
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const heights = [...svg.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)];
      expect(heights).toHaveLength(series[0]?.points.length ?? 0);
      for (const [, across, down] of heights) {
        expect(Number(across)).toBeGreaterThanOrEqual(72);
        expect(Number(across)).toBeLessThanOrEqual(696);
        expect(Number(down)).toBeGreaterThanOrEqual(48);
        expect(Number(down)).toBeLessThanOrEqual(308);
      }
    }
  });

  it('says so when there is nothing to show', () => {
    expect(drawChart(chartOf({ series: [] }))).toContain('nothing to show');
    expect(drawChart(chartOf({ series: [{ name: 'x', points: [] }] }))).toContain(
      'nothing to show',
    );
  });

  it('names the series of a chart that has several, in rows that fit', () => {
    const named = (count: number) =>
      chartOf({
        series: Array.from({ length: count }, (_, index) => ({
          name: `symbols by the number of ${index}`,
          points: [[index, index]] as [number, number][],
        })),
      });
    expect(drawChart(named(1))).not.toContain('symbols by the number');
    const svg = drawChart(named(5));
    expect(svg).toContain('>symbols by the number of 4<');
    expect(svg).toContain('height="396"');
  });

  it('cannot be broken by what a title says', () => {
    const svg = drawChart(chartOf({ title: '<script>"a" & b</script>' }));
    expect(svg).toContain('<title>&lt;script&gt;&quot;a&quot; &amp; b&lt;/script&gt;</title>');
    expect(svg).not.toContain('<script');
  });

  it('leaves out the dots of a long line', () => {
    const points = Array.from({ length: 61 }, (_, index): [number, number] => [index, index]);
    expect(drawChart(chartOf({ series: seriesOf(...points) }))).not.toContain('<circle');
  });
});
