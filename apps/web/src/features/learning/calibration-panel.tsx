'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { loadPatiently } from '../../charts/load-patiently.ts';
import { formatChance } from '../../format/chance.ts';
import { formatCount, formatShare } from '../../format/ratio.ts';
import { formatRatio } from '../../format/signed-pct.ts';
import { Chip } from '../../ui/chip.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './learning.module.css';

const CalibrationChart = dynamic(
  () =>
    loadPatiently(() => import('../../charts/calibration-chart.tsx')).then(
      (module) => module.CalibrationChart,
    ),
  { ssr: false, loading: () => <PanelSkeleton rows={6} /> },
);

type Calibration = LearningView['calibrations'][number];

interface CalibrationPanelProps {
  readonly calibrations: readonly Calibration[];
}

/** What a stated probability is worth: the calibrated one drives the size, the stated one never. */
export function CalibrationPanel({ calibrations }: CalibrationPanelProps) {
  const [wanted, setWanted] = useState('');
  const shown = calibrations.find(({ version }) => version === wanted) ?? calibrations[0];
  return (
    <Panel
      title="Calibration"
      count="stated against what happened"
      testId="calibration"
      tools={
        calibrations.length > 1 && shown ? (
          <SelectField
            label="Forecaster"
            isBare
            options={calibrations.map(({ version }) => ({ value: version, label: version }))}
            value={shown.version}
            onChange={setWanted}
          />
        ) : null
      }
    >
      {shown ? (
        <div className={styles.calibration}>
          <div className={styles.reliability}>
            <CalibrationChart calibration={shown} />
          </div>
          <div>
            <Quality calibration={shown} />
            <Bins calibration={shown} />
          </div>
        </div>
      ) : (
        <PanelNote
          what="No forecast yet"
          why="Every answer states a probability; it becomes a case once its event is known, also where nothing was opened."
        />
      )}
    </Panel>
  );
}

function verdictOf({ isSkilled, resolved }: Calibration) {
  if (resolved === 0) return <Chip>no case resolved</Chip>;
  return isSkilled ? (
    <Chip tone="good">ranks better than chance</Chip>
  ) : (
    <Chip tone="held">no skill shown: counts as 0.5 at most</Chip>
  );
}

function brierText({ brierRaw, brierCalibrated }: Calibration): string {
  if (brierRaw === null || brierCalibrated === null) return 'not known yet';
  const better = brierCalibrated < brierRaw ? 'better' : 'not better';
  return `${formatRatio(brierRaw, 4)} stated, ${formatRatio(brierCalibrated, 4)} calibrated: ${better}`;
}

function Quality({ calibration }: { readonly calibration: Calibration }) {
  const { resolved, open, trust, baseRate } = calibration;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Verdict</dt>
        <dd>{verdictOf(calibration)}</dd>
      </div>
      <div>
        <dt>Brier score</dt>
        <dd className={styles.wraps}>{brierText(calibration)}</dd>
      </div>
      <div>
        <dt>Cases</dt>
        <dd>
          {formatCount(resolved)} resolved, {formatCount(open)} open
        </dd>
      </div>
      <div>
        <dt>Trust in the fit</dt>
        <dd>{formatShare(trust, 0)}</dd>
      </div>
      <div>
        <dt>Happened at all</dt>
        <dd>{baseRate === null ? '–' : formatShare(baseRate)}</dd>
      </div>
    </dl>
  );
}

function Bins({ calibration }: { readonly calibration: Calibration }) {
  const bins = calibration.reliability.filter(({ n }) => n > 0);
  if (bins.length === 0) return null;
  return (
    <div className={styles.wide}>
      <table className={styles.table} aria-label="Stated probability by bin">
        <thead>
          <tr>
            <th scope="col">Stated</th>
            <th scope="col">Mean</th>
            <th scope="col">Happened</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to, n, meanP, rate }) => (
            <tr key={from}>
              <th scope="row" className="figure">
                {from.toFixed(1)}–{to.toFixed(1)}
              </th>
              <td className="figure">{formatChance(meanP)}</td>
              <td className="figure">{formatChance(rate)}</td>
              <td className="figure">{formatCount(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
