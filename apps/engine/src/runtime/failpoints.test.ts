import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFailpoint, FAILPOINTS } from './failpoints.ts';

function sourcesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'failpoints.ts',
    )
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('failpoints', () => {
  it('dies at the n-th pass of the named point and nowhere else', () => {
    let deaths = 0;
    const failpoint = createFailpoint('after-send:2', () => (deaths += 1));
    failpoint('after-send');
    failpoint('before-send');
    expect(deaths).toBe(0);
    failpoint('after-send');
    failpoint('after-send');
    expect(deaths).toBe(1);
  });

  it.each(['nowhere', 'after-send:0', 'after-send:x'])('refuses %s', (setting) => {
    expect(() => createFailpoint(setting, () => undefined)).toThrow(RangeError);
  });

  it.each(FAILPOINTS)('passes %s somewhere in the runtime', (name) => {
    expect(sourcesIn(import.meta.dirname).includes(`failpoint('${name}')`)).toBe(true);
  });
});
