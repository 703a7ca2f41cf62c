/**
 * A value while it is being made, so that optional fields can be set one by one. Spreading into a literal that goes on
 * with further fields costs the engine over a microsecond a field.
 */
export type Draft<TObject> = TObject extends unknown
  ? { -readonly [TKey in keyof TObject]: TObject[TKey] }
  : never;
