import { useMemo, useState } from 'react';
import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { SUBJECTS } from '../../../core/domain/alerts/rules/alert-subjects.ts';
import { act, useView } from '../../bridge/hooks.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './alerts.module.css';
import { type AlertRule as Row, SEVERITY_MARKS, SEVERITY_WORDS } from './alerts-model.ts';
import { AlertsNav } from './alerts-nav.tsx';
import { RuleDialog } from './rule-dialog.tsx';

/** What raises alerts: built-in rules and those of this workspace. */
export function AlertRulesPage() {
  const list = useView('alertRules.list', {});
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  const kinds = useMemo(() => [...Map.groupBy(list.rows, ({ about }) => about)], [list.rows]);
  const open = (id: string): void => setEditing(list.rows.find((rule) => rule.id === id) ?? null);
  const onKey = (key: string, id: string): boolean => {
    const rule = list.rows.find((one) => one.id === id);
    if (key !== 'p' || rule === undefined) return false;
    void act('alertRules.save', { rule: AlertRule.parse({ ...rule, paused: !rule.paused }) });
    return true;
  };
  return (
    <div className={styles.page}>
      <AlertsNav />
      {list.phase === 'loading' ? (
        <Skeleton label="the rules" lines={8} />
      ) : list.phase === 'failed' ? (
        <Notice kind="problem" what={list.failure?.message ?? 'The rules could not be read.'} />
      ) : (
        <Panel
          title="Rules"
          fact={rulesFact(list.rows)}
          stale={list.phase === 'lost'}
          hint={
            <KeyHints
              hints={[
                { keys: ['p'], does: 'pause, or judge again' },
                { keys: ['↵'], does: 'open' },
              ]}
            />
          }
          actions={<Button onPress={() => setEditing('new')}>Add a rule</Button>}
        >
          {kinds.map(([about, rules]) => (
            <section key={about} className={styles.group} aria-label={SUBJECTS[about].title}>
              <header>
                <h3>{SUBJECTS[about].title}</h3>
              </header>
              <RowList
                label={SUBJECTS[about].title}
                onOpen={open}
                onKey={onKey}
                rows={rules.map((rule) => ({
                  id: rule.id,
                  mark: rule.paused ? 'dropped' : SEVERITY_MARKS[rule.severity],
                  markLabel: rule.paused ? 'Paused' : SEVERITY_WORDS[rule.severity],
                  text: (
                    <>
                      {rule.name} <span className={styles.code}>{rule.when}</span>
                    </>
                  ),
                  end: endOf(rule),
                }))}
              />
            </section>
          ))}
        </Panel>
      )}
      {editing === null ? null : (
        <RuleDialog rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

function rulesFact(rules: readonly Row[]): string {
  const paused = rules.filter((rule) => rule.paused).length;
  return `${formatCount(rules.length, 'rule')}${paused === 0 ? '' : `, ${paused} paused`}`;
}

function endOf({ paused, changed, builtIn, for: length }: Row): string {
  const words = [
    length === '0s' ? 'at once' : `for ${length}`,
    ...(paused ? ['paused'] : []),
    ...(builtIn ? [changed ? 'built in, changed' : 'built in'] : []),
  ];
  return words.join(' · ');
}
