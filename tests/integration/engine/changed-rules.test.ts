import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compileRules } from '../../../core/domain/trackers/findings/compile-rules.ts';
import type { FindingRule } from '../../../core/domain/trackers/findings/finding-rule.ts';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { listFindings } from '../../../db/readers/findings/findings-view.ts';
import { createFindingsWatch } from '../../../main/engine/services/findings/findings-watch.ts';
import { createKeyedQueue } from '../../../main/engine/services/keyed-queue.ts';
import { createLog } from '../../../node/log/create-log.ts';
import { testEntropy } from '../db/open-workspace.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import { importOne, openEngine, take, testClock, write } from './test-engine.ts';

const changed: readonly FindingRule[] = [
  {
    id: 'a-changed-rule',
    group: 'Milestones',
    severity: 'info',
    title: '{title} is a milestone',
    explanation: 'What the changed rule finds.',
    check: { kind: 'item', where: 'kind = "milestone" and key = "M0"' },
  },
];

it('a changed rule is applied to a workspace that was checked by the old ones', async () => {
  const folder = temporaryFolder();
  const clock = testClock();
  const appVersion = '0.0.0-test';
  const engine = await openEngine({ folder, clock, appVersion });
  await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
  await engine.idle();
  await engine.close();

  const file = join(folder, 'workspace', 'quarterdeck.db');
  const db = take(openWorkspaceDatabase({ file, clock, entropy: testEntropy(), appVersion }));
  onTestFinished(() => db.close());
  const log = createLog({ folder: join(folder, 'logs'), name: 'findings', clock, level: 'warn' });
  const queue = createKeyedQueue();
  const titlesUnder = async (rules: readonly FindingRule[]) => {
    const watch = createFindingsWatch({ db, clock, log, appVersion, queue }, take(compileRules(rules)));
    await watch.settled();
    await watch.close();
    return listFindings(db.read, { trackerId: null, accepted: false }).rows.map(({ title }) => title);
  };
  const before = await titlesUnder(FINDING_RULES);
  expect(await titlesUnder(changed)).toEqual(['M0 Charter signed is a milestone']);
  expect(await titlesUnder(FINDING_RULES)).toEqual(before);
});
