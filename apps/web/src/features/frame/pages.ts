import { IconAdjustmentsBolt, IconLayoutDashboard } from '@tabler/icons-react';

/** The pages there are, in the rail's order. A page joins the rail when it is real. */
export const PAGES = [
  { path: '/summary', name: 'summary', Icon: IconLayoutDashboard, key: 's' },
  { path: '/ops', name: 'ops', Icon: IconAdjustmentsBolt, key: 'o' },
] as const;
