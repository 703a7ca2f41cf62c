'use client';

import { useCallback, useEffect, useState } from 'react';

/** A choice this browser remembers. The first render shows the fallback, as the server's did. */
export function useStoredChoice<T>(key: string, fallback: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(fallback);
  useEffect(() => {
    try {
      const stored = localStorage.getItem(key);
      // eslint-disable-next-line react-hooks/set-state-in-effect -- storage cannot be read while rendering on the server
      if (stored !== null) setValue(JSON.parse(stored) as T);
    } catch {
      // Unreadable storage leaves the fallback.
    }
  }, [key]);
  const choose = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Not remembered: the choice holds until the page is closed.
      }
    },
    [key],
  );
  return [value, choose];
}
