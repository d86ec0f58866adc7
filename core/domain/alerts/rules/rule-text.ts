import { stringify } from 'yaml';
import { type ReadDocument, readYamlDocument } from '../../readiness/yaml-document.ts';
import { AlertRule, RuleDuration } from './alert-rule.ts';

/** What a rule in a file may leave out is as most have it. */
const WrittenRule = AlertRule.extend({
  clearWhen: AlertRule.shape.clearWhen.default(''),
  for: RuleDuration.default('0s'),
  keepFiringFor: RuleDuration.default('0s'),
  cooldown: RuleDuration.default('0s'),
  noData: AlertRule.shape.noData.default('keep'),
  labels: AlertRule.shape.labels.default({}),
  detail: AlertRule.shape.detail.default(''),
  paused: AlertRule.shape.paused.default(false),
}).strict();

/** A rule as a person writes it, or what is wrong with it and in which lines. */
export function readRuleText(text: string): ReadDocument<AlertRule> {
  return readYamlDocument(text, WrittenRule);
}

/** A rule as `readRuleText` takes it. */
export function ruleText(rule: AlertRule): string {
  return stringify(AlertRule.parse(rule));
}
