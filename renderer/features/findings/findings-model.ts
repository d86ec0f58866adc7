import type { RowOf } from '../../../core/contract/index.ts';
import { MAX_PLACES } from '../../../core/domain/trackers/findings/place-limit.ts';
import { compareSeverities, type Severity } from '../../../core/domain/trackers/findings/severity.ts';
import { formatShown } from '../../ui/text/format.ts';

export type Finding = RowOf<'findings.list'>;
export type Place = Finding['places'][number];

export type Grouping = 'rule' | 'severity' | 'tracker';

export interface FindingGroup {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  high: 'High',
  warning: 'Warning',
  info: 'For information',
};

/** The mark a severity is drawn with; information has the quietest. */
export const SEVERITY_MARKS = { high: 'blocked', warning: 'at-risk', info: 'planned' } as const;

function groupKey(finding: Finding, by: Grouping): { readonly id: string; readonly title: string } {
  if (by === 'rule') return { id: finding.rule, title: finding.group };
  if (by === 'severity') return { id: finding.severity, title: SEVERITY_WORDS[finding.severity] };
  const first = finding.places[0];
  return { id: first?.trackerId ?? '', title: first?.trackerName ?? 'Without a place' };
}

/** Worst group first, then the longer one; inside a group worst first, then by place in the document. */
export function groupFindings(findings: readonly Finding[], by: Grouping): readonly FindingGroup[] {
  const groups = new Map<string, { title: string; findings: Finding[] }>();
  for (const finding of findings) {
    const { id, title } = groupKey(finding, by);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { title, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups]
    .map(([id, group]) => {
      const sorted = group.findings.toSorted(
        (a, b) =>
          compareSeverities(a.severity, b.severity) || (a.places[0]?.line ?? 0) - (b.places[0]?.line ?? 0),
      );
      return { id, title: group.title, severity: sorted[0]?.severity ?? 'info', findings: sorted };
    })
    .toSorted(
      (a, b) =>
        compareSeverities(a.severity, b.severity) ||
        b.findings.length - a.findings.length ||
        a.title.localeCompare(b.title),
    );
}

/** "2 high, 5 warnings, 12 for information". */
export function severityCounts(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    { count: count('high'), one: 'high', many: 'high' },
    { count: count('warning'), one: 'warning', many: 'warnings' },
    { count: count('info'), one: 'for information', many: 'for information' },
  ];
  return parts
    .filter((part) => part.count > 0)
    .map((part) => `${part.count} ${part.count === 1 ? part.one : part.many}`)
    .join(', ');
}

/** What is listed by severity, and of how many if that is not all: the most severe are listed. */
export function findingsFact(findings: readonly Finding[], total = findings.length): string {
  const counts = severityCounts(findings);
  return findings.length < total
    ? `${formatShown(findings.length, total, 'most severe', 'finding')}: ${counts}`
    : counts;
}

/** In-app address of a place: the item in its tracker's table, or the line in its source. */
export function placeRoute(place: Place): string {
  return place.itemId === null
    ? `/trackers/${place.trackerId}/source?line=${place.line}`
    : `/trackers/${place.trackerId}/table?item=${place.itemId}`;
}

/** "Harbour works, line 42". */
export function placeText(place: Place): string {
  return `${place.trackerName}, line ${place.line}`;
}

const MaxLines = 3;

/** "line 12", "lines 12, 30, 31 and 2 more"; a finding keeps only its first places. */
export function linesOf(finding: Finding): string {
  const lines = finding.places.map((place) => place.line);
  const more = lines.length - MaxLines;
  const shown = lines.slice(0, MaxLines).join(', ');
  const least = lines.length >= MAX_PLACES ? 'at least ' : '';
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more > 0 ? ` and ${least}${more} more` : ''}`;
}
