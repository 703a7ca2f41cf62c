import {
  IconAdjustmentsBolt,
  IconChartLine,
  IconHistory,
  IconLayoutDashboard,
  IconListDetails,
  IconScale,
  IconSchool,
} from '@tabler/icons-react';

/** The pages there are, in the rail's order. A page joins the rail when it is real. */
export const PAGES = [
  { path: '/summary', name: 'summary', Icon: IconLayoutDashboard, key: 's' },
  { path: '/ops', name: 'ops', Icon: IconAdjustmentsBolt, key: 'o' },
  { path: '/strategies', name: 'strategies', Icon: IconListDetails, key: 't' },
  { path: '/decisions', name: 'decisions', Icon: IconScale, key: 'd' },
  { path: '/learning', name: 'learning', Icon: IconSchool, key: 'e' },
  { path: '/markets', name: 'markets', Icon: IconChartLine, key: 'm' },
  { path: '/backtests', name: 'backtests', Icon: IconHistory, key: 'b' },
] as const;

/** Where `g` and a letter lead: the rail's pages, and what lies below one of them but has a name of its own. */
export const PLACES = [...PAGES, { path: '/ops/proof', name: 'proof', key: 'p' }] as const;
