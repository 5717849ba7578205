import type { IDataObject } from 'n8n-workflow';

import { nextQuery, referralsIn } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { endless, isFailure, unreadable } from '../../shared/api/failure';
import type { Failure } from '../../shared/api/failure';
import { isRejected } from '../../shared/api/retryPolicy';
import type { Listing } from '../routing/requestPlan';
import type { Item } from './item';
import type { Run } from './run';
import { settle } from './send/send';
import type { Ending } from './send/send';

/** What stands for a page: an answer that is one, or why there is none. */
type Page<Other> = Answer | Failure | Other;

/** How many pages in a row may bring nothing new. */
const MOST_BARREN = 20;

/** Reads the list that an item asks for. */
export async function readList(item: Item, run: Run): Promise<Ending> {
	return await collect(item.plan.listing!, async (query) => {
		if (query !== undefined) item.turnTo(query);
		return await settle(item, run);
	});
}

/**
 * Reads a list page by page, until it ends or holds as many referrals as are wanted. A referral that moves
 * from page to page while it is read is there once.
 *
 * @param ask gives the page for a query, the service's own where it is a text; without one, the first page
 * @returns one answer with all of them, or what came in the way: a part of a list would pass for the whole
 */
export async function collect<Other extends Error | undefined>(
	{ limit, isWanted = () => true, isPast = () => false, otherwise }: Listing,
	ask: (query?: IDataObject | string) => Promise<Page<Other>>,
): Promise<Page<Other>> {
	const found = new Map<unknown, IDataObject>();
	const visited = new Set<string>();
	const met = new Set<unknown>();
	let barren = 0;
	let page = await ask();
	if (otherwise && page && isFailure(page) && isRejected(page)) page = await ask(otherwise);
	while (page && !isFailure(page) && !(page instanceof Error)) {
		const referrals = referralsIn(page)!;
		for (const referral of referrals) {
			if (!found.has(referral.id) && isWanted(referral)) found.set(referral.id, referral);
		}
		const before = met.size;
		for (const { id } of referrals) met.add(id);
		barren = met.size === before ? barren + 1 : 0;
		const query = nextQuery(page);
		if (query === undefined || found.size >= limit || referrals.some(isPast)) {
			const value = [...found.values()].filter((one) => !isPast(one)).slice(0, limit);
			return { ...page, body: { value } };
		}
		if (query === '') return unreadable(page);
		if (visited.has(query) || barren > MOST_BARREN) return endless(page);
		visited.add(query);
		page = await ask(query);
	}
	return page;
}
