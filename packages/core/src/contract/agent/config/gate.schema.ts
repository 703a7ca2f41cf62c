import { z } from 'zod';

const seconds = z.number().min(1).max(604_800);
const timeframes = z.array(z.int().min(1_000).max(604_800_000)).max(16);

const timerSchema = z
  .strictObject({
    /** Shortest time to the next check the model may ask for. */
    min_s: seconds.default(30),
    /** Longest; the first check, and the next one when nobody names a time, fall due after it. */
    max_s: seconds.default(14_400),
  })
  .refine(({ min_s, max_s }) => min_s <= max_s, 'min_s must not exceed max_s');

const candleSchema = z.strictObject({
  /** The close of a bar of one of these asks. */
  timeframes_ms: timeframes.default([900_000]),
  /** Closes that follow sooner than this ask nothing. */
  min_interval_s: seconds.default(300),
});

const shockSchema = z
  .strictObject({
    /** Length of a bucket; returns and volume are compared bucket by bucket. */
    bucket_s: z.number().min(1).max(300).default(15),
    /** Buckets remembered. */
    window: z.int().min(8).max(10_000).default(240),
    /** Buckets that must be known before a z-score is believed. */
    warm_up: z.int().min(4).max(10_000).default(40),
    /** Standard deviations of a return, either way. */
    price_z: z.number().min(1).max(50).default(4),
    /** Standard deviations of volume, upwards. */
    volume_z: z.number().min(1).max(50).default(5),
    /** A shock is over when a whole bucket stays within this many deviations. */
    release_z: z.number().min(0.1).max(50).default(1.5),
    /** And not before this long after it passed. */
    cool_down_s: seconds.default(600),
    /** A market stiller than this counts as moving this much: a still one has no deviation to divide by. */
    min_deviation_bps: z.number().gt(0).max(1_000).default(1),
    /** The same for volume, as a share of its mean. */
    min_volume_deviation: z.number().gt(0).max(10).default(0.1),
  })
  .refine(({ warm_up, window }) => warm_up <= window, 'warm_up must not exceed window')
  .refine(
    ({ release_z, price_z, volume_z }) => release_z < Math.min(price_z, volume_z),
    'release_z must lie below both thresholds',
  );

const wakeSchema = z
  .strictObject({
    /** Conditions standing at once. */
    max_conditions: z.int().min(0).max(64).default(6),
    /** How long a condition stands when nobody says. */
    ttl_s: seconds.default(14_400),
    min_ttl_s: seconds.default(60),
    max_ttl_s: seconds.default(86_400),
    /** Levels closer together than this are one. */
    level_tolerance_bps: z.number().min(0).max(1_000).default(5),
    /** Other figures closer together than this are one. */
    figure_tolerance_pct: z.number().min(0).max(100).default(5),
    /** Bars the gate is fed; a condition on another would never come true. */
    timeframes_ms: timeframes.default([60_000, 300_000, 900_000, 3_600_000, 14_400_000]),
    /** Share of wakes that changed the action, below which they count as wasteful. */
    useful_share: z.number().min(0).max(1).default(0.1),
    /** Outcomes that must be known before that is said. */
    useful_min_outcomes: z.int().min(1).max(32).default(12),
    /** While they are wasteful, a wake waits this many pauses instead of one. */
    wasteful_pauses: z.number().min(1).max(100).default(5),
  })
  .refine(
    ({ min_ttl_s, ttl_s, max_ttl_s }) => min_ttl_s <= ttl_s && ttl_s <= max_ttl_s,
    'ttl_s must lie between min_ttl_s and max_ttl_s',
  );

const budgetSchema = z
  .strictObject({
    /** Shortest time between two passes of any layers. */
    min_pause_s: seconds.default(30),
    /** Passes in any hour, all layers together. */
    max_per_hour: z.int().min(1).max(1_000).default(40),
    /** Of these only a watchdog or a review may use so many. */
    reserved_per_hour: z.int().min(0).max(1_000).default(20),
  })
  .refine(
    ({ max_per_hour, reserved_per_hour }) => reserved_per_hour < max_per_hour,
    'reserved_per_hour must lie below max_per_hour',
  );

/** When the model is asked about a symbol; one gate a symbol, all with these figures. */
export const gateConfigSchema = z
  .strictObject({
    timer: timerSchema.prefault({}),
    candle: candleSchema.prefault({}),
    shock: shockSchema.prefault({}),
    wake: wakeSchema.prefault({}),
    budget: budgetSchema.prefault({}),
    /** No trade, quote or traded bar for this long: a decision is forced. */
    silence_s: seconds.default(300),
    /** A held position is looked at at least this often. */
    review_s: seconds.default(180),
    /** A shock or a close that had to wait longer than this for its pass is old news. */
    patience_s: seconds.default(120),
  })
  .refine(
    ({ shock, silence_s }) => shock.bucket_s <= silence_s,
    'shock.bucket_s must not exceed silence_s',
  );

export type GateConfig = z.output<typeof gateConfigSchema>;
