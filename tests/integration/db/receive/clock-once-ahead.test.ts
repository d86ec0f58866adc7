import { expect, test } from 'vitest';
import { getContent } from '../../../../db/contents/content-store.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { currentRevision } from '../../../../db/records/revision.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must, testClock } from '../open-workspace.ts';
import { addPlan, PLAN } from '../plan.ts';
import { tablesOf } from './devices.ts';
import { peerOf, sealedBy, signedWorkspace } from './signed-workspace.ts';

const YEAR = 365 * 86_400_000;

/** A device that was a year ahead for two acts, one of them a text, and works on after its clock was set right. */
function onceAhead(sealedMeanwhile: boolean) {
  const ws = signedWorkspace();
  const trackerId = addPlan(ws);
  const save = (text: string) =>
    must(
      recordRevision(ws.db, {
        trackerId,
        bytes: Buffer.from(text),
        cause: 'edit',
        actorId: ws.actorId,
        summary: 'Edited',
      }),
    );
  const now = ws.clock.now();
  ws.clock.pass(YEAR);
  must(setSettings(ws.db, ws.actorId, { staleAfterDays: 9 }));
  save(`${PLAN}\nahead\n`);
  if (sealedMeanwhile) sealedBy(ws.db);
  ws.clock.set(now + 60_000);
  must(setSettings(ws.db, ws.actorId, { logEdits: false }));
  save(`${PLAN}\nahead\nin time\n`);
  const clock = testClock();
  clock.set(ws.clock.now());
  const peer = peerOf(ws, clock);
  for (const sealed of sealedBy(ws.db)) {
    const contents = ws.db.read
      .column<string>('SELECT DISTINCT hash FROM revision')
      .flatMap((hash) => getContent(ws.db.read, hash) ?? []);
    must(receiveBatch(peer, sealed, contents, keyChecks));
  }
  return { ws, peer, trackerId, clock };
}

for (const sealedMeanwhile of [false, true]) {
  const when = sealedMeanwhile ? 'while it was ahead' : 'only afterwards';
  test(`what a device does after its clock was a year ahead is taken in at once, where it sealed ${when}`, () => {
    const { ws, peer, trackerId, clock } = onceAhead(sealedMeanwhile);
    expect(readSettings(peer.read).logEdits).toBe(false);
    expect(currentRevision(peer.read, trackerId)?.id).toBe(currentRevision(ws.db.read, trackerId)?.id);
    expect(currentRevision(ws.db.read, trackerId)?.at).toBeLessThanOrEqual(ws.clock.now());
    // What was dated ahead waits, and only that.
    const waiting = peer.read.column<string>(
      "SELECT kind FROM parked WHERE reason = 'clock.ahead' ORDER BY kind",
    );
    expect(waiting).toEqual(['note', 'op']);
    expect(peer.read.value('SELECT count(*) FROM parked')).toBe(2);
    expect(readSettings(peer.read).staleAfterDays).not.toBe(9);
    clock.pass(2 * YEAR);
    ws.clock.pass(2 * YEAR);
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 5 }));
    must(receiveBatch(peer, last(sealedBy(ws.db)), [], keyChecks));
    expect(peer.read.value('SELECT count(*) FROM parked')).toBe(0);
    expect(tablesOf({ db: peer })).toEqual(tablesOf(ws));
  });
}

function last<Entry>(entries: readonly Entry[]): Entry {
  const entry = entries.at(-1);
  if (entry === undefined) throw new Error('nothing was sealed');
  return entry;
}
