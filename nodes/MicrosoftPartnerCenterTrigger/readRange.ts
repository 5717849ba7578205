import type { Answer } from '../shared/api/answer';
import type { Failure } from '../shared/api/failure';
import type { PageQuery } from '../shared/api/pages';
import { later } from './moment';
import type { Moment } from './moment';
import { lowestOf, readPages } from './readPages';
import type { Interruption, Pass, Source } from './readPages';
import type { Row } from './row';

/** What was read of a range of the list. */
export interface RangeRead {
	kind: 'read';
	/** Each row in the latest state that was read. */
	rows: Row[];
	/** Whether the range was read to its end, and no row of it can be missing. */
	isComplete: boolean;
	/** Whether it was read to the end of the list. */
	isEnd: boolean;
	/** If not complete, no row that was updated after this time can be missing; undefined if any can. */
	reached?: Moment;
	/** If not complete, the query of the page to continue with. */
	resume?: PageQuery;
	/** The latest first page. */
	first: Answer;
}

/**
 * How many pages are read before they are read again. They can only be confirmed together in one poll, for which
 * the service's rate limit must leave enough requests.
 */
const MAX_PAGES = 5;

/**
 * Reads the list from a page on.
 *
 * Pages are positions in the list: if a referral that was read disappears, those after it move up, perhaps
 * one from an unread page to one that was read. If one that was not read changes, it moves to the front.
 * Therefore several pages are read again, until a pass shows everything that the pass before has shown.
 *
 * @param isEnough whether the range ends on the page with these rows
 */
export async function readRange(
	source: Source,
	start: PageQuery | undefined,
	isEnough: (rows: Row[]) => boolean,
	maxPages = MAX_PAGES,
): Promise<RangeRead | Failure | Interruption> {
	// The other half is for the second pass.
	const half = source.now() + (source.deadline - source.now()) / 2;
	let before = await readPages(source, start, isEnough, half, maxPages);
	if (before.kind !== 'pass') return before;
	const rows = new Map(before.rows);
	const read = { kind: 'read', isComplete: before.isComplete, first: before.first } as const;
	const { isEnd } = before;
	if (before.pages === 1) return { ...read, isEnd, rows: [...rows.values()], ...extentOf(before) };
	for (;;) {
		const isDone = before.isComplete ? isEnough : isDownTo(before.lowest);
		const pass = await readPages(source, start, isDone, source.deadline);
		if (pass.kind === 'failure') return pass;
		if (pass.kind === 'interruption') {
			const nothing = { isComplete: false, isEnd: false, resume: start };
			return { ...read, rows: [...rows.values()], ...nothing };
		}
		for (const [key, row] of pass.rows) rows.set(key, row);
		if (showsAllOf(before, pass)) {
			// What the second pass read beyond the end of the first one is not confirmed, even if the list ended there.
			const isComplete = before.isComplete && pass.isComplete;
			const isEnd = before.isEnd && pass.isEnd;
			const { first } = pass;
			const extent = extentOf(pass, before.lowest);
			return { ...read, rows: [...rows.values()], isComplete, isEnd, first, ...extent };
		}
		before = pass;
	}
}

/** Pages end with the row that was updated first; rows without a time say nothing. */
export function isDownTo(lower: Moment | undefined): (rows: Row[]) => boolean {
	return (rows) => {
		const lowest = lowestOf(rows);
		return lowest !== undefined && lower !== undefined && lowest <= lower;
	};
}

/** The same, without the rows that were updated at exactly this time. */
export function isBelow(upper: Moment): (rows: Row[]) => boolean {
	return (rows) => {
		const lowest = lowestOf(rows);
		return lowest !== undefined && lowest < upper;
	};
}

/** Whether no row can have moved up from an unread page while the earlier pass was under way. */
function showsAllOf(before: Pass, pass: Pass): boolean {
	for (const [key, { updated }] of before.rows) {
		const now = pass.rows.get(key);
		const isInReach = pass.isEnd || (pass.lowest !== undefined && updated > pass.lowest);
		if (isInReach && (now === undefined || now.updated < updated)) return false;
	}
	return true;
}

/**
 * How far a pass has read. The last page is read again, in case something disappears until then; a single page
 * is not, as reading would never get further.
 */
function extentOf(
	{ lowest, pages, last, next }: Pass,
	confirmed = lowest,
): Pick<RangeRead, 'reached' | 'resume'> {
	const isKnown = lowest !== undefined && confirmed !== undefined;
	return {
		reached: isKnown ? later(lowest, confirmed) : undefined,
		resume: pages > 1 ? last : next,
	};
}
