import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ActorId, ItemId } from '../../../../../core/kernel/ids.ts';
import type { Commit } from '../../../../../db/feed/commit.ts';
import {
  requestedAmong,
  requestedByOps,
  requestedItems,
} from '../../../../../db/readers/readiness/requested-items.ts';
import { signoffStandings } from '../../../../../db/readers/readiness/signoff-standings.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { yieldToEventLoop } from '../../in-steps.ts';
import { editAndSend } from '../../trackers/edits/edit-tracker.ts';
import { checkFile } from '../../trackers/observe-file.ts';
import { cellPlan } from './status-cell.ts';

/** Looked at in one go; calls get in between. */
const AT_ONCE = 50;
/** Several commits of one act are followed once. */
const QUIET_MS = 200;

type CellsForServices = EngineDeps['signoffCells'];

interface SignoffCells extends CellsForServices {
  /** Looks at every item that was ever put up: at the start. */
  settleAll(): void;
  follow(commit: Commit): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Has the status in an item's file follow its sign-off: an ordinary edit, made when there is something to write and
 * otherwise not, so that it is carried out again after a kill at any point and by any device that has the file. Its words
 * follow from the sign-off alone: two devices make the same text.
 */
export function createSignoffCells(deps: EngineDeps): SignoffCells {
  const { db, log, topics } = deps;
  const failures = new Map<ItemId, string>();
  const next = new Set<ItemId>();
  let quiet: NodeJS.Timeout | null = null;
  let running = Promise.resolve();
  const stop = new AbortController();

  /** One after the other. */
  function run(itemIds: readonly ItemId[]): Promise<void> {
    running = running.then(async () => {
      for (let at = 0; at < itemIds.length && !stop.signal.aborted; at += AT_ONCE) {
        const some = itemIds.slice(at, at + AT_ONCE);
        for (const standing of signoffStandings(db.read, some, keyChecks, deps.clock.now()).values()) {
          if (stop.signal.aborted) return;
          await settleOne(standing).catch((error: unknown) => {
            log.error('Writing what a sign-off says into the file failed.', error, {
              itemId: standing.itemId,
            });
          });
        }
        await yieldToEventLoop();
      }
    });
    return running;
  }

  async function settleOne(first: WorkedOut): Promise<void> {
    const planned = cellPlan(db, first);
    if (planned.kind !== 'write') {
      failed(first, planned.kind === 'waiting' ? planned.says : null);
      return;
    }
    // What the file says by now is what counts: it may be something else than was signed.
    await checkFile(deps, planned.row.trackerId);
    const standing = signoffStandings(db.read, [first.itemId], keyChecks, deps.clock.now()).get(first.itemId);
    const plan = standing === undefined ? null : cellPlan(db, standing);
    if (standing === undefined || plan?.kind !== 'write') {
      failed(first, plan?.kind === 'waiting' ? plan.says : null);
      return;
    }
    const { row, field, value, seen } = plan;
    const edited = await editAndSend(
      deps,
      {
        trackerId: row.trackerId,
        edits: [{ kind: 'set-field', itemId: row.id, field, value, seen }],
        // A line of the change log has the day in it, and devices may write on different days.
        log: false,
        actorId: null,
      },
      whoDecided(standing) ?? deps.owner(),
      [],
    );
    failed(first, edited.ok ? edited.value.waits : edited.error.message);
  }

  function failed({ request }: WorkedOut, why: string | null): void {
    const itemId = request?.asked.item;
    if (itemId === undefined) return;
    if ((failures.get(itemId) ?? null) === why) return;
    if (why === null) failures.delete(itemId);
    else failures.set(itemId, why);
    topics.publish('signoffs');
  }

  function soon(itemIds: Iterable<ItemId>): void {
    for (const id of itemIds) next.add(id);
    if (stop.signal.aborted || next.size === 0 || quiet !== null) return;
    quiet = setTimeout(flush, QUIET_MS);
    quiet.unref();
  }

  function flush(): void {
    if (quiet !== null) clearTimeout(quiet);
    quiet = null;
    const ids = [...next];
    next.clear();
    if (ids.length > 0) void run(ids);
  }

  return {
    settle: (itemIds) => run(itemIds),
    failureOf: (itemId) => failures.get(itemId) ?? null,
    settleAll: () => void run(requestedItems(db.read)),
    follow({ changes, ops }) {
      if (changes.areas.has('signoffs') || changes.areas.has('evidence')) soon(requestedByOps(db.read, ops));
      if (changes.areas.has('items')) soon(requestedAmong(db.read, changes.items));
      // A file may have come back.
      if (changes.areas.has('files') || changes.areas.has('trackers')) soon(failures.keys());
    },
    async settled() {
      // Writing one item's status is a commit that is followed in turn.
      do {
        flush();
        await running;
      } while (next.size > 0);
    },
    async close() {
      stop.abort();
      if (quiet !== null) clearTimeout(quiet);
      await running;
    },
  };
}

/** The last who signed, or who asked. */
function whoDecided({ request, roles }: WorkedOut): ActorId | null {
  const last = roles
    .flatMap(({ signed }) => signed ?? [])
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))[0];
  return last?.by ?? request?.asked.by ?? null;
}
