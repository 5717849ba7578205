import { ratios, spread } from '../rounds.mts';
import type { Spread } from '../rounds.mts';
import type { Comparison } from './comparisons.mts';
import type { Measured } from './measure.mts';

/** How the contenders of one comparison did. */
export interface Result {
	title: string;
	rounds: number;
	contenders: Figures[];
}

/** One contender's figures over all rounds. */
export interface Figures {
	name: string;
	/** Relative to the last contender, round by round. */
	timeRatio: Spread;
	requestsRatio: Spread;
	seconds: Spread;
	requests: Spread;
	throttled: Spread;
	/** The referrals whose change has arrived, as a share of all changes. */
	arrived: Spread;
}

/** @throws if a contender changed too little although nothing was in its way */
export function resultOf(
	{ title, contenders, service, changes }: Comparison,
	measured: Measured[][],
): Result {
	const reference = measured.at(-1)!;
	const of = (rounds: Measured[], key: keyof Measured) => rounds.map((one) => one[key]);
	return {
		title,
		rounds: reference.length,
		contenders: Object.keys(contenders).map((name, index) => {
			const own = measured[index];
			const arrived = of(own, 'changed').map((changed) => changed / changes);
			if (!service.rateLimit && Math.min(...arrived) < 1) {
				throw new Error(`${name} lost changes in "${title}"`);
			}
			return {
				name,
				timeRatio: ratios(of(own, 'seconds'), of(reference, 'seconds')),
				requestsRatio: ratios(of(own, 'requests'), of(reference, 'requests')),
				seconds: spread(of(own, 'seconds')),
				requests: spread(of(own, 'requests')),
				throttled: spread(of(own, 'throttled')),
				arrived: spread(arrived),
			};
		}),
	};
}

export const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The results as a table in Markdown, as bench/README.md shows it. */
export function tableOf(results: Result[]): string {
	const rows = results.flatMap(({ title, contenders }) =>
		contenders.map(({ name, timeRatio, seconds, requests, throttled, arrived }, index) => [
			index === 0 ? title : '',
			name,
			percent(arrived.median),
			`${count(requests.median)}${throttled.median > 0 ? ` (${count(throttled.median)} throttled)` : ''}`,
			seconds.median.toFixed(1),
			`${timeRatio.median.toFixed(2)} (${timeRatio.min.toFixed(2)} to ${timeRatio.max.toFixed(2)})`,
		]),
	);
	const header = ['What', 'With', 'Changes that arrive', 'Requests', 'Seconds', 'Time, ratio'];
	const table = [header, ['---', '---', '--:', '--:', '--:', '--:'], ...rows];
	return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const count = (value: number) => Math.round(value).toLocaleString('en');
