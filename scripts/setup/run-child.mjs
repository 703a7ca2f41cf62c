import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { projectRoot } from './project-root.mjs';
import { StepFailure } from './step.mjs';

/** npm as this process was started by it, else the one on the path. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.execPath, script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

const NOISE = /^(npm (warn|notice)|npm error( code| A complete log| Run|$)|at |gyp info)/i;

/** The line of a failed tool's output that most likely names the cause. */
export function tellingLine(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOISE.test(line));
  const named = lines.find((line) => /\b(error|ERR!|cannot|failed)\b/i.test(line));
  return (named ?? lines.at(-1) ?? 'no output').replace(/^npm error /, '').slice(0, 300);
}

/**
 * Runs a tool without its output; when it fails, keeps the whole output in a file and names it.
 * @param {readonly string[]} command
 * @param {{ what: string, cwd?: string, env?: Record<string, string>, timeoutMs?: number }} options
 */
export function runQuietly([file, ...args], { what, cwd = projectRoot, env = {}, timeoutMs }) {
  const done = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: timeoutMs,
    shell: file.endsWith('.cmd'),
  });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ''}\n${done.stderr ?? ''}`;
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-')), 'output.log');
  writeFileSync(log, output);
  const ending = done.error?.message ?? `exit code ${done.status ?? done.signal}`;
  throw new StepFailure(`${what}: ${tellingLine(output)} (${ending}; whole output in ${log})`);
}

/**
 * Runs a tool with its output shown and resolves to its exit code; signals are passed on to it.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<number>}
 */
export function runShown([file, ...args], { cwd = projectRoot, env = {} } = {}) {
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    shell: file.endsWith('.cmd'),
  });
  const passOn = (signal) => {
    // A terminal sends Ctrl-C to the whole group: passing it on would deliver it twice.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new StepFailure(`${file}: ${error.message}`)));
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}
