import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CallContext } from '../../../main/engine/handlers.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  setField,
  take,
  testClock,
  undo,
  write,
} from './test-engine.ts';

async function opened() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'lamp.md'), statusPage);
  const clock = testClock();
  const engine = await openEngine({ folder, clock });
  const trackerId = await importOne(engine, path);
  const { calls } = engine.handlers;
  const undoOf = (given: Parameters<(typeof calls)['trackers.undo']>[0], acting: CallContext = context) =>
    calls['trackers.undo'](given, acting);
  const says = (text: string) => readFileSync(path, 'utf8').includes(text);
  return { clock, path, engine, trackerId, undoOf, says };
}

const nothing = { ok: false, error: { code: 'undo.nothing' } };

describe('undo', () => {
  it('takes back the steps of whoever asks, also beneath newer ones of somebody else', async () => {
    const { clock, engine, trackerId, undoOf, says } = await opened();
    const { calls } = engine.handlers;
    // Who was added first is the owner.
    clock.forward(1000);
    const { actorId } = take(await calls['actors.add']({ name: 'Ruth', passphrase: null }, context));
    take(await setField(engine, trackerId, 'M1', 'owner', 'Ines Holm'));
    take(await setField(engine, trackerId, 'M2', 'owner', 'Bea Falk'));
    const ruth = { ...context, actor: actorId };
    expect(await undoOf({ trackerId }, ruth)).toMatchObject(nothing);
    const edit = { kind: 'set-field', field: 'owner', value: 'Ruth Vik' } as const;
    const item = await itemNamed(engine, trackerId, 'M0');
    take(
      await calls['trackers.edit'](
        { trackerId, edits: [{ ...edit, itemId: item.id }], log: null, actorId: null },
        ruth,
      ),
    );
    take(await undoOf({ trackerId }));
    expect([says('Ruth Vik'), says('Bea Falk'), says('Ines Holm')]).toEqual([true, false, true]);
    take(await undoOf({ trackerId }, ruth));
    expect([says('Ruth Vik'), says('Ines Holm')]).toEqual([false, true]);
    take(await calls['trackers.redo']({ trackerId }, ruth));
    expect(says('Ruth Vik')).toBe(true);
  });

  it('away from a tracker reaches only the steps named with it', async () => {
    const { engine, trackerId, undoOf, says } = await opened();
    const { step } = take(await setField(engine, trackerId, 'M1', 'owner', 'Ines Holm'));
    take(await setField(engine, trackerId, 'M2', 'owner', 'Bea Falk'));
    expect(await undoOf({ trackerId: null, steps: [] })).toMatchObject(nothing);
    if (step === null) throw new Error('the edit has no step');
    take(await undoOf({ trackerId: null, steps: [step] }));
    expect([says('Ines Holm'), says('Bea Falk')]).toEqual([false, true]);
    expect(await undoOf({ trackerId: null, steps: [step] })).toMatchObject(nothing);
  });

  it('makes no version and claims nothing where the text says so already', async () => {
    const { engine, path, trackerId } = await opened();
    const { calls } = engine.handlers;
    const recheck = async () => take(await calls['trackers.recheck']({ trackerId }, context));
    take(await setField(engine, trackerId, 'M1', 'owner', 'Ines Holm'));
    write(path, `${readFileSync(path, 'utf8')}\nA line of somebody else.\n`);
    await recheck();
    write(path, `${statusPage}\nA line of somebody else.\n`);
    await recheck();
    const versions = async () =>
      take(await calls['trackers.revisions']({ trackerId, limit: 50 }, context)).total;
    const before = await versions();
    const text = readFileSync(path, 'utf8');
    const answer = await undo(engine);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'undo.overtaken', message: expect.stringContaining('nothing to undo') },
    });
    expect([await versions(), readFileSync(path, 'utf8')]).toEqual([before, text]);
  });

  it('says it did something only where the file changed, also over a merge that kept the other side', async () => {
    const { engine, path, trackerId } = await opened();
    const { calls } = engine.handlers;
    take(await setField(engine, trackerId, 'M2', 'owner', 'Bea Falk'));
    const base = readFileSync(path, 'utf8');
    take(await setField(engine, trackerId, 'M1', 'notes', 'mine'));
    const mine = readFileSync(path, 'utf8');
    write(path, mine.replace('mine', 'theirs'));
    take(await calls['trackers.recheck']({ trackerId }, context));
    expect(mine).not.toBe(base);
    let text = readFileSync(path, 'utf8');
    for (let tries = 0; tries < 10; tries += 1) {
      const answer = await undo(engine);
      const after = readFileSync(path, 'utf8');
      expect(after !== text).toBe(answer.ok);
      if (!answer.ok && answer.error.code === 'undo.nothing') break;
      text = after;
    }
    expect(text).not.toContain('Bea Falk');
  });
});
