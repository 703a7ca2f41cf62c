export const decisionPath = (decisionId: string): string =>
  `/decisions/${encodeURIComponent(decisionId)}`;
