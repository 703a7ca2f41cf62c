'use client';

import type { Offer, SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import Link from 'next/link';
import { isSameValue } from '../../../../format/param-text.ts';
import { describeFailure } from '../../../../trpc/refusal.ts';
import { Button } from '../../../../ui/button.tsx';
import { whyNotProposable } from '../search-text.ts';
import { useOfferTrial } from '../use-searches.ts';
import styles from './detail.module.css';

interface ProposeSetProps {
  readonly detail: SearchDetail;
  readonly trial: SearchTrial;
  readonly isStale: boolean;
}

const EXPLAINED =
  'It is run against what is in effect on both parts of the data. If it is better on both, a person accepts or rejects it on the page of the strategy; until then nothing changes.';

/** Asks the tuner to hold the set against what is in effect. Nothing changes: a proposal waits for a person. */
export function ProposeSet({ detail, trial, isStale }: ProposeSetProps) {
  const { run, proposals, offers } = detail;
  const ask = useOfferTrial(run.id);
  const standing = proposals.find(({ params }) => isSameValue(params, trial.params));
  const whyNot = trial.error ?? whyNotProposable(run);
  const isBusy = ask.isPending || offers.some(({ state }) => state === 'working');
  return (
    <div className={styles.propose}>
      <Button
        tone={run.verdict?.isLikelyNoise ? 'held' : 'accent'}
        disabled={whyNot !== undefined || standing?.state === 'open' || isBusy || isStale}
        onClick={() => ask.mutate(trial.number)}
        data-testid="propose-set"
      >
        Propose this set
      </Button>
      <div className={styles.answer} role="status" data-testid="propose-answer">
        {ask.isError ? (
          <p className={styles.failed}>
            {describeFailure(ask.error).code}: {describeFailure(ask.error).text}
          </p>
        ) : (
          <Answer
            standing={standing}
            offer={offers.find((each) => each.trial === trial.number)}
            otherwise={whyNot ?? EXPLAINED}
          />
        )}
      </div>
    </div>
  );
}

interface AnswerProps {
  readonly standing: Proposal | undefined;
  readonly offer: Offer | undefined;
  readonly otherwise: string;
}

/** What a decided proposal says gives way to a later wish for the same set. */
function Answer({ standing, offer, otherwise }: AnswerProps) {
  const isAskedAgain = offer !== undefined && offer.proposalId !== standing?.id;
  if (standing && !isAskedAgain) return <Standing proposal={standing} />;
  if (offer) return <OfferView offer={offer} />;
  return <p className={styles.dim}>{otherwise}</p>;
}

function Standing({ proposal }: { readonly proposal: Proposal }) {
  const page = <Link href={`/strategies/${proposal.strategyId}`}>{proposal.strategyId}</Link>;
  return proposal.state === 'open' ? (
    <p>
      <b>Proposed.</b> Accept or reject it on the page of {page}.
    </p>
  ) : (
    <p>
      Proposed and {proposal.state} by {proposal.decidedBy}; see {page}.
    </p>
  );
}

const REFUSALS: readonly (readonly [string, string])[] = [
  ['PROPOSAL_NOT_BETTER', 'Not proposed: it does not beat what is in effect on both parts.'],
  ['PROPOSAL_WITHOUT_TRIAL', 'Not proposed: too few trades out of sample for a score.'],
];

function OfferView({ offer }: { readonly offer: Offer }) {
  const text = offer.text ?? '';
  switch (offer.state) {
    case 'working':
      return <p className={styles.working}>Run against what is in effect, on both parts…</p>;
    case 'refused':
      return (
        <>
          <p>{REFUSALS.find(([code]) => text.startsWith(code))?.[1] ?? 'Not proposed.'}</p>
          <p className={`figure ${styles.numbers}`}>{text}</p>
        </>
      );
    case 'failed':
      return <p className={styles.failed}>It could not be run: {text}</p>;
    case 'proposed':
      return <p>Proposed.</p>;
  }
}
