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

/** The query of a page; a string if it is the service's own. */
export type PageQuery = IDataObject | string;

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
	const progress = new Progress();
	let page = await getPage();
	while (isAnswer(page)) {
		const referrals = referralsIn(page)!;
		for (const referral of referrals) {
			if (!found.has(referral.id) && filter(referral)) found.set(referral.id, referral);
		}
		progress.addPage(referrals.map(({ id }) => id));
		const query = nextQuery(page);
		const isDone = found.size >= limit || referrals.some(stopAt) || isComplete(found.values());
		if (query === undefined || isDone) {
			const value = [...found.values()].filter((one) => !stopAt(one)).slice(0, limit);
			return { ...page, body: { value } };
		}
		if (query === '') return unreadable(page);
		if (progress.isEndless(query)) return endlessList(page);
		page = await getPage(query);
	}
	return page;
}

/**
 * How many pages in a row may bring nothing new: a service that filters page by page returns many empty ones
 * where nothing matches.
 */
const MAX_PAGES_WITHOUT_NEWS = 500;

/** Recognizes a list that never ends: a next page that was already read, or too many pages without news. */
export class Progress {
	private readonly queries = new Set<string>();
	private readonly seen = new Set<unknown>();
	private pagesWithoutNews = 0;

	addPage(ids: unknown[]): void {
		const before = this.seen.size;
		for (const id of ids) this.seen.add(id);
		this.pagesWithoutNews = this.seen.size === before ? this.pagesWithoutNews + 1 : 0;
	}

	/** @param query that of the next page */
	isEndless(query: string): boolean {
		if (this.queries.has(query) || this.pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) return true;
		this.queries.add(query);
		return false;
	}
}

function isAnswer(page: { kind: string }): page is Answer {
	return page.kind === 'answer';
}
