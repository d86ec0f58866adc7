import { z } from 'zod';
import { Severity } from '../alert.ts';
import { subjectKinds } from './alert-subjects.ts';

/** In a rule's own words: `90s`, `5m`, `1h30m`; `0s` is at once. */
export const RuleDuration = z
  .string()
  .max(40)
  .regex(/^(?:\d{1,9}(?:ms|[wdhms]))+$/, 'a length of time is needed, such as 90s, 5m or 1h30m');

export const AlertSubject = z.enum(subjectKinds);

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,62}$/;

/** What a rule says. Ids of built-in rules are known to every workspace; what somebody sets of one goes before its own. */
export const AlertRule = z.object({
  id: z
    .string()
    .max(64)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and dashes are needed'),
  name: z.string().trim().min(1).max(120),
  about: AlertSubject,
  /** A condition over the names of its subject. */
  when: z.string().trim().min(1).max(2000),
  /** An alert that fires ends only when this holds; empty: when `when` no longer does. */
  clearWhen: z.string().trim().max(2000),
  /** How long it has to hold before it fires. */
  for: RuleDuration,
  /** How long it goes on firing after it no longer holds. */
  keepFiringFor: RuleDuration,
  /** How long after one ended none of the same subject fires. */
  cooldown: RuleDuration,
  /** What becomes of an alert whose condition can't be told, for want of data. */
  noData: z.enum(['keep', 'fire', 'resolve']),
  severity: Severity,
  labels: z
    .record(z.string().regex(LABEL_NAME), z.string().max(200))
    .refine((labels) => Object.keys(labels).length <= 20, 'at most 20 labels of its own'),
  /** Sentences with names of the subject in braces: `{agent} is away`. */
  summary: z.string().trim().min(1).max(300),
  detail: z.string().trim().max(1000),
  paused: z.boolean(),
});
export type AlertRule = z.infer<typeof AlertRule>;

export const AlertRuleRow = AlertRule.extend({
  builtIn: z.boolean(),
  /** Of a built-in one: somebody set something of it. */
  changed: z.boolean(),
});
export type AlertRuleRow = z.infer<typeof AlertRuleRow>;
