import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProofRequest, ProofRequestError, type ProofFlags } from './proof-request.ts';

const ports = {
  clock: { now: () => Date.UTC(2026, 10, 21, 20, 40, 0, 999) },
  randomId: (length: number) => 'ab12'.slice(0, length),
  home: '/srv/desk',
};
const parse = (flags: ProofFlags = {}) => parseProofRequest(flags, ports);

describe('what a run of the proof is asked for', () => {
  it('has the standing seed and a folder by the name of the run when nothing is said', () => {
    expect(parse()).toEqual({
      runId: '20261121-204000-ab12',
      kind: 'full',
      seed: 20_261_121,
      defect: undefined,
      soakMs: undefined,
      folder: '/srv/desk/proof/20261121-204000-ab12',
    });
  });

  it('takes what is said', () => {
    expect(
      parse({ quick: true, seed: '4294967295', report: 'out', defect: 'double-fill' }),
    ).toEqual({
      runId: '20261121-204000-ab12',
      kind: 'quick',
      seed: 4_294_967_295,
      defect: 'double-fill',
      soakMs: undefined,
      folder: path.resolve('out'),
    });
    expect(parse({ seed: '0' }).seed).toBe(0);
    expect(parse({ soak: '24h', accelerated: true })).toMatchObject({
      kind: 'soak',
      soakMs: 86_400_000,
    });
    expect(parse({ soak: '90m', accelerated: true }).soakMs).toBe(5_400_000);
  });

  it('is named by its folder where that is the name of a run', () => {
    expect(parse({ report: 'x/20250102-030405-zz99' }).runId).toBe('20250102-030405-zz99');
  });

  it('keeps runs that plant every defect away from the proofs the console lists', () => {
    expect(parse({ mutations: true })).toMatchObject({
      kind: 'quick',
      folder: '/srv/desk/proof-mutations/20261121-204000-ab12',
    });
  });

  it.each<[ProofFlags, RegExp]>([
    ...['-1', '4294967296', '1.5', 'x', '', ' 1', '0x10', '1e3', '99999999999'].map(
      (seed): [ProofFlags, RegExp] => [
        { seed },
        /--seed must be a whole number from 0 to 4294967295/,
      ],
    ),
    ...['24', 'h', '1.5h', '-1h', '0h', '24hours', '2d', '900000h', ''].map(
      (soak): [ProofFlags, RegExp] => [
        { soak, accelerated: true },
        /--soak must be a length such as/,
      ],
    ),
    [{ soak: '24h' }, /real time is not offered/],
    [{ accelerated: true }, /--accelerated belongs to --soak/],
    [{ soak: '24h', accelerated: true, quick: true }, /no --quick with --soak/],
    [{ soak: '24h', accelerated: true, defect: 'double-fill' }, /no --defect with --soak/],
    [{ defect: 'triple-fill' }, /no defect is named triple-fill; there are overwriting-/],
    [{ mutations: true, defect: 'double-fill' }, /no --defect, no --soak/],
    [{ mutations: true, soak: '1h', accelerated: true }, /no --defect, no --soak/],
  ])('refuses %j in one line', (flags, reason) => {
    expect(() => parse(flags)).toThrow(ProofRequestError);
    expect(() => parse(flags)).toThrow(reason);
    expect(() => parse(flags)).not.toThrow(/\n/);
  });
});
