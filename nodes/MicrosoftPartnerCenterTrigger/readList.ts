import { headerOf } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import type { Failure } from '../shared/api/failure';
import { isJsonObject } from '../shared/values/json';
import { BEGINNING, earlier, later, readMoment } from './moment';
import type { Moment } from './moment';
import { readGap } from './readGap';
import type { Source } from './readPages';
import { isBelow, isDownTo, readRange } from './readRange';
import type { RangeRead } from './readRange';
import type { Row } from './row';
import { OVERLAP, windowOf } from './state';
import type { Extent, Gap, State } from './state';

/** What a poll has read of the list. */
export interface Reading {
	kind: 'reading';
	/** Each row in the latest state that was read. */
	rows: Row[];
	/** The time after which a referral was created if it was not there when this poll began. */
	start: Moment;
	/** How much of the list has been read with this poll. */
	extent: Extent;
	/** The version of the state that the poll began with; undefined if there was none. */
	version?: number;
	/** Why what earlier polls have not managed to read could not be read now, either. */
	failure?: Failure;
}

/** Which rows an earlier poll has seen. */
export interface Seen {
	has: (row: Row) => boolean;
	hasState: (row: Row) => boolean;
}

/**
 * Reads what may have changed since the state, and with the time left, what earlier polls have not managed to
 * read. The next poll continues where this one ends.
 */
export async function readList(
	source: Source,
	before: State | undefined,
	seen: Seen,
): Promise<Reading | Failure> {
	const isLastOfStart = before?.isStarting === true && !before.gap;
	const maxPages = isLastOfStart ? MAX_PAGES_OF_LAST : undefined;
	const front = await readRange(source, undefined, endOfFront(before, seen), maxPages);
	if (front.kind === 'interruption') return front.failure;
	if (front.kind === 'failure') return front;
	const now = nowOf(front.first, source);
	const newest = newestOf(front, now);
	const rows = new Map(front.rows.map((row) => [row.key, row]));
	let extent = extentAfter(before, front, newest);
	let failure: Failure | undefined;
	const fillGap = async () => {
		if (!extent.gap) return;
		const below = await readGap(source, extent.gap);
		for (const row of below.rows) if (!rows.has(row.key)) rows.set(row.key, row);
		failure = below.failure;
		extent = { ...extent, gap: below.gap };
	};
	const isCounted = extent.gap?.isCounted;
	await fillGap();
	const news = isCounted ? front.rows : [...rows.values()];
	const expected = before?.count === undefined ? undefined : before.count + newIn(news, seen);
	const count = countIn(front.first);
	const isWhole = front.isEnd || (before !== undefined && !before.gap && !extent.gap);
	const isPastStart =
		isLastOfStart && front.reached !== undefined && front.reached < cursorAtGap(before);
	// The poll that closes the gap doesn't end the start: a referral that changed in the meantime has moved from the gap
	// to the front, which that poll had already read.
	if ((isWhole && front.isComplete) || isPastStart) extent.isStarting = undefined;
	extent.count = isWhole && !extent.isStarting ? count : expected;
	if (isWhole) extent.since = undefined;
	// A referral with an old date must have appeared.
	if (
		isWhole &&
		!front.isEnd &&
		count !== undefined &&
		expected !== undefined &&
		count > expected
	) {
		const lower = before?.horizon ?? BEGINNING;
		const gap: Gap = { lower, upper: extent.cursor, isCounted: true };
		extent = { ...extent, gap, since: windowOf(extent) };
		await fillGap();
	}
	return {
		kind: 'reading',
		rows: [...rows.values()],
		// There may have been time only for referrals that are dated in the future.
		start: newest === BEGINNING ? now : newest,
		extent,
		version: before?.version,
		failure,
	};
}

/**
 * The latest update that was known when the gap of the start opened. If one poll has no time for the whole window, the
 * start ends when everything newer than this has been read.
 */
function cursorAtGap({ cursor, since }: State): Moment {
	return since === undefined ? cursor : earlier(since, -OVERLAP);
}

/**
 * A change can appear late in the list. As long as there is a gap, late changes wait until it is closed: polls that
 * read the same again and again would never get further.
 */
function endOfFront(before: State | undefined, seen: Seen): (rows: Row[]) => boolean {
	const { cursor, gap, since, isStarting } = before ?? START;
	const isDownToWindow = isDownTo(
		windowOf({ cursor, since: gap ? undefined : since }, before?.floor),
	);
	if (gap) {
		const [isDownToCursor, isDownToGap] = [isDownTo(cursor), isDownTo(gap.upper)];
		return (rows) =>
			isDownToWindow(rows) ||
			isDownToGap(rows) ||
			(isDownToCursor(rows) && rows.every(seen.hasState));
	}
	if (before === undefined || !isStarting) return isDownToWindow;
	// The last poll of the start must not miss a referral that was updated at the same time as the latest known one.
	const isBelowCursor = isBelow(cursor);
	return (rows) => isDownToWindow(rows) && isBelowCursor(rows);
}

/** For the last poll of the start: after an import, many referrals can have been updated at the same time. */
const MAX_PAGES_OF_LAST = 50;

const START: Extent = { cursor: BEGINNING, isStarting: true };

function extentAfter(before: State | undefined, front: RangeRead, newest: Moment): Extent {
	const { gap, since, isStarting, ...last } = before ?? START;
	// Nothing is certain; the next poll begins where this one did.
	if (!front.isComplete && front.reached === undefined) {
		return { cursor: last.cursor, gap, since, isStarting };
	}
	const cursor = later(last.cursor, newest);
	const next = { cursor, isStarting };
	if (front.isEnd || (front.isComplete && !gap && !isStarting)) return next;
	if (front.isComplete) return { ...next, gap, since };
	const lower = gap?.lower ?? windowOf({ cursor: last.cursor, since }, before?.floor);
	const { reached: upper = lower, resume: page } = front;
	return { ...next, gap: { lower, upper, page }, since: (gap && since) ?? windowOf({ cursor }) };
}

function newIn(rows: Row[], seen: Seen): number {
	return rows.filter((row) => !seen.has(row)).length;
}

function newestOf({ rows }: RangeRead, now: Moment): Moment {
	return rows.reduce(
		(newest, { updated }) => (updated > newest && updated <= now ? updated : newest),
		BEGINNING,
	);
}

/** A time in the future, by the clocks of the service and of this machine, must not hide the changes until then. */
function nowOf({ headers }: Answer, { today }: Source): Moment {
	const date = Date.parse(headerOf(headers, 'date') ?? '');
	const now = Number.isNaN(date) ? today() : Math.min(date + 999, today());
	return readMoment(new Date(now).toISOString())!;
}

function countIn({ body }: Answer): number | undefined {
	const count = isJsonObject(body) ? body['@odata.count'] : undefined;
	return typeof count === 'number' ? count : undefined;
}
