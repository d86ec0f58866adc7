import { z } from 'zod';

export const NoInput = z.object({});

/** That it worked; or nothing beside the rows. */
export const Nothing = z.object({});
