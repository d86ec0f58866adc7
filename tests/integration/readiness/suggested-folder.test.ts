import { join } from 'node:path';
import { expect, it } from 'vitest';
import { suggestEvidence } from '../../../core/domain/readiness/suggest-evidence.ts';
import { git } from '../../support/git-remote.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, itemNamed, openEngine, take, write } from '../engine/test-engine.ts';

const PLAN = `# Plan

| ID | Name | Status | Notes |
|----|------|--------|-------|
| M1 | Door | done | [Hinges](../docs/door.md#Hinges) |
`;

it('what a link in a file of a repository suggests is found from there, and verified as it is suggested', async () => {
  const folder = temporaryFolder();
  const house = join(folder, 'house');
  const path = write(join(house, 'plans', 'plan.md'), PLAN);
  write(join(house, 'docs', 'door.md'), '# Door\n\n## Hinges\n');
  git(house, 'init', '--quiet');
  git(house, 'add', '.');
  git(house, 'commit', '--quiet', '-m', 'First');
  const engine = await openEngine({ folder });
  const itemId = (await itemNamed(engine, await importOne(engine, path), 'Door')).id;
  const detail = take(await engine.handlers.calls['trackers.item']({ itemId }, context));
  expect(detail.folder).toBe('plans');
  const [suggested] = suggestEvidence(detail.row.fields, detail.folder);
  expect(suggested).toMatchObject({ type: 'doc', file: 'docs/door.md', part: 'Hinges' });
  const added = await engine.handlers.calls['evidence.add'](
    {
      itemId,
      locator: { type: 'doc', file: suggested?.file ?? '', heading: suggested?.part ?? '' },
      folder: null,
      upload: null,
      tier: 'claimed',
      freshDays: null,
      note: '',
      guard: null,
    },
    context,
  );
  expect(take(added).result).toBe('verified');
});
