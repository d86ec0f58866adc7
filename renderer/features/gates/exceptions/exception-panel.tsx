import { gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { formatDay, formatExact } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { revokeException } from './exception-actions.ts';
import { type Exception, lastDayOf, stateLabels, stateMarks, stateOf } from './exception-model.ts';

interface ExceptionPanelProps {
  readonly row: Exception;
  readonly gateTitle: string;
  readonly now: number;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One exception as its approver signed it, and whether it still counts. */
export function ExceptionPanel(props: ExceptionPanelProps) {
  const { row, gateTitle, now, onPrevious, onNext, onClose } = props;
  const state = stateOf(row, now);
  return (
    <SidePanel
      title={row.criterion ?? 'Any criterion'}
      mark={<StateMark mark={stateMarks[state]} label={stateLabels[state]} />}
      fact={`${gateTitle} · ${stateLabels[state].toLowerCase()}`}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={
        row.revoked === null ? (
          <Button kind="danger" keys="x" onPress={() => void revokeException(row)}>
            Revoke
          </Button>
        ) : undefined
      }
    >
      {row.why === null ? null : <p className={shared.words}>{row.why}</p>}
      <DefinitionList
        items={[
          { term: 'Gate', value: <TextLink href={gatePath(row.gateId)}>{gateTitle}</TextLink> },
          { term: 'Criterion', value: row.criterion ?? 'any' },
          {
            term: 'Item',
            value:
              row.itemId === null ? (
                'whatever fails there'
              ) : (
                <TextLink href={readinessPath(row.itemId)}>{row.itemTitle ?? row.itemId}</TextLink>
              ),
          },
          { term: 'Reason', value: row.reason },
          { term: 'Rollback', value: row.rollback },
          { term: 'Owner', value: row.owner },
          {
            term: 'Approved',
            value: (
              <>
                by {row.approverName}, <TimeText at={row.givenAt} />
              </>
            ),
          },
          {
            term: 'Last day',
            value: `${formatDay(lastDayOf(row.expiresAt))}, to ${formatExact(row.expiresAt)}`,
          },
          ...(row.revoked === null
            ? []
            : [
                {
                  term: 'Revoked',
                  value: (
                    <>
                      by {row.revoked.by}, <TimeText at={row.revoked.at} />
                    </>
                  ),
                },
              ]),
          { term: 'Id', value: <code className={shared.mono}>{row.id}</code> },
        ]}
      />
    </SidePanel>
  );
}
