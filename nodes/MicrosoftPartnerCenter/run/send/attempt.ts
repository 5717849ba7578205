import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { isThrottled, loadShownByFailure, nextStep } from '../../../shared/api/retryPolicy';
import type { Load } from '../../../shared/api/retryPolicy';
import { Throttled } from '../schedule/rateLimit';
import { NOT_SENT } from './outcome';
import type { NotSent } from './outcome';
import type { Retries } from './retries';
import type { SendableItem, SendingRun } from './sendable';

/**
 * Sends one request within the run's rate limit, and sends it again as long as its failures say that it was not
 * executed or, for a GET, that it failed temporarily.
 *
 * @param send sends it once
 */
export async function attempt(
	{ item, run, retries }: { item: SendableItem; run: SendingRun; retries: Retries },
	method: string,
	send: () => Promise<Answer | Failure>,
): Promise<Answer | Failure | NotSent> {
	const { rateLimit, gate } = run;
	const isHeldBack = () => gate.holdsBack(item);
	const sendOnce = async () => {
		const outcome = await send();
		const isPause = outcome.kind === 'failure' && isThrottled(outcome);
		const wait = isPause ? retries.takeAfter(outcome) : undefined;
		return wait === undefined ? outcome : new Throttled(wait);
	};
	const traits = { order: item.index, isPointless: isHeldBack, loadShownBy };
	for (;;) {
		const outcome = (await rateLimit.run<Answer | Failure>(sendOnce, traits)) ?? NOT_SENT;
		if (outcome.kind !== 'failure') return outcome;
		if (rateLimit.isCanceled) return NOT_SENT;
		if (isThrottled(outcome) || nextStep(method, outcome) !== 'resend') return outcome;
		const wait = retries.takeAfter(outcome);
		if (wait === undefined) return outcome;
		await rateLimit.wait(wait, isHeldBack);
	}
}

function loadShownBy(outcome: Answer | Failure): Load {
	return outcome.kind === 'answer' ? 'normal' : loadShownByFailure(outcome);
}
