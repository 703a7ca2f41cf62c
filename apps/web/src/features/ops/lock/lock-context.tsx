'use client';

import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { useCommand, type Command } from '../../../trpc/use-command.ts';
import { UnlockDialog } from './unlock-dialog.tsx';

/** An engine that hangs gets the lock with its first breath: minutes, not seconds, of asking. */
const LOCK_REPEATS = 20;

interface LockAct {
  readonly level: 'lock' | 'freeze';
  readonly reason: string;
}

interface LockControl {
  readonly lock: Command<LockAct>;
  /** One act, no question asked: whoever reaches for it has no time for a dialog. */
  readonly lockNow: () => void;
  readonly askUnlock: () => void;
}

const LockContext = createContext<LockControl | undefined>(undefined);

export function LockProvider({ children }: { readonly children: ReactNode }) {
  const client = useTRPCClient();
  const lock = useCommand<LockAct>((input) => client.ops.lock.mutate(input), {
    repeats: LOCK_REPEATS,
  });
  const [isUnlocking, setIsUnlocking] = useState(false);
  const control = useMemo<LockControl>(
    () => ({
      lock,
      lockNow: () => lock.run({ level: 'lock', reason: 'emergency lock' }),
      askUnlock: () => setIsUnlocking(true),
    }),
    [lock],
  );
  return (
    <LockContext value={control}>
      {children}
      {isUnlocking ? (
        <UnlockDialog onUnlocked={() => lock.reset()} onClose={() => setIsUnlocking(false)} />
      ) : null}
    </LockContext>
  );
}

export function useLockControl(): LockControl {
  const control = useContext(LockContext);
  if (!control) throw new Error('useLockControl needs a LockProvider above it');
  return control;
}
