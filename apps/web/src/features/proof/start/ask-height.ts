/** Of the panel that asks for a run and of the one that shows it: one takes the place of the other, and nothing jumps. */
export const ASK_HEIGHT = 262;
