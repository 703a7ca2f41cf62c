import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCli } from '../testing/open-cli.ts';

const SHIPPED = path.resolve(import.meta.dirname, '../../../../../config');
const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-config-command-'));
const file = path.join(folder, 'quarterdeck.yaml');
const cli = openCli();
afterAll(() => {
  cli[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The shipped files, with one strategy's own file replaced. */
function configWith(ping = ''): void {
  cpSync(SHIPPED, folder, { recursive: true });
  writeFileSync(path.join(folder, 'strategies/scalp_ping_5s.yaml'), ping);
}

describe('config check', () => {
  it('says that the shipped files are right', async () => {
    configWith();
    const result = await cli.run('config', 'check', '--config', file);
    expect(result.code).toBe(0);
    expect(result.out).toContain('is right, with 13 strategies');
  });

  it('names a wrong value by file, line and range, and fails', async () => {
    configWith('# mine\nstop_bps: 0\n');
    const result = await cli.run('config', 'check', '--config', file);
    expect(result.code).not.toBe(0);
    expect(result.out).toContain('scalp_ping_5s.yaml:2: stop_bps: number 0 is too small');
  });
});

describe('config show', () => {
  it('tells each value in effect and where it comes from', async () => {
    configWith('# mine\nstop_bps: 21\n');
    const result = await cli.run('config', 'show', 'scalp_ping_5s', '--config', file);
    expect(result.code).toBe(0);
    const line = (name: string) => result.out.split('\n').find((text) => text.startsWith(name));
    expect(line('stop_bps')).toMatch(/^stop_bps +21 +.*scalp_ping_5s\.yaml:2$/);
    expect(line('target_bps')).toMatch(/^target_bps +20 +default$/);
  });

  it('knows a variant by its own name', async () => {
    configWith();
    const result = await cli.run('config', 'show', 'scalp_ping_5s_b', '--config', file, '--json');
    const rows = JSON.parse(result.out) as { name: string; value: unknown }[];
    expect(rows.find(({ name }) => name === 'quiet_ms')?.value).toBe(45_000);
  });

  it('refuses a name it does not know and tells the known ones', async () => {
    configWith();
    const result = await cli.run('config', 'show', 'scalp_ping', '--config', file);
    expect(result.code).not.toBe(0);
    expect(result.err).toContain('no strategy scalp_ping (known: scalp_ping_5s');
  });
});
