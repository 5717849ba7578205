import type { IDataObject } from 'n8n-workflow';

import type { Referral } from '../referral/referral';
import { nextQuery, referralsIn } from './answer';
import type { Answer } from './answer';
import { endlessList, unreadable } from './failure';
import type { Failure } from './failure';

/** Which referrals of a list to read. */
export interface Listing {
	/** The maximum number of referrals to return. */
	limit: number;
	/** Whether to return a referral; all are returned by default. */
	filter?: (referral: Referral) => boolean;
	/** In a sorted list, the referral at which to stop reading; it and those after it are not returned. */
	stopAt?: (referral: Referral) => boolean;
	/** Whether the referrals found so far are all that is needed. */
	isComplete?: (found: Iterable<Referral>) => boolean;
}

/** The query of a page; the service's own if it is a text. */
export type PageQuery = IDataObject | string;

/** How many pages in a row may bring nothing new. */
const MAX_PAGES_WITHOUT_NEWS = 20;

/**
 * Reads a list page by page, until it ends or the limit is reached. A referral that moves from one page to
 * another in the meantime is returned once.
 *
 * @param getPage reads the page for a query; without a query, the first page
 * @returns one answer with all referrals, or the outcome that ended the reading: a part of a list would be
 * mistaken for the whole
 */
export async function collect<Other extends { kind: string }>(
	{ limit, filter = () => true, stopAt = () => false, isComplete = () => false }: Listing,
	getPage: (query?: PageQuery) => Promise<Answer | Failure | Other>,
): Promise<Answer | Failure | Other> {
	const found = new Map<unknown, Referral>();
	const visitedQueries = new Set<string>();
	const seenIds = new Set<unknown>();
	let pagesWithoutNews = 0;
	let page = await getPage();
	while (isAnswer(page)) {
		const referrals = referralsIn(page)!;
		for (const referral of referrals) {
			if (!found.has(referral.id) && filter(referral)) found.set(referral.id, referral);
		}
		const seenBefore = seenIds.size;
		for (const { id } of referrals) seenIds.add(id);
		pagesWithoutNews = seenIds.size === seenBefore ? pagesWithoutNews + 1 : 0;
		const query = nextQuery(page);
		const isDone = found.size >= limit || referrals.some(stopAt) || isComplete(found.values());
		if (query === undefined || isDone) {
			const value = [...found.values()].filter((one) => !stopAt(one)).slice(0, limit);
			return { ...page, body: { value } };
		}
		if (query === '') return unreadable(page);
		if (visitedQueries.has(query) || pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) {
			return endlessList(page);
		}
		visitedQueries.add(query);
		page = await getPage(query);
	}
	return page;
}

function isAnswer(page: { kind: string }): page is Answer {
	return page.kind === 'answer';
}
