import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { REFERRALS } from '../../shared/api/address';
import { nextQuery, referralIn, referralsIn } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { answerOrThrow, get, getOrThrow } from '../../shared/api/get';
import { unmistakableId } from '../../shared/values/referralId';
import { contains, entryOf } from './entry';

/** How many entries are shown before the user scrolls, and how many pages are read to find them. */
const ENTRIES = 20;
const MAX_PAGES = 10;

/**
 * The referrals that the parameter "Referral" offers, newest first. The API documents no filter for a part of
 * a text, so the names are searched here. An ID or a link finds its referral, however old it is.
 *
 * @param paginationToken the query of the page to continue with
 */
export async function searchReferrals(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const id = unmistakableId(filter);
	if (id !== undefined) return { results: await resultsFor(this, id) };
	const results: INodeListSearchItems[] = [];
	let query: string | undefined = paginationToken ?? '?$orderby=updatedDateTime%20desc';
	for (let pages = 0; query && pages < MAX_PAGES && results.length < ENTRIES; pages += 1) {
		const page = await getOrThrow(this, { url: REFERRALS + query }, isPage);
		const found = referralsIn(page)!.filter((referral) => contains(referral, filter));
		results.push(...found.map(entryOf));
		query = nextQuery(page);
	}
	return { results, paginationToken: query };
}

const isPage = (answer: Answer) => referralsIn(answer) !== undefined;

const isReferral = (answer: Answer) => typeof referralIn(answer)?.id === 'string';

/** The referral with this ID; empty if it doesn't exist or the user may not read it. */
async function resultsFor(
	context: ILoadOptionsFunctions,
	id: string,
): Promise<INodeListSearchItems[]> {
	const request = { url: `${REFERRALS}/${encodeURIComponent(id)}` };
	const outcome = await get(context, request, isReferral);
	if (outcome.kind === 'failure' && outcome.status === 404) return [];
	return [entryOf(referralIn(answerOrThrow(context, request, outcome))!)];
}
