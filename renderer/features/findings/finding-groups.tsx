import { act } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { DrawnInView } from '../../ui/layout/drawn-in-view.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import styles from './findings.module.css';
import {
  type Finding,
  type FindingGroup,
  linesOf,
  placeRoute,
  SEVERITY_MARKS,
  SEVERITY_WORDS,
} from './findings-model.ts';

interface FindingGroupsProps {
  readonly groups: readonly FindingGroup[];
  readonly accepted: boolean;
  readonly onOpen: (findingId: string) => void;
  readonly onAccept: (findings: readonly Finding[]) => void;
}

/** Of each kind: the page of a workspace with thousands of findings stays one that can be looked over. */
const shownAtFirst = 12;

/** The first ones are there at once. */
const drawnAtOnce = 3;

function heightOf({ findings }: FindingGroup): number {
  return 44 + 34 * Math.min(findings.length, shownAtFirst);
}

/** Findings of one kind under one heading, the worst kinds first. */
export function FindingGroups({ groups, accepted, onOpen, onAccept }: FindingGroupsProps) {
  return (
    <>
      {groups.map((group, at) => (
        <DrawnInView key={group.id} estimate={heightOf(group)} keep={at < drawnAtOnce}>
          {() => (
            <section className={styles.group} aria-label={group.title}>
              <header>
                <h3>{group.title}</h3>
                <span className={styles.count}>{group.findings.length}</span>
                {accepted || group.findings.length < 2 ? null : (
                  <Button
                    kind="quiet"
                    label={`Accept all ${group.findings.length} of “${group.title}”`}
                    onPress={() => onAccept(group.findings)}
                  >
                    Accept all
                  </Button>
                )}
              </header>
              <RowList
                label={group.title}
                onOpen={onOpen}
                atFirst={shownAtFirst}
                onKey={(key, id) =>
                  onKey(key, group.findings.find((finding) => finding.id === id) ?? null, onAccept)
                }
                rows={group.findings.map((finding) => ({
                  id: finding.id,
                  mark: SEVERITY_MARKS[finding.severity],
                  markLabel: SEVERITY_WORDS[finding.severity],
                  text: readableDates(finding.title),
                  end: endOf(finding),
                }))}
              />
            </section>
          )}
        </DrawnInView>
      ))}
    </>
  );
}

function endOf(finding: Finding): string {
  if (finding.accepted !== null) return `accepted by ${finding.accepted.by}: ${finding.accepted.reason}`;
  const names = [...new Set(finding.places.map((place) => place.trackerName))];
  return `${names.join(', ')}, ${linesOf(finding)}`;
}

function onKey(key: string, finding: Finding | null, accept: FindingGroupsProps['onAccept']): boolean {
  if (finding === null) return false;
  const place = /^[1-9]$/.test(key) ? finding.places[Number(key) - 1] : undefined;
  if (place !== undefined) {
    navigate(placeRoute(place));
    return true;
  }
  if (key !== 'a') return false;
  if (finding.accepted === null) accept([finding]);
  else void act('findings.reopen', { findingId: finding.id });
  return true;
}
