import { reasonSchema } from '@quarterdeck/core/contract/command.schema';
import { z } from 'zod';

/** `true` locks, `false` releases; the object form also names a level. */
const globalLockSchema = z.union(
  [
    z.boolean(),
    z.strictObject({ level: z.enum(['none', 'lock', 'freeze']), reason: reasonSchema.optional() }),
  ],
  { error: 'must be true, false or {level, reason}' },
);

/** Body of `POST /api/strategy-control` and `POST /ops/strategy-control`. */
export const strategyControlBodySchema = z
  .strictObject({
    strategy: z.string().min(1).max(64).optional(),
    entry_enabled: z.boolean().optional(),
    exit_enabled: z.boolean().optional(),
    memo: z.string().max(500).optional(),
    global_lock: globalLockSchema.optional(),
    /** For the boolean form of `global_lock`. */
    reason: reasonSchema.optional(),
    /** The same id a second time changes nothing. */
    command_id: z.string().min(8).max(56).optional(),
  })
  .superRefine((body, context) => {
    for (const [path, message] of [...missingSwitch(body), ...missingReason(body)]) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

type Complaint = readonly [path: string[], message: string];

interface WantedChange {
  readonly strategy?: string | undefined;
  readonly entry_enabled?: boolean | undefined;
  readonly exit_enabled?: boolean | undefined;
  readonly memo?: string | undefined;
  readonly global_lock?:
    boolean | { level: WantedLock['level']; reason?: string | undefined } | undefined;
  readonly reason?: string | undefined;
}

function missingSwitch(body: WantedChange): readonly Complaint[] {
  const { strategy, entry_enabled, exit_enabled, memo, global_lock } = body;
  const hasSwitch = [entry_enabled, exit_enabled, memo].some((value) => value !== undefined);
  if (hasSwitch && strategy === undefined) return [[['strategy'], 'is needed to switch one']];
  if (!hasSwitch && strategy !== undefined) {
    return [[['entry_enabled'], 'nothing to change: send entry_enabled, exit_enabled or memo']];
  }
  if (hasSwitch || global_lock !== undefined) return [];
  return [[['strategy'], 'nothing to change: send strategy with a switch, or global_lock']];
}

function missingReason(body: WantedChange): readonly Complaint[] {
  const lock = wantedLock(body);
  if (lock?.level !== 'none' || lock.reason !== undefined) return [];
  const path = typeof body.global_lock === 'boolean' ? ['reason'] : ['global_lock', 'reason'];
  return [[path, 'releasing the lock needs a reason']];
}

export type StrategyControlBody = z.output<typeof strategyControlBodySchema>;

export interface WantedLock {
  readonly level: 'none' | 'lock' | 'freeze';
  readonly reason: string | undefined;
}

/** Both forms of `global_lock` as one. */
export function wantedLock(
  body: Pick<WantedChange, 'global_lock' | 'reason'>,
): WantedLock | undefined {
  const wanted = body.global_lock;
  if (wanted === undefined) return undefined;
  if (typeof wanted === 'boolean') return { level: wanted ? 'lock' : 'none', reason: body.reason };
  return { level: wanted.level, reason: wanted.reason ?? body.reason };
}
