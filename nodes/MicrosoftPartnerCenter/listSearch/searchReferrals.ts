import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { REFERRALS } from '../../shared/api/address';
import { nextQuery, referralsIn } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { getOrThrow } from '../../shared/api/get';
import { simplified } from '../../shared/referral/outputFormats';
import type { Referral } from '../../shared/referral/referral';

/** How many entries are shown before the user scrolls, and how many pages are read to find them. */
const ENTRIES = 20;
const MAX_PAGES = 10;

/**
 * The referrals that the parameter "Referral" offers, newest first. The API documents no filter for a part of
 * a text, so the names are searched here.
 *
 * @param paginationToken the query of the page to continue with
 */
export async function searchReferrals(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let query: string | undefined = paginationToken ?? '?$orderby=updatedDateTime%20desc';
	for (let pages = 0; query && pages < MAX_PAGES && results.length < ENTRIES; pages += 1) {
		const page = await getOrThrow(this, { url: REFERRALS + query }, isPage);
		const entries = referralsIn(page)!.map(entryOf);
		results.push(...entries.filter(({ name }) => contains(name, filter)));
		query = nextQuery(page);
	}
	return { results, paginationToken: query };
}

const isPage = (answer: Answer) => referralsIn(answer) !== undefined;

/** `Contoso moves to Azure | Contoso | Active: Accepted | 5000 USD` */
function entryOf(referral: Referral): INodeListSearchItems {
	const { id, name, customerName, status, substatus, dealValue, currency } = simplified(referral);
	const parts = [
		name,
		customerName,
		status && `${String(status)}: ${String(substatus)}`,
		dealValue !== null && [dealValue, currency].filter(Boolean).join(' '),
	];
	return { name: parts.filter(Boolean).join(' | '), value: String(id) };
}

function contains(name: string, filter: string): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}
