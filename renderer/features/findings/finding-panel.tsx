import { act } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { Kbd } from '../../ui/marks/kbd.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../ui/overlays/side-panel.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './findings.module.css';
import { type Finding, placeRoute, placeText, SEVERITY_MARKS, SEVERITY_WORDS } from './findings-model.ts';

interface FindingPanelProps {
  readonly finding: Finding;
  readonly order: readonly Finding[];
  readonly onOpen: (findingId: string) => void;
  readonly onClose: () => void;
  readonly onAccept: () => void;
}

/** One finding: why it is one, what every place says, and what can be done about it. */
export function FindingPanel({ finding, order, onOpen, onClose, onAccept }: FindingPanelProps) {
  const at = order.findIndex((each) => each.id === finding.id);
  const before = order[at - 1];
  const after = order[at + 1];
  return (
    <SidePanel
      title={readableDates(finding.title)}
      mark={<StateMark mark={SEVERITY_MARKS[finding.severity]} label={SEVERITY_WORDS[finding.severity]} />}
      fact={`${SEVERITY_WORDS[finding.severity]} · ${finding.group}`}
      onClose={onClose}
      onPrevious={before === undefined ? undefined : () => onOpen(before.id)}
      onNext={after === undefined ? undefined : () => onOpen(after.id)}
      footer={
        finding.accepted === null ? (
          <Button kind="primary" keys="a" onPress={onAccept}>
            Accept with a reason
          </Button>
        ) : (
          <Button onPress={() => void act('findings.reopen', { findingId: finding.id })}>Reopen</Button>
        )
      }
    >
      <p className={styles.why}>{readableDates(finding.explanation)}</p>
      <ol className={styles.places}>
        {finding.places.map((place, number) => (
          <li key={`${place.trackerId}:${place.line}:${number}`}>
            <span className={styles.where}>
              {number < 2 ? <Kbd keys={String(number + 1)} /> : null}
              <TextLink href={placeRoute(place)}>{placeText(place)}</TextLink>
            </span>
            <blockquote>{place.says}</blockquote>
          </li>
        ))}
      </ol>
      {finding.accepted === null ? (
        <p className={styles.muted}>
          Found <TimeText at={finding.foundAt} />. It goes away by itself when the documents agree.
        </p>
      ) : (
        <p>
          {finding.accepted.by} accepted it <TimeText at={finding.accepted.at} />: {finding.accepted.reason}
        </p>
      )}
    </SidePanel>
  );
}
