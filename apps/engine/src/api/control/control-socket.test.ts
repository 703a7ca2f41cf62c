import { connect } from 'node:net';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openCli } from '../../cli/testing/open-cli.ts';
import { controlSocketPath } from './control-socket-path.ts';

/** Raw lines to the socket and the answers to them. */
async function exchange(path: string, lines: readonly string[]): Promise<string[]> {
  const socket = connect(path);
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => (text += chunk));
  socket.write(lines.map((line) => `${line}\n`).join(''));
  while (text.split('\n').length <= lines.length && !socket.destroyed) {
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  }
  socket.destroy();
  return text.trim().split('\n');
}

describe('the control socket', () => {
  it('belongs to its owner alone', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    expect(statSync(cli.socketPath).mode & 0o777).toBe(0o600);
  });

  it('takes the place of one that a killed engine left behind', async () => {
    using cli = openCli();
    cli.makeDesk();
    writeFileSync(cli.socketPath, '');
    await using _engine = await cli.listen();
    expect((await cli.run('status')).code).toBe(0);
  });

  it('leaves a living one alone', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    await expect(cli.listen()).rejects.toThrow(/another engine answers/);
    expect((await cli.run('status')).code).toBe(0);
  });

  it('goes with its engine', async () => {
    using cli = openCli();
    const engine = await cli.listen();
    await engine[Symbol.asyncDispose]();
    expect(existsSync(cli.socketPath)).toBe(false);
  });

  it('answers each line and names the field of a bad one', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const answers = await exchange(cli.socketPath, [
      '{',
      '{"method":"dance"}',
      '{"method":"lock","command":{"commandId":"c"}}',
      '{"method":"link"}',
    ]);
    const codes = answers
      .map((line) => (JSON.parse(line) as { error?: { code: string } }).error?.code ?? 'ok')
      .toSorted();
    expect(codes).toEqual(['INPUT_INVALID', 'INPUT_INVALID', 'INPUT_INVALID', 'ok']);
    expect(answers.join()).toContain('command.commandId');
    expect(cli.operator.commands).toEqual([]);
  });

  it('cuts off a line without an end and keeps a fault to the log', async () => {
    using cli = openCli();
    await using _engine = await cli.listen();
    const socket = connect(cli.socketPath);
    socket.on('error', () => {});
    socket.write('x'.repeat(100_000));
    await new Promise((resolve) => socket.on('close', resolve));
    cli.operator.fault = new Error('secret detail');
    const { code, err } = await cli.run('lock');
    expect([code, err]).toEqual([1, 'quarterdeck: the engine failed to answer']);
    expect(String(cli.faults[0])).toContain('secret detail');
  });

  it('says when the other side is not an engine of this version', async () => {
    using cli = openCli();
    cli.makeDesk();
    const stranger = createServer((socket) => socket.on('data', () => socket.write('hello\n')));
    stranger.listen(cli.socketPath);
    await once(stranger, 'listening');
    const { code, err } = await cli.run('status');
    expect([code, err]).toEqual([1, expect.stringContaining('another version')]);
    stranger.close();
  });

  it('moves to the temporary folder when its own path is too long for the system', () => {
    const deep = `/${'folder/'.repeat(20)}`;
    expect(Buffer.byteLength(controlSocketPath(deep))).toBeLessThan(100);
    expect(controlSocketPath(deep)).not.toBe(controlSocketPath(`${deep}other`));
  });
});
