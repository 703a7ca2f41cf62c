import type { ProofGroup } from '@quarterdeck/core/contract/proof/proof-report.schema';

/** What has to hold. A run that has not looked at one of these fails it; a stage may skip one by name, with a reason. */
export const CRITERIA = {
  'load.all_signalled': 'every strategy signalled in every symbol it trades',
  'load.tick_spacing': 'ticks of each symbol came less than 50 ms apart',
  'load.saturated': 'the rate climbed until the engine could not follow',
  'load.trade_rate': 'more trades a second were stored than the 59.6 of the source system',
  'load.symbol_latency':
    'from signal to venue in less than 100 ms in each symbol, at its 99th percentile',
  'load.recorded_tapes': 'recorded markets went the same way and were as exact',
  'load.real_strategies':
    'the real strategies traded recorded markets side by side, and none of them threw',
  'lanes.paired': 'every ACQUIRE had its RELEASE',
  'lanes.not_interleaved': 'no two holds of one symbol overlapped',
  'lanes.numbered': 'access numbers rose by one, without a gap',
  'lanes.independent': 'a slow venue in one symbol delayed no other symbol',
  'lanes.order_states': 'no order took a step that its state does not allow',
  'exactness.symbols': 'the total was the sum over symbols after every fill',
  'exactness.strategies': 'the total was the sum over strategies after every fill',
  'exactness.fills': 'the total was the sum over fills after every fill',
  'exactness.venue_book': "the total, positions and fills were those of the venue's own book",
  'exactness.sql': 'a recomputation in SQL over the stored fills gave the same total',
  'exactness.stored':
    'after commits drawn at random and at the end the tables held what the desk had in memory',
  'exactness.after_kill':
    'killed with kill -9 and started again, nothing was lost and nothing came twice',
  'limits.symbol_exposure':
    'no entry brought a symbol, unknown orders counted, over its cap at the prices it left at',
  'limits.total_exposure':
    'no entry brought all symbols, unknown orders counted, over their cap at the prices it left at',
  'limits.breaker': 'the breaker tripped at its threshold and not before',
  'limits.daily_loss': 'no entry left once the day had lost what it may',
  'limits.order_rate': 'no second saw more entries than the throttle lets through',
  'limits.persist': 'a restart remembered each limit that had been reached',
  'lock.no_entry_after': 'no entry left after the lock was pressed',
  'lock.exits_go_on': 'exits went on under the lock, stops also under a freeze',
  'lock.swept': 'entries that worked at the venue were called back, and it was asked about each',
  'lock.persists': 'the lock stood after a restart',
  'parity.plain_loop': 'the live path and the plain loop made the same orders, fills and books',
  'parity.replay':
    'the recorded events gave the same effects, byte for byte, also those of a life that was killed',
  'soak.invariants': 'every invariant held after every event of a long run with faults',
  'soak.faults_met': 'every kind of fault of the storm was met',
  'soak.venue_book': "after the storm the books were the venue's own",
  'soak.memory': 'memory did not grow with the length of the run',
} as const;

export type CriterionId = keyof typeof CRITERIA;

export const CRITERION_IDS = Object.keys(CRITERIA) as readonly CriterionId[];

/** The part before the dot. */
export const groupOf = (id: CriterionId): ProofGroup => id.slice(0, id.indexOf('.')) as ProofGroup;
