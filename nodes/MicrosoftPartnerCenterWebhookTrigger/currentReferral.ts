import { sleep } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';

import { REFERRALS } from '../shared/api/address';
import { referralIn } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import type { Failure } from '../shared/api/failure';
import { get } from '../shared/api/get';
import type { GetRequest } from '../shared/api/get';
import { isSameWord } from '../shared/values/sameWord';

/** The request that reads a referral. The timeout, in milliseconds, bounds how long a copy of the event waits. */
export function requestOf(referralId: string): GetRequest {
	return { url: `${REFERRALS}/${referralId}`, timeout: 30_000 };
}

/** In milliseconds. Partner Center waits for the response to its delivery. */
const WAITS_BEFORE_REREADING = [500, 1_000, 2_000];

/**
 * Reads the referral that an event is about. If the service returns a state from before the change, the referral is
 * read again, a few times at most; the newest state is returned.
 *
 * @param changed when the event says that the referral was changed
 */
export async function readReferral(
	context: IWebhookFunctions,
	referralId: string,
	changed: unknown,
): Promise<Answer | Failure> {
	const isReferral = (answer: Answer) => isSameWord(referralIn(answer)?.id, referralId);
	let newest = await get(context, requestOf(referralId), isReferral);
	for (const wait of WAITS_BEFORE_REREADING) {
		if (newest.kind === 'failure' || !isBefore(updated(newest), changed)) break;
		await sleep(wait);
		const reread = await get(context, requestOf(referralId), isReferral);
		if (reread.kind === 'answer' && !isBefore(updated(reread), updated(newest))) newest = reread;
	}
	return newest;
}

const updated = (answer: Answer) => referralIn(answer)?.updatedDateTime;

/** In milliseconds. Event and referral get their times from different parts of the service. */
const TOLERANCE = 1_000;

/** Whether the time is before the other one; false if one of them can't be read. */
function isBefore(time: unknown, other: unknown): boolean {
	return timeOf(other) - timeOf(time) >= TOLERANCE;
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?$/i;

/** In milliseconds; NaN if it is not a date and time. Without an offset, it is in UTC. */
function timeOf(dateTime: unknown): number {
	const [text, offset] = DATE_TIME.exec(typeof dateTime === 'string' ? dateTime : '') ?? [''];
	return Date.parse(offset === undefined ? `${text}Z` : text);
}
