export type { UndoStep } from '../../tables/trackers/undo-step.ts';
