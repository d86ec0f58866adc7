/** A finding keeps its first places: more don't help to find the contradiction. */
export const MAX_PLACES = 12;
