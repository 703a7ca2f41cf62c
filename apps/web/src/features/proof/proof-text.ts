import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { ListedProof, ProofRun } from '../../trpc/app-router.ts';
import { formatCount } from '../../format/ratio.ts';
import { formatShort } from '../../format/short-figure.ts';
import type { Tone } from '../../ui/chip.tsx';

export const KIND_TEXT: Readonly<Record<ProofKind, { name: string; takes: string }>> = {
  quick: { name: 'Quick', takes: 'About 60 seconds: every part once, in small.' },
  full: { name: 'Full', takes: 'Under 10 minutes: the whole proof.' },
  soak: {
    name: 'Soak',
    takes: '24 hours of desk time, accelerated, under a seeded storm of faults.',
  },
};

interface StateLook {
  readonly text: string;
  readonly tone: Tone;
}

/** A sign beside the word: the colour alone says nothing. */
export const STATE_LOOK: Readonly<Record<ListedProof['state'], StateLook>> = {
  passed: { text: '✓ PASS', tone: 'good' },
  failed: { text: '✗ FAIL', tone: 'broken' },
  running: { text: 'running', tone: 'accent' },
  interrupted: { text: 'interrupted', tone: 'held' },
  unreadable: { text: 'unreadable', tone: 'held' },
  mutations: { text: 'faults', tone: 'neutral' },
};

/** What the groups of a run came to: "34 hold", or what did not. */
export function groupsText(groups: ProofRun['groups']): string {
  if (groups.length === 0) return '–';
  const failed = groups.filter((each) => each.failed > 0);
  if (failed.length > 0) {
    return failed.map((each) => `${each.group} ${String(each.failed)} ✗`).join(', ');
  }
  const sum = (of: 'passed' | 'skipped'): number =>
    groups.reduce((total, each) => total + each[of], 0);
  const skipped = sum('skipped');
  return `${String(sum('passed'))} hold${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

/** Enough of a digest to tell two runs apart by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 12);

/** "venue_book" of "exactness.venue_book" in words. */
export const conditionText = (id: string): string =>
  id.slice(id.indexOf('.') + 1).replaceAll('_', ' ');

/** Exact text as it is, a count with its thousands, anything else to six digits. */
export function figureText(figure: number | string): string {
  if (typeof figure === 'string') return figure;
  if (!Number.isFinite(figure)) return String(figure);
  return Number.isInteger(figure) ? formatCount(figure) : formatShort(figure);
}

/** "venueFills" and "venue_fills" as a person would say them; the name of a market stays as it is. */
export const nameText = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(
      /([a-z\d])([A-Z])/g,
      (_, before: string, capital: string) => `${before} ${capital.toLowerCase()}`,
    );

/** What the system before this one came to, in the unit of the measure. */
const SOURCE_SYSTEM: ReadonlyMap<string, string> = new Map([
  ['verify.trades_per_s', '59.6'],
  ['verify.symbol_latency_ms', 'under 100'],
  ['verify.pnl_error', '207.93'],
]);

export const sourceFigure = (name: string): string | undefined => SOURCE_SYSTEM.get(name);

const SEED_MOST = 0xffff_ffff;

/** Undefined where nothing is typed: the project's standing seed. */
export function readSeed(text: string): { readonly seed?: number; readonly wrong?: string } {
  const typed = text.trim();
  if (typed === '') return {};
  const seed = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  return seed <= SEED_MOST ? { seed } : { wrong: `a whole number from 0 to ${String(SEED_MOST)}` };
}
