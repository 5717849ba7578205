import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Listing } from '../MicrosoftPartnerCenter/checks/plan';
import { REFERRALS } from '../MicrosoftPartnerCenter/fields/referralId';
import { referralsIn } from '../MicrosoftPartnerCenter/request/answer';
import type { Answer } from '../MicrosoftPartnerCenter/request/answer';
import { answered, ask } from '../MicrosoftPartnerCenter/request/ask';
import { collect } from '../MicrosoftPartnerCenter/request/list';
import type { Settings } from './settings';
import { changesSince, isStatusAsked, MOST_KEPT, OVERLAP, present } from './changes';
import type { State } from './changes';
import { BEGINNING, earlier, latest, momentOf } from './moment';
import type { Moment } from './moment';
import { settingsOf } from './settings';

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
	if (this.getMode() === 'manual')
		return given(await read(this, { limit: 1, isWanted: settings.isWanted }), settings);

	const data = this.getWorkflowStaticData('node') as { state?: State };
	const { events, includesExisting, isWanted } = settings;
	const before = data.state;
	const referrals = await readSince(this, before, settings);
	if (before === undefined) {
		data.state = present(referrals, events);
		return includesExisting ? given(referrals.filter(isWanted).reverse(), settings) : null;
	}
	const { changed, state } = changesSince(before, referrals, events);
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
): Promise<IDataObject[]> {
	const pages = { read: 0 };
	let referrals = await read(context, listingOf(before, settings), pages);
	// What was changed while several pages were read has moved to the front, perhaps from one not yet read.
	while (pages.read > 1) {
		pages.read = 0;
		const newest = latest(...referrals.map(updated));
		const moved = await read(context, { limit: Infinity, isPast: until(newest) }, pages);
		const ids = new Set(moved.map(({ id }) => id));
		referrals = [...moved, ...referrals.filter(({ id }) => !ids.has(id))];
	}
	return referrals;
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

async function read(
	context: IPollFunctions,
	listing: Listing,
	pages = { read: 0 },
): Promise<IDataObject[]> {
	const question = { url: REFERRALS };
	const outcome = await collect(listing, async (query) => {
		pages.read += 1;
		return await ask(
			context,
			typeof query === 'string' ? { url: REFERRALS + query } : { ...question, qs: NEWEST_FIRST },
			isPage,
		);
	});
	return referralsIn(answered(context, question, outcome as Answer))!;
}

const NEWEST_FIRST = { $orderby: 'updatedDateTime desc' };

const isPage = (answer: Answer) => referralsIn(answer) !== undefined;

const until = (moment: Moment) => (referral: IDataObject) =>
	moment !== BEGINNING && updated(referral) <= moment;

const updated = ({ updatedDateTime }: IDataObject) => momentOf(updatedDateTime);
