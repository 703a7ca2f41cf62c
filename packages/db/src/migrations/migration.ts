/** One step of the schema; runs in a transaction of its own together with the new version number. */
export interface Migration {
  /** 1, 2, 3, ... without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
