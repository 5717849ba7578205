import { Change } from './change';
import type { Outcome } from './outcome';
import { previewOf, previewOfChange } from './preview';
import { sendOnlyOnce } from './sendOnlyOnce';
import type { LookedUpItem, LookingUpRun } from './sendable';
import { upsert } from './upsert';

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
export async function send(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const { method } = item.request;
	if (item.plan.creation) return await upsert(item, run);
	if (method === 'PATCH') {
		const change = new Change(item, run);
		return await (item.plan.preview ? previewOfChange(change, item) : change.send());
	}
	if (item.plan.preview) return { kind: 'preview', request: previewOf(item.request) };
	return await sendOnlyOnce(item, run);
}
