export { type RevisionCause, readRevisions } from '../../tables/trackers/revision.ts';
