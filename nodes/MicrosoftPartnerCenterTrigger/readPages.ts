import { nextQuery } from '../shared/api/answer';
import type { Answer } from '../shared/api/answer';
import { endlessList, unreadable } from '../shared/api/failure';
import type { Failure } from '../shared/api/failure';
import { Progress } from '../shared/api/pages';
import type { PageQuery } from '../shared/api/pages';
import { BEGINNING } from './moment';
import type { Moment } from './moment';
import { rowsIn } from './row';
import type { Row } from './row';

/** There was no time to wait for a page. */
export interface Interruption {
	kind: 'interruption';
	/** What the poll would have had to wait for. */
	failure: Failure;
}

/** The list, the latest change first, and the time that there is for reading it. */
export interface Source {
	/** @param query undefined for the first page of the list */
	getPage: (query?: PageQuery) => Promise<Answer | Failure | Interruption>;
	/** The current time of a monotonic clock, in milliseconds. */
	now: () => number;
	/** When reading must have ended, by this clock; from then on, each page is an interruption. */
	deadline: number;
	/** The current time of the calendar, in milliseconds. */
	today: () => number;
}

/** What one pass over the pages has read. */
export interface Pass {
	kind: 'pass';
	rows: Map<string, Row>;
	pages: number;
	/** Whether the pass ended at the end of the list, or with a page that was enough. */
	isComplete: boolean;
	/** Whether it ended at the end of the list. */
	isEnd: boolean;
	/** The time of the last row that has one. */
	lowest?: Moment;
	first: Answer;
	/** The query of the last page, and of the one after it. */
	last?: PageQuery;
	next?: string;
}

/**
 * Reads pages until there are no more, a page is enough, or time is up. The first page is always requested.
 *
 * @param isEnough whether to stop after a page with these rows
 */
export async function readPages(
	source: Source,
	start: PageQuery | undefined,
	isEnough: (rows: Row[]) => boolean,
	deadline: number,
	maxPages = Infinity,
): Promise<Pass | Failure | Interruption> {
	const progress = new Progress();
	let pass: Pass | undefined;
	for (let query = start; ; query = pass.next) {
		const answer = await source.getPage(query);
		if (answer.kind === 'interruption' && pass) return pass;
		if (answer.kind !== 'answer') return answer;
		const page = rowsIn(answer);
		if (page === undefined) return unreadable(answer);
		pass ??= { ...NOTHING, rows: new Map(), first: answer };
		for (const row of page) pass.rows.set(row.key, row);
		pass.pages += 1;
		pass.lowest = lowestOf(page) ?? pass.lowest;
		pass.last = query;
		pass.next = nextQuery(answer);
		pass.isEnd = pass.next === undefined;
		pass.isComplete = pass.isEnd || isEnough(page);
		if (pass.isComplete || pass.pages >= maxPages || source.now() >= deadline) return pass;
		if (pass.next === '') return unreadable(answer);
		progress.addPage(page.map(({ key }) => key));
		if (progress.isEndless(pass.next!)) return endlessList(answer);
	}
}

const NOTHING = { kind: 'pass', pages: 0, isComplete: false, isEnd: false } as const;

export function lowestOf(rows: Row[]): Moment | undefined {
	for (let index = rows.length - 1; index >= 0; index -= 1) {
		if (rows[index].updated !== BEGINNING) return rows[index].updated;
	}
	return undefined;
}
