import type { Answer } from '../../shared/api/answer';
import { collect } from '../../shared/api/pages';
import type { Item } from './item';
import type { Run } from './run';
import { listReader } from './send/list';
import type { Outcome } from './send/outcome';
import { sendItem } from './sendItem';

/** Reads the list that an item requests. */
export async function readList(item: Item, run: Run): Promise<Outcome> {
	if (item.plan.key) return await readByKey(item, run);
	return await collect<Outcome>(item.plan.listing!, async (query) => {
		if (query !== undefined) item.setQuery(query);
		return await sendItem(item, run);
	});
}

/** Reads the referrals with the item's key, which are looked up together with those of the other items. */
async function readByKey(item: Item, run: Run): Promise<Outcome> {
	const { key, listing } = item.plan;
	const matches = await run.lookup.find(key!, listReader(item, run));
	if (!Array.isArray(matches)) return matches;
	const { limit, filter = () => true } = listing!;
	const value = matches.filter(filter).slice(0, limit);
	return { kind: 'answer', statusCode: 200, headers: {}, body: { value } } satisfies Answer;
}
