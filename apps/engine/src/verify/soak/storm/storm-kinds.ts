/** Troubles that last: how many an hour on average, and how long each; of a clock, by how much it is set. */
export const EPISODES = {
  feed_stall_symbol: { perHour: 8, leastMs: 3_000, mostMs: 150_000 },
  feed_stall_all: { perHour: 2, leastMs: 3_000, mostMs: 90_000 },
  venue_down: { perHour: 2, leastMs: 500, mostMs: 15_000 },
  disk_full_journal: { perHour: 2, leastMs: 300, mostMs: 20_000 },
  disk_full_tables: { perHour: 2, leastMs: 300, mostMs: 20_000 },
  clock_forward: { perHour: 1, leastMs: 1_500, mostMs: 3_600_000 },
  clock_back: { perHour: 1, leastMs: 1_500, mostMs: 3_600_000 },
  model_silent: { perHour: 1, leastMs: 90_000, mostMs: 240_000 },
  model_garbage: { perHour: 1, leastMs: 90_000, mostMs: 240_000 },
  model_overloaded: { perHour: 1, leastMs: 90_000, mostMs: 240_000 },
  model_pressed: { perHour: 1, leastMs: 90_000, mostMs: 240_000 },
  restart_clean: { perHour: 1.5, leastMs: 500, mostMs: 30_000 },
  restart_abandoned: { perHour: 1.5, leastMs: 500, mostMs: 30_000 },
} as const;

export type EpisodeKind = keyof typeof EPISODES;
export const EPISODE_KINDS = Object.keys(EPISODES) as readonly EpisodeKind[];

/** Troubles of a single message, and how many of a thousand meet them. */
export const STRIKES = {
  /** The venue refuses the order. */
  venue_reject: 10,
  /** The wire breaks before the venue has the order. */
  request_lost: 8,
  /** The venue has the order, and the wire breaks. */
  answer_lost: 10,
  cancel_lost: 40,
  cancel_answer_lost: 40,
  question_lost: 20,
  report_lost: 8,
  report_late: 10,
  report_repeated: 20,
  report_reordered: 20,
} as const;

export type StrikeKind = keyof typeof STRIKES;
export const STRIKE_KINDS = Object.keys(STRIKES) as readonly StrikeKind[];

export type FaultKind = EpisodeKind | StrikeKind;
export const FAULT_KINDS: readonly FaultKind[] = [...EPISODE_KINDS, ...STRIKE_KINDS];
