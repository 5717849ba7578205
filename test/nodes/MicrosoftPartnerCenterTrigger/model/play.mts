import { History } from './history.mts';
import type { Deed } from './history.mts';
import type { Habits } from './listModel.mts';

/** One poll: for how many pages there is time, and what happens before it and while pages are read. */
export interface Poll {
	before: Deed[];
	during: Array<{ page: number; deed: Deed }>;
	maxPages: number;
}

/** A history of a list and of the polls of a trigger. */
export interface Scenario {
	service: Habits;
	/** What happens before the trigger starts. */
	existing: Deed[];
	/** The polls until all that existed is known. Only the time matters of the first one. */
	starting: Poll[];
	later: Poll[];
}

/** Plays a history, and expects that each change is delivered once, with the values before. */
export async function play({ service, existing, starting, later }: Scenario): Promise<void> {
	const history = new History(service);
	for (const deed of existing) history.do(deed);
	history.start();
	await history.poll(starting[0]?.maxPages ?? 1000);
	history.list.clock += 1;
	for (const poll of starting.slice(1)) await pollOnce(history, poll);
	history.list.onPage = () => undefined;
	await history.catchUp(1000);
	expect(history.missing).toEqual([]);

	for (const poll of later) await pollOnce(history, poll);
	history.list.onPage = () => undefined;
	await history.catchUp(1000);
	expect(history.missing).toEqual([]);
	for (let polls = 0; polls < 3; polls += 1) expect(await history.poll(1000)).toEqual([]);
	const before = history.state;
	expect(await history.poll(1000)).toEqual([]);
	expect(history.state).toEqual(before);
}

async function pollOnce(history: History, { before, during, maxPages }: Poll): Promise<void> {
	for (const deed of before) history.do(deed);
	history.list.onPage = (page) => {
		for (const { deed } of during.filter((one) => one.page === page)) history.do(deed);
	};
	const hadGap = history.state?.gap !== undefined;
	await history.poll(maxPages);
	const isWhole = maxPages === 1000 && during.length === 0 && !hadGap && !history.state?.gap;
	if (isWhole) expect(history.missing).toEqual([]);
}
