import { useView } from '../../../bridge/hooks.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import shared from '../../../domains/readiness/screens.module.css';
import { Panel } from '../../../ui/layout/panel.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { ReadinessNav } from '../readiness-nav.tsx';
import { PolicyEditor } from './policy-editor.tsx';

/** `/readiness/policy`: who may sign off what, and what an item needs before it is put up. */
export function PolicyPage() {
  const view = useView('signoffs.policy', {});
  const row = view.rows[0];
  return (
    <div className={shared.page}>
      <ReadinessNav />
      <Panel
        title="Who signs off what"
        fact={
          row === undefined ? undefined : row.adopted === null ? (
            'the one that every workspace begins with'
          ) : (
            <>
              since {row.adopted.by} changed it, <TimeText at={row.adopted.at} />
            </>
          )
        }
        stale={view.phase === 'lost'}
        padded
      >
        <ViewGate
          phase={view.phase}
          failure={view.failure}
          isEmpty={row === undefined}
          label="the policy"
          empty={null}
        >
          {row === undefined ? null : <PolicyEditor row={row} />}
        </ViewGate>
      </Panel>
    </div>
  );
}
