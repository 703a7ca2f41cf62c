import { FAILPOINTS, type Failpoint, type FailpointName } from '../../runtime/failpoints.ts';

/** Where a process dies: at the n-th pass of a point. */
export interface DeathPoint {
  readonly name: FailpointName;
  readonly pass: number;
}

/** As a failpoint is set. */
export const settingOf = ({ name, pass }: DeathPoint): string => `${name}:${pass}`;

export type Passes = Record<FailpointName, number>;

/** Dies nowhere and counts how often each point is passed. */
export function countPasses(): { readonly failpoint: Failpoint; readonly passes: Passes } {
  const passes = Object.fromEntries(FAILPOINTS.map((name) => [name, 0])) as Passes;
  return {
    passes,
    failpoint: (name) => {
      passes[name] += 1;
    },
  };
}
