'use client';

import { useEffect, useRef } from 'react';

/** Safari has no idle callback; by then its first paint is over. */
const FALLBACK_MS = 1_000;

function whenIdle(run: () => void): () => void {
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = window.setTimeout(run, FALLBACK_MS);
    return () => window.clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(run, { timeout: FALLBACK_MS });
  return () => window.cancelIdleCallback(handle);
}

/** Runs once, in the first pause after `isReady`: for code that must be here before it is needed, but not before anything else. */
export function useIdleOnce(isReady: boolean, run: () => void): void {
  const latest = useRef(run);
  const hasRun = useRef(false);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isReady || hasRun.current) return undefined;
    return whenIdle(() => {
      hasRun.current = true;
      latest.current();
    });
  }, [isReady]);
}
