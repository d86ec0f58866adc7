/** What of trackers is decided by ops. */
export const trackerEntityKinds = ['root', 'tracker', 'item', 'finding', 'conflict', 'intent'] as const;
