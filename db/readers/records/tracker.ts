export {
  readRemovedTrackers,
  readTracker,
  readTrackerByPath,
  readTrackers,
  type TrackerRow,
} from '../../tables/trackers/tracker.ts';
