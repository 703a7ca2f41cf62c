'use client';

import { useSyncExternalStore } from 'react';
import type { TimeZoneChoice } from '../format/clock-time.ts';

/** How this browser wants to be shown things. Nothing here concerns trading. */
export interface Preferences {
  readonly zone: TimeZoneChoice;
  readonly palette: 'green-red' | 'blue-orange';
}

const KEY = 'quarterdeck.preferences';
const DEFAULTS: Preferences = { zone: 'local', palette: 'green-red' };

const listeners = new Set<() => void>();
let current: Preferences | undefined;

function read(): Preferences {
  if (current) return current;
  let stored: Partial<Preferences> = {};
  try {
    stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
  } catch {
    // A browser that keeps nothing gets the defaults.
  }
  current = {
    zone: stored.zone === 'utc' ? 'utc' : DEFAULTS.zone,
    palette: stored.palette === 'blue-orange' ? 'blue-orange' : DEFAULTS.palette,
  };
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...read(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Not stored: the choice holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, read, () => DEFAULTS);
}
