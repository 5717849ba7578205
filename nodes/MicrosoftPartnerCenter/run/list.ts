import { collect } from '../../shared/api/pages';
import type { Item } from './item';
import type { Run } from './run';
import type { Outcome } from './send/outcome';
import { send } from './send/send';

/** Reads the list that an item requests. */
export async function readList(item: Item, run: Run): Promise<Outcome> {
	return await collect<Outcome>(item.plan.listing!, async (query) => {
		if (query !== undefined) item.setQuery(query);
		return await send(item, run);
	});
}
