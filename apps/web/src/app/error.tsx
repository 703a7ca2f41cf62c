'use client';

import { Button } from '../ui/button.tsx';
import { PanelNote } from '../ui/panel.tsx';

interface PageErrorProps {
  readonly error: Error;
  readonly reset: () => void;
}

/** The page broke, not the engine: the bar above still stands, and with it the lock. */
export default function PageError({ error, reset }: PageErrorProps) {
  return (
    <PanelNote
      isError
      what={`This page broke: ${error.message}`}
      why="The engine is not affected, and the lock above still works."
      action={<Button onClick={reset}>Draw it again</Button>}
    />
  );
}
