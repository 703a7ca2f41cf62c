/** A probability to three decimals; a dash where none was named. */
export const formatChance = (chance: number | null): string =>
  chance === null ? '–' : chance.toFixed(3);
