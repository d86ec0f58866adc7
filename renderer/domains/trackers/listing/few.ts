/** Of many trackers so many are shown beside other things; the rest is found, grouped, or seen in the list of trackers. */
export const few = 15;
