import type { Failure } from '../shared/api/failure';
import type { PageQuery } from '../shared/api/pages';
import { isQueryRejected } from '../shared/api/retryPolicy';
import type { Source } from './readPages';
import { isDownTo, readRange } from './readRange';
import type { RangeRead } from './readRange';
import type { Row } from './row';
import type { Gap } from './state';

export const NEWEST_FIRST = { $orderby: 'updatedDateTime desc' };

/** What was read of a gap. */
export interface GapRead {
	rows: Row[];
	/** What is left; undefined if nothing is. */
	gap?: Gap;
	/** Why reading ended before the time was up. */
	failure?: Failure;
}

/**
 * Reads a gap as far as there is time.
 *
 * It continues by date, because links to pages may expire, and positions change. The documentation doesn't
 * say whether the service filters by date. If it doesn't, or if too many referrals have the same date, reading
 * continues by page in the whole list, and if that page is not accepted either, from the start of the list.
 */
export async function readGap(source: Source, start: Gap): Promise<GapRead> {
	const rows = new Map<string, Row>();
	let gap: Gap | undefined = start;
	while (gap !== undefined && source.now() < source.deadline) {
		const maxPages = gap.way === 'fromStart' ? Infinity : undefined;
		const read = await readRange(source, queryOf(gap), isDownTo(gap.lower), maxPages);
		if (read.kind === 'interruption') break;
		if (read.kind === 'failure') {
			const isRejected = isQueryRejected(read) || EXPIRED.includes(read.status ?? 0);
			if (!isRejected || gap.way === 'fromStart') {
				return { rows: [...rows.values()], gap, failure: read };
			}
			gap = { ...gap, way: gap.way === undefined && gap.page ? 'byPage' : 'fromStart' };
			continue;
		}
		for (const row of read.rows) rows.set(row.key, row);
		const isCertain = read.isComplete || read.reached !== undefined;
		if (!isCertain) break;
		gap = gapAfter(gap, read);
	}
	return { rows: [...rows.values()], gap };
}

/** Statuses with which the service rejects the link to a page that has expired. */
const EXPIRED = [404, 410];

function queryOf({ way, upper, page }: Gap): PageQuery | undefined {
	if (way === 'fromStart') return undefined;
	if (way === 'byPage') return page;
	return { ...NEWEST_FIRST, $filter: `updatedDateTime le ${upper}` };
}

/** @returns undefined if nothing is left */
function gapAfter(gap: Gap, read: RangeRead): Gap | undefined {
	const { upper, way, page } = gap;
	const isByDate = way === undefined;
	const isIgnored = isByDate && read.rows.some(({ updated }) => updated > upper);
	if (isIgnored) return { ...gap, way: 'byPage', page: page ?? read.resume };
	if (read.isComplete) return undefined;
	const reached = read.reached!;
	const isStuck = reached >= upper;
	// A referral that changes leaves a list that ends at a date, and those after it move up. In the whole list, it moves
	// to the front, and they stay where they are. Therefore, only links into the whole list are kept.
	if (isByDate) return isStuck ? { ...gap, way: 'byPage' } : { ...gap, upper: reached };
	return { ...gap, upper: isStuck ? upper : reached, way: 'byPage', page: read.resume };
}
