import { HubId } from '../../../core/kernel/ids.ts';

/** A hub that stands for the one of this device; it is the first its database hears of. */
export const testHub = HubId.parse('hu_test');
export const testHubN = 1;
