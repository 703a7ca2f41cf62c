import { asMoney, formatMoney } from '@quarterdeck/core/kernel/decimal';
import type { Findings } from '../findings.ts';
import { judgeReplays, looksAt, looksAtNumbers, type ReplayLook } from '../parity/judge-replays.ts';
import type { ReplayedLife } from '../parity/replay-life.ts';
import type { StageResult } from '../stage.ts';
import type { Compared } from './judge/verdict.ts';
import type { TargetEnd } from './kill-target.ts';
import type { Told } from './tell-story.ts';

const CRITERION = 'exactness.after_kill';
const REPLAY = 'parity.replay';
const STAGE = 'kill';

/** What goes into the report, of all folders. */
export class KillTally {
  readonly #findings: Findings;
  readonly #points = new Set<string>();
  #kills = 0;
  #folders = 0;
  #fills = 0;
  #orders = 0;
  #net = 0n;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  take({ plan: { name, deaths }, ends, afterwards, lives }: Told): void {
    const isOfSeed = deaths.length > 0;
    const compared = [...ends.map(comparedOf), ...afterwards.compared];
    for (const each of compared) this.#look(name, isOfSeed ? each : withoutFigures(each));
    if (isOfSeed) judgeReplays(this.#findings, lives, STAGE);
    else this.#lookAtReplays(name, lives);
    this.#kills += ends.length;
    this.#folders += 1;
    for (const death of deaths) this.#points.add(death.name);
    if (!isOfSeed) return;
    this.#fills += afterwards.fills;
    this.#orders += afterwards.orders;
    this.#net += afterwards.net;
  }

  result(): StageResult {
    const counts = {
      kills: this.#kills,
      points: this.#points.size,
      folders: this.#folders,
      orders: this.#orders,
      fills: this.#fills,
    };
    const pnl = formatMoney(asMoney(this.#net));
    for (const [name, figure] of Object.entries({ ...counts, pnl }))
      this.#findings.note(CRITERION, name, figure);
    return { counts, pnl };
  }

  /** How many events a life had that was killed at a moment of the machine's choosing differs from run to run. */
  #lookAtReplays(name: string, lives: readonly ReplayedLife[]): void {
    const looks = [...lives.flatMap(looksAt), ...looksAtNumbers(lives)];
    const isAsItWas = ({ expected, found }: ReplayLook): boolean => expected === found;
    this.#findings.look(REPLAY, looks.every(isAsItWas), () => ({
      where: `killed at ${name}: its journals`,
      expected: 'as it has to be',
      found: 'different',
    }));
    this.#findings.add(
      REPLAY,
      `${STAGE}: lives replayed, of a moment of the machine`,
      lives.length,
    );
  }

  #look(name: string, { what, expected, found }: Compared): void {
    const where = `killed at ${name}: ${what}`;
    this.#findings.equal(CRITERION, { where, expected, found });
  }
}

const comparedOf = (end: TargetEnd): Compared => ({
  what: 'the process',
  expected: 'killed',
  // Paths of temporary folders differ from run to run.
  found: end.type === 'broke' ? `broke before: ${withoutPaths(end.error)}` : end.type,
});

const withoutPaths = (text: string): string =>
  text.replaceAll(/(?:\/[\w.-]+)*\/quarterdeck-[\w./-]+/g, 'the folder');

/** At a moment that no seed chose only whether it holds is the same in each run. */
const withoutFigures = ({ what, expected, found }: Compared): Compared => ({
  what,
  expected: 'as it has to be',
  found: expected === found ? 'as it has to be' : 'different',
});
