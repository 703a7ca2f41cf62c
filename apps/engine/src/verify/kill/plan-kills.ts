import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import { FAILPOINTS, type FailpointName } from '../../runtime/failpoints.ts';
import type { DeathPoint, Passes } from './death-point.ts';

/** One folder's story: each death is followed by another life, the last one's is judged. */
export interface KillPlan {
  readonly name: string;
  /** Empty: one death, at a moment of the machine's choosing. */
  readonly deaths: readonly DeathPoint[];
}

interface KillCounts {
  readonly singles: number;
  /** Of any point, besides one of each. */
  readonly extra: number;
  readonly chain: number;
}

const COUNTS: Readonly<Record<ProofKind, KillCounts>> = {
  quick: { singles: 3, extra: 0, chain: 0 },
  full: { singles: FAILPOINTS.length, extra: 5, chain: 5 },
  soak: { singles: 3, extra: 0, chain: 0 },
};

/** A later life has another market and may pass a point less often than the first: it dies in the first third. */
const EARLY = 3;

const nameOf = ({ name, pass }: DeathPoint): string => `${name}, pass ${pass}`;

/** The same kills for the same seed, spread over the whole load: `passes` says how often it passes each point. */
export function planKills(kind: ProofKind, seed: number, passes: Passes): readonly KillPlan[] {
  const rng = createRng(seed).fork('kills');
  const counts = COUNTS[kind];
  const reached = FAILPOINTS.filter((name) => passes[name] > 0);
  const deathAt = (name: FailpointName, share = 1): DeathPoint => ({
    name,
    pass: 1 + Math.floor((rng.next() * passes[name]) / share),
  });
  const singles = shuffled(reached, rng)
    .slice(0, counts.singles)
    .map((name) => deathAt(name));
  const extra = Array.from({ length: counts.extra }, () => deathAt(oneOf(reached, rng)));
  const chain = Array.from({ length: counts.chain }, () => deathAt(oneOf(reached, rng), EARLY));
  return [
    ...[...singles, ...extra].map((death) => ({ name: nameOf(death), deaths: [death] })),
    ...(chain.length > 0
      ? [{ name: `one after the other: ${chain.map(nameOf).join('; ')}`, deaths: chain }]
      : []),
    { name: 'a moment of the machine', deaths: [] },
  ];
}

function oneOf(names: readonly FailpointName[], rng: Rng): FailpointName {
  return names[Math.floor(rng.next() * names.length)] ?? FAILPOINTS[0];
}

function shuffled(names: readonly FailpointName[], rng: Rng): FailpointName[] {
  const drawn = names.map((name) => ({ name, order: rng.next() }));
  return drawn.toSorted((left, right) => left.order - right.order).map(({ name }) => name);
}
