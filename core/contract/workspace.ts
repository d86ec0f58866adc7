import { z } from 'zod';
import { ActorName } from '../domain/actor-name.ts';
import { ActorRow } from '../domain/actor-row.ts';
import { DeviceRow } from '../domain/device-row.ts';
import { SearchHit } from '../domain/search-hit.ts';
import { Settings } from '../domain/settings.ts';
import { TrackerGroup, TrackerGrouping } from '../domain/trackers/listing/tracker-grouping.ts';
import { DueRow } from '../domain/trackers/rows/schedule-rows.ts';
import { StateCounts } from '../domain/trackers/vocabulary/state-counts.ts';
import { ActorId, DeviceId, JobId, TrackerId } from '../kernel/ids.ts';
import { Millis } from '../kernel/time.ts';
import { command, query, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

export const NeedRow = z.object({
  id: z.string(),
  mark: z.enum(['blocked', 'at-risk', 'review', 'stale', 'active']),
  kind: z.enum([
    'conflict',
    'finding',
    'overdue',
    'blocked',
    'stale',
    'file',
    'hub',
    'queue',
    'dead-letter',
    'proposal',
    'agent',
    'review',
    'sign-off',
    'gate',
  ]),
  title: z.string(),
  detail: z.string(),
  /** In-app route that shows it, e.g. `/trackers/tr_x?item=it_y`. */
  route: z.string(),
});

export const workspace = {
  /** One row, id `status`: what the frame shows at all times. */
  'workspace.status': view(
    NoInput,
    z.object({
      id: z.literal('status'),
      name: z.string(),
      folder: z.string(),
      version: z.string(),
      shell: z.enum(['desktop', 'web', 'command', 'test']),
      readOnly: z.string().nullable(),
      sample: z.boolean(),
      /** For whom this connection acts. `locked`: nothing is done in their name until their passphrase is given. */
      actor: z.object({ id: ActorId, name: z.string(), lock: z.enum(['none', 'locked', 'unlocked']) }),
      /** Devices of this workspace that are not revoked. */
      devices: z.number().int(),
      /** Edits written down but not confirmed in their file yet. */
      unsettled: z.number().int(),
      lastSavedAt: Millis.nullable(),
      trackers: z.number().int(),
      findings: z.number().int(),
      conflicts: z.number().int(),
      /** Set for one minute after a start that found unfinished work: what was settled. */
      recovered: z.string().nullable(),
    }),
    Nothing,
  ),
  'workspace.diagnostics': query(
    /** `quick`: without the checks that look at every file or read all that is stored: seconds in a large workspace. */
    z.object({ quick: z.boolean().optional() }),
    z.object({
      versions: z.array(z.object({ name: z.string(), value: z.string() })),
      health: z.array(
        z.object({ check: z.string(), state: z.enum(['ok', 'warning', 'failed']), detail: z.string() }),
      ),
      log: z.array(z.object({ at: Millis, level: z.string(), message: z.string() })),
    }),
  ),
  'workspace.copy': command(
    'nobody',
    z.object({ folder: z.string().min(1) }),
    z.object({ folder: z.string(), bytes: z.number().int() }),
    ['file.exists', 'file.in-use', 'file.write-failed', 'file.disk-full'],
  ),
  'workspace.rebuild': command(
    'nobody',
    z.object({ verify: z.boolean() }),
    z.object({
      same: z.boolean(),
      ops: z.number().int(),
      events: z.number().int(),
      firstDifference: z.string().nullable(),
      /** With \`verify\`: the first signature in the log that does not hold. */
      wrongSignature: z.string().nullable(),
      milliseconds: z.number(),
    }),
    ['job.cancelled'],
  ),
  /** Undoable removal of everything the sample brought. */
  'workspace.removeSample': command('actor', NoInput, z.object({ summary: z.string() }), signingErrors),
  'workspace.loadSample': command('actor', NoInput, z.object({ summary: z.string() }), [
    'sample.missing',
    'file.disk-full',
    'file.missing',
    'file.not-allowed',
    'file.read-only',
    'file.write-failed',
  ]),
  'bridge.needs': view(NoInput, NeedRow, z.object({ total: z.number().int() })),
  'bridge.due': view(
    z.object({
      days: z.number().int().min(1).max(365),
      limit: z.number().int().min(1).max(500).default(500),
    }),
    DueRow,
    /** Open items past their day, and those from today on; rows may be fewer. */
    z.object({ late: z.number().int(), ahead: z.number().int() }),
  ),
  /** A few of the trackers that fit, or their groups: what the Bridge and the rail have room for. */
  'bridge.programmes': view(
    z.object({
      /** Words of name, owner or path. */
      find: z.string().max(200).default(''),
      by: TrackerGrouping.default('none'),
      /** Of this group alone; null: of all, and where they are grouped no rows but the one at hand. */
      group: z.string().nullable().default(null),
      /** Among the rows in any case, where it fits. */
      atHand: z.string().nullable().default(null),
      limit: z.number().int().min(1).max(50),
    }),
    z.object({
      id: TrackerId,
      name: z.string(),
      counts: StateCounts,
      total: z.number().int(),
      done: z.number().int(),
      note: z.string(),
      stale: z.string().nullable(),
      changedAt: Millis,
    }),
    /** `found` of all `trackers` fit; `groups` are the first hundred of `groupCount`. */
    z.object({
      trackers: z.number().int(),
      found: z.number().int(),
      groups: z.array(TrackerGroup),
      groupCount: z.number().int(),
    }),
  ),
  /** Trackers whose word can't be taken as current, the longest unheard first; rows may be fewer than `stale` of all `trackers`. */
  'bridge.stale': view(
    NoInput,
    z.object({ id: TrackerId, name: z.string(), stale: z.string(), changedAt: Millis }),
    z.object({ stale: z.number().int(), trackers: z.number().int() }),
  ),
  'bridge.changes': view(
    z.object({ limit: z.number().int().min(1).max(100) }),
    z.object({
      id: z.string(),
      at: Millis,
      actor: z.string().nullable(),
      sentence: z.string(),
      route: z.string(),
      trackerName: z.string(),
    }),
    Nothing,
  ),
  'search.find': query(
    z.object({ text: z.string().min(1).max(200), limit: z.number().int().min(1).max(100) }),
    z.object({ hits: z.array(SearchHit), total: z.number().int(), milliseconds: z.number() }),
  ),
  'settings.get': view(NoInput, Settings.extend({ id: z.literal('settings') }), Nothing),
  'settings.set': command('actor', Settings.partial(), Nothing, ['settings.invalid']),
  /** Appearance and layout of this device: column widths, order, sort, open panels. Not synced. */
  'layout.get': query(z.object({ key: z.string().min(1).max(200) }), z.object({ value: z.unknown() })),
  'layout.set': command(
    'nobody',
    z.object({ key: z.string().min(1).max(200), value: z.unknown() }),
    Nothing,
    ['layout.too-large'],
  ),
  'actors.list': view(NoInput, ActorRow, Nothing),
  'actors.add': command(
    'actor',
    z.object({ name: ActorName, passphrase: z.string().min(8).max(1000).nullable() }),
    z.object({ actorId: ActorId, fingerprint: z.string() }),
    ['actor.exists', 'actor.passphrase-weak', ...signingErrors],
  ),
  /** Gives who acts a new key in the place of the one they have, which is revoked; they stay the same person. */
  'actors.rotate': command(
    'actor',
    z.object({ passphrase: z.string().min(8).max(1000).nullable() }),
    z.object({ actorId: ActorId, fingerprint: z.string() }),
    ['actor.passphrase-weak', ...signingErrors],
  ),
  'actors.revoke': command('actor', z.object({ actorId: ActorId }), Nothing, [
    'actor.not-found',
    'actor.last',
    ...signingErrors,
  ]),
  /** From now on this connection acts as this actor (null: as the one it chose), with their key open until it is not used. */
  'actors.unlock': command(
    'connection',
    z.object({ actorId: ActorId.nullable(), passphrase: z.string().max(1000).nullable() }),
    z.object({ actorId: ActorId, name: z.string() }),
    ['actor.not-found', 'actor.revoked', 'actor.locked', 'actor.passphrase-wrong', ...signingErrors],
  ),
  'devices.list': view(NoInput, DeviceRow, Nothing),
  /** What is known of it stays; whatever it writes from now on is set aside. */
  'devices.revoke': command('actor', z.object({ deviceId: DeviceId }), Nothing, [
    'device.not-found',
    'device.own',
    ...signingErrors,
  ]),
  'actors.lock': command('connection', NoInput, Nothing),
  /** Folder listing for the file chooser of the web shell; directories and tracker-like files only. */
  'files.browse': query(
    z.object({ folder: z.string().nullable() }),
    z.object({
      folder: z.string(),
      parent: z.string().nullable(),
      entries: z.array(
        z.object({
          name: z.string(),
          path: z.string(),
          kind: z.enum(['folder', 'file']),
          bytes: z.number().int(),
        }),
      ),
      truncated: z.boolean(),
    }),
    ['file.missing', 'file.not-allowed'],
  ),
  'jobs.list': view(
    NoInput,
    z.object({
      id: JobId,
      title: z.string(),
      state: z.enum(['running', 'done', 'failed', 'cancelled']),
      done: z.number().int(),
      total: z.number().int().nullable(),
      note: z.string(),
      startedAt: Millis,
    }),
    Nothing,
  ),
  'jobs.cancel': command('nobody', z.object({ jobId: JobId }), Nothing, ['job.not-found']),
};
