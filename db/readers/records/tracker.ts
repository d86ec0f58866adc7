export {
  readRemovedTrackers,
  readTracker,
  readTrackerByPath,
  readTrackers,
  type TrackerRow,
} from '../../tables/tracker.ts';
