import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failingStage, stubStage } from '../../verify/stub-stage.fixture.ts';
import type { Stage } from '../../verify/stage.ts';
import { openCli } from '../testing/open-cli.ts';

const { stages } = vi.hoisted(() => ({ stages: { full: [], quick: [], soak: [] } }));
vi.mock('../../verify/stages.ts', () => ({ STAGES: stages }));

const use = (kind: keyof typeof stages, ...list: readonly Stage[]) =>
  Object.assign(stages, { [kind]: list });

beforeEach(() => {
  Object.assign(stages, { full: [], quick: [], soak: [] });
});

const proofsIn = (home: string): string[] => {
  const folder = path.join(home, 'proof');
  return readdirSync(folder).map((name) => path.join(folder, name));
};

describe('npx quarterdeck verify', () => {
  it('exits with 0 on PASS and says where the report is', async () => {
    using cli = openCli();
    use('quick', stubStage());
    const { code, out, err } = await cli.run('verify', '--quick');
    const [folder = ''] = proofsIn(cli.home);
    expect([code, err]).toEqual([0, '1/1 stub  0 ms']);
    expect(out.split('\n')).toEqual([
      'PASS  1 passed, 0 failed, 0 skipped, in 0 ms',
      expect.stringMatching(/^digest {2}[0-9a-f]{64}$/),
      `report  ${folder}/report.md`,
    ]);
    expect(readdirSync(folder).sort()).toEqual(['report.json', 'report.md']);
    expect(path.basename(folder)).toMatch(/^20231114-221320-/);
  });

  it('comes to the same digest with the same seed, and to another one with another', async () => {
    using cli = openCli();
    use('quick', stubStage());
    const digest = async (seed: string) => {
      const { out } = await cli.run('verify', '--quick', '--seed', seed, '--json');
      const report: unknown = JSON.parse(out);
      return (report as { digest: string }).digest;
    };
    expect(await digest('7')).toBe(await digest('7'));
    expect(await digest('8')).not.toBe(await digest('7'));
  });

  it('exits with 1 on FAIL and names the criterion with its first offender', async () => {
    using cli = openCli();
    use('full', failingStage());
    const { code, out } = await cli.run('verify', '--report', path.join(cli.home, 'out'));
    expect(code).toBe(1);
    expect(out).toContain(
      'failed  lanes.paired (1 of 1): BTCUSD access 7: expected 1, found 0\nFAIL  0 passed, 1 failed',
    );
    const page = readFileSync(path.join(cli.home, 'out', 'report.md'), 'utf8');
    expect(page).toContain('# Proof: FAIL');
  });

  it('hands length, seed and defect to the stages', async () => {
    using cli = openCli();
    const seen: unknown[] = [];
    const looking = stubStage({
      run: (context) => {
        const { kind, seed, defect, soakMs } = context;
        seen.push([kind, seed, defect, soakMs]);
        return stubStage().run(context);
      },
    });
    use('soak', looking);
    use('quick', looking);
    await cli.run('verify', '--soak', '90m', '--accelerated', '--seed', '3');
    await cli.run('verify', '--quick', '--defect', 'float-ledger');
    expect(seen).toEqual([
      ['soak', 3, undefined, 5_400_000],
      ['quick', 20_261_121, 'float-ledger', undefined],
    ]);
  });

  it('refuses what cannot be meant with exit code 2 and one line, and makes nothing', async () => {
    using cli = openCli();
    use('quick', stubStage());
    const full = path.join(cli.home, 'full');
    mkdirSync(full);
    writeFileSync(path.join(full, 'something'), 'x');
    for (const [args, reason] of [
      [['--seed', 'x'], '--seed must be a whole number'],
      [['--report', full], 'is not empty'],
      [['--report', path.join(full, 'something')], 'is a file'],
      [['--soak', 'long', '--accelerated'], '--soak must be a length'],
      [['--soak', '24h'], 'real time is not offered'],
      [['--defect', 'typo'], 'no defect is named typo'],
      [['--soak', '24h', '--accelerated', '--defect', 'double-fill'], 'no --defect with --soak'],
      [['--loud'], 'unknown option'],
    ] as const) {
      const { code, out, err } = await cli.run('verify', ...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toContain(reason);
      expect(err.split('\n')).toHaveLength(1);
    }
    expect(readdirSync(cli.home)).toEqual(['full']);
  });

  it('ends an interrupted run with 130, one line and nothing that reads as PASS', async () => {
    let interrupt = (): void => {};
    using cli = openCli({
      onStopSignal: (stop) => {
        interrupt = () => stop('SIGINT');
        return { dispose: () => {} };
      },
    });
    const interrupted = stubStage({
      run: (context) => {
        interrupt();
        return stubStage().run(context);
      },
    });
    use('quick', interrupted);
    const { code, out, err } = await cli.run('verify', '--quick');
    expect([code, out]).toEqual([130, '']);
    expect(err).toBe(
      'quarterdeck: the run was interrupted: it leaves no report and proves nothing',
    );
    const [folder = ''] = proofsIn(cli.home);
    expect(readdirSync(folder)).toEqual(['progress.json']);
  });

  it('plants every defect and fails when one goes unseen', async () => {
    using cli = openCli();
    use('quick', stubStage());
    const folder = path.join(cli.home, 'mutations');
    const { code, out } = await cli.run('verify', '--mutations', '--report', folder);
    expect(code).toBe(1);
    expect(out).toContain('float-ledger            exactness.fills       MISSED');
    expect(out).toContain('FAIL  0 of 5 caught');
    expect(readdirSync(folder, { recursive: true }).map(String)).not.toContainEqual(
      expect.stringContaining('report.'),
    );
  });
});
