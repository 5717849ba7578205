import { collect } from '../../../shared/api/pages';
import type { ReadList } from '../lookup/lookup';
import { attempt } from './attempt';
import type { NotSent } from './outcome';
import { Retries } from './retries';
import type { LookedUpItem, SendingRun } from './sendable';

/** Reads lists of referrals on behalf of an item. */
export const listReader =
	(item: LookedUpItem, run: SendingRun): ReadList<NotSent> =>
	async (query, listing) =>
		await collect<NotSent>(listing, async (next = query) => {
			const retries = new Retries(run.maxRetries);
			return await attempt({ item, run, retries }, 'GET', () => item.readPage(next));
		});
