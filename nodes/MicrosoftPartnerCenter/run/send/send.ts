import { verdictOn } from '../../../shared/api/retryPolicy';
import { attempt } from './attempt';
import { Change } from './change';
import type { Outcome } from './outcome';
import { previewOf } from './preview';
import { Retries } from './retries';
import type { SendableItem, SendingRun } from './sendable';

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
export async function send(item: SendableItem, run: SendingRun): Promise<Outcome> {
	const { method } = item.request;
	if (method === 'PATCH') {
		const change = new Change(item, run);
		return await (item.plan.preview ? change.preview() : change.send());
	}
	if (item.plan.preview) return { kind: 'preview', request: previewOf(item.request) };
	return await sendUnlessUnknown(item, run);
}

/** Sends a read, or a new referral; the latter never again after an unknown outcome, even by Retry On Fail. */
async function sendUnlessUnknown(item: SendableItem, run: SendingRun): Promise<Outcome> {
	const { memory, request } = item;
	const start = performance.now();
	const retries = new Retries(run.maxRetries);
	let count = 0;
	const outcome =
		memory.unknown ??
		(await attempt({ item, run, retries }, request.method ?? 'GET', async () => {
			count += 1;
			return await item.send();
		}));
	if (outcome.kind !== 'failure') return outcome;
	if (request.method === 'POST' && verdictOn(outcome) === 'unknown') memory.unknown = outcome;
	return {
		...outcome,
		attempts: {
			count,
			duration: performance.now() - start,
			requestedWait: retries.rejectedWait,
			mayBeExecuted: memory.unknown !== undefined,
			ownChangeAfter: false,
		},
	};
}
