/** What lies before the bars that are loaded. */
export interface OlderBars {
  readonly load: () => void;
  readonly isLoading: boolean;
  /** False once the first stored bar is on the chart, or as many as it holds. */
  readonly hasMore: boolean;
  /** Why the last asking brought nothing. */
  readonly failure: string | undefined;
}
