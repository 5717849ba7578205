import { sleep } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { REFERRALS } from '../MicrosoftPartnerCenter/fields/path';
import type { Listing } from '../MicrosoftPartnerCenter/routing/requestPlan';
import { collect } from '../MicrosoftPartnerCenter/run/list';
import { headerOf, referralsIn } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import { Retries } from '../shared/api/backoff';
import { isFailure } from '../shared/api/failure';
import type { Failure } from '../shared/api/failure';
import { answered, ask } from '../shared/api/get';
import { isThrottled } from '../shared/api/retryPolicy';
import { changesSince, isStatusAsked, MOST_KEPT, OVERLAP, present, updated } from './changes';
import type { State } from './changes';
import { BEGINNING, earlier, latest, momentOf, readMoment } from './moment';
import type { Moment } from './moment';
import { settingsOf } from './settings';
import type { Settings } from './settings';

/**
 * Gives out the referrals to which something has happened since the last poll, each once, in its newest
 * state and in the order of the changes.
 *
 * The filters are looked at here, not by the service: in a list that it filters, a referral that leaves the
 * filter while pages are read moves others from a page to come to one that was read.
 *
 * @throws {NodeApiError} where the service can't be read; the next poll begins where this one did
 * @throws {NodeOperationError} where a parameter can't be used
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = settingsOf(this);
	if (this.getMode() === 'manual') {
		const { referrals } = await read(this, { limit: 1, isWanted: settings.isWanted });
		return given(referrals, settings);
	}

	const data = this.getWorkflowStaticData('node') as { state?: State };
	const { events, includesExisting, isWanted } = settings;
	const before = data.state;
	const { referrals, now } = await readSince(this, before, settings);
	if (before === undefined) {
		data.state = present(referrals, events, now);
		return includesExisting ? given(referrals.filter(isWanted).reverse(), settings) : null;
	}
	const { changed, state } = changesSince(before, referrals, events, now);
	data.state = state;
	return given(changed.filter(isWanted), settings);
}

function given(referrals: IDataObject[], { shape }: Settings): INodeExecutionData[][] | null {
	return referrals.length === 0 ? null : [referrals.map((one) => ({ json: shape(one) }))];
}

/** The referrals, newest first, that were updated after what is known; or those to begin with. */
async function readSince(
	context: IPollFunctions,
	before: State | undefined,
	settings: Settings,
): Promise<Omit<Reading, 'pages'>> {
	let { referrals, pages, now } = await read(context, listingOf(before, settings));
	// What was changed while several pages were read has moved to the front, perhaps from one not yet read.
	while (pages > 1) {
		const newest = latest(...referrals.map(updated));
		const front = await read(context, { limit: Infinity, isPast: until(newest) });
		const moved = new Set(front.referrals.map(({ id }) => id));
		referrals = [...front.referrals, ...referrals.filter(({ id }) => !moved.has(id))];
		({ pages, now } = front);
	}
	return { referrals, now };
}

function listingOf(before: State | undefined, { events, includesExisting }: Settings): Listing {
	const knows = isStatusAsked(events);
	if (before) {
		return knows && !before.known
			? { limit: Infinity }
			: { limit: Infinity, isPast: until(before.from) };
	}
	if (includesExisting) return { limit: Infinity };
	if (knows) return { limit: MOST_KEPT };
	let from: Moment | undefined;
	return {
		limit: Infinity,
		isPast: (one) => updated(one) <= (from ??= earlier(updated(one), OVERLAP)),
	};
}

interface Reading {
	referrals: IDataObject[];
	/** How many pages were read for them. */
	pages: number;
	/** The service's clock, as its answer shows it. */
	now?: Moment;
}

async function read(context: IPollFunctions, listing: Listing): Promise<Reading> {
	let pages = 0;
	const newestFirst = { url: REFERRALS, qs: { $orderby: 'updatedDateTime desc' } };
	const outcome = await collect<never>(listing, async (query) => {
		pages += 1;
		const question = typeof query === 'string' ? { url: REFERRALS + query } : newestFirst;
		return await askInPeace(context, question);
	});
	const answer = answered(context, newestFirst, outcome);
	const date = Date.parse(headerOf(answer.headers, 'date') ?? '');
	const now = Number.isNaN(date) ? undefined : momentOf(new Date(date).toISOString());
	return { referrals: referralsIn(answer)!, pages, now };
}

/** How often, and for how long in milliseconds, a page waits that the service refuses for being asked too much. */
const MOST_WAITS = 5;
const LONGEST_WAIT = 60_000;

/** Waits out a 429; whatever else fails is left to the next poll. */
async function askInPeace(
	context: IPollFunctions,
	question: { url: string; qs?: IDataObject },
): Promise<Answer | Failure> {
	const retries = new Retries(MOST_WAITS);
	for (;;) {
		const outcome = await ask(context, question, isPage);
		if (!isFailure(outcome) || !isThrottled(outcome)) return outcome;
		const wait = retries.waitAfter(outcome);
		if (wait > LONGEST_WAIT || !retries.take()) return outcome;
		await sleep(wait);
	}
}

/** Without the time of its last change, nothing can be told of a referral. */
function isPage(answer: Answer): boolean {
	const isDated = ({ updatedDateTime }: IDataObject) => readMoment(updatedDateTime) !== undefined;
	return referralsIn(answer)?.every(isDated) ?? false;
}

const until = (moment: Moment) => (referral: IDataObject) =>
	moment !== BEGINNING && updated(referral) <= moment;
