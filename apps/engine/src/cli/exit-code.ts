/** What the shell sees. A contract: scripts branch on it. */
export const EXIT_OK = 0;
/** The desk said no, or something failed. */
export const EXIT_REFUSED = 1;
/** The command line itself is wrong. */
export const EXIT_USAGE = 2;
/** A broken promise of ours: the program ended itself. */
export const EXIT_FAULT = 70;
