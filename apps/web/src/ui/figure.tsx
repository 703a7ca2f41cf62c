import type { ReactNode } from 'react';

interface FigureProps {
  readonly children: ReactNode;
  /** The exact value where the face is rounded. */
  readonly title?: string | undefined;
}

/** A number that is neither money nor a price, in the figures' face. */
export function Figure({ children, title }: FigureProps) {
  return (
    <span className="figure" title={title}>
      {children}
    </span>
  );
}
