import { OPEN_STATES } from '../../core/domain/trackers/vocabulary/states.ts';

export const OPEN_STATES_SQL = `(${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;

/** Written as the index `item_by_open_due` has it, or SQLite does not use it. */
export const OPEN_DUE = `due IS NOT NULL AND deferred = 0 AND state IN ${OPEN_STATES_SQL}`;
