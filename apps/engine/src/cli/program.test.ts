import { describe, expect, it } from 'vitest';
import { openCli } from './testing/open-cli.ts';

describe('the command line with an engine running', () => {
  it('shows the state, for a person and for a program', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const text = await cli.run('status');
    expect(text).toMatchObject({ code: 0, err: '' });
    expect(text.out).toContain('SIMULATED demo: running');
    expect(text.out).toContain('lock      none');
    const json = await cli.run('status', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ lock: { level: 'none' }, positions: [] });
  });

  it('locks, freezes and unlocks in the name of the machine user', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const locked = await cli.run('lock', '--reason', 'looks odd');
    expect([locked.code, locked.out]).toEqual([
      0,
      expect.stringContaining('lock enforced as event'),
    ]);
    expect(cli.operator.state.lock).toMatchObject({
      level: 'lock',
      reason: 'looks odd',
      by: 'os:tester',
    });
    await cli.run('lock', '--level', 'freeze');
    expect(cli.operator.state.lock.level).toBe('freeze');
    expect((await cli.run('unlock', '--reason', 'all well')).code).toBe(0);
    expect(cli.operator.state.lock.level).toBe('none');
    const ids = cli.operator.commands.map(({ command }) => command.commandId);
    expect(new Set(ids).size).toBe(3);
  });

  it('wants a reason before it unlocks', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const without = await cli.run('unlock');
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--reason')]);
    const short = await cli.run('unlock', '--reason', ' ');
    expect([short.code, short.err]).toEqual([1, expect.stringContaining('command.reason')]);
    expect(cli.operator.commands).toEqual([]);
  });

  it('resets the breaker of the agent, and wants to know what was mended', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const without = await cli.run('breaker', 'reset');
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--reason')]);
    const { code, out } = await cli.run('breaker', 'reset', '--reason', 'paid the bill');
    expect([code, out]).toEqual([0, expect.stringContaining('breaker reset as event')]);
    expect(cli.operator.commands).toMatchObject([
      { command: { type: 'ResetBreaker', reason: 'paid the bill' }, actor: { name: 'os:tester' } },
    ]);
  });

  it('flattens only when told yes, and says flat when the venue is', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const asked = await cli.run('flatten', '--reason', 'end of day');
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('0 orders and close 0')]);
    expect(cli.operator.commands).toEqual([]);
    const done = await cli.run('flatten', '--reason', 'end of day', '--yes');
    expect([done.code, done.out.split('\n')]).toEqual([
      0,
      ['cancelling 0 orders, closing 0 positions', "flat by the venue's own book after 2 rounds"],
    ]);
    expect(cli.operator.commands[0]?.command).toMatchObject({ type: 'Flatten', lockFirst: true });
  });

  it('tells its version', async () => {
    using cli = openCli();
    const { code, out } = await cli.run('--version');
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });

  it('fails when the venue still holds something', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const apply = cli.operator.execute.bind(cli.operator);
    cli.operator.execute = async (command, actor) => {
      const outcome = await apply(command, actor);
      const { flatten } = cli.operator.state;
      const stuck = { ...flatten, phase: 'stuck', left: ['0.5 BTC/USDT long'] } as const;
      cli.operator.state = { ...cli.operator.state, flatten: { ...stuck, left: [...stuck.left] } };
      return outcome;
    };
    const { code, err } = await cli.run('flatten', '--reason', 'end of day', '--yes');
    expect([code, err]).toEqual([1, expect.stringContaining('0.5 BTC/USDT long')]);
  });

  it('makes, lists and revokes tokens, each name once', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    expect(await cli.run('token', 'create', 'robot')).toMatchObject({ code: 0, out: 'shown-once' });
    expect(await cli.run('token', 'create', 'robot')).toMatchObject({
      code: 1,
      err: 'quarterdeck: a token named robot exists',
    });
    expect((await cli.run('token', 'list')).out).toMatch(/^2023-11-14T.*robot$/);
    expect((await cli.run('token', 'revoke', 'robot')).code).toBe(0);
    expect((await cli.run('token', 'revoke', 'robot')).code).toBe(1);
    const odd = await cli.run('token', 'create', 'two words');
    expect([odd.code, odd.err]).toEqual([1, expect.stringContaining('label')]);
  });

  it('prints a sign-in link and nothing else', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    expect(await cli.run('link')).toEqual({
      code: 0,
      out: 'http://localhost:3000/auth/link?token=once',
      err: '',
    });
  });

  it('passes on why a command was refused', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    cli.operator.execute = () =>
      Promise.resolve({ ok: false, code: 'STORAGE_IMPAIRED', numbers: { since: 7 } });
    const { code, err } = await cli.run('unlock', '--reason', 'all well');
    expect([code, err]).toEqual([1, 'quarterdeck: STORAGE_IMPAIRED since=7']);
  });
});

describe('the command line with the engine down', () => {
  it('stores the lock and its audit entry, so that the engine starts locked', async () => {
    using cli = openCli();
    cli.makeDesk();
    const { code, out } = await cli.run('lock', '--reason', 'looks odd', '--level', 'freeze');
    expect([code, out]).toEqual([0, expect.stringContaining('will start locked')]);
    cli.inspect((memory) => {
      expect(memory.restoredState().lock).toMatchObject({
        level: 'freeze',
        reason: 'looks odd',
        by: 'os:tester',
      });
      expect(memory.listAudit(1)[0]).toMatchObject({ action: 'Lock', actor: 'os:tester' });
      expect(memory.verifyAuditChain()).toBeUndefined();
    });
    expect((await cli.run('audit')).out).toContain('os:tester (cli, engine down)  Lock');
    expect(await cli.run('audit', '--verify')).toMatchObject({
      code: 0,
      out: 'the audit chain holds',
    });
  });

  it('finds a changed audit entry', async () => {
    using cli = openCli();
    cli.makeDesk();
    await cli.run('lock');
    await cli.run('lock');
    cli.inspect(({ database }) => {
      database.sqlite.exec('DROP TRIGGER IF EXISTS audit_no_update');
      const triggers = database.sqlite
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        .pluck()
        .all();
      for (const name of triggers) database.sqlite.exec(`DROP TRIGGER "${String(name)}"`);
      database.sqlite.exec("UPDATE audit SET actor = 'somebody else' WHERE id = 1");
    });
    const { code, err } = await cli.run('audit', '--verify');
    expect([code, err]).toEqual([1, 'quarterdeck: the audit chain breaks at entry 1']);
  });

  it('says so of every command that needs one', async () => {
    using cli = openCli();
    cli.makeDesk();
    for (const args of [
      ['status'],
      ['unlock', '--reason', 'all well'],
      ['breaker', 'reset', '--reason', 'all well'],
      ['link'],
      ['token', 'list'],
    ]) {
      expect(await cli.run(...args)).toEqual({
        code: 1,
        out: '',
        err: 'quarterdeck: the engine is not running',
      });
    }
  });

  it('does not guess which of two desks is meant', async () => {
    using cli = openCli();
    cli.makeDesk();
    const none = await cli.run('lock', '--data', `${cli.home}/elsewhere`);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('no desk in')]);
    using other = openCli();
    other.makeDesk();
    const named = await other.run('lock', '--data', cli.folder);
    expect(named.code).toBe(0);
    expect(cli.inspect((memory) => memory.restoredState().lock?.level)).toBe('lock');
  });
});

describe('the command line itself', () => {
  it('answers a wrong line with code 2 and one reason', async () => {
    using cli = openCli();
    for (const args of [
      ['dance'],
      ['status', '--loud'],
      ['lock', '--level', 'hard'],
      ['start', '--venue', 'moon'],
      ['start', '--replay', 'tape.csv', '--speed', '0'],
      ['start', '--port', '70000'],
      ['start', '--exit-at-end'],
      ['audit', '--limit', 'all'],
    ]) {
      const { code, err } = await cli.run(...args);
      expect([args, code, err]).toEqual([args, 2, expect.stringMatching(/\S/)]);
      expect(err).not.toContain('    at ');
    }
    expect((await cli.run('--help')).code).toBe(0);
    expect(cli.started).toEqual([]);
  });

  it('hands a start on as asked and shows a failure in one line', async () => {
    using cli = openCli();
    const { code, err } = await cli.run(
      ...['start', '--replay', 'a.csv', 'b.csv.gz', '--speed', 'max', '--skip-bad-rows'],
      ...['--port', '0', '--no-console'],
    );
    expect([code, err]).toEqual([1, 'quarterdeck: port 3000 on 127.0.0.1 is taken']);
    expect(cli.started[0]).toMatchObject({
      home: cli.home,
      port: 0,
      console: false,
      replay: { files: ['a.csv', 'b.csv.gz'], speed: 'max', skipBadRows: true },
    });
  });
});
