import { create } from './creation/create';
import { sendOnlyOnce } from './creation/sendOnlyOnce';
import { shareWithMicrosoft } from './creation/share';
import { upsert } from './creation/upsert';
import { Change } from './send/change';
import type { Outcome } from './send/outcome';
import { previewOfChange } from './send/preview';
import type { LookedUpItem, LookingUpRun } from './send/sendable';

/**
 * Sends an item's request until its outcome is known.
 *
 * | response | GET | PATCH | POST |
 * |---|---|---|---|
 * | 429 or no connection: not executed | send again after the requested wait | same | same |
 * | 5xx, 408, lost connection or timeout: unknown | send again | read back, decide | never send again |
 * | 400, 409, 412 or 422 after an unknown outcome | | read back, decide | |
 * | any other | final | final | final |
 */
export async function sendItem(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const { plan, request } = item;
	const { method } = request;
	if (plan.creation) return await upsert(item, run);
	if (method === 'POST') return await create(item, run);
	if (method === 'PATCH') {
		const change = new Change(item, run);
		return await (plan.preview ? previewOfChange(change, item) : change.send());
	}
	if (plan.sharing) return await shareWithMicrosoft(item, run);
	return await sendOnlyOnce(item, run);
}
