'use client';

import { useEffect, useRef } from 'react';

const MOVES = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * Runs once, with the operator's first move: for code the first paint does without. Waiting for its first use
 * would be too late: by then the process that serves pages may be gone, while the engine still takes commands.
 */
export function useFirstMove(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const stop = () => {
      for (const move of MOVES) window.removeEventListener(move, first);
    };
    const first = () => {
      stop();
      latest.current();
    };
    for (const move of MOVES) window.addEventListener(move, first, { passive: true });
    return stop;
  }, []);
}
