import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { isThrottled, nextStep } from '../../../shared/api/retryPolicy';
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
	for (;;) {
		const outcome = await rateLimit.run<Answer | Failure | NotSent>(async () => {
			if (rateLimit.isCanceled || isHeldBack()) return NOT_SENT;
			const answer = await send();
			const isPause = answer.kind === 'failure' && isThrottled(answer);
			const wait = isPause ? retries.takeAfter(answer) : undefined;
			return wait === undefined ? answer : new Throttled(wait);
		}, isHeldBack);
		if (outcome.kind !== 'failure') return outcome;
		if (rateLimit.isCanceled) return NOT_SENT;
		if (isThrottled(outcome) || nextStep(method, outcome) !== 'resend') return outcome;
		const wait = retries.takeAfter(outcome);
		if (wait === undefined) return outcome;
		await rateLimit.wait(wait, isHeldBack);
	}
}
