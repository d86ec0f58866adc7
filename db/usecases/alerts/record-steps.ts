import { Severity } from '../../../core/domain/alerts/alert.ts';
import type { AlertChange } from '../../../core/domain/alerts/alert-change.ts';
import type { AlertStep } from '../../../core/domain/alerts/rules/judge-rules.ts';
import type { Standing } from '../../../core/domain/alerts/rules/lifecycle.ts';
import { alertSource } from '../../../core/domain/sync/alert-events.ts';
import type { AlertId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { alertChangeJson, alertSourceJson, labelsJson } from '../../json-columns.ts';
import { alertIdOf, labelsOf, readAlert, type StoredAlert } from '../../records/alert.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { deleteAlert, putAlert, setJudgedAt } from '../../tables/alerts/alert.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendEvent, thisDevice } from '../append.ts';

export interface RecordedStep {
  readonly id: AlertId;
  readonly became: AlertChange['became'];
  readonly alert: StoredAlert;
}

/**
 * Keeps what a turn of the rules came to, all or nothing; answers what changed its state. `orphans`: alerts whose rule was
 * paused or removed, which end with it.
 */
export function recordSteps(
  db: WorkspaceDb,
  steps: readonly AlertStep[],
  orphans: readonly AlertId[],
  judgedAt: number,
): Result<readonly RecordedStep[]> {
  return db.write('normal', (tx) => {
    const recorded = [
      ...steps.flatMap((step) => recordStep(tx, step, judgedAt) ?? []),
      ...orphans.flatMap((id) => dropAlert(tx, id, judgedAt) ?? []),
    ];
    setJudgedAt(tx.db, judgedAt);
    return ok(recorded);
  });
}

function recordStep(tx: Transaction, step: AlertStep, at: number): RecordedStep | null {
  const { rule, about, before, after } = step;
  const id = alertIdOf({ of: 'rule', ruleId: rule.id }, about);
  const known = readAlert(tx.db, id);
  const row = storedOf(step, id, known);
  const became = changeOf(before, after);
  if (row === null) deleteAlert(tx.db, id);
  else if (known === null || !isSame(known, row)) putAlert(tx.db, row);
  else return null;
  tx.changes.touch('alerts');
  const shown = row ?? known;
  if (became === null || shown === null) return null;
  writeChange(tx, shown, became, at);
  return { id, became, alert: shown };
}

function dropAlert(tx: Transaction, id: AlertId, at: number): RecordedStep | null {
  const alert = readAlert(tx.db, id);
  if (alert === null) return null;
  deleteAlert(tx.db, id);
  tx.changes.touch('alerts');
  if (alert.state === 'resolved') return null;
  const became = alert.state === 'firing' ? 'resolved' : 'dropped';
  writeChange(tx, alert, became, at);
  return { id, became, alert };
}

function writeChange(tx: Transaction, alert: StoredAlert, became: AlertChange['became'], at: number): void {
  const source = alertSourceJson.read(alert.source);
  const severity = Severity.safeParse(alert.severity);
  if (!source.ok || !severity.success) return;
  const { summary, value, since } = alert;
  appendEvent(tx, {
    source: alertSource(thisDevice(tx)),
    sourceId: tx.id('ah'),
    kind: EVENT_KINDS.alertChanged,
    at,
    payload: alertChangeJson.write({
      source: source.value,
      about: labelsOf(alert.about),
      became,
      severity: severity.data,
      summary,
      value,
      since,
      sinceAtLeast: alert.sinceAtLeast === 1,
    }),
  });
}

/** What an alert says stays as it was while it is not judged by itself: of something that is gone, or that has ended. */
function storedOf(
  { rule, key, about, before, after, said }: AlertStep,
  id: AlertId,
  known: StoredAlert | null,
): StoredAlert | null {
  if (after === null) return null;
  const says = after.state === 'resolved' || said === null ? known : said;
  const since = after.state === 'resolved' ? (known?.since ?? after.resolvedAt) : after.since;
  return {
    id,
    source: alertSourceJson.write({ of: 'rule', ruleId: rule.id }),
    key,
    about: labelsJson.write(about),
    labels: labelsJson.write({ alertname: rule.id, severity: rule.severity, ...rule.labels, ...about }),
    severity: rule.severity,
    state: after.state,
    summary: says?.summary ?? rule.name,
    detail: says?.detail ?? '',
    value: says?.value ?? null,
    route: says?.route ?? null,
    since,
    sinceAtLeast: (after.state === 'resolved' ? known?.sinceAtLeast === 1 : after.sinceAtLeast) ? 1 : 0,
    firedAt: firedAtOf(before, after),
    endingSince: after.state === 'firing' ? after.endingSince : null,
    resolvedAt: after.state === 'resolved' ? after.resolvedAt : null,
  };
}

function firedAtOf(before: Standing | null, after: Standing): number | null {
  if (after.state === 'firing') return after.firedAt;
  return before?.state === 'firing' ? before.firedAt : null;
}

function changeOf(before: Standing | null, after: Standing | null): AlertChange['became'] | null {
  if (after === null) return before?.state === 'pending' ? 'dropped' : null;
  return before?.state === after.state ? null : after.state;
}

function isSame(a: StoredAlert, b: StoredAlert): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
