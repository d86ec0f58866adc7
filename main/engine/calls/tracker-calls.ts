import { TEMPLATES } from '../../../core/domain/trackers/templates.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import { itemDetail } from '../../../db/readers/items/item-detail.ts';
import { resolve } from '../../../db/readers/resolve.ts';
import { trackerNames } from '../../../db/readers/tracker-list.ts';
import type { CallsNamed, Services } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { editTracker } from '../services/trackers/edits/edit-tracker.ts';
import { refusedEdits } from '../services/trackers/edits/refused-edits.ts';
import { exportTracker, exportTrackerTo } from '../services/trackers/export/export-tracker.ts';
import { importTrackers } from '../services/trackers/import-trackers.ts';
import { previewImport } from '../services/trackers/preview/preview-import.ts';
import { recheckFile } from '../services/trackers/recheck-file.ts';
import { previewRelink, relinkTracker } from '../services/trackers/roots/relink-tracker.ts';
import { settleWaiting } from '../services/trackers/together/settle-waiting.ts';
import { charts, loadOf, slippedOf, timelineOf } from '../services/trackers/tracker-charts.ts';
import { createTracker, remap, remove, rename, restore } from '../services/trackers/tracker-lifecycle.ts';
import { diff, revisions, section, source } from '../services/trackers/tracker-texts.ts';
import { bringUpToDate } from '../services/trackers/up-to-date.ts';
import { restoreVersion } from '../services/trackers/versions/restore-version.ts';
import { redo, undo } from '../services/trackers/versions/undo-redo.ts';

export const trackerCalls: Services<EngineDeps, CallsNamed<'trackers'>> = {
  'trackers.item': ({ db }, { itemId }) => {
    const detail = itemDetail(db, itemId);
    return detail === null
      ? fail('item.not-found', 'This item is not in the workspace any more.', { itemId })
      : ok(detail);
  },
  'trackers.resolve': ({ db }, { tracker, item }) => resolve(db.read, tracker, item),
  'trackers.names': ({ db }, { trackerIds }) => ok(trackerNames(db.read, trackerIds)),
  'trackers.source': source,
  'trackers.section': section,
  'trackers.revisions': revisions,
  'trackers.diff': diff,
  'trackers.charts': charts,
  'trackers.timeline': timelineOf,
  'trackers.slipped': slippedOf,
  'trackers.load': loadOf,
  'trackers.preview': previewImport,
  'trackers.import': importTrackers,
  'trackers.templates': () => ok(TEMPLATES.map(({ id, label, about }) => ({ id, label, about }))),
  'trackers.create': createTracker,
  'trackers.rename': rename,
  'trackers.remove': remove,
  'trackers.restore': restore,
  'trackers.remap': remap,
  'trackers.edit': editTracker,
  'trackers.refusedEdits': refusedEdits,
  'trackers.undo': undo,
  'trackers.redo': redo,
  'trackers.restoreVersion': restoreVersion,
  'trackers.settleWaiting': settleWaiting,
  'trackers.relinkPreview': previewRelink,
  'trackers.relink': relinkTracker,
  'trackers.recheck': recheckFile,
  'trackers.upToDate': bringUpToDate,
  'trackers.export': exportTracker,
  'trackers.exportTo': exportTrackerTo,
};
