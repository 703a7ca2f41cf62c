import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { createDecisionLog, type DecisionLog } from '@quarterdeck/db/decision-log';
import type { openCli } from './open-cli.ts';

/** Makes the desk's folder and puts these into its journal, in one transaction; `rest` adds what else there is. */
export function storeDecisions(
  cli: ReturnType<typeof openCli>,
  records: readonly DecisionRecord[],
  rest: (log: DecisionLog) => void = () => undefined,
): void {
  cli.makeDesk();
  cli.inspect(({ database }) => {
    const log = createDecisionLog(database);
    database.sqlite.transaction(() => {
      for (const record of records) log.append(record);
      rest(log);
    })();
  });
}
