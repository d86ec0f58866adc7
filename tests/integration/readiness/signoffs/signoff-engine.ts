import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RowOf } from '../../../../core/contract/index.ts';
import { contract } from '../../../../core/contract/index.ts';
import { parseLocator } from '../../../../core/domain/readiness/locator-text.ts';
import type { SignoffFilter } from '../../../../core/domain/readiness/signoff/signoff-row.ts';
import type { Clock } from '../../../../core/kernel/clock.ts';
import type { ActorId, ItemId } from '../../../../core/kernel/ids.ts';
import type { EngineOptions } from '../../../../main/engine/engine.ts';
import type { CallContext } from '../../../../main/engine/handlers.ts';
import { temporaryFolder } from '../../engine/support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  take,
  testClock,
  write,
} from '../../engine/test-engine.ts';

/** Words with moves of their own: what is signed off is locked. */
export const HARBOUR = `# Phase readiness

## Status taxonomy

| Status | Meaning |
|---|---|
| Not Started | Nobody works on it |
| In Progress | Somebody does |
| Ready for Signoff | It waits for its reviewers |
| Signed Off | It is locked |

## Phases

| ID | Phase | Status | Owner | Target Date | Notes |
|----|-------|--------|-------|-------------|-------|
| P1 | Keel | In Progress | Ilse | 2026-12-01 | Laid in oak |
| P2 | Mast | Not Started | Jon | 2026-12-09 | |
`;

/** Words without one for what is locked. */
export const YARD = `# Yard

| ID | Name | Status | Owner | Notes |
|----|------|--------|-------|-------|
| M1 | Slip | in progress | Ilse | Greased |
| M2 | Crane | done | Jon | |
`;

export interface SignoffEngineOptions extends Partial<EngineOptions> {
  readonly clock?: Clock;
  readonly text?: string;
  readonly folder?: string;
}

/** An engine with a tracker of phases, its owner, and a reviewer whose key has a passphrase. */
export async function signoffEngine({
  text = HARBOUR,
  folder = temporaryFolder(),
  clock: given,
  ...options
}: SignoffEngineOptions = {}) {
  const moved = testClock();
  const clock = given ?? moved;
  const path = write(join(folder, 'yard', 'readiness.md'), text);
  write(join(folder, 'yard', 'docs', 'keel.md'), '# Keel\n\nIt is straight.\n');
  const engine = await openEngine({ folder, clock, ...options });
  const trackerId = await importOne(engine, path);
  const { calls, views } = engine.handlers;

  const person = async (name: string): Promise<{ id: ActorId; as: CallContext }> => {
    const passphrase = `${name} keeps the watch tonight`;
    const { actorId } = take(await calls['actors.add']({ name, passphrase }, context));
    const session = engine.openSession();
    take(await session.unlock(actorId, passphrase));
    return { id: actorId, as: { ...context, actor: actorId, session } };
  };
  const itemId = async (start: string): Promise<ItemId> => (await itemNamed(engine, trackerId, start)).id;
  const prove = async (item: ItemId, file = 'docs/keel.md') =>
    take(
      await calls['evidence.add'](
        contract['evidence.add'].input.parse({
          itemId: item,
          locator: take(parseLocator('doc', file)),
          folder: null,
        }),
        context,
      ),
    );
  const request = (item: ItemId, roles: readonly string[] = [], as: CallContext = context) =>
    calls['signoffs.request'](contract['signoffs.request'].input.parse({ itemId: item, roles }), as);
  const approve = (item: ItemId, as: CallContext, role: string | null = null) =>
    calls['signoffs.approve'](contract['signoffs.approve'].input.parse({ itemId: item, role }), as);
  const giveBack = (item: ItemId, as: CallContext, gaps: string[]) =>
    calls['signoffs.return'](contract['signoffs.return'].input.parse({ itemId: item, gaps }), as);
  const withdraw = (item: ItemId, as: CallContext, what: 'signature' | 'request' | null = null) =>
    calls['signoffs.withdraw'](contract['signoffs.withdraw'].input.parse({ itemId: item, what }), as);
  const page = async (item: ItemId, as: CallContext = context): Promise<RowOf<'signoffs.item'>> => {
    const { rows } = await views['signoffs.item'].read({ itemId: item }, as.session);
    const [row] = rows;
    if (row === undefined) throw new Error('the item has no page');
    return row;
  };
  const list = async (filter: Partial<SignoffFilter> = {}, as: CallContext = context) =>
    views['signoffs.list'].read(
      { trackerId: null, state: null, mine: false, words: '', ...filter },
      as.session,
    );
  const fileText = (): string => readFileSync(path, 'utf8');
  return {
    folder,
    path,
    engine,
    clock: moved,
    trackerId,
    calls,
    views,
    person,
    itemId,
    prove,
    request,
    approve,
    giveBack,
    withdraw,
    page,
    list,
    fileText,
  };
}
