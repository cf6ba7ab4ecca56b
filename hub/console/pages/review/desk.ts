import type {HubClient} from '#lib/api/client.ts';
import type {ReviewDevice} from './device-key.ts';

export interface Desk {
	client: HubClient;
	device: ReviewDevice;
	person: string;
	/** By the hub's clock. */
	now: () => number;
}
