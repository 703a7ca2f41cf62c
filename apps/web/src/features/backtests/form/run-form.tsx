'use client';

import { useMemo, useState } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { useStrategyCards } from '../../../trpc/use-strategy-cards.ts';
import { useDataSources, useStartBacktest } from '../use-backtests.ts';
import { FIRST_DRAFT, readDraft, type BacktestDraft } from './backtest-draft.ts';
import { CostsFields } from './costs-fields.tsx';
import styles from './form.module.css';
import { FundingChoice } from './funding-choice.tsx';
import { OverridesField } from './overrides-field.tsx';
import { SendRow } from './send-row.tsx';
import { coverOf, SourceChoice } from './source-choice.tsx';
import { StrategyChoice } from './strategy-choice.tsx';

const LIMITS = [
  { value: 'config', label: 'Limits of the desk' },
  { value: 'open', label: 'Wide open' },
] as const;

/** One run asked for as the command line asks for it. */
export function RunForm() {
  const [draft, setDraft] = useState<BacktestDraft>(FIRST_DRAFT);
  const [isTried, setIsTried] = useState(false);
  const cards = useStrategyCards().data;
  const sources = useDataSources().data ?? [];
  const start = useStartBacktest();
  const known = useMemo(
    () => new Map((cards ?? []).map((card) => [card.id, card.params])),
    [cards],
  );
  const { wrong, request } = readDraft(draft, known);
  const shownWrong = isTried ? wrong : withoutMissing(wrong);
  const change = (part: Partial<BacktestDraft>) => setDraft({ ...draft, ...part });
  const cover = coverOf(sources, draft.data);
  const ids = cards?.map((card) => card.id) ?? [];
  const chosenIds = draft.strategies.includes('all') ? ids : draft.strategies;
  const run = () => {
    setIsTried(true);
    if (Object.keys(wrong).length === 0 && !start.isPending) start.mutate(request);
  };
  return (
    <Panel title="New backtest" testId="backtest-form" age="" isPadded>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <StrategyChoice
          chosen={draft.strategies}
          onChange={(strategies) => change({ strategies })}
          wrong={shownWrong['strategies']}
        />
        <SourceChoice
          chosen={draft.data}
          onChange={(data) => change({ data })}
          wrong={shownWrong['data']}
        />
        <FundingChoice chosen={draft.funding} onChange={(funding) => change({ funding })} />
        <div className={styles.fields}>
          <Field
            label="From, UTC"
            type="date"
            value={draft.from}
            onText={(from) => change({ from })}
            hint={cover ? `data from ${cover.from}` : 'empty: all of it'}
          />
          <Field
            label="To, UTC, included"
            type="date"
            value={draft.to}
            onText={(to) => change({ to })}
            wrong={shownWrong['to']}
            hint={cover ? `data to ${cover.to}` : 'empty: all of it'}
          />
          <CostsFields
            costs={draft.costs}
            wrong={shownWrong}
            onChange={(costs) => change({ costs })}
          />
          <Field
            label="Seed"
            value={draft.seed}
            onText={(seed) => change({ seed })}
            wrong={shownWrong['seed']}
            inputMode="numeric"
          />
          <Field
            label="Starting balance"
            value={draft.balance}
            placeholder="as configured"
            onText={(balance) => change({ balance })}
            wrong={shownWrong['balance']}
            inputMode="decimal"
          />
        </div>
        <div>
          <Segmented
            label="Limits"
            options={LIMITS}
            value={draft.limits}
            onChange={(limits) => change({ limits })}
          />
        </div>
        <OverridesField
          overrides={draft.overrides}
          strategies={chosenIds}
          known={known}
          wrong={wrong}
          onChange={(overrides) => change({ overrides })}
        />
        <SendRow start={start} wrongCount={isTried ? Object.keys(wrong).length : 0} />
      </form>
    </Panel>
  );
}

/** Nobody is told of an empty field before the first try. */
function withoutMissing(wrong: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(wrong).filter(([field]) => field !== 'strategies' && field !== 'data'),
  );
}
