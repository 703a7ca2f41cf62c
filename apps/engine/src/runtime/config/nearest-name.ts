/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function editDistance(left: string, right: string): number {
  const width = right.length + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column < width; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (last[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (last[column - 1] ?? Infinity) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[width - 1] ?? Infinity;
}

/** The known name that was probably meant; undefined when none is near enough to be worth saying. */
export function findNearestName(text: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  // A third of the letters may be wrong; of a word of two or three, one.
  let least = text === '' ? 0 : Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(text.toLowerCase(), name.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

/** ` (allowed: a, b; did you mean b?)` */
export function describeAllowed(text: string, known: readonly string[]): string {
  const nearest = findNearestName(text, known);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return ` (allowed: ${known.length === 0 ? 'none' : known.join(', ')}${hint})`;
}
