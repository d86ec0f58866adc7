export { type FileState, readTrackerFile, type TrackerFileRow } from '../../tables/tracker-file.ts';
