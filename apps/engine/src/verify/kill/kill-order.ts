/** What a process that is to be killed is told. */
export interface KillOrder {
  readonly folder: string;
  readonly seed: number;
  /** How many lives there were in the folder before. */
  readonly life: number;
  /** Where it dies by its own hand; absent where the parent ends it. */
  readonly setting?: string;
}

export type KillNews =
  | { readonly type: 'trading' }
  /** It was to be killed and broke before. */
  | { readonly type: 'broke'; readonly error: string };
