/** What happened, what is kept, what to do. Whole sentences. */
export type Entry = readonly [what: string, kept: string, next: string];

export const Nothing = 'Nothing was changed.';
