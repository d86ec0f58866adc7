export { type FileState, readTrackerFile } from '../../tables/trackers/tracker-file.ts';
