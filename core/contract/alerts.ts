import { z } from 'zod';
import { AlertRow, AlertState, Severity } from '../domain/alerts/alert.ts';
import { AlertChange } from '../domain/alerts/alert-change.ts';
import { AlertRule, AlertRuleRow } from '../domain/alerts/rules/alert-rule.ts';
import { AlertId } from '../kernel/ids.ts';
import { Millis } from '../kernel/time.ts';
import { command, query, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

const Summary = z.object({ summary: z.string() });
/** A screen triages no more than that at once. */
const MANY = 5_000;
const Many = z.object({ ids: z.array(AlertId).min(1).max(MANY) });

export const alerts = {
  /** The worst first, then the newest; `total` counts those beyond the limit too. */
  'alerts.list': view(
    z.object({
      states: z.array(AlertState).default(['firing']),
      limit: z.number().int().min(1).max(MANY).default(500),
    }),
    AlertRow,
    z.object({
      total: z.number().int(),
      firing: z.number().int(),
      /** Of those that fire: nobody has taken them. */
      unacknowledged: z.number().int(),
      worst: Severity.nullable(),
      /** When the rules were last judged; null: not yet. */
      judgedAt: Millis.nullable(),
    }),
  ),
  'alerts.show': query(
    z.object({ id: AlertId }),
    z.object({
      row: AlertRow,
      /** The newest first. */
      changes: z.array(AlertChange.extend({ id: z.string(), at: Millis })),
    }),
    ['alert.not-found'],
  ),
  /** Takes alerts on, until they end or for so many minutes. Undone by `alerts.release`. */
  'alerts.ack': command(
    'actor',
    Many.extend({
      comment: z.string().trim().max(2000).default(''),
      minutes: z.number().int().min(1).max(43_200).nullable().default(null),
    }),
    Summary.extend({ changed: z.array(AlertId) }),
    ['alert.not-firing', ...signingErrors],
  ),
  'alerts.release': command('actor', Many, Summary.extend({ changed: z.array(AlertId) }), [
    'alert.not-firing',
    ...signingErrors,
  ]),
  'alertRules.list': view(NoInput, AlertRuleRow, Nothing),
  /** What is wrong with a rule, or what it would say of things as they stand now. Nothing is kept. */
  'alertRules.check': query(
    z.object({ rule: AlertRule }),
    z.object({
      problem: z.string().nullable(),
      /** Things of its kind there are now, and the sentences of those it holds for, at most 20. */
      subjects: z.number().int(),
      holds: z.number().int(),
      says: z.array(z.string()),
    }),
  ),
  'alertRules.save': command('actor', z.object({ rule: AlertRule }), Summary, [
    'alert-rule.bad-condition',
    'alert-rule.bad-template',
    ...signingErrors,
  ]),
  /** A built-in one is as it came again. */
  'alertRules.remove': command('actor', z.object({ id: z.string() }), Summary, [
    'alert-rule.not-found',
    ...signingErrors,
  ]),
};
