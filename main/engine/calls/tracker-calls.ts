import { TEMPLATES } from '../../../core/domain/trackers/templates.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { itemDetail } from '../../../db/readers/item-detail.ts';
import { resolve } from '../../../db/readers/resolve.ts';
import type { CallHandlers } from '../handlers.ts';
import { actingAs } from '../services/actors/actors.ts';
import type { EngineParts } from '../services/engine-parts.ts';
import { editTracker } from '../services/trackers/edit-tracker.ts';
import { exportTracker, exportTrackerTo } from '../services/trackers/export-tracker.ts';
import { importTrackers } from '../services/trackers/import-trackers.ts';
import { logsEdits } from '../services/trackers/logs-edits.ts';
import { observeFile } from '../services/trackers/observe-file.ts';
import { previewImport } from '../services/trackers/preview-import.ts';
import { charts, loadOf, slippedOf, timelineOf } from '../services/trackers/tracker-charts.ts';
import { createTracker, remap, remove, rename, restore } from '../services/trackers/tracker-life.ts';
import { diagrams, diff, outline, revisions, section, source } from '../services/trackers/tracker-texts.ts';
import { moveUndoStep } from '../services/trackers/undo-redo.ts';

type TrackerCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `trackers.${string}`>>;

export function trackerCalls(parts: EngineParts): TrackerCalls {
  return {
    'trackers.item': ({ itemId }) => {
      const detail = itemDetail(parts.db, itemId);
      return detail === null
        ? fail('item.not-found', 'This item is not in the workspace any more.', { itemId })
        : ok(detail);
    },
    'trackers.resolve': ({ tracker, item }) => resolve(parts.db.read, tracker, item),
    'trackers.outline': (input) => outline(parts, input),
    'trackers.diagrams': (input) => diagrams(parts, input),
    'trackers.source': (input) => source(parts, input),
    'trackers.section': (input) => section(parts, input),
    'trackers.revisions': (input) => revisions(parts, input),
    'trackers.diff': (input) => diff(parts, input),
    'trackers.charts': (input, { signal }) => charts(parts, input, signal),
    'trackers.timeline': (input) => timelineOf(parts, input),
    'trackers.slipped': (input) => slippedOf(parts, input),
    'trackers.load': (input) => loadOf(parts, input),
    'trackers.preview': (input, { signal }) => previewImport(parts, input, signal),
    'trackers.import': async (input, { actor, signal }) => {
      const who = actingAs(parts, actor);
      return who.ok ? importTrackers(parts, input, who.value, signal) : who;
    },
    'trackers.templates': () => ok(TEMPLATES.map(({ id, label, about }) => ({ id, label, about }))),
    'trackers.create': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? createTracker(parts, input, who.value) : who;
    },
    'trackers.rename': (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? rename(parts, input, who.value) : who;
    },
    'trackers.remove': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? remove(parts, input, who.value) : who;
    },
    'trackers.restore': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? restore(parts, input, who.value) : who;
    },
    'trackers.remap': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? remap(parts, input, who.value) : who;
    },
    'trackers.edit': async (input, { actor }) => {
      const who = actingAs(parts, actor, input.actorId);
      return who.ok
        ? editTracker(parts, input, who.value, input.log ?? logsEdits(parts, input.trackerId))
        : who;
    },
    'trackers.undo': async ({ trackerId }, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? moveUndoStep(parts, 'undo', trackerId, who.value) : who;
    },
    'trackers.redo': async ({ trackerId }, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? moveUndoStep(parts, 'redo', trackerId, who.value) : who;
    },
    'trackers.recheck': ({ trackerId }) =>
      parts.queue.run(trackerId, async (): Promise<Result<{ summary: string }>> => {
        const observed = await observeFile(parts, trackerId);
        return observed.ok ? ok({ summary: observed.value.summary }) : observed;
      }),
    'trackers.export': (input) => exportTracker(parts, input),
    'trackers.exportTo': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? exportTrackerTo(parts, input, who.value) : who;
    },
  };
}
