import type { PageQuery } from '../shared/api/pages';
import type { PackedMemory } from './memory';
import { BEGINNING, earlier, later } from './moment';
import type { Moment } from './moment';

/** What is kept from one poll to the next, in the node's static data. */
export interface State extends Extent {
	known: PackedMemory;
	/** How many times the state has changed, by which a poll that overlaps with another recognizes it. */
	version: number;
	/**
	 * A referral that is not known may have existed before if it was created up to this time; undefined if all are
	 * known.
	 */
	horizon?: Moment;
	/** When the last referral that each poll reads was updated; undefined if there are few referrals. */
	floor?: Moment;
}

/** How much of the list has been read. */
export interface Extent {
	/** The time of the latest update that has been read, and is not in the future. */
	cursor: Moment;
	/** What is still to be read of the time before. */
	gap?: Gap;
	/** Late changes since this time are still to be looked for; undefined if they have been. */
	since?: Moment;
	/** Whether the referrals that existed at the start are still being read. */
	isStarting?: true;
	/** The number of referrals that the service must have, unless one with an old date has appeared. */
	count?: number;
}

/** The referrals that were updated after `lower`, and up to `upper`. */
export interface Gap {
	lower: Moment;
	upper: Moment;
	/** Where to continue; by default at `upper`. */
	way?: 'byPage' | 'fromStart';
	/** The query of the page from which the whole list is read if reading by date doesn't work. */
	page?: PageQuery;
	/** Whether the number of referrals includes those in the gap. */
	isCounted?: true;
}

/** How long after the cursor a change can still appear in the list, in milliseconds. */
export const OVERLAP = 300_000;

/**
 * How many referrals are read in each poll, in case a change appears late: all that were changed within the
 * overlap would be too many after an import.
 */
export const MAX_OVERLAP = 400;

/** Everything that was updated after this time is read in each poll, unless there is a gap. */
export function windowOf({ since, cursor }: Extent, floor: Moment = BEGINNING): Moment {
	return later(since ?? earlier(cursor, OVERLAP), floor);
}
