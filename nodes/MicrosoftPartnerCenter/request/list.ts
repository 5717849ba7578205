import type { IDataObject } from 'n8n-workflow';

import { nextQuery, referralsIn } from './answer';
import { endless, isFailure, unreadable } from './failure';
import type { Item } from './item';
import type { Run } from './run';
import { settle } from './settle';
import type { Ending } from './settle';
import { isRejected } from './verdict';

/**
 * Reads a list page by page, until it ends or holds as many referrals as are wanted. A referral that moves
 * from page to page while it is read is there once.
 *
 * @returns one answer with all of them, or what came in the way: a part of a list would pass for the whole
 */
export async function readList(item: Item, run: Run): Promise<Ending> {
	const { limit, isWanted = () => true, otherwise } = item.plan.listing!;
	const found = new Map<unknown, IDataObject>();
	const visited = new Set<string>();
	let page = await settle(item, run);
	if (otherwise && page && isFailure(page) && isRejected(page)) {
		item.turnTo(otherwise);
		page = await settle(item, run);
	}
	while (page && !isFailure(page) && !(page instanceof Error)) {
		for (const referral of referralsIn(page)!.filter(isWanted)) {
			if (!found.has(referral.id)) found.set(referral.id, referral);
		}
		const query = nextQuery(page);
		if (query === undefined || found.size >= limit) {
			return { ...page, body: { value: [...found.values()].slice(0, limit) } };
		}
		if (query === '') return unreadable(page);
		if (visited.has(query)) return endless(page);
		visited.add(query);
		item.turnTo(query);
		page = await settle(item, run);
	}
	return page;
}
