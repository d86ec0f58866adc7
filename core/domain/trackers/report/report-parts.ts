import { writeDate } from '../text/calendar/date-format.ts';
import type { StateCounts } from '../vocabulary/state-counts.ts';
import type { Counted, ReportedItem, TrackerReport } from './tracker-report.ts';

/** A headed table, or its one sentence where there is nothing to list. */
export interface ReportPart {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below the table: what it leaves out; instead of it: that there is nothing. */
  readonly note: string | null;
}

const STATES: Readonly<Record<keyof StateCounts, string>> = {
  planned: 'planned',
  active: 'in progress',
  review: 'in review',
  blocked: 'blocked',
  done: 'done',
  locked: 'signed off',
  dropped: 'dropped',
  unknown: 'with a status of unknown meaning',
};

/** What a report says, the same in every format, as plain text. */
export function reportParts(report: TrackerReport): {
  readonly title: string;
  readonly lines: readonly string[];
  readonly parts: readonly ReportPart[];
} {
  const { counts, done, total, changes } = report;
  const states = Object.entries(STATES).flatMap(([state, words]) => {
    const count = Object.entries(counts).find(([name]) => name === state)?.[1] ?? 0;
    return count === 0 ? [] : [`${number(count)} ${words}`];
  });
  const share = total === 0 ? '' : ` (${Math.floor((100 * done) / total)} %)`;
  return {
    title: report.name,
    lines: [
      `As of ${dayWords(report.day)}.`,
      total === 0
        ? 'No items with a status that counts.'
        : `${number(done)} of ${number(total)} done${share}.`,
      ...(states.length === 0 ? [] : [`${states.join(', ')}.`]),
    ],
    parts: [
      itemsPart('Late', 'Nothing is late.', report.late),
      itemsPart('Next due', 'Nothing is due ahead.', report.next),
      itemsPart('Blocked', 'Nothing is blocked.', report.blocked),
      {
        title: `Changes since ${dayWords(report.since)} (${number(changes.total)})`,
        columns: ['Day', 'Change'],
        rows: changes.rows.map(({ day, sentence }) => [dayWords(day), daysInWords(sentence)]),
        note: noteOf('Nothing changed.', 'newest', changes),
      },
    ],
  };
}

function itemsPart(title: string, nothing: string, items: Counted<ReportedItem>): ReportPart {
  return {
    title: `${title} (${number(items.total)})`,
    columns: ['Item', 'Due', 'Status', 'Owner'],
    rows: items.rows.map(({ title: name, due, status, owner }) => [
      name,
      due === null ? '' : dayWords(due),
      status ?? '',
      owner ?? '',
    ]),
    note: noteOf(nothing, 'first', items),
  };
}

function noteOf(nothing: string, which: string, { rows, total }: Counted<unknown>): string | null {
  if (total === 0) return nothing;
  return rows.length < total ? `The ${which} ${number(rows.length)} of ${number(total)} are listed.` : null;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function dayWords(iso: string): string {
  return writeDate(iso, 'Mon D, YYYY');
}

function daysInWords(sentence: string): string {
  return sentence.replaceAll(
    /(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])/gu,
    dayWords,
  );
}
