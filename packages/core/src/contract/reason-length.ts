/** Characters of the reason an operator gives for an act: in the dialog that asks and at the front door. */
export const REASON_LENGTH = { least: 3, most: 500 } as const;
