import { sleep } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

import { REFERRALS } from '../shared/api/address';
import type { Answer } from '../shared/api/answer';
import { retryWait } from '../shared/api/backoff';
import type { Failure } from '../shared/api/failure';
import { get } from '../shared/api/get';
import type { PageQuery } from '../shared/api/pages';
import { isThrottled } from '../shared/api/retryPolicy';
import { NEWEST_FIRST } from './readGap';
import type { Interruption, Source } from './readPages';
import { rowsIn } from './row';

/** The request for the first page. */
export const LIST = { url: REFERRALS, qs: NEWEST_FIRST };

/** How often a page is requested again after a 429. */
const MAX_WAITS = 5;

/**
 * How long a poll may read, in milliseconds, including waits: n8n gives up on a poll after 45 seconds, and a poll is to
 * end after 40.
 */
const MAX_DURATION = 38_000;

/** The service's list, until the time for a poll is up. */
export function listOf(context: IPollFunctions): Source {
	const now = () => performance.now();
	const deadline = now() + MAX_DURATION;
	const abortSignal = AbortSignal.timeout(MAX_DURATION);
	const timeIsUp = new Promise<Interruption>((resolve) => {
		abortSignal.addEventListener('abort', () => resolve(interruption()));
	});

	/** Waits after a 429, but not past the deadline; the next poll deals with any other failure. */
	async function getPage(
		query: PageQuery = NEWEST_FIRST,
	): Promise<Answer | Failure | Interruption> {
		const page = typeof query === 'string' ? { url: REFERRALS + query } : { ...LIST, qs: query };
		const request = { ...page, abortSignal };
		for (let waits = 0; ; waits += 1) {
			if (now() >= deadline) return interruption();
			const outcome = await Promise.race([get(context, request, isList), timeIsUp]);
			if (outcome.kind !== 'failure' || !isThrottled(outcome)) return outcome;
			const wait = retryWait(waits, outcome);
			if (waits >= MAX_WAITS || now() + wait > deadline) return interruption(outcome);
			await sleep(wait);
		}
	}

	return { getPage, now, deadline, today: () => Date.now() };
}

const isList = (answer: Answer) => rowsIn(answer) !== undefined;

function interruption(failure: Failure = NO_ANSWER): Interruption {
	return { kind: 'interruption', failure };
}

const NO_ANSWER: Failure = { kind: 'failure', codes: [], text: '', connection: 'ETIMEDOUT' };
