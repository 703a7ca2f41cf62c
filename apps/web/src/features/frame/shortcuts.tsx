'use client';

import { useRouter } from 'next/navigation';
import dynamic from 'next/dynamic';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLockControl } from '../ops/lock/lock-context.tsx';
import { PLACES } from './pages.ts';

const ShortcutsDialog = dynamic(
  () => import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
  { ssr: false },
);

const TWICE_WITHIN_MS = 800;

const ShortcutsContext = createContext<() => void>(() => undefined);

/** Opens the list of shortcuts. */
export const useShowShortcuts = () => useContext(ShortcutsContext);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Keys of the whole console: `L` twice, `g` and a page's letter, `?`. */
export function Shortcuts({ children }: { readonly children: ReactNode }) {
  const { lockNow } = useLockControl();
  const router = useRouter();
  const [isListed, setIsListed] = useState(false);
  const before = useRef({ key: '', ts: 0 });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const isSecond = event.timeStamp - before.current.ts < TWICE_WITHIN_MS;
      const first = isSecond ? before.current.key : '';
      before.current = { key, ts: event.timeStamp };
      if (first === 'l' && key === 'l') {
        // A third press must not lock a second time.
        before.current = { key: '', ts: 0 };
        lockNow();
      } else if (first === 'g') {
        const page = PLACES.find((each) => each.key === key);
        if (page) router.push(page.path);
      } else if (key === '?') setIsListed((was) => !was);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [lockNow, router]);
  return (
    <ShortcutsContext value={() => setIsListed(true)}>
      {children}
      {isListed ? <ShortcutsDialog onClose={() => setIsListed(false)} /> : null}
    </ShortcutsContext>
  );
}
