import { type SubjectKind, subjectKinds } from '../../../../core/domain/alerts/rules/alert-subjects.ts';
import {
  type CompiledRule,
  compileRule,
  type Subject,
} from '../../../../core/domain/alerts/rules/compile-rule.ts';
import {
  type AlertStep,
  judgeRules,
  type RuleAlert,
} from '../../../../core/domain/alerts/rules/judge-rules.ts';
import type { AlertId } from '../../../../core/kernel/ids.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { Area } from '../../../../db/changes.ts';
import { alertSourceJson } from '../../../../db/json-columns.ts';
import {
  labelsOf,
  lastJudgedAt,
  readAlertRules,
  readAlerts,
  standingOf,
} from '../../../../db/records/alert.ts';
import { type RecordedStep, recordSteps } from '../../../../db/usecases/alerts/record-steps.ts';
import { ALERT_TIMES, type AlertTimes } from '../../alert-times.ts';
import type { FleetDeps } from '../fleet/fleet-deps.ts';
import type { Standings } from '../readiness/signoffs/kept-standings.ts';
import { appSubjects, freeBytes } from './subjects/app-subjects.ts';
import { agentSubjects, hubSubjects, taskSubjects } from './subjects/fleet-subjects.ts';
import { gateSubjects, signoffSubjects } from './subjects/readiness-subjects.ts';
import { itemSubjects } from './subjects/tracker-subjects.ts';

/** What of the workspace the subjects of a kind are made of. */
const FOLLOWS: Readonly<Record<SubjectKind, readonly Area[]>> = {
  hub: ['agents', 'tasks', 'metrics', 'hub'],
  agent: ['agents', 'tasks'],
  task: ['tasks'],
  item: ['items', 'trackers'],
  'sign-off': ['signoffs', 'evidence', 'items'],
  gate: ['gates'],
  app: [],
};
const KEPT_EVERY_MS = 60_000;
const OF_THE_FLEET: ReadonlySet<SubjectKind> = new Set(['hub', 'agent', 'task']);

export interface AlertWatch {
  /** What a rule would be judged on now. */
  subjects(kind: SubjectKind): Promise<readonly Subject[]>;
  /** When any were last judged; null: not yet. */
  judgedAt(): number | null;
  /** Resolves when the rules were judged once since the start, or could not be. */
  readonly begun: Promise<void>;
  /** Resolves when what was committed until now is judged. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly fleet: FleetDeps;
  readonly standings: Standings;
  readonly times?: AlertTimes;
  /** Told after each turn, and of the alerts that began, fired or ended in it, once that is kept. */
  readonly onJudged: (steps: readonly RecordedStep[]) => void;
}

/** Judges alert rules on what is so now: after each commit that touches what they are about, and by time. */
export function createAlertWatch({ fleet, standings, times = ALERT_TIMES, onJudged }: Options): AlertWatch {
  const { db, clock, log } = fleet;
  const startedAt = clock.now();
  const stopped = new AbortController();
  let free: number | null = null;
  let compiled: readonly CompiledRule[] = [];
  let judgedAt = new Map<SubjectKind, number>();
  const before = lastJudgedAt(db.read);
  if (before !== null) judgedAt = new Map(subjectKinds.map((kind) => [kind, before]));
  let keptAt = Number.NEGATIVE_INFINITY;
  const dirty = new Set<SubjectKind>(subjectKinds);
  let timer: NodeJS.Timeout | null = null;
  let dueAt = 0;
  let running: Promise<void> = Promise.resolve();

  const subjects = async (kind: SubjectKind): Promise<readonly Subject[]> => {
    switch (kind) {
      case 'hub':
        return hubSubjects(fleet);
      case 'agent':
        return agentSubjects(fleet);
      case 'task':
        return taskSubjects(fleet);
      case 'item':
        return itemSubjects(fleet);
      case 'sign-off':
        return signoffSubjects(fleet, await standings());
      case 'gate':
        return gateSubjects(fleet);
      case 'app':
        return appSubjects(fleet, free);
      default:
        return unreachable(kind);
    }
  };

  function compileAll(): void {
    compiled = readAlertRules(db.read).flatMap((rule) => {
      if (rule.paused) return [];
      const made = compileRule(rule);
      if (!made.ok)
        log.warn(`The alert rule ${rule.id} is not judged: ${made.error.message}`, { rule: rule.id });
      return made.ok ? [made.value] : [];
    });
    for (const kind of subjectKinds) dirty.add(kind);
  }

  async function turn(): Promise<void> {
    const now = clock.now();
    const inGrace = now - startedAt < times.graceMs;
    const kinds = [...dirty].filter((kind) => !inGrace || !OF_THE_FLEET.has(kind));
    if (kinds.length === 0) {
      onJudged([]);
      return again(now, null);
    }
    if (kinds.includes('app')) free = await freeBytes(fleet.workspace);
    const known = knownAlerts();
    const steps: AlertStep[] = [];
    let nextAt: number | null = null;
    for (const kind of kinds) {
      dirty.delete(kind);
      const rules = compiled.filter(({ rule }) => rule.about === kind);
      const ruleIds = new Set(rules.map(({ rule }) => rule.id));
      const of = known.filter(({ ruleId }) => ruleIds.has(ruleId));
      const found = rules.length === 0 ? [] : await subjects(kind);
      const judged = judgeRules(rules, found, of, {
        now,
        before: judgedAt.get(kind) ?? null,
        toleranceMs: times.toleranceMs,
      });
      judgedAt.set(kind, now);
      steps.push(...judged.steps);
      if (judged.nextAt !== null) nextAt = nextAt === null ? judged.nextAt : Math.min(nextAt, judged.nextAt);
    }
    const judgedIds = new Set(compiled.map(({ rule }) => rule.id));
    const orphans = known.filter(({ ruleId }) => !judgedIds.has(ruleId)).map(({ id }) => id);
    keep(steps, orphans, now);
    again(now, nextAt);
  }

  /** A turn that came to nothing is written down once a minute: that somebody judged. */
  function keep(steps: readonly AlertStep[], orphans: readonly AlertId[], now: number): void {
    if (steps.length === 0 && orphans.length === 0 && Math.abs(now - keptAt) < KEPT_EVERY_MS) {
      onJudged([]);
      return;
    }
    const recorded = recordSteps(db, steps, orphans, now);
    if (recorded.ok) {
      keptAt = now;
      onJudged(recorded.value);
    } else log.warn(recorded.error.message, recorded.error.facts);
  }

  function knownAlerts(): readonly (RuleAlert & { readonly id: AlertId })[] {
    return readAlerts(db.read).flatMap((row) => {
      const source = alertSourceJson.read(row.source);
      if (!source.ok || source.value.of !== 'rule') return [];
      return [
        {
          id: row.id,
          key: row.key,
          ruleId: source.value.ruleId,
          about: labelsOf(row.about),
          standing: standingOf(row),
        },
      ];
    });
  }

  function again(now: number, nextAt: number | null): void {
    const next = Math.min(nextAt ?? Number.POSITIVE_INFINITY, now + times.everyMs);
    wake(Math.max(times.quietMs, next - now), nextAt !== null && next === nextAt);
  }

  /** By time all of it is judged. */
  function wake(afterMs: number, isDue: boolean): void {
    const at = clock.now() + afterMs;
    if (timer !== null && dueAt <= at) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      timer = null;
      if (isDue || clock.now() - Math.min(...judgedAt.values(), clock.now()) >= times.everyMs)
        for (const kind of subjectKinds) dirty.add(kind);
      run();
    }, afterMs);
    timer.unref();
  }

  const mayWrite = db.mode.kind === 'read-write';

  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  if (!mayWrite) begin();

  function run(): void {
    running = running
      .then(() => (stopped.signal.aborted || !mayWrite ? undefined : turn()))
      .catch((error: unknown) => {
        log.error('Judging the alert rules failed.', error);
        again(clock.now(), null);
      })
      .finally(begin);
  }

  compileAll();
  const stopFollowing = db.feed.subscribe(({ changes: { areas } }) => {
    if (areas.has('alert-rules')) compileAll();
    for (const kind of subjectKinds) if (FOLLOWS[kind].some((area) => areas.has(area))) dirty.add(kind);
    if (dirty.size > 0) wake(times.quietMs, false);
  });
  wake(times.quietMs, false);

  return {
    subjects,
    judgedAt: () => (judgedAt.size === 0 ? null : Math.max(...judgedAt.values())),
    begun,
    async settled() {
      await running;
      run();
      await running;
    },
    async close() {
      stopped.abort();
      stopFollowing();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
