import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { nextQuery, referralsIn } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { answered, ask } from '../../shared/api/get';
import { simplified } from '../../shared/referral/outputFormats';
import { REFERRALS } from '../fields/path';

/** How many entries a person gets to see before scrolling, and how many pages are read to find them. */
const ENTRIES = 20;
const MOST_PAGES = 10;

/**
 * The referrals that the locator "Referral" offers, newest first. The API documents no filter for a part of
 * a text, so that names are looked through here.
 *
 * @param paginationToken the query of the page to go on with
 */
export async function searchReferrals(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let query: string | undefined = paginationToken ?? '?$orderby=updatedDateTime%20desc';
	for (let pages = 0; query && pages < MOST_PAGES && results.length < ENTRIES; pages += 1) {
		const question = { url: REFERRALS + query };
		const page = answered(this, question, await ask(this, question, isPage));
		const entries = referralsIn(page)!.map(entryOf);
		results.push(...entries.filter(({ name }) => contains(name, filter)));
		query = nextQuery(page);
	}
	return { results, paginationToken: query };
}

const isPage = (answer: Answer) => referralsIn(answer) !== undefined;

/** «Contoso moves to Azure | Contoso | Active: Accepted | 5000 USD» */
function entryOf(referral: IDataObject): INodeListSearchItems {
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
