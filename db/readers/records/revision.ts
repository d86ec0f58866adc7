export { readRevision, readRevisions, type RevisionCause, type RevisionRow } from '../../tables/revision.ts';
