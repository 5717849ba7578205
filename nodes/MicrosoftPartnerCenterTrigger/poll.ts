import { sleep } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { REFERRALS } from '../shared/api/address';
import { headerOf, referralsIn } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import { retryWait } from '../shared/api/backoff';
import type { Failure } from '../shared/api/failure';
import { answerOrThrow, get } from '../shared/api/get';
import type { GetRequest } from '../shared/api/get';
import { collect } from '../shared/api/pages';
import type { Listing } from '../shared/api/pages';
import { isThrottled } from '../shared/api/retryPolicy';
import type { Referral } from '../shared/referral/referral';
import {
	changesSince,
	initialState,
	MAX_KEPT,
	OVERLAP,
	requiresValues,
	updated,
	withoutOutdated,
} from './changes';
import type { State } from './changes';
import { BEGINNING, earlier, latest, momentOf, readMoment } from './moment';
import type { Moment } from './moment';
import { settingsOf } from './settings';
import type { Settings } from './settings';

/**
 * Outputs the referrals with one of the selected events since the last poll, each once, in its newest state and
 * in the order of the changes.
 *
 * The filters are applied here, not by the service: if a referral left the filtered list while its pages are
 * read, others would move from an unread page to one that was read.
 *
 * @throws {NodeApiError} if the service can't be read; the next poll starts at the same state
 * @throws {NodeOperationError} if a parameter is not acceptable
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = settingsOf(this);
	const deadline = performance.now() + MAX_DURATION;
	if (this.getMode() === 'manual') {
		const newest = { limit: 1, filter: settings.matches };
		const { referrals } = await readList(this, newest, deadline);
		return outputOf(referrals, settings);
	}

	const data = this.getWorkflowStaticData('node') as { state?: State };
	const { events, includesExisting, matches } = settings;
	const start = data.state?.polls;
	const { referrals: all, now } = await readSince(this, data.state, settings, deadline);
	// Polls may overlap. The state contains what another one has delivered in the meantime; from here on, nothing
	// is awaited.
	const before = data.state;
	const referrals = before && before.polls !== start ? withoutOutdated(all, before) : all;
	if (before === undefined) {
		data.state = initialState(referrals, events, now);
		return includesExisting ? outputOf(referrals.filter(matches).reverse(), settings) : null;
	}
	const { changed, state } = changesSince(before, referrals, events, now);
	data.state = state;
	return outputOf(changed.filter(matches), settings);
}

function outputOf(
	referrals: Referral[],
	{ outputFormat }: Settings,
): INodeExecutionData[][] | null {
	return referrals.length === 0 ? null : [referrals.map((one) => ({ json: outputFormat(one) }))];
}

/** The referrals, newest first, that were updated after the known state; without a state, those to start with. */
async function readSince(
	context: IPollFunctions,
	before: State | undefined,
	settings: Settings,
	deadline: number,
): Promise<Omit<ReadList, 'pages'>> {
	let { referrals, pages, now } = await readList(context, listingOf(before, settings), deadline);
	// A referral that changed while the pages were read has moved to the front, perhaps from an unread page.
	while (pages > 1) {
		const newest = latest(...referrals.map(updated));
		const listing = { limit: Infinity, stopAt: until(newest) };
		const front = await readList(context, listing, deadline);
		const moved = new Set(front.referrals.map(({ id }) => id));
		referrals = [...front.referrals, ...referrals.filter(({ id }) => !moved.has(id))];
		({ pages, now } = front);
	}
	return { referrals, now };
}

function listingOf(before: State | undefined, { events, includesExisting }: Settings): Listing {
	const needsValues = requiresValues(events);
	if (before) {
		return needsValues && !before.known
			? { limit: Infinity }
			: { limit: Infinity, stopAt: until(before.from) };
	}
	if (includesExisting) return { limit: Infinity };
	if (needsValues) return { limit: MAX_KEPT };
	let from: Moment | undefined;
	return {
		limit: Infinity,
		stopAt: (one) => updated(one) <= (from ??= earlier(updated(one), OVERLAP)),
	};
}

interface ReadList {
	referrals: Referral[];
	/** How many pages were read. */
	pages: number;
	/** The service's clock, according to its answer. */
	now?: Moment;
}

async function readList(
	context: IPollFunctions,
	listing: Listing,
	deadline: number,
): Promise<ReadList> {
	let pages = 0;
	const newestFirst = { url: REFERRALS, qs: { $orderby: 'updatedDateTime desc' } };
	const outcome = await collect<never>(listing, async (query) => {
		pages += 1;
		const request = typeof query === 'string' ? { url: REFERRALS + query } : newestFirst;
		return await getBefore(deadline, context, request);
	});
	const answer = answerOrThrow(context, newestFirst, outcome);
	const date = Date.parse(headerOf(answer.headers, 'date') ?? '');
	const now = Number.isNaN(date) ? undefined : momentOf(new Date(date).toISOString());
	return { referrals: referralsIn(answer)!, pages, now };
}

/** How often a page is requested again after a 429. */
const MAX_WAITS = 5;

/** How long a poll may take, in milliseconds, including waits: n8n gives up on a poll after 45 seconds. */
const MAX_DURATION = 40_000;

/** Waits after a 429, but not past the deadline; the next poll deals with any other failure. */
async function getBefore(
	deadline: number,
	context: IPollFunctions,
	request: GetRequest,
): Promise<Answer | Failure> {
	for (let waits = 0; ; waits += 1) {
		const outcome = await get(context, request, isPage);
		if (outcome.kind === 'answer' || !isThrottled(outcome)) return outcome;
		const wait = retryWait(waits, outcome);
		if (performance.now() + wait > deadline || waits >= MAX_WAITS) return outcome;
		await sleep(wait);
	}
}

/** Without the time of its last change, nothing can be concluded about a referral. */
function isPage(answer: Answer): boolean {
	const isDated = ({ updatedDateTime }: Referral) => readMoment(updatedDateTime) !== undefined;
	return referralsIn(answer)?.every(isDated) ?? false;
}

const until = (moment: Moment) => (referral: Referral) =>
	moment !== BEGINNING && updated(referral) <= moment;
