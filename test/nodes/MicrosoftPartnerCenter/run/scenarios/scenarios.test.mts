import * as fc from 'fast-check';

import { isLong, randomRuns, seed } from '../../../../randomRuns.mts';
import { shortenWaits } from '../../../../shortWaits.mts';
import { violationsIn } from './rules/judge.mts';
import { Stage } from './play.mts';
import { printed } from './print.mts';
import type { Report } from './reports.mts';
import { scenario } from './scenario.mts';

/** In milliseconds. On a slow computer, fewer scenarios are played. */
const TIME_LIMIT = isLong ? 900_000 : 10_000;

let stage: Stage;

shortenWaits();

beforeAll(async () => {
	// The waits before a request is sent again are random; these are the shortest.
	jest.spyOn(Math, 'random').mockReturnValue(0);
	stage = await Stage.open();
});
afterAll(async () => {
	await stage.close();
	jest.restoreAllMocks();
});

test(`whatever happens to the requests, no report is false, and nothing is changed twice (seed ${seed})`, async () => {
	const reports: Report[] = [];
	await fc.assert(
		fc.asyncProperty(scenario, async (one) => {
			const played = await stage.play(one);
			reports.push(...played.steps.flatMap(({ items }) => items.flatMap((item) => item.reports)));
			const violations = violationsIn(played);
			if (violations.length > 0) throw new Error([...violations, printed(one, played)].join('\n'));
		}),
		{ ...randomRuns({ short: 40, long: 5000 }), interruptAfterTimeLimit: TIME_LIMIT },
	);
	if (isLong) expect(kindsOf(reports)).toEqual(ALL_KINDS);
});

/** Rules about reports that never occur, perhaps because their texts have changed, would prove nothing. */
const ALL_KINDS = [
	'blames others',
	'canceled',
	'created',
	'not shown',
	'notMade',
	'notSent',
	'notStarted',
	'success',
	'unknown',
];

function kindsOf(reports: Report[]): string[] {
	const kinds = new Set<string>(reports.map(({ kind }) => kind));
	if (reports.some(({ blamesOthers }) => blamesOthers)) kinds.add('blames others');
	if (reports.some(({ isNotShown }) => isNotShown)) kinds.add('not shown');
	return [...kinds].sort();
}
