import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { verdictOn } from '../../../shared/api/retryPolicy';
import { attempt } from '../send/attempt';
import type { NotSent } from '../send/outcome';
import { Retries } from '../send/retries';
import type { SendableItem, SendingRun } from '../send/sendable';

/** Sends a read, or a new referral; the latter never again after an unknown outcome, even by Retry On Fail. */
export async function sendOnlyOnce(
	item: SendableItem,
	run: SendingRun,
): Promise<Answer | Failure | NotSent> {
	const { memory, request } = item;
	const start = performance.now();
	const retries = new Retries(run.maxRetries);
	const { method = 'GET' } = request;
	let count = 0;
	const outcome =
		(method === 'POST' ? memory.unknown : undefined) ??
		(await attempt({ item, run, retries }, method, async () => {
			count += 1;
			return await item.send();
		}));
	if (outcome.kind !== 'failure') return outcome;
	if (method === 'POST' && verdictOn(outcome) === 'unknown') memory.unknown = outcome;
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
