'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** Flashes its ground for 150 ms when the value changes; never on the first render. */
export function Flashing({
  value,
  children,
}: {
  readonly value: string;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    const span = element.current;
    if (!span) return;
    span.classList.remove('flash');
    // Reading a layout value restarts the animation of a class taken off and put back.
    if (span.offsetWidth >= 0) span.classList.add('flash');
  }, [value]);
  return <span ref={element}>{children}</span>;
}
